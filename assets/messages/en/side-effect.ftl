# Side effects: what somebody noticed, in a word or their own. Nothing here says what it means.
side-effect-title = Side effect
side-effect-new = Note a side effect
side-effects-title = Side effects
side-effects-none = What you notice can stand here, for your next visit.
side-effects-tell = Something new, strong or worrying? Call your clinic.
side-effect-kind = What do you notice?
side-effect-nausea = Feeling sick
side-effect-constipation = Constipation
side-effect-headache = Headache
side-effect-tired = Tired or sleepy
side-effect-dizzy = Dizzy
side-effect-sleep = Sleep or dreams
side-effect-sweating = Sweating
side-effect-dry_mouth = Dry mouth
side-effect-appetite = Appetite
side-effect-mood = Mood or nerves
side-effect-skin = Skin
side-effect-other = Something else
side-effect-words = In your words
side-effect-strength = How strong?
side-effect-mild = Mild
side-effect-medium = Medium
side-effect-strong = Strong
side-effect-is-over = Is it still there?
side-effect-still = Still there
side-effect-over = Over
side-effect-added = Side effect noted
side-effect-changed = Side effect changed
side-effect-removed = Side effect removed
side-effect-open = Open { $when }
entry-what-side_effect = side effect
# $what: a word such as Headache
entry-side-effect = Side effect: { $what }
filter-kind-side_effect = Side effects
agenda-side_effects =
    { $count ->
        [one] 1 side effect
       *[other] { $count } side effects
    }
# $what: a list such as Headache and Dizzy
agenda-side_effects-what =
    { $count ->
        [one] Side effect: { $what }
       *[other] { $count } side effects: { $what }
    }
