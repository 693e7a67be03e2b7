# The check-in: faces, and the details that may follow.
mood-1 = Rough
mood-2 = Low
mood-3 = Okay
mood-4 = Good
mood-5 = Great
scale-less = One less
scale-more = One more
not-said = Not said yet

check-in-title = Your check-in
check-in-past-title = Add a check-in
check-in-lead = All of it is optional. It saves as you go.
check-in-at = When
check-in-mood = How were you?
check-in-craving = Strongest craving
check-in-craving-low = None
check-in-craving-high = Strongest
check-in-confidence = Sure you can keep to your goal?
check-in-confidence-low = Not sure
check-in-confidence-high = Very sure
confidence-word =
    { $value ->
        [0] Not sure at all
        [1] Hardly sure
        [2] Hardly sure
        [3] A little sure
        [4] A little sure
        [5] Half and half
        [6] Fairly sure
        [7] Fairly sure
        [8] Sure
        [9] Sure
       *[10] Very sure
    }
check-in-sleep = Sleep last night
# The three questions with -past: for a check-in of another day.
check-in-sleep-past = Sleep the night before
check-in-sleep-less = Half an hour less
check-in-sleep-more = Half an hour more
sleep-hours =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
sleep-minutes = { $minutes } min
sleep-both = { $hours } h { $minutes } min
halt-title = Right now, are you
halt-title-past = That day, were you
halt-hungry = Hungry
halt-angry = Angry
halt-lonely = Lonely
halt-tired = Tired
halt-0 = No
halt-1 = A little
halt-2 = Quite
halt-3 = Very
check-in-used = Did you use today?
check-in-used-past = Did you use that day?
check-in-used-hint = Or do what you want to stop.
check-in-used-yes = Yes
check-in-used-no = No
check-in-used-kind = Thank you for being honest. Your earlier days still count.
check-in-used-record = Record what happened
check-in-note = Note
check-in-note-hint = Only you can read this.
check-in-saved = Saved
check-in-saving = Saving
