# A craving, one step at a time. Every step can be skipped.
craving-strength-title = How strong is it?
craving-strength-low = Not at all
craving-strength-high = Overwhelming
craving-strength-unsaid = Slide or tap + and −
craving-strength-note = Cravings rise and fall. You are here, and that is a good step.
strength-word =
    { $value ->
        [0] Not at all
        [1] Faint
        [2] Faint
        [3] Mild
        [4] Mild
        [5] Medium
        [6] Strong
        [7] Strong
        [8] Very strong
        [9] Very strong
       *[10] Overwhelming
    }
craving-around-title = What’s around it?
craving-around-lead = Tap any that fit.
craving-help-title = What could help now?
craving-help-log = I just want to log it
tool-urge_wave = Ride the wave
tool-urge_wave-hint = 3 to 15 minutes, you choose
tool-paced_breathing = Slow breathing
tool-paced_breathing-hint = A good first step
tool-grounding = 5-4-3-2-1
tool-grounding-hint = Use your senses, no typing
tool-helped-last = This helped you last time
craving-after-title = How strong is it now?
craving-after-started = It was { $strength } when you started.
craving-goal-title = What is it about?
craving-acted-title = Did you act on it?
craving-acted-lead = Either answer is okay here.
craving-acted-no = No, I didn’t
craving-acted-yes = Yes, I did
craving-acted-yes-hint = Next, a short talk about safety
craving-done-title = You faced it
craving-done-nothing-title = That’s okay
craving-done-unsaved-title = This is not saved yet
craving-done-unsaved = You faced it all the same. Your answers are still here.
craving-done-text = It is saved. Be kind to yourself for the next hour.
craving-done-nothing = Nothing was written down. You can come back any time.
craving-done-eased = It went from { $before } to { $after }.
craving-done-same = It is still at { $after }. You are still here too.
craving-done-higher = It is at { $after } now. More help is one tap away.
craving-done-another = Try another tool
craving-done-help = Help now
craving-done-today = Back to Today
craving-saved = Craving saved
craving-title = Your craving
craving-past-title = Add a craving
craving-before = Strength at the start
craving-after = Strength at the end
craving-tool = Tool used
