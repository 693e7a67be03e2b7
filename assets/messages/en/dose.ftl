# Doses: what is due, what was taken, and why not. Names and amounts are the person's own words.
dose-due = Due
dose-due-many =
    { $count ->
        [one] 1 dose due
       *[other] { $count } doses due
    }
# Below what came due last: what waits from before, with its time below it. $time: when the first of them was due
dose-waits-too = Also waiting: { $name }
dose-wait-too = { $count } more waiting
dose-first-since = the first since { $time }
# After the first ones: so many others.
dose-and-more =
    { $count ->
        [one] and 1 more
       *[other] and { $count } more
    }
dose-list = Show each of them
dose-clinic-closed = the clinic closed at { $time }
# What went by without a word: a fact, and no blame.
dose-went-by-title = Nothing noted
dose-went-by = Nothing noted for { $name }
dose-went-by-open = Note it: { $name }
dose-went-by-leave = Leave it
dose-yesterday = yesterday, { $time }
dose-no-time = { $name } has no time now
dose-give-time = Give it a time
dose-give-time-name = Give it a time: { $name }
dose-none-left = All of them are answered.
dose-take = Taken
dose-take-all = All taken
dose-take-all-of = All taken: { $time }
dose-take-needed = I took it
# What a button does, as it is heard: $name is a medicine.
dose-take-name = Taken: { $name }
dose-needed-name = I took it: { $name }
dose-needed-at = I took it at another time: { $name }
dose-more = More about { $name }
dose-since = since { $when }
dose-said-taken = Taken: { $name }
dose-said-all =
    { $count ->
        [one] 1 dose taken
       *[other] { $count } doses taken
    }
# After those that were taken together: this one asks how many doses went home.
dose-said-visit = { $name } still waits. Say how many doses went home.
dose-said = Saved: { $name }
dose-what = What happened?
dose-outcome-taken = Taken
dose-outcome-skipped = Skipped
dose-outcome-missed = Missed
dose-why = Why?
dose-why-ran_out = I had none left
dose-why-not_with_me = It was not with me
dose-why-side_effects = Side effects
dose-why-unwell = I was unwell
dose-why-prescriber_said = My prescriber said so
dose-why-not_needed = I did not need it
dose-why-not_wanted = I did not want to
dose-why-forgot = I forgot
dose-why-could_not_go = I could not get there
dose-why-was_closed = It was closed
dose-why-other = Another reason
dose-take-home = Doses to take home
dose-home-unsaid = How many doses went home? Then reminders come on the right days.
dose-site = Where on the body
# Beside the time that was typed, when it is far from $due, the time of the dose.
dose-far = This is far from { $due }. Is the day right?
dose-site-next = { $site } (next)
# Since when a medicine is overdue. $day: "Tue 17 Nov 2026"; $days: how many days ago, $shown: the same in figures
dose-overdue-doses =
    { $days ->
        [0] Not noted as taken today.
        [one] Not noted as taken yesterday or since.
       *[other] Not noted as taken on { $day }, { $shown } days ago, or since.
    }
dose-overdue-injection =
    { $days ->
        [one] The latest day was yesterday.
       *[other] The latest day was { $day }, { $shown } days ago.
    }
dose-overdue-hint = Your body may be used to less by now. See what that can mean, and call your clinic before the next dose.
# The doses of one day.
dose-day = Medicines
dose-day-none = No dose was due on this day.
# How a dose stands.
dose-planned = Ahead
dose-raised = Waits for an answer
dose-taken = Taken
dose-late = Taken at another time
dose-taken-at = Taken at { $time }
dose-late-at = Taken later, at { $time }
dose-early-at = Taken early, at { $time }
dose-skipped = Skipped
dose-skipped-why = Skipped: { $why }
# Nobody answered; and: the person says so.
dose-missed = No answer
dose-missed-said = Missed
dose-missed-why = Missed: { $why }
dose-unrecorded = Not recorded
# Something said about a dose, as it is named in a list of what was removed.
removed-dose = Dose: { $name }
# What is taken as needed. The limits are what the person typed in.
dose-too-soon = By your limits, not before { $time }
dose-of-24 = { $count } of { $most } in 24 hours
dose-of-day = { $count } of { $most } today
dose-full-24 = { $count } of { $most } in 24 hours. That is your limit.
dose-full-day = { $count } of { $most } today. That is your limit.
dose-over-24 = { $count } in 24 hours. Your limit is { $most }.
dose-over-day = { $count } today. Your limit is { $most }.
# Below the first ones on Today: so many others are taken when needed.
dose-needed-more =
    { $count ->
        [one] 1 more when needed
       *[other] { $shown } more when needed
    }
