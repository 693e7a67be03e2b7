### The sheet of meetings that somebody was at. The core says these: they go out in a file.

sheet-language = en
sheet-title = Meeting attendance
sheet-person = Name: { $name }
sheet-period = From { $from } to { $until }
sheet-date = Date
sheet-start = Start
sheet-meeting = Meeting
sheet-place = Place
sheet-minutes = Length
sheet-signature = Signature
sheet-online = Online
sheet-phone = By phone
sheet-length =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
sheet-closing =
    { $count ->
        [one] Self-reported by the person named. { $count } entry.
       *[other] Self-reported by the person named. { $count } entries.
    }
# The month and the weekday are words: a date of numbers is read in two ways.
sheet-day =
    { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    } { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $year }
