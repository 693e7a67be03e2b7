# Today: how am I, a craving, how long.
today-good-morning = Good morning
today-good-afternoon = Good afternoon
today-good-evening = Good evening
today-settings = Settings
today-how = How are you right now?
# { $mood } is one of mood-1 .. mood-5, { $time } a time of day.
today-kept = Saved at { $time }
today-details = Add details
today-waiting = Something you entered is not saved yet. Mainstay still has it.
today-said = Check-in saved: { $mood }
today-changed = Check-in changed to { $mood }
today-craving = I’m having a craving
today-craving-hint = Stop or skip at any step
today-reminders = Reminders may not reach you
today-reminders-zone = Mainstay does not know this device’s time zone. They may come hours early or late.
today-reminders-unread = Some cannot be read, and do not ring.
today-reminders-refused = This device did not take the last one.
today-lapse = Something happened
today-no-goal = Name what you are recovering from
today-no-goal-hint = Then your days show here.
undone = Undone
undo-nothing = There is nothing to undo here.

# The sober-time card. The figure stands before these words, large.
sober-current-run =
    { $days ->
        [one] day in this run
       *[other] days in this run
    }
sober-total-days =
    { $days ->
        [one] day in all
       *[other] days in all
    }
sober-last30 =
    { $days ->
        [one] of the last day
       *[other] of the last { $days } days
    }
sober-starts =
    { $days ->
        [0] Starts later today
        [one] Starts tomorrow
       *[other] Starts in { $days } days
    }
sober-first-day = Your first day
sober-hidden = The numbers are hidden.
# The line under the dots; its parts are joined by a middle dot.
sober-all =
    { $days ->
        [one] 1 day in all
       *[other] { $days } days in all
    }
sober-longest =
    { $days ->
        [one] longest run 1 day
       *[other] longest run { $days } days
    }
sober-now =
    { $days ->
        [one] now 1 day
       *[other] now { $days } days
    }
sober-new-run = A new run starts tomorrow.
sober-new-run-today = A new run starts today.
sober-details = About these numbers
sober-rule-first = The first day counts as day 1.
sober-rule-over = Each day counts when it is over.
sober-rule-lapse = A lapse changes no earlier day.
sober-since-short = since { $day }
sober-since = This run began on { $day }.
sober-days-with-lapse =
    { $count ->
        [0] No lapse in this time.
        [one] Day with a lapse: { $days }.
       *[other] Days with a lapse: { $days }.
    }
sober-dots-name = { $days ->
    [one] { $sober } of 1 day without a lapse
   *[other] { $sober } of { $days } days without a lapse
}
# With days over the limit.
sober-dots-name-limit = { $days ->
    [one] { $sober } of 1 day that counts
   *[other] { $sober } of { $days } days that count
}
sober-days-over =
    { $count ->
        [one] Day over your limit: { $days }.
       *[other] Days over your limit: { $days }.
    }
sober-rule-limit = A day over your limit changes no other day.
sober-paused = Paused
sober-ended = Ended
sober-paused-days =
    { $days ->
        [one] Paused. Your 1 day stands.
       *[other] Paused. Your { $days } days stand.
    }
sober-ended-days =
    { $days ->
        [one] Ended. Your 1 day stands.
       *[other] Ended. Your { $days } days stand.
    }
