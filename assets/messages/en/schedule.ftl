# Schedules: how often something is due, at which times, and how it rings. Used by medicines, meetings and appointments.
schedule-how = How often?
schedule-other = Which way?
schedule-choose = Choose one
schedule-way-daily = Every day
schedule-way-weekdays = On some days of the week
schedule-way-needed = Only when needed
schedule-way-needed-hint = Nothing rings. You log it when you take it.
schedule-way-other = Another way
schedule-way-other-hint = Every few days, monthly, by the hour, an injection, steps
schedule-way-other-dates-hint = Every few days, monthly
schedule-way-every_days = Every few days
schedule-way-every_weeks = Every few weeks
schedule-way-month_days = On days of the month
schedule-way-month_weekday = On a weekday of the month
schedule-way-cycle = Days on, days off
schedule-way-cycle-hint = Such as 21 days on, then 7 days off
schedule-way-hours = Every few hours
schedule-way-hours-hint = By the hour, day and night
schedule-way-long_acting = An injection or implant
schedule-way-long_acting-hint = Counted in days from the last one given
schedule-way-clinic = Visits to a clinic
schedule-way-clinic-hint = With doses to take home
schedule-way-after = After another medicine
schedule-way-after-hint = So long after you took the other one
schedule-way-steps = In steps
schedule-way-steps-hint = A plan from your prescriber, typed in step by step
schedule-way-once = Once, on a date

schedule-time = Time
schedule-time-n = Time { $number }
schedule-time-add = Add a time
schedule-time-remove = Remove time { $number }
schedule-spread = Every so often between two times
schedule-one-by-one = Times one by one
schedule-first = From
schedule-last = Until
schedule-every-hours = Every how many hours?
schedule-every-days = Every how many days?
schedule-every-weeks = Every how many weeks?
schedule-every-months = Every how many months?
schedule-weekdays = Which days?
schedule-month-days = Which days of the month?
schedule-short = In a month that is too short
schedule-short-last_day = On its last day
schedule-short-leave_out = Leave it out
schedule-nth = Which one?
schedule-nth-first-of = First
schedule-nth-second-of = Second
schedule-nth-third-of = Third
schedule-nth-fourth-of = Fourth
schedule-nth-last-of = Last
schedule-weekday = Weekday
schedule-on = Days on
schedule-off = Days off
schedule-date = Date
schedule-over = This is over already. Nothing will ring.
schedule-span = Begin and end
schedule-from-on = First day
schedule-until-on = Last day
schedule-until-on-hint = Leave it empty if it goes on.
schedule-which-days = On which days
schedule-steps-lead = Type each step as your prescriber wrote it. Mainstay works out no amounts.
schedule-step = Step { $number }
schedule-step-add = Add a step
schedule-step-remove = Remove this step
schedule-amount = Amount
schedule-amount-each = How much each time
schedule-amount-hint = As your prescriber wrote it
schedule-needed-lead = Leave empty what you were not told.
schedule-needed-gap = Least hours between two
schedule-needed-24 = Most in 24 hours
schedule-needed-day = Most in one day
schedule-first-at = The first one
schedule-count-from = Counted from
schedule-count-taken = When I took the last one
schedule-count-planned = The planned time
schedule-after-none = Add the other medicine first. Then it can be chosen here.
schedule-after-which = After which medicine?
schedule-after-minutes = How many minutes after?
schedule-long-acting-lead = Your clinic knows these numbers. They are counted from the day it was given.
schedule-target = Planned after how many days?
schedule-earliest = Earliest, after how many days?
schedule-latest = Latest, after how many days?
schedule-window-hint = Leave it empty if you were not told.
schedule-first-planned = The next one is planned for
schedule-remind-at = Remind me at
schedule-opening = Opening hours
schedule-opening-other = Other opening hours
schedule-opening-add = Other hours on other days
schedule-opening-remove = Remove these hours
schedule-opens = Opens
schedule-closes = Closes
schedule-usual = When I usually go
schedule-usual-hint = Leave it empty to be reminded when it opens.
schedule-at-home = Remind me of doses at home
schedule-at-home-hint = By the clock where you are. Leave it empty for no reminder.
schedule-first-visit = First visit
schedule-first-visit-hint = Doses at home already? Then the day on which you go next. Nothing rings until then.

# What a schedule means, in one line. $times is a list of times.
schedule-days-at =
    { $count ->
        [one] Every day at { $times }
       *[other] Every { $count } days at { $times }
    }
schedule-days-within =
    { $count ->
        [one] Every day, every { $gap } from { $first } to { $last }
       *[other] Every { $count } days, every { $gap } from { $first } to { $last }
    }
# $days: Monday and Friday
schedule-weeks-at =
    { $count ->
        [one] Every { $days } at { $times }
       *[other] Every { $count } weeks on { $days } at { $times }
    }
schedule-weeks-within =
    { $count ->
        [one] Every { $days }, every { $gap } from { $first } to { $last }
       *[other] Every { $count } weeks on { $days }, every { $gap } from { $first } to { $last }
    }
# $days: day 1 and the last day, or the second Tuesday
schedule-months-at =
    { $count ->
        [one] Every month on { $days } at { $times }
       *[other] Every { $count } months on { $days } at { $times }
    }
schedule-months-within =
    { $count ->
        [one] Every month on { $days }, every { $gap } from { $first } to { $last }
       *[other] Every { $count } months on { $days }, every { $gap } from { $first } to { $last }
    }
# $on, $off: 21 days
schedule-cycle-at = { $on } on, then { $off } off, at { $times }
schedule-cycle-within = { $on } on, then { $off } off, every { $gap } from { $first } to { $last }
schedule-once-at = Once, on { $day } at { $times }
schedule-once-within = Once, on { $day }, every { $gap } from { $first } to { $last }
schedule-run = { $first } to { $last }
schedule-day = day { $day }
schedule-last-day = the last day
schedule-nth-first = the first { $day }
schedule-nth-second = the second { $day }
schedule-nth-third = the third { $day }
schedule-nth-fourth = the fourth { $day }
schedule-nth-last = the last { $day }
schedule-steps =
    { $count ->
        [one] In 1 step
       *[other] In { $shown } steps
    }
# $zone: Europe/London
schedule-clock = by the clock of { $zone }
schedule-clock-of = The clock of { $zone }
schedule-from = from { $day }
schedule-until = until { $day }
schedule-every-taken = Every { $span }, from the last one taken
schedule-every-planned = Every { $span }
schedule-after = { $span } after { $name }
schedule-after-other = { $span } after another medicine
schedule-long-acting = Every { $span }, from the day it was given
schedule-window = between day { $earliest } and day { $latest }
schedule-clinic = Visits on { $days }
# On the page of a medicine. $step: Step 2; $days: Monday to Friday; $opens, $closes, $time: 08:00
schedule-step-now = { $step }, now
schedule-step-day = On { $day }
schedule-step-from = From { $from }
schedule-step-span = { $from } to { $until }
schedule-clinic-hours = Open { $days }: { $opens } to { $closes }
schedule-clinic-zone = Visits: by the clock of { $zone }
schedule-clinic-first = First visit: { $day }
schedule-clinic-usual = I usually go at { $time }
schedule-clinic-home = Doses at home: reminder at { $time }, by the clock where you are
schedule-needed = Only when needed
schedule-gap = at least { $span } apart
schedule-most-24 = at most { $count } in 24 hours
schedule-most-day = at most { $count } a day

schedule-before = Tell me before, too
schedule-again = If I do not answer
schedule-again-off = Tell me once
schedule-again-every = Ask again every { $span }
schedule-again-daily = Ask again each day
schedule-again-most = At most
schedule-again-times =
    { $count ->
        [one] 1 more time
       *[other] { $shown } more times
    }
schedule-again-until-open = Until I answer, while it is open
schedule-again-until-most =
    { $count ->
        [one] Until I answer, at most 1 time
       *[other] Until I answer, at most { $shown } times
    }
schedule-quiet = In quiet hours
schedule-quiet-waits = Wait until they are over
schedule-quiet-rings = Ring all the same
# $times: the times of the day that are in them. $until: when they end
schedule-quiet-later =
    { $count ->
        [one] { $times } is in your quiet hours. It rings at { $until }.
       *[other] { $times } are in your quiet hours. They wait until { $until }.
    }
# It rings ahead of its time, outside of them, and is over when they end.
schedule-quiet-ahead =
    { $count ->
        [one] { $times } is in your quiet hours. It rings before, and not at its time.
       *[other] { $times } are in your quiet hours. They ring before, and not at their times.
    }
schedule-quiet-over =
    { $count ->
        [one] { $times } is in your quiet hours. It does not ring: you are told that it came.
       *[other] { $times } are in your quiet hours. They do not ring: you are told that they came.
    }
schedule-quiet-half_way = Of several in one night, it asks about the last. You are told how many came before.
schedule-quiet-minutes = What is no longer open by then does not ring. You are told that it came.
schedule-open = How long it stays open
schedule-open-hint = You can log it later all the same.
schedule-open-half_way = Half way to the next, at most { $span }
schedule-open-minutes = For { $span }
schedule-open-until_answered = Until I answer
schedule-ring-at = Rings at its time
schedule-ring-not-quiet = not in quiet hours
schedule-ring-quiet = in quiet hours, too
schedule-ring-before = { $span } before
schedule-ring-again = again every { $span }
schedule-ring-times =
    { $count ->
        [one] again after { $span }, once
       *[other] again every { $span }, { $shown } times
    }
schedule-ring-open = again every { $span } while it is open
schedule-ring-daily = again each day
