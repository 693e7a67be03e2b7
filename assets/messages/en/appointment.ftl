# Appointments: visits to somebody who helps, what to talk about there, and what to take along.
appointment-therapy = Therapy
appointment-prescriber = Prescriber
appointment-clinic = Clinic
appointment-group = Group programme
appointment-day_programme = Day programme
appointment-case_manager = Case manager
appointment-court = Court or probation
appointment-health = Doctor or dentist
appointment-telehealth = Visit online or by phone
appointment-other = Other appointment
removed-appointment = Appointment: { $name }
removed-line = For an appointment: { $text }

# The list, and one appointment new or changed.
appointments-title = Appointments
appointments-lead = Visits, what to talk about, and what to take along
appointments-empty-title = No appointments yet
appointments-empty-text = Your visits stand here, the next one first. You get a reminder before each.
appointments-none-ahead-title = No visits ahead
appointments-none-ahead-text = What is over stands under “Past appointments”.
appointments-past = Past appointments
appointment-add = New appointment
appointment-change = Change appointment
appointment-done = Done
appointment-made = Added: { $name }
appointment-changed = Changed: { $name }
appointment-ended = Ended. What was stays.
appointment-removed = Removed: { $name }
appointment-end = End this appointment
appointment-remove = Remove this appointment
appointment-over = No more visits ahead
appointment-kind = What kind of visit
appointment-minutes = How many minutes it lasts
appointment-title = Your own name for it
appointment-title-hint = Leave it empty to use the kind of visit.
appointment-person = With whom, of your people
appointment-nobody = Nobody from the list
appointment-with = With whom
appointment-place = Where
appointment-link = Link for a visit online
appointment-link-hint = It opens in your browser when you tap it.
appointment-link-refused = This is not a link to a page.
appointment-link-begin = This is not a link to a page. A link begins with https://.
appointment-link-space = This is not a link to a page. A link has no space in it.
appointment-link-sign = A link cannot have this sign in it: { $sign }
appointment-phone = Number to call about it
appointment-note = Anything else
appointment-rings = When to remind you
zone-label = Whose clock
zone-here = The clock there ({ $zone })
zone-mine = My own clock, wherever I am

# One visit.
visit-next = Next visit
visit-when = { $day }, { $time }
visit-there = { $time } by the clock there ({ $zone })
visit-now = It is now
visit-with = With { $who }
visit-minutes =
    { $count ->
        [one] Lasts 1 minute
       *[other] Lasts { $count } minutes
    }
visit-link = Open the link
visit-call = Call { $phone }
visit-cancel-next = Mark the next one as cancelled
visit-asks = How did it go? Tap to answer.
visit-ask = Did you go?
visit-say-went = I went
visit-say-missed = I missed it
visit-went = Went
visit-cancelled = Cancelled
visit-missed = Missed
visit-open = Not answered
visit-said-went = Noted: you went
visit-said-cancelled = Noted: cancelled
# $time: Monday 23 November, 08:00
visit-off = Cancelled: { $time }
visit-back = It takes place after all
visit-said-back = It takes place, and rings
visit-said-missed = Noted: missed
visit-kept = Visit saved
visit-became = What became of it
visit-why = Why, if you like
visit-takeaways = What I take with me
visit-next-step = What comes next
visit-talked = What was on the list
visit-talked-lead = Tick what you talked about.
# They went, and noted nothing about it yet.
visit-untold = You went
visit-untold-lead = What do you take with you?
visit-untold-lines = What did you talk about, and what do you take with you?
visit-tell = Note it down
visits-title = Visits so far
visits-older = Older visits

# What to talk about.
agenda-title = To talk about
agenda-lead = Nothing is sent. The list is for you.
agenda-one = To talk about
agenda-what = What I want to bring up
agenda-add = Add a line
agenda-offers = From your log
agenda-since = Since { $day }. Take over what you want.
agenda-take = Take over
agenda-taken = Added to the list
agenda-cravings =
    { $count ->
        [one] 1 craving
       *[other] { $count } cravings
    }
agenda-cravings-strongest =
    { $count ->
        [one] 1 craving, strength { $strongest }
       *[other] { $count } cravings, strongest { $strongest }
    }
agenda-met =
    { $count ->
        [one] 1 craving I did not act on
       *[other] { $count } cravings I did not act on
    }
agenda-tools =
    { $count ->
        [one] Used a coping tool 1 time
       *[other] Used a coping tool { $count } times
    }
agenda-missed_doses =
    { $count ->
        [one] 1 dose missed or without an answer
       *[other] { $count } doses missed or without an answer
    }
agenda-late_doses =
    { $count ->
        [one] 1 dose taken at another time
       *[other] { $count } doses taken at another time
    }
agenda-meetings =
    { $count ->
        [one] Was at 1 meeting
       *[other] Was at { $count } meetings
    }
agenda-low_mood =
    { $count ->
        [one] 1 day with a low mood
       *[other] { $count } days with a low mood
    }
agenda-short_nights =
    { $count ->
        [one] 1 night under 6 hours of sleep
       *[other] { $count } nights under 6 hours of sleep
    }
agenda-used =
    { $count ->
        [one] Used on 1 day
       *[other] Used on { $count } days
    }

# What to do until the next visit.
homework-title = To do until then
homework-lead = What you want to do before the next visit.
homework-one = To do
homework-what = What I will do
homework-add = Add something to do
homework-until = By which day
homework-rings = Remind me at
homework-rings-hint = Leave it empty for no reminder.
line-due = By { $day }
line-rings = By { $day }, reminder at { $time }
line-tick = Done: { $text }
line-done = Done
line-open-again = Not done yet
line-kept = Saved
line-removed = Line removed

# A programme's week.
programme-link = Set up a programme's week
programme-title = A programme's week
programme-lead = These are common shapes. Yours may differ, so change what does not fit.
programme-iop = Intensive outpatient (IOP)
programme-iop-hint = Three days a week, three hours each
programme-php = Partial hospital or day programme (PHP)
programme-php-hint = Five days a week, about six hours each
programme-outpatient = Outpatient
programme-outpatient-hint = One hour a week
programme-alerts = You get a reminder a day and an hour before.
programme-make = Add these visits
programme-made = The week was added
programme-other = Choose another shape
visit-weekdays = On which days
visit-time = Time
visit-first-day = From which day
