# The diary card: a week of the log on one page.
diary-title = Diary card
diary-earlier = Week before
diary-later = Week after
diary-this-week = This week
diary-open-day = open this day
diary-ahead = Not here yet
diary-nothing = Nothing logged
diary-nothing-yet = Nothing logged yet
diary-line-mood = Mood
diary-line-cravings = Cravings
diary-line-acted = Acted on
diary-line-use = Use
diary-line-feelings = Felt
diary-line-sleep = Sleep
diary-line-skills = Skills used
diary-line-doses = Doses
diary-line-meetings = Meetings
diary-line-journal = Written
diary-line-said = About skills
diary-mood-range = { $low } to { $high }
# $cravings: "2 cravings"
diary-cravings = { $cravings }, strongest { $value } of 10
diary-strongest = Strongest { $value } of 10
diary-none-logged = None logged
diary-not-said = Not said
diary-acted = { $acted } of { $of }
diary-lapses =
    { $count ->
        [one] 1 lapse
       *[other] { $count } lapses
    }
diary-uses =
    { $count ->
        [one] 1 use
       *[other] { $count } uses
    }
# The answer of a check-in.
diary-used-yes = Noted as used
diary-used-no = Noted as not used
diary-times = { $name } × { $times }
diary-helped = { $name }, helped { $helped } of { $rated }
# At how many meetings they were.
diary-meetings =
    { $count ->
        [one] 1 meeting
       *[other] { $count } meetings
    }
# What became of doses.
diary-doses-taken = { $count } taken
diary-doses-late = { $count } taken at another time
diary-doses-skipped = { $count } skipped
diary-doses-missed = { $count } missed or without an answer
diary-doses-unrecorded = { $count } not recorded
diary-doses-asNeeded = { $count } as needed
diary-week-check-ins = { $of ->
    [one] Check-ins on { $days } of 1 day.
   *[other] Check-ins on { $days } of { $of } days.
}
# $cravings: "4 cravings, strongest 8 of 10"
diary-week-cravings = { $cravings }.
diary-week-no-cravings = No craving was logged.
# Whether cravings were acted on: of those for which that was answered.
diary-week-acted =
    { $of ->
        [one]
            { $acted ->
                [0] You did not act on the one that you answered.
               *[other] You acted on the one that you answered.
            }
       *[other]
            { $acted ->
                [0] Of the { $of } that you answered, you acted on none.
               *[other] Of the { $of } that you answered, you acted on { $acted }.
            }
    }
diary-week-use = Noted: { $what }.
diary-week-skills =
    { $days ->
        [one] A skill was used on 1 day.
       *[other] A skill was used on { $days } days.
    }
diary-week-nothing = Nothing was logged in this week.
diary-week-before = This is before your first entry.
diary-missing = No check-in on { $days }. You can still add one.
diary-missing-all = You can still add check-ins.
diary-how = Filled from your log. What you did not say stays empty.
diary-note-add = About skills
diary-note-change = Change
diary-note-add-of = About skills: { $day }
diary-note-change-of = Change: { $day }
diary-note-title = Skills on { $day }
diary-note-question = Did you use a skill?
diary-note-what = A walk, a call, slow breathing: whatever helped you through.
skill-used = I used one
skill-not_thought_of = I did not think of it
skill-not_wanted = I did not want to
skill-not_possible = I could not
skill-not_needed = It was not needed
entry-diary-note = About skills
entry-what-diary_note = note about skills
