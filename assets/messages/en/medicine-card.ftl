# Around the cards of medicine safety. What the cards themselves say is in assets/content, with sources.
medicine-card-no-dose = Mainstay never says what to take. Your clinic does.
medicine-card-safety = Staying safe with this medicine
medicine-card-helps = What helps
medicine-card-signs = When to get help now
medicine-card-open-help = Open Help
medicine-card-ready = Have this ready when you call
# $number: the clinic's, as the person typed it
medicine-card-call = Call your clinic: { $number }
medicine-card-closed = Is the clinic closed? A pharmacy can help, and Help is there at night.
medicine-card-number = Your clinic: { $number }
medicine-card-no-number = Add your clinic's number to this medicine. Then you can call from here.
medicine-card-add-number = Add a number
medicine-card-sources = Where this comes from
# $title and $publisher: names of a page and of who made it
medicine-card-source = { $title }. { $publisher }
# $day is a date.
medicine-card-checked = Read on { $day }
medicine-card-reviewed = Last gone over on { $day }
medicine-card-ticks = Tick what you have checked
medicine-card-not-kept = Your ticks are gone when you leave this page.
medicine-card-unread = This card cannot be shown. Call your clinic. They can tell you more.
medicine-card-tolerance-unread = This card cannot be shown. After days without opioids, your body is not used to them.
