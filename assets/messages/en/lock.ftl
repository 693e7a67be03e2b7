# The lock screen.
lock-passphrase = Passphrase
lock-open = Open
lock-opening = Opening
lock-use-code = Use my recovery code
lock-use-passphrase = Use my passphrase
lock-code = Recovery code
lock-code-hint = Seven groups of four. Spaces and small letters are fine.
lock-use-pin = Use my PIN
lock-use-device = Open with this device
lock-pin = PIN
# { $count } is how many tries are left, { $shown } the same for reading.
lock-pin-left =
    { $count ->
        [one] One more wrong try, and the PIN stops working. Your passphrase always works.
       *[other] You have { $shown } tries with the PIN. Your passphrase always works.
    }
lock-device = This device keeps the key. There is no passphrase yet.
lock-device-too = This device keeps the key. One tap opens Mainstay.
lock-device-gone = It was in this device’s password store. If you moved that store or Mainstay’s folder, bring it back. Then your entries open again. Without a passphrase, nothing else opens them. The backups here need the same key.
lock-wait =
    { $seconds ->
        [one] You can try again in { $shown } second.
       *[other] You can try again in { $shown } seconds.
    }
lock-wait-kind = Take your time. Your entries are safe.
