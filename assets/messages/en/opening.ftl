# What opens Mainstay: a new passphrase, a new recovery code, practice.
opening-settings = Opening Mainstay
opening-change = Change passphrase
opening-new-code = New recovery code
opening-practise = Practise my passphrase
opening-proof-title = First, show that it is you
opening-proof-passphrase = Type the passphrase you have now.
opening-proof-code = Type the recovery code you have now.
opening-checking = Checking
opening-new-title = Choose a new passphrase
opening-new-lead = The old one works until you have typed the new one twice.
opening-new-label = New passphrase
opening-keeping = Saving it
opening-again-title = Type the new one again
opening-again-lead = We try it on this device. The old one stops only when this one opens it.
opening-again-do = Use this one
opening-again-differs = This did not open it. Try again, or go back to see what you typed.
opening-done-title = Your new passphrase works
opening-done-text = The old one opens nothing now. Your recovery code stays the same.
opening-code-title = Your new recovery code
opening-code-lead = We show it only now. The old code works until you confirm this one.
opening-code-done-title = Your new recovery code works
opening-code-done-text = The old one opens nothing now. You can throw that paper away.
opening-practice-title = Practise your passphrase
opening-practice-lead = Type it from memory. Nothing happens if it is not right.
opening-practice-check = Check
opening-practice-wrong = That is not it. Nothing has changed, and you can try again.
opening-practice-forgot = Use recovery code and set a new one
opening-practice-right-title = That is it
opening-practice-right-text = You remember it. We ask again when you have not typed it for a while.
# Said when somebody leaves before the end: what opens Mainstay now.
opening-left-old-passphrase = You left before the end. Your old passphrase stays.
opening-left-both-passphrases = The new one could not be taken back. Both passphrases work for now.
opening-left-new-passphrase = Your new passphrase works. The old one opens nothing now.
opening-left-old-code = You left before the end. Your old recovery code still works.
opening-left-new-code = Your new recovery code works. The old one opens nothing now.

opening-left-unprotected = You left before the end. This device still opens Mainstay without a passphrase.
opening-left-protected = Mainstay is protected now. Your passphrase and your code open it.

# A passphrase and a code for a Mainstay that this device alone opens.
protect-now = Protect now
protect-mark = There is no passphrase yet. Anyone who can use your account on this device can open Mainstay.
protect-lead = From then on Mainstay opens with this, and not with the device alone.
protect-again-lead = We try it on this device before anything changes.
protect-done-title = Mainstay is protected now
protect-done-text = Your passphrase or your recovery code opens it. The device alone does not any more.
protect-due-title = Protect what you wrote
protect-due-text = Choose a passphrase and write down a recovery code. It takes two minutes.
protect-badge = No passphrase yet
protect-badge-hint = This device alone opens Mainstay

# The quick PIN.
pin-set = Set a quick PIN
pin-change = Change PIN
pin-remove = Remove PIN
pin-title = Choose a PIN
pin-lead = It opens Mainstay on this device only.
pin-label = New PIN
pin-hint = 4 to 12 digits. Six or more are better.
pin-again = The same PIN again
pin-differs = These two are not the same. Type it once more.
pin-digits = Use 4 to 12 digits, and nothing else.
pin-do = Set PIN
pin-honest = After ten wrong tries the PIN stops working. Your passphrase always works, so keep it in mind.
pin-done-title = Your PIN works
pin-done-text = Next time, type your PIN. We ask you to practise your passphrase once a week.
pin-removed-title = The PIN is removed
pin-removed-text = Your passphrase and your recovery code work as before.

# On Today.
practice-due-title = Practise your passphrase
practice-due-text = You have not typed it for a while. Typing it helps you remember.
practice-due-start = Practise now
practice-due-later = Not now
lost-writes-title = Some of your newest entries are missing
# { $count } is how many saves, { $shown } the same for reading.
lost-writes-text =
    { $count ->
        [one] The newest save could not be read. A copy of the file is kept.
       *[other] The newest { $shown } saves could not be read. A copy of the file is kept.
    }
lost-writes-do = Look at your last days, and enter again what is missing.
lost-writes-seen = OK

# On the lock screen, when the file with the entries is not as it should be.
lock-older-open = Open this older copy
lock-older-text = Put the newer file back if you have it. You can also open this one. What you wrote later is not in it.
lock-storage-full = Free some space, then try again. Your entries are safe.
lock-type-again = Back to the lock screen
