# Breathing, the wave, and 5-4-3-2-1.
tool-start = Start
tool-pause = Pause
tool-go-on = Go on
tool-paused = Paused
tool-done = I’m done
tool-still = Keep it still
tool-moving = Show the circle
breathe-in = Breathe in
breathe-out = Breathe out
breathe-guide = In for 4, out for 6. Find your own pace if that feels better.
wave-guide = Choose a time. You can end it whenever you like.
wave-how-long = How long?
wave-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
wave-shorter = One minute less
wave-longer = One minute more
wave-notice = Up, over, down. You don’t have to fight it. Notice where it sits in your body.
wave-over = You stayed with it. Notice how it is now.
wave-progress = How far along the time is
wave-left-heard =
    { $minutes ->
        [0] The time is over.
        [one] 1 minute left.
       *[other] { $minutes } minutes left.
    }
wave-started-at = Started at { $strength }. How is it now?
wave-how-now = How is it now?
wave-breathe = Breathe with me
wave-back = Back to the wave
wave-picture = Show the wave
wave-okay = I’m okay now
ground-see = things you can see
ground-see-hint = Look around slowly.
ground-feel = things you can feel
ground-feel-hint = Your feet, your clothes, the air.
ground-hear = things you can hear
ground-hear-hint = Near or far away.
ground-smell = things you can smell
ground-smell-hint = Or smells that you like.
ground-taste = thing you can taste
ground-taste-hint = Or a taste that you like.
ground-one = I found one
ground-next = Next sense
ground-previous = One back
ground-found = { $found } of { $count } found
