# Wiping everything: two steps, honest words.
wipe-settings = Wipe everything
wipe-title = Wipe everything
wipe-lead = You can stop here. Nothing is removed yet.
wipe-goes = This goes for good
wipe-goes-journal = Everything you wrote and logged.
wipe-goes-backups = The backups and older journals on this device.
wipe-goes-choices = Your choices, such as language and text size.
wipe-stays = This stays, and Mainstay cannot reach it
wipe-stays-copies = Copies that you keep in other places.
wipe-stays-shared = What you shared with other people.
wipe-stays-chip = Traces in the memory chip. Without the key, nobody can read them.
wipe-keep = Keep everything
wipe-go-on = Go on
wipe-last-title = Last step: wipe everything
wipe-last = This cannot be undone.
wipe-do = Wipe everything now
wipe-doing = Removing it
