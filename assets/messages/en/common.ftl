# Words that many screens share.
app-name = Mainstay
help = Help
help-now = Help now
back = Back
close = Close
next = Next
skip = Skip
done = Done
save = Save
change = Change
later = Later
later-name = Later: { $name }
later-in = Ask me again in
later-said = Asks again at { $time }
later-until = put off until { $time }
later-skip = Skip it this time
undo = Undo
hide-now = Hide now
progress = How far along
# Beside answers that save themselves.
leave-changes-out = Leave these changes out
draft-held-back = Something here is not saved yet. Please look above.
held-show = Look at your words again
held-waits = Words that were not taken yet wait here.
# What was begun and is not saved. $what: new medicine
held-go-on = Go on with: { $what }
held-begun = You began it. It is not saved yet.
held-medicine-new = new medicine
held-medicine-change = change of a medicine
held-programme-new = a programme's week
held-appointment-new = new appointment
held-appointment-change = change of an appointment
held-own_reminder-new = new reminder
held-own_reminder-change = change of a reminder
draft-held-back-again = This is not saved. Change it, or leave again without it.
last-action = What you did last
password-show = Show the letters
password-hide = Hide the letters
characters-left =
    { $count ->
        [one] { $shown } character left
       *[other] { $shown } characters left
    }
characters-over =
    { $count ->
        [one] { $shown } character too many
       *[other] { $shown } characters too many
    }
# Given with an error, so that a helper can find it in the log.
reference = Reference: { $reference }
tab-today = Today
tab-journey = Journey
tab-list = Places in Mainstay
loading = One moment
# The page that covers the app. It must look like an empty notebook.
neutral-title = Notes
neutral-open = Open
neutral-empty = Nothing here yet.
# When a screen cannot be drawn.
broken-title = This screen did not open
broken-text = What you saved is still there. You can try again, or open Help.
broken-again = Try again
