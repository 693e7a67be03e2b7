# Recording a lapse. Safety first, then the facts, then what stands.
lapse-title = Thank you for being honest
lapse-safe-question = First: are you safe right now?
lapse-safe-yes = Yes, I’m okay
lapse-safe-unsure = I’m not sure
lapse-safe-unsure-hint = Signs to watch for, who to call
lapse-safe-no = I need help now
lapse-signs-title = Signs to watch for
lapse-signs-lead = If you see one of these, call for help now.
lapse-signs-overdose = Too much alcohol or drugs
lapse-sign-wake = Cannot be woken
lapse-sign-breath = Slow breathing, or none
lapse-sign-lips = Blue or grey lips
lapse-sign-gurgle = Gurgling or snoring sounds
lapse-signs-withdrawal = Stopping alcohol or sedatives
lapse-sign-shaking = Shaking that gets worse
lapse-sign-seizure = A seizure
lapse-sign-confused = Confusion
lapse-sign-seeing = Seeing things that are not there
lapse-sign-fever = Fever
lapse-signs-call = Call for help
lapse-signs-none = None of these now
lapse-goal-title = What is it about?
lapse-when-title = When was it?
lapse-when-now = Just now
lapse-when-earlier = Earlier today
lapse-when-yesterday = Yesterday
lapse-when-pick = Another time
# Under a choice: the day and the time it means.
lapse-when-at = { $day }, { $time }
lapse-when-field = Day and time
lapse-note-title = Add a note
lapse-note-lead = Only if you like. No blame, just what happened.
lapse-record = Record it
lapse-done-days =
    { $days ->
        [one] Your 1 day still counts
       *[other] Your { $days } days still count
    }
lapse-done-first = What you have done still counts
lapse-done-text = One hard day does not undo that.
lapse-done-text-first = You told it honestly. That is a strong thing to do.
lapse-tolerance-title = Please stay safe
lapse-tolerance-break = After a break, your body can take much less.
lapse-tolerance-danger = An amount that was usual before can now stop your breathing.
lapse-tolerance-alone = Try not to be alone. Keep naloxone close if you can.
lapse-what-helps = What would help now?
lapse-help-breathe = Breathe slowly
lapse-help-help = Help now
lapse-help-today = Back to Today
lapse-recorded = Lapse recorded
lapse-edit-title = Your lapse
lapse-worked-hint = It has eased a craving of yours
lapse-next-title = The next 24 hours
lapse-next-lead = Choose what could help. One is enough.
lapse-next-group = What could help
next-step-person = Be with someone, or tell someone
next-step-place = Go to a safer place
next-step-supply = Put what is left out of reach
next-step-medicine = Take my medicine as prescribed
next-step-appointment = Call the clinic
next-step-meeting = Go to a meeting
next-step-rest = Eat, drink water, sleep
lapse-around-title = What was around it
lapse-amount-title = How much it was
lapse-amount = How much
lapse-amount-of = How much, in { $unit }
