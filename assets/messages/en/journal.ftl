# Journal entries: what a person writes at length.
journal-title = Journal entry
journal-write = Write
journal-text = Your words
journal-text-hint = Saved as you write. The first line becomes its title.
journal-tags = What it is about
journal-tag-add = Add a tag
journal-tag-field = A tag in your own words
journal-tag-keep = Add
journal-tag-cancel = Cancel
journal-added = Added a journal entry
journal-changed = Changed a journal entry
journal-removed = Removed a journal entry
# Finding entries by their words.
search-title = Search
search-link = Search
search-field = Find words in what you wrote
search-hint = The beginning of a word is enough.
search-span = How far back
search-span-0 = Everything
search-span-30 = The last 30 days
search-span-365 = The last year
search-found =
    { $count ->
        [0] Nothing found.
        [one] 1 found.
       *[other] { $count } found.
    }
search-nothing = No entry has these words. Try fewer letters, or another word.
# What was removed, and can come back.
removed-title = Recently removed
removed-link = Recently removed
removed-lead = What you removed in the last 30 days.
removed-goal = Goal: { $goal }
removed-when = Removed { $when }
removed-restore = Bring back
removed-restored = It is back
removed-empty = Nothing was removed in the last 30 days.
# What an entry was before.
history-title = Earlier versions
history-link = Earlier versions
history-lead = You can read each one, and bring it back.
history-now = Now
history-written = Written { $when }
history-about = About { $when }
history-read = Read all of it
history-restore = Bring this back
history-restored = The earlier version is back
history-empty = This entry was not changed.
