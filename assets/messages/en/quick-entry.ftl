# Logging from the lock screen, without opening anything; and what Today says after the unlock.
# Whoever stands beside the person reads the first part: it names no craving and no check-in.
quick-title = Log without opening
quick-craving = It is hard right now
quick-kept-mood = Kept: { $mood }
quick-kept-craving = Kept. You noticed it, and that counts.
# { $strength } is a number from 0 to 10.
quick-kept-strength = Kept: { $strength } of 10
quick-joins = It joins your journal when you open it.
quick-low = 0: not at all
quick-high = 10: overwhelming
quick-breathe = Breathe
quick-ground = Ground
quick-take-back = Take it back
quick-settings = Log from the lock screen
quick-settings-on = Yes, without opening
quick-settings-off = No, hide it there
quick-merged-title = From the lock screen
quick-merged-check-ins =
    { $count ->
        [one] 1 check-in is in your journal now.
       *[other] { $shown } check-ins are in your journal now.
    }
quick-merged-cravings =
    { $count ->
        [one] 1 craving is in your journal now.
       *[other] { $shown } cravings are in your journal now.
    }
quick-merged-unreadable =
    { $count ->
        [one] 1 entry could not be read. Mainstay keeps its file.
       *[other] { $shown } entries could not be read. Mainstay keeps their files.
    }
quick-merged-waiting =
    { $count ->
        [one] 1 entry waits. It comes in when there is room and Mainstay is up to date.
       *[other] { $shown } entries wait. They come in when there is room and Mainstay is up to date.
    }
quick-merged-seen = Put this away
quick-merged-undo = Take these out again
