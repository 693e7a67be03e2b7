# One goal: its numbers, runs, milestones, savings, limits, pauses; and the person's stays.
goal-since = { $direction }, since { $day }
goal-open = About { $name }
goal-more = More about { $name }

# Paused and over.
goal-paused-title = Paused
goal-paused-text = Paused since { $day }. These days are left out and break nothing.
goal-ended-title = Ended
goal-ended-text = Ended on { $day }. Your days stand.
goal-go-on = Go on again
goal-went-on = You go on again.
goal-pause = Pause from today
goal-pause-hint = Days of a pause are left out. Your run goes on after.
goal-end = End from today
goal-end-hint = Your days stand. You can go on again at any time.
goal-paused-done = Paused.
goal-ended-done = Ended.
goal-manage = This goal
goal-stays = Stays in detox, treatment or hospital
goal-change-it = Change what, how or since when
goal-breaks = Pauses and ends
break-pause = Pause
break-end = End
break-edit-title = Change these days
break-changed = Days changed.
break-removed = Removed.

# Days from one to another.
span-from = First day
span-until = Last day
span-until-hint = Leave it empty while it goes on.
span-on = { $from } to { $until }
span-since = Since { $from }
span-one-day = { $from }
row-remove = Remove { $name }
row-change = Change { $name }
row-up = Move up: { $name }
row-down = Move down: { $name }
# $place: where it is now, $count: of how many
row-moved = { $name } is now { $place } of { $count }

# The numbers.
goal-numbers = Your numbers
goal-show-numbers = Show the numbers
goal-hide-numbers = Hide the numbers
goal-run-now = This run
goal-run-longest = Longest run
goal-all-days = All days
goal-last = Last { $days } days
goal-days-of = { $sober } of { $days }
goal-days =
    { $days ->
        [one] 1 day
       *[other] { $shown } days
    }
goal-run-since = since { $day }
goal-last-lapse = Last lapse
goal-last-lapse-days =
    { $days ->
        [0] today
        [one] 1 day ago
       *[other] { $shown } days ago
    }
goal-over-days = Over your limit
goal-over-days-of = { $of ->
    [one] { $over } of 1 day
   *[other] { $over } of { $days } days
}
# Told beside a run, so that it is read rightly. $days of it fell into a stay.
stay-days-detox = { $days } of these in detox
stay-days-residential = { $days } of these in residential treatment
stay-days-hospital = { $days } of these in hospital
stay-days-jail = { $days } of these in jail
stay-days-sober_living = { $days } of these in sober living
stay-days-other = { $days } of these during a stay

# The rules.
goal-rules = How days are counted
goal-rule-lapse = A day with a lapse does not count. It changes no other day.
goal-rule-limit = A day within your limit counts. A day over it does not.
goal-rule-week = A week goes from Monday to Sunday.
goal-rule-no-limit = Without a limit, a use changes no number.
goal-rule-break = Days of a pause are left out. The run goes on after them.
goal-rule-stay = Days of a stay count like any other.
goal-rule-midnight = Your day ends at midnight.
goal-rule-hour = Your day begins at { $time }. Before that, it is still the day before.
goal-rule-zone = A day stays as it was logged, also when you travel.
goal-rule-medicine = Medicine taken as prescribed never breaks a count.
goal-rule-settings = Change these in Settings

# The runs, newest first.
goal-runs = Your runs
goal-runs-lead = A gap is a day that does not count. The run before it stays.
goal-runs-from = From
goal-runs-days = Days
goal-runs-all = Show all { $count }
goal-run-so-far = since { $from }
goal-run-span = { $from } to { $until }

# Milestones.
goal-milestones = Milestones
milestone-next = Next
milestone-reached = Reached
milestone-left-days =
    { $left ->
        [one] in 1 day
       *[other] in { $shown } days
    }
milestone-left-times =
    { $left ->
        [one] 1 more
       *[other] { $shown } more
    }
milestone-run-days =
    { $count ->
        [one] First day
       *[other] { $shown } days in a row
    }
milestone-run-months = { $count ->
    [one] 1 month in a row
   *[other] { $shown } months in a row
}
milestone-run-years =
    { $count ->
        [one] 1 year in a row
       *[other] { $shown } years in a row
    }
milestone-total-days =
    { $count ->
        [one] 1 day in all
       *[other] { $shown } days in all
    }
milestone-check_ins-times =
    { $count ->
        [one] First check-in
       *[other] { $shown } check-ins
    }
milestone-cravings_met-times =
    { $count ->
        [one] First craving you did not act on
       *[other] { $shown } cravings you did not act on
    }
milestone-own = { $name }: { $what }
milestone-add = Add your own
milestone-add-title = Your own milestone
milestone-measure = Counted in
milestone-measure-run = Days in a row
milestone-measure-total = Days in all
milestone-measure-check_ins = Check-ins
milestone-measure-cravings_met = Cravings not acted on
milestone-count = How many
milestone-name = Your word for it
milestone-name-hint = Only if you like.
milestone-keep = Add it
milestone-added = Milestone added.
milestone-removed = Milestone removed.
milestone-all = Show all { $count }
milestone-today = Reached today: { $what }

# What was not spent.
goal-savings = What you kept
saved-money = Not spent
saved-minutes = Time kept
saved-units = Not used
saved-hours =
    { $hours ->
        [one] 1 hour
       *[other] { $shown } hours
    }
saved-minutes-of =
    { $minutes ->
        [one] 1 minute
       *[other] { $shown } minutes
    }
saved-rule = Each day that counts, without use, keeps a seventh of a usual week.
saved-empty = Say what a usual week took. Then this shows what stays with you.
rate-list = What a usual week took
rate-add = Say what a usual week took
rate-add-more = Change it from a day on
rate-title = What a usual week took
rate-lead = A rough number is fine. Each one can stay empty.
rate-money = Money in a week
rate-minutes = Hours in a week
rate-units = Amount in a week
rate-units-of = { $unit } in a week
rate-changed = Usual week saved.
rate-removed = Usual week removed.
rate-currency = Currency
from-day = From this day on
from-day-on = From { $day } on
from-day-taken = One begins on this day. What you write here takes its place.
from-day-fixed = To use another day, remove this and add it again.
# $whole: 2; $part: 1.5
number-wrong = Please write a number, such as { $whole } or { $part }.
number-range = It can be from { $least } to { $most }.
# $example: one that fits the field
number-whole = Please write a whole number, such as { $example }.
goal-unit = What do you count?
goal-unit-hint = Your word, such as drinks, cigarettes or minutes.

# Limits and use.
goal-limits = Your limit
limit-empty = Set the most you want to use. Then this shows how it goes.
limit-set = Set a limit
limit-remove-from = No limit from this day on
limit-change = Change it from a day on
limit-title = Your limit
limit-lead = Choose a day limit, a week limit, or both.
limit-daily = The most on one day
limit-weekly = The most in one week
limit-changed = Limit saved.
limit-removed = Limit removed.
limit-list = Your limits
limit-daily-of = { $amount } a day
limit-weekly-of = { $amount } a week
limit-none = no limit
limit-caution-title = Please do not stop suddenly alone
limit-caution-alcohol = If you drink most days, stopping suddenly can be dangerous.
limit-caution-sedatives = If you take these most days, stopping suddenly can be dangerous.
limit-caution-ask = Ask a doctor or nurse first. They can help you stop safely.
limit-caution-signs = Signs to call for help
limit-caution-call = Call for help
use-log = Log a use
use-chart-weeks = Use, week by week
use-chart-days = Use, day by day
use-chart-view = Show
use-view-weeks = Weeks
use-view-days = Days
use-sentence-weeks-within =
    { $count ->
        [one] Within the limit in { $within } of 1 week.
       *[other] Within the limit in { $within } of { $count } weeks.
    }
use-sentence-days-within = { $count ->
    [one] Within the limit on { $within } of 1 day.
   *[other] Within the limit on { $within } of { $count } days.
}
use-sentence-now-week = This week so far: { $amount }.
use-sentence-now-day = Today so far: { $amount }.
use-limit-line = The dashed line is your limit.
use-said = { $used }, limit { $limit }
use-table-week = Week from
use-table-day = Day
use-table-amount = Used

# Stays.
stays-title = Stays
stays-lead = Time in detox, treatment, hospital or jail. These days count, and show beside a run.
stays-empty-title = No stays yet
stays-empty-text = Add one, and it shows beside your runs.
stay-add = Add a stay
stay-title = A stay
stay-place = Where?
stay-place-detox = Detox
stay-place-residential = Residential treatment
stay-place-hospital = Hospital
stay-place-jail = Jail or prison
stay-place-sober_living = Sober living home
stay-place-other = Another place
stay-name = Your word for it
stay-name-hint = Only if you like. Only you see it.
stay-changed = Stay saved.
stay-removed = Stay removed.
