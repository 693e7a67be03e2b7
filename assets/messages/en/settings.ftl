# Settings.
settings-title = Settings
settings-look = How it looks
settings-theme = Colours
theme-system = Like my device
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
theme-calm = Calm, with fewer signals
settings-text-size = Text size
settings-font = Letters
font-bundled = Easy to tell apart
font-device = My device's letters
settings-language = Language
settings-country = Country for Help
settings-count = How days count
settings-headline = What I see first
headline-current_run = Days in a row now
headline-total_days = All days together
headline-last30 = Days in the last 30
headline-none = No number
settings-first-day = The first day
first-day-counts = Counts at once, as day 1
first-day-waits = Counts when it is over
settings-day-start = My day starts at
settings-day-start-hint = For people who are up late. An entry before this hour counts for the day before.
settings-milestones = Milestones
milestones-on = Tell me quietly
milestones-off = Do not tell me
settings-lock = Locking
settings-lock-after = Lock when nobody touches it for
settings-minutes =
    { $count ->
        [one] { $shown } minute
       *[other] { $shown } minutes
    }
settings-goals = What I am recovering from
settings-kept = Each choice is saved at once, on this device.
goal-add = Add another
goal-added = Added.
goal-changed = Changed.
goal-change = Change { $name }
goal-remove = Remove { $name }
goal-removed = Removed { $name }.
