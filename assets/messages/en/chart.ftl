# Charts of the log and the year at a glance.

charts-title = Charts
charts-range = How far back
charts-days7 = 7 days
charts-days30 = 30 days
charts-days90 = 90 days
charts-days365 = A year
charts-all = All
charts-empty-title = Nothing to draw yet
charts-empty-text = Check in on a few days, and your charts appear here.
charts-note = From what you logged yourself. A gap is a day without an entry.

chart-mood = Mood
chart-craving = Strongest craving of the day
chart-cravings = Number of cravings
chart-confidence = Confidence
chart-sleep = Sleep
chart-lapses = Days with a lapse
chart-doses = Doses taken
chart-doses_as_needed = Taken as needed
# $name: a question of their own, answered with yes or no
chart-item-yes = { $name }: days with a yes
# $name: a question of their own, $unit: what it counts
chart-item-number = { $name } ({ $unit })

# $title: "Mood", $sentence: what the chart says
chart-picture = { $title }. { $sentence }
chart-as-table = Show as table
chart-gap = Nothing logged
chart-head-day = Day
chart-head-week = Week
chart-head-month = Month
# $from and $until are days: "3 Mar"
chart-week = { $from } to { $until }
# $mood: "good", $value: "3.6"
chart-mood-value = { $mood } ({ $value })
# A mark on the axis of sleep.
chart-hours = { $hours } h

# $days: how many, $shown and $all: in figures
chart-days =
    { $days ->
        [one] From { $shown } of { $all } days.
       *[other] From { $shown } of { $all } days.
    }
chart-usual = Most days lie between { $low } and { $high }.
chart-usual-one = Most days: { $value }.
chart-usual-mood = Most days lie between “{ $low }” and “{ $high }”.
# $count: how many, $shown: in figures
chart-total-cravings =
    { $count ->
        [one] { $shown } craving.
       *[other] { $shown } cravings.
    }
chart-total-lapses =
    { $count ->
        [one] { $shown } day with a lapse.
       *[other] { $shown } days with a lapse.
    }
chart-total-doses =
    { $count ->
        [one] { $shown } dose taken.
       *[other] { $shown } doses taken.
    }
chart-total-doses_as_needed =
    { $count ->
        [one] Taken { $shown } time.
       *[other] Taken { $shown } times.
    }
# $what: "2 without an answer, 1 not recorded"
chart-doses-besides = Besides: { $what }.
chart-total-item_yes_no =
    { $count ->
        [one] { $shown } day with a yes.
       *[other] { $shown } days with a yes.
    }
# $shown: how many days the chart has, in figures
chart-mean-higher = Higher than in the { $shown } days before.
chart-mean-lower = Lower than in the { $shown } days before.
chart-mean-same = About the same as in the { $shown } days before.
# $before: how many there were then, in figures
chart-count-higher = More than in the { $shown } days before: { $before }.
chart-count-lower = Fewer than in the { $shown } days before: { $before }.
chart-count-same = As many as in the { $shown } days before.

year-title = Year
year-before = The year before
year-after = The next year
year-nothing = Nothing was logged in this year.
# $days: how many, $shown: in figures, $lapses: how many days with a lapse
year-sentence =
    { $days ->
        [one] You logged something on { $shown } day.
       *[other] You logged something on { $shown } days.
    }
# $year: "2026", $sentence: what the picture says
year-picture = { $year }, a square for each day. { $sentence }
year-logged = logged, no mood
year-head-days = Days logged
year-head-cravings = Cravings
year-head-lapses = Days with a lapse
