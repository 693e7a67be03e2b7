# The lock screen.
lock-passphrase = Passphrase
lock-open = Open
lock-opening = Opening
lock-use-code = Use my recovery code
lock-use-passphrase = Use my passphrase
lock-code = Recovery code
lock-code-hint = Seven groups of four. Spaces and small letters are fine.
lock-wait =
    { $seconds ->
        [one] You can try again in { $shown } second.
       *[other] You can try again in { $shown } seconds.
    }
lock-wait-kind = Take your time. Your entries are safe.
