# What stands out in the log, what helps, and the outlook. Counts, never chances.

patterns-title = Patterns
patterns-not-yet = Not enough yet
# $days: how many days are missing, $shown: in figures
patterns-not-yet-text =
    { $days ->
        [one] One more day with an entry, and this looks for what stands out.
       *[other] After { $shown } more days with an entry, this looks for what stands out.
    }
patterns-none = Nothing stands out
# $days: how many days were looked at, $shown: in figures
patterns-none-text =
    { $days ->
        [one] In one logged day, no time, feeling or place differs much from your usual.
       *[other] In { $shown } logged days, no time, feeling or place differs much from your usual.
    }
patterns-how = How this works
patterns-how-counts = These are counts of what you logged in the last year. They do not say what will come.
patterns-how-shown = Something is shown only when it came often enough to be more than chance. At most three are shown.
patterns-how-triggers = Feelings, places and people are compared among your cravings. How often they come without a craving is not known here.
patterns-how-not = What you did not say counts on neither side.

# $weekday: "Friday"
pattern-time-morning = { $weekday } mornings
pattern-time-afternoon = { $weekday } afternoons
pattern-time-evening = { $weekday } evenings
pattern-time-night = { $weekday } nights
pattern-part-morning = mornings
pattern-part-afternoon = afternoons
pattern-part-evening = evenings
pattern-part-night = nights
# $name: a trigger, "stress"
pattern-trigger = Cravings with: { $name }
pattern-gone = something you removed
pattern-halt-hungry = Days when you were hungry
pattern-halt-angry = Days when you were angry
pattern-halt-lonely = Days when you were lonely
pattern-halt-tired = Days when you were tired
pattern-short-sleep = Days after less than 6 hours of sleep
pattern-missed-dose = Days with a missed dose
# $times and $of: "5 of 8", $strength: from which strength on
pattern-here-any = { $times } of { $of } had a craving or a lapse.
pattern-here-craving_or_lapse = { $times } of { $of } had a craving of { $strength } or more, or a lapse.
pattern-here-strong_craving = { $times } of { $of } were { $strength } or more.
pattern-here-acted_on = You acted on { $times } of { $of }.
# $part: "evenings", $otherTimes and $otherOf: "9 of 48"
pattern-other-time = Other { $part }: { $otherTimes } of { $otherOf }.
pattern-other-day = Other days: { $otherTimes } of { $otherOf }.
pattern-other-trigger = Other cravings: { $otherTimes } of { $otherOf }.

helps-title = What helps me
helps-none = Use a tool during a craving and rate it before and after. What helped you shows here.
helps-people = With whom
helps-how = It helped when the craving fell by 2 or more.
# $helped and $rated: "4 of 5"
helps-counted = { $count ->
    [one] Helped { $helped } of 1 time
   *[other] Helped { $helped } of { $rated } times
}
# $count: how often, $shown: in figures
helps-tried =
    { $count ->
        [one] Tried once
       *[other] Tried { $shown } times
    }

outlook-title = Today’s outlook
outlook-offer = A word each day: steadier, as usual, or more support today.
outlook-offer-how = It compares your check-in with your own usual. It stays here, and nobody else sees it.
outlook-on = Turn it on
outlook-off = Turn it off
outlook-steadier = Steadier
outlook-as_usual = As usual
outlook-more_support = More support today
outlook-nothing = Nothing weighs more than usual.
outlook-waits = It comes after your check-in today.
outlook-hidden = It did no better than your own average. So it hides until it does.
# $days: how many, $shown: in figures
outlook-learning =
    { $days ->
        [one] It learns what is usual for you. One more check-in day to go.
       *[other] It learns what is usual for you. { $shown } more check-in days to go.
    }
outlook-checking =
    { $days ->
        [one] It has not been checked yet. One more day to go.
       *[other] It has not been checked yet. { $shown } more days to go.
    }
outlook-how = What it looks at
outlook-how-text = You choose how much each one weighs.
outlook-how-check = Each day it checks whether its words fit what came. If they do not, it hides itself.
outlook-input-used_lately = Used in the last 7 days
outlook-input-craving_up = A stronger craving than usual
outlook-input-confidence_down = Less confidence than usual
outlook-input-halt = Hungry, angry, lonely or tired
outlook-input-slept_badly = Less than 6 hours of sleep
outlook-input-missed_medicine = A missed dose yesterday
outlook-input-near_pattern = A weekday that stands out
outlook-weight-0 = Off
outlook-weight-1 = Some
outlook-weight-2 = More
outlook-weight-3 = Most
