# Days to think through before they come.
coping-payday = Payday
coping-anniversary = Anniversary
coping-wedding = Wedding or party
coping-trip = Trip
coping-release = Coming home
coping-holiday = Holiday
coping-other = A day that may be hard
removed-coping = Coping date: { $name }

coping-title = Days to plan for
coping-lead = Paydays, parties, trips: think them through before they come.
coping-empty-title = No days yet
coping-empty-text = A day you add here shows its plan from the day before.
coping-add = Add a day
coping-change = Change this day
coping-made = Day added
coping-changed = Saved
coping-gone = Removed: { $name }
coping-kind = What kind of day
coping-day = The day
coping-until = Last day, if it lasts longer
coping-repeat = How often it comes
coping-repeat-once = Once
coping-repeat-monthly = Each month
coping-repeat-yearly = Each year
coping-name = Your own name for it
coping-name-hint = Leave it empty to use the kind of day.
coping-hard = What may be hard
coping-plan = My plan
coping-exit = What I will say to leave
coping-person = Whom I can call
coping-alert-at = Remind me at
coping-alert-hint = Leave it empty for no reminder. It names nothing.
coping-alert-days = How long before
coping-ahead =
    { $count ->
        [0] On the day
        [one] The day before, and on the day
       *[other] { $count } days before, and on the day
    }
coping-check-at = Ask me afterwards at
coping-check-hint = On its last day. Leave it empty to not be asked.
coping-today = Today
coping-tomorrow = Tomorrow
coping-was = Was on { $day }
coping-next = next on { $day }
coping-over = Over
coping-no-plan = No plan yet. A few words now can help then.
coping-ask = How did it go?
coping-tell = Tell how it went
coping-helped = Did the plan help?
coping-helped-yes = It helped
coping-helped-no = Not this time
coping-note = In your words
coping-reviews = How it went
