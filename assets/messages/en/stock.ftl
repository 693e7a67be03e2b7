# The supply of a medicine: what was counted and how long it lasts. Never what to take.
stock-title = Supply
stock-none = Count what you have, and you see how long it lasts.
stock-count = Count what is left
stock-count-again = Count again
stock-count-field = How much is there?
stock-count-hint = Count it now. It goes down with each dose you log.
stock-counted = Counted: { $name }
# $unit: in their own word, which does not follow the number, such as tablets
stock-left = { $shown } left ({ $unit })
stock-left-bare = { $shown } left
stock-left-none = The count says none is left.
stock-over = More was logged than the count had. Count again.
stock-counted-on = Counted on { $day }. It goes down with what you took after that.
# The same, where it is not known how much a dose uses.
stock-counted-still = Counted on { $day }.
stock-kit-used = One was used
stock-kit-noted = { $name }: one fewer
stock-kit-none = Ask a pharmacy or a naloxone programme near you for a new one.
stock-not-down = This count does not go down yet. Mainstay does not know how much a dose uses.
stock-say-use = Say how much a dose uses
stock-enough =
    { $count ->
        [0] Not enough for the next dose
        [one] Enough for 1 day
       *[other] Enough for { $shown } days
    }
stock-last = The last one is on { $day }.
# What is taken as needed: by its pace, so no day is sure.
stock-runs-out = Runs out around { $day }.
stock-pace = At the pace of the last 4 weeks.
stock-long = Enough for all that is planned
stock-refill = Refilled
stock-refill-field = How much did you get?
stock-refilled = Refilled: { $name }
stock-refill-from = Refill from { $day }
stock-refills-left =
    { $count ->
        [0] No refills left
        [one] 1 refill left
       *[other] { $shown } refills left
    }
stock-expires = Date on the pack: { $day }
stock-expired = Past the date on the pack: { $day }
# Nothing tells of the day on the pack: the person wanted that.
stock-expiry-off = Mainstay does not remind you of this date.
stock-new-date = Put in a new date
# They know that the day on the pack is over, and do not want to be told again.
stock-leave = Leave it
stock-left-so = No more reminders of this date: { $name }
stock-change = Change this supply
stock-changed = Supply changed: { $name }
stock-unit = What do you count?
stock-unit-hint = Such as tablets.
stock-unit-tablet = tablets
stock-unit-film = films
stock-unit-liquid = ml
stock-unit-patch = patches
stock-unit-nasal = sprays
stock-unit-injection = injections
stock-unit-implant = implants
stock-unit-other = { "" }
stock-use = Each dose uses
# $schedule: when it is due
stock-use-of = Each dose uses: { $schedule }
stock-use-hint = As many as you are told to take. Left empty, the amount of the dose counts where it says so.
stock-refill-on = You can refill from
stock-refill-size = How much you get
stock-refills = Refills left
stock-low-days = Remind me before it runs out
stock-refill-days = Remind me before the refill
stock-expiry-days = Remind me before the date on the pack
stock-never = No reminder
stock-on-day = On the day
stock-days-before =
    { $count ->
        [one] 1 day before
       *[other] { $shown } days before
    }
