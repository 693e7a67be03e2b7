# Medicines: kept, changed, ended, and how it went. Nothing here says what to take.
medicines-title = Medicines
medicines-hint = What is due, and how it went
medicines-empty-title = No medicines yet
medicines-empty-text = Add one, and what is due shows on Today.
medicines-no-advice = Mainstay reminds and keeps count. What to take is between you and your clinic.
medicines-needed = When needed
medicines-ended = No longer taken
medicines-order = Change the order
medicine-add = Add a medicine
medicine-added = Added: { $name }
medicine-changed = Changed: { $name }
medicine-change = Change this medicine
medicine-unsaved = A change is not saved yet
medicine-unsaved-about = Until you save it, what is below stays as it is, and rings like that.
medicine-unsaved-go-on = Go on with the change
medicine-unsaved-here = Until you save it, the medicine stays as it was, and rings like that.
medicine-save-now = Save it now
medicine-change-left-out = Change left out: { $name }
medicine-name = What is it called?
medicine-name-lead = As it stands on the pack, or any word you know it by.
medicine-name-field = Name
medicine-strength = Strength
medicine-strength-hint = Such as 8 mg. You can leave it empty.
medicine-form = How is it taken?
medicine-form-tablet = Tablet or capsule
medicine-form-film = Film in the mouth
medicine-form-liquid = Liquid
medicine-form-patch = Patch
medicine-form-nasal = Nose spray
medicine-form-injection = Injection
medicine-form-implant = Implant
medicine-form-other = Another way
medicine-when = When?
medicine-limits = What were you told?
medicine-ring = How should it remind you?
medicine-ring-lead = A reminder never names the medicine.
medicine-another-way = Another way
medicine-discreet = What lists call it
medicine-discreet-hint = A word of your own, in place of its name.
medicine-schedule = When
medicine-schedule-add = Add another schedule
medicine-schedule-open = Not finished yet
medicine-schedule-change = Change schedule { $number }
medicine-schedule-remove = Remove schedule { $number }
medicine-no-schedule = Nothing is planned.
medicine-ask = Whom to ask
medicine-prescriber = Prescriber
medicine-prescriber-hint = One of your people in Settings. Their number is used where you type none.
medicine-prescriber-none = Nobody
medicine-clinic-phone = Phone of the clinic
medicine-pharmacy-phone = Phone of the pharmacy
medicine-missed-call = Whose number to call about a missed dose?
medicine-missed-call-lead = Then it is one tap away.
medicine-prescribed = Prescribed by { $name }
medicine-call-person = Call { $name }: { $phone }
medicine-call-clinic = Call the clinic: { $phone }
medicine-call-pharmacy = Call the pharmacy: { $phone }
medicine-more = More about it
medicine-class = Which kind is it?
medicine-class-hint = So that the right page about missed doses shows.
medicine-class-none = Not said
medicine-class-buprenorphine_daily = Buprenorphine, daily
medicine-class-buprenorphine_injection = Buprenorphine injection
medicine-class-methadone = Methadone
medicine-class-naltrexone_daily = Naltrexone, daily
medicine-class-naltrexone_injection = Naltrexone injection
medicine-class-disulfiram = Disulfiram
medicine-class-acamprosate = Acamprosate
medicine-class-nicotine_replacement = Nicotine replacement
medicine-class-varenicline = Varenicline
medicine-class-bupropion = Bupropion
medicine-class-naloxone = Naloxone
medicine-class-sedative = For sleep or calm
medicine-class-opioid_pain = Opioid for pain
medicine-class-antidepressant = Antidepressant
medicine-class-mood_or_psychosis = For mood or psychosis
medicine-class-other = Something else
medicine-on-time-field = On time, in minutes
medicine-on-time-hint = Taken this long before or after its time, it still counts as on time.
medicine-sites = Places on the body
medicine-sites-hint = One in each line, in their order. The next one is then shown.
medicine-sites-where = Where on the body?
medicine-sites-lead = For what goes to a new place each time. You can skip this.
medicine-site-next = Next place: { $site }
medicine-expires = Date on the pack
medicine-kit = Naloxone kit
medicine-kit-lead = Leave out what you do not know.
medicine-kit-change = Change the kit
medicine-kit-place = Where it is
medicine-kit-people = Who nearby knows
medicine-kit-trained = Last training
# $day: a time or a date
medicine-ended-on = Ended { $day }
medicine-open =
    { $count ->
        [one] 1 dose waits for an answer
       *[other] { $shown } doses wait for an answer
    }
medicine-next = Next: { $when }
medicine-no-time = Has no time now
medicine-follows-nothing = The medicine before it is ended or removed. So this one has no time now, and does not ring.
medicine-follows-last = The medicine before it is ended or removed. After its next time, this one has none.
# Doses that a clinic handed out for days at home. $days: "Saturday and Sunday"
medicine-home =
    { $count ->
        [one] 1 dose to take home, for { $days }.
       *[other] { $shown } doses to take home, for { $days }.
    }
medicine-home-next = Next visit: { $day }.
medicine-home-gap = They last until a day on which the clinic has no hours. Ask your clinic about it.
medicine-injection-early = Planned for { $day }. Not before { $earliest }.
medicine-injection-due = Planned for { $day }. At the latest { $latest }.
medicine-injection-first = The first one is planned for { $day }.
medicine-injection-first-past = The first one was planned for { $day }. Your clinic knows what comes next.
medicine-injection-overdue = The latest day was { $day }. Call your clinic.
medicine-ahead = Next
medicine-ahead-hint = Taken early? Note it here.
medicine-early = Answer early: { $when }
medicine-went = How it went
medicine-period = Over
medicine-last-days =
    { $count ->
        [one] The last day
       *[other] The last { $shown } days
    }
medicine-taken = Taken { $taken } of { $due }.
medicine-taken-percent = Taken { $taken } of { $due }: { $percent }.
medicine-on-time =
    { $count ->
        [one] 1 of them on time.
       *[other] { $shown } of them on time.
    }
# The same, where there are enough for a percent.
medicine-on-time-percent = On time { $taken } of { $due }: { $percent }.
medicine-skipped =
    { $count ->
        [one] 1 skipped.
       *[other] { $shown } skipped.
    }
medicine-missed =
    { $count ->
        [one] 1 missed or without an answer.
       *[other] { $shown } missed or without an answer.
    }
medicine-unrecorded =
    { $count ->
        [one] 1 came while nothing could ring. It is not counted.
       *[other] { $shown } came while nothing could ring. They are not counted.
    }
# $span: 30 hours
medicine-gap = Longest time with none noted as taken: { $span }.
medicine-needed-count =
    { $count ->
        [one] Taken once when needed.
       *[other] Taken { $shown } times when needed.
    }
medicine-nothing-yet = Nothing to count yet.
medicine-if-missed = If a dose was missed
medicine-history = What was taken
# Something was logged ahead of the time that the device shows now.
medicine-clock = Some of this is ahead of the time on this device. Is its clock right?
medicine-history-none = Nothing yet. Each dose will stand here, and can be changed.
medicine-dose-change = Change { $when }
medicine-dose-removed = Answer removed: { $name }
medicine-older = Show older doses
# $names: medicines that are taken so long after this one.
medicine-followers =
    { $count ->
        [one] { $names } is taken after this one. When this one ends, { $names } has no time until you give it one.
       *[other] { $names } are taken after this one. When this one ends, they have no time until you give them one.
    }
medicine-stop = No longer taken
medicine-stop-hint = Ended, it rings no more, and its history stays.
medicine-is-ended = This medicine is ended. Nothing of it rings.
medicine-resume = I take it again
medicine-said-stop = Ended: { $name }
medicine-said-resume = Taken again: { $name }
medicine-remove = Remove it and its history
medicine-said-removed = Removed: { $name }
removed-medicine = Medicine: { $name }
