# What Mainstay protects, and what it cannot. The long form is src-tauri/docs/threat-model.md: change both together.
protection-settings = Privacy
protection-link = What this protects
protection-title = What this protects, and what it cannot
protection-lead = So that you can decide what to write here.

protection-can = What it protects
protection-encrypted = Your words are locked away
protection-encrypted-text = All you write is encrypted. Reading it takes what you chose to open it with.
protection-silent = Nothing is sent
protection-silent-text = Mainstay has no account and no server. It connects to nothing.
protection-locks = It locks by itself
protection-locks-text = It locks when nobody touches it, and when you close it. Hide now locks it at once.
protection-kept = What is saved stays
protection-kept-text = A power cut or a full disk takes nothing that was saved. Damage is noticed, and you are told.
protection-discreet = Others learn little
protection-discreet-text = File names and notices name no substance, no medicine and no person.

protection-cannot = What it cannot do
protection-watched = Stop somebody who is watching
protection-watched-text = Spy software on this device can see what you see. So can somebody beside you.
protection-hidden = Hide that it is here
protection-hidden-text = Others can find Mainstay on this device. There is no second, secret journal.
protection-times = Hide when reminders ring
protection-times-text = Their times are kept outside the lock, and which of them you answered. So is whether one is for a medicine. So they ring while it is locked. How often one asks can show more of what kind it is. No name is kept there.
protection-forced = Help when you are made to open it
protection-forced-text = Who makes you open it sees all of it.
protection-account = Keep out who can use your account
protection-account-text = Without a passphrase, whoever can use this device’s account can open it.
protection-lost = Bring back a lost passphrase
protection-lost-text = Without your passphrase and your code, nobody can open it. We cannot either.
protection-backups = Save you from a lost device
protection-backups-text = The daily backups are on the same device. Only a copy elsewhere brings your words back.
protection-deleted = Forget at once
protection-deleted-text = What you delete can stay in older backups for months. They are encrypted too.

protection-unsafe = If somebody may look at this device
protection-unsafe-text = Use a device that is only yours. Or leave out what could harm you.
protection-done = Back to where I was
