# Journey: the month, and what was logged day by day.
journey-title = Journey
journey-month-previous = Month before
journey-month-next = Month after
journey-month-far = Choose a month
journey-month = Month
journey-year = Year
journey-legend = What the marks mean
journey-legend-mood = Mood, from rough to great
journey-legend-craving = A craving
journey-legend-lapse = A lapse
# The name of a day in the calendar; the parts are joined by commas.
journey-day-mood = mood { $mood }
journey-day-cravings =
    { $count ->
        [one] 1 craving
       *[other] { $count } cravings
    }
journey-day-lapse = a lapse
journey-day-journal-entries =
    { $count ->
        [one] 1 journal entry
       *[other] { $count } journal entries
    }
# Alone, and after other parts: what has no mark, such as doses and meetings.
journey-day-noted = something noted
journey-day-more = and more
journey-day-nothing = nothing noted
journey-showing = Showing { $day }.
journey-showing-whole = Showing all of { $day }. Your filter is kept for the list.
journey-show-filtered = Back to the filtered list
journey-show-all = Show all days
journey-nothing-on-day = Nothing noted on this day.
journey-older = Show older entries
journey-today = Today
journey-yesterday = Yesterday
journey-add = Add something
journey-add-title = Add to { $day }
journey-add-check-in = A check-in
journey-add-craving = A craving
journey-add-lapse = A lapse
journey-add-journal-entry = A journal entry
journey-empty-title = Your days will show here
journey-empty-text = Each check-in, craving and lapse, day by day. You can change all of it.
journey-empty-act = Make a check-in
entry-check-in = Check-in
entry-craving = Craving
entry-lapse = Lapse
# $amount: "2.5 drinks"
entry-use = Used { $amount }
entry-mood = Check-in: { $mood }
entry-strength = Craving { $before }
entry-strength-changed = Craving { $before }, then { $after }
entry-part-craving = craving { $value }
entry-part-confidence = sure { $value } of 10
entry-part-sleep = slept { $hours }
entry-part-used = use noted
entry-part-acted = acted on it
entry-part-not-acted = did not act on it
entry-part-tool-minutes = { $tool }, { $minutes }
entry-remove = Remove
entry-removed = Removed { $what } from { $day }
entry-changed = Changed { $what } from { $day }
entry-added = Added { $what } to { $day }
entry-what-check_in = check-in
entry-what-craving = craving
entry-what-lapse = lapse
journey-more = More about your log
# Doses of a day, in one line: so many of those that were due.
journey-doses = Medicines: { $taken } of { $due } taken
journey-doses-needed =
    { $count ->
        [one] Medicines: 1 as needed
       *[other] Medicines: { $count } as needed
    }

# Narrowing a list. $count is how much of the log that leaves out.
filter-title = Filter
filter-kinds = Only these
filter-kind-check_in = Check-ins
filter-kind-craving = Cravings
filter-kind-lapse = Lapses
filter-kind-journal_entry = Journal entries
filter-kind-use_entry = Uses
filter-kind-diary_note = Diary card
filter-kind-dose = Medicines
filter-kind-stay = Stays
filter-hidden = Hidden by filter: { $count }
filter-show-all = Show all kinds
filter-nothing = Nothing of this kind is in your log.

# A stay on its first and on its last day. $name is its place, or the person's own word.
stay-began = { $name } began
stay-only = One day: { $name }
stay-was-over = Last day: { $name }
