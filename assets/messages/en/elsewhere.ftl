# The copy that a person keeps elsewhere: saved, checked, put back, also on a new device.
elsewhere-title = A copy elsewhere
# { $ago } is how long ago, as "2 days ago".
elsewhere-last = Saved { $ago }
elsewhere-last-now = Saved just now
elsewhere-none = There is none yet
elsewhere-why = If this device is lost or broken, it brings everything back.
elsewhere-is-due = It is time to save a copy elsewhere.
elsewhere-protect-first = A copy is sealed with your passphrase. Choose one first.
elsewhere-save = Save a copy elsewhere
elsewhere-check = Check a copy
elsewhere-restore = Put a copy back
elsewhere-absent = This device cannot save a copy elsewhere yet.

# Today, when the last one is two weeks old.
elsewhere-due-title = Keep a copy elsewhere
elsewhere-due-text = One file keeps what you wrote, also if this device breaks.
elsewhere-due-start = Save a copy
elsewhere-due-later = Ask me next week

# Before anything is chosen.
elsewhere-what-save = Save a copy elsewhere
elsewhere-what-save-lead = One file with all you wrote. You choose the place.
elsewhere-what-save-place = A USB stick or another drive is a good place.
elsewhere-what-save-locked = Nobody can read it without your passphrase.
elsewhere-what-save-open = If you change your passphrase later, this copy still needs the old one.
elsewhere-what-check = Check a copy
elsewhere-what-check-lead = We read the whole file. Nothing here is changed.
elsewhere-what-restore = Put a copy back
elsewhere-what-restore-lead = Choose the file that you saved elsewhere.
elsewhere-what-restore-have = You need the passphrase that you typed when you saved it.
elsewhere-what-restore-kept = What is on this device now is kept beside it. Nothing is deleted.
elsewhere-choose-place = Choose a place
elsewhere-choose-file = Choose the file
elsewhere-choosing = Waiting for your choice

# What was chosen, and the passphrase for it.
elsewhere-proof-save = Your passphrase
elsewhere-proof-save-passphrase = Type it again. The copy will open with it.
elsewhere-proof-save-code = Type your recovery code. The copy will open with it.
elsewhere-proof-open = Open the copy
elsewhere-proof-open-passphrase = Type the passphrase that you used when you saved it.
elsewhere-proof-open-code = Type the recovery code that you used when you saved it.
# { $name } is the name of a file.
elsewhere-file = File: { $name }
elsewhere-save-do = Save the copy
elsewhere-check-do = Check it
elsewhere-restore-do = Put it back
elsewhere-working-save = Saving and checking
elsewhere-working-check = Checking
elsewhere-working-restore = Putting it back
elsewhere-working = Please leave Mainstay open.
# { $percent } is how far it is, as "40%".
elsewhere-part = { $percent } done

# How it ended.
elsewhere-saved-title = Your copy is saved
elsewhere-saved-text = We read it back. It is whole.
# { $count } is how many entries, { $shown } the same for reading, { $size } how big the file is.
elsewhere-saved-facts =
    { $count ->
        [one] { $shown } entry, { $size }
       *[other] { $shown } entries, { $size }
    }
elsewhere-saved-stick = If it is on a stick, eject it before you pull it out.
elsewhere-saved-by-passphrase = It opens with the passphrase that you typed. Your recovery code does not open it.
elsewhere-saved-by-code = It opens with the recovery code that you typed. Your passphrase does not open it.
elsewhere-checked-title = This copy is whole
# { $when } is a day and a time.
elsewhere-checked-when = It is from { $when }.
elsewhere-checked-facts =
    { $count ->
        [one] It has { $shown } entry.
       *[other] It has { $shown } entries.
    }
elsewhere-checked-now = Your journal has { $shown } now.
elsewhere-checked-other = It belongs to another journal, not to this one.
elsewhere-done = Done
elsewhere-is-back = Your copy is back. What was here before is kept.
elsewhere-refused-save = The copy was not saved
elsewhere-refused-check = This copy cannot be used
elsewhere-refused-restore = This copy was not put back
elsewhere-refused-same = Nothing on this device was changed.
# In place of the words about a place, where a file was chosen to be read.
err-file-unreadable = This file could not be read.
rec-file-unreadable = Check that it is still there, or choose another file.
elsewhere-again-place = Choose another place
elsewhere-again-file = Choose another file
elsewhere-wrong-hint = A damaged file can look the same. Then try another copy.
elsewhere-from-file = Use a copy from elsewhere
elsewhere-have-one = I have a copy from another device
