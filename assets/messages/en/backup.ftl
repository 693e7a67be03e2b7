# Backups on this device: made each day, checked, put back.
backup-settings = Backups
backup-see = See backups
backup-title = On this device
backup-newest = Newest backup
backup-made-now = Made just now
# { $ago } is how long ago, as "2 hours ago".
backup-made-ago = Made { $ago }
backup-list = All backups
backup-helps = Backups help when a file is damaged, or after a mistake.
backup-limit = They stay on this device. If it is lost or broken, they are too.
backup-kept = Mainstay makes one a day. It keeps some of the older ones for six months.
backup-none-title = No backup yet
backup-none-text = Mainstay makes the first one within a minute of opening.
backup-make = Make a backup now
backup-making = Making a backup
# { $percent } is how far it is, as "40%".
backup-making-part = Making a backup, { $percent } done
backup-stop = Stop
backup-stopping = Stopping
backup-made = Your backup is made. It is the same as what you have now.
backup-stopped = Stopped. Your earlier backups are as they were.
# { $date } and { $time } say when a backup was made, { $size } how big it is.
backup-one = Backup of { $date }
backup-when = { $date }, { $time }
backup-time-size = { $time }, { $size }
backup-check = Check it
backup-checking = Checking
# { $count } is how many entries, { $shown } the same for reading.
backup-whole =
    { $count ->
        [one] { $shown } entry, whole.
       *[other] { $shown } entries, whole.
    }
backup-now-has = Your journal has { $shown } now.
backup-not-whole = This backup is damaged. Your entries now are safe. Please make a new one.
backup-put-back-this = Put this one back

# Putting one back, also when the vault does not open.
backup-put-back = Put a backup back
backup-newest-from = The newest is from { $when }.
backup-choose-title = Which backup?
backup-choose-lead = The newest is first. It has the most of what you wrote.
backup-choose-none = There is no backup on this device.
backup-what-title = Put this backup back?
backup-what-lead = It is from { $when }.
backup-what-later = What you wrote after that will not be in it.
backup-what-kept = What is here now is kept beside it. Nothing is deleted.
backup-put-back-do = Put it back
backup-putting-back = Putting it back
backup-is-back = This is your backup from { $when }. What was here before is kept.
backup-refused-title = This backup was not put back
backup-refused-damaged = This backup is damaged. What was here before is as it was.
backup-refused-gone = This backup is no longer here. What was here before is as it was.
backup-refused-full = There is no space left on this device. Free some space, then try again.
backup-refused-other = What was here before is as it was.
backup-choose-other = Choose another backup
backup-device-title = This device opens it
backup-device-lead = There is no passphrase yet, so nothing needs to be typed.
