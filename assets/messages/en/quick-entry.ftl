# Logging from the lock screen, without opening anything; and what Today says after the unlock.
quick-title = How is it now? Log without opening.
quick-craving = Log a craving
quick-kept-mood = Check-in kept: { $mood }
quick-kept-craving = Craving kept.
# { $strength } is a number from 0 to 10.
quick-kept-strength = Craving kept: { $strength } of 10
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
quick-merged-seen = Put this away
quick-merged-undo = Take these out again
