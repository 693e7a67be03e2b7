# Meetings from lists: finding one, all about one, and the lists themselves.
meetings-title = Find a meeting
meetings-field = Words
meetings-hint = A name, a street, a town or a language
meetings-when = When
meetings-soon = Next 2 hours
meetings-today = Today
meetings-tomorrow = Tomorrow
meetings-later = Another day
meetings-part = Time of day
meetings-part-morning = Morning
meetings-part-afternoon = Afternoon
meetings-part-evening = Evening
meetings-part-night = Night
meetings-how = How
meetings-how-room = In a room
meetings-how-away = Online or by phone
meetings-kinds = Kind of meeting
meetings-kinds-more = More kinds
meetings-filters = More filters
meetings-none-title = No lists yet
meetings-none-text = A list is a file with the meetings of a town or a country.
meetings-none-how = Many groups offer one on their website: Meeting Guide, BMLT or a calendar. Save it on this device. Then add it here.
meetings-nothing = No meeting like this in your lists.
# $count: how many stand on the screen; $shown: the same as text
meetings-found =
    { $count ->
        [one] 1 meeting, the next one first
       *[other] { $shown } meetings, the next one first
    }
meetings-found-more = The next { $shown } meetings
meetings-more = Show more meetings
meetings-show-all = Show all meetings
meetings-untimed = No fixed time
meetings-lists = My lists

meeting-way-in_person = In a room
meeting-way-online = Online
meeting-way-phone = By phone
meeting-way-hybrid = In a room or online
meeting-way-not_said = Ask how to take part
meeting-closed = Room closed for now
meeting-began = Began { $ago }

meeting-confirm = Listed on { $date }. Confirm with the group before you go.
meeting-next = Next
meeting-each-week = Every { $day } at { $time }
meeting-each-weeks =
    { $count ->
        [one] { $day } at { $time }, every week
       *[other] { $day } at { $time }, every { $count } weeks
    }
meeting-once = Once, on { $day } at { $time }
meeting-nth-first = First { $day } of the month at { $time }
meeting-nth-second = Second { $day } of the month at { $time }
meeting-nth-third = Third { $day } of the month at { $time }
meeting-nth-fourth = Fourth { $day } of the month at { $time }
meeting-nth-last = Last { $day } of the month at { $time }
meeting-months =
    { $count ->
        [one] Every month
       *[other] Every { $count } months
    }
meeting-over = The last one is over.
meeting-zone = By the clock of { $zone }
meeting-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
meeting-where = Where
meeting-rough = This only says roughly where.
meeting-join = Taking part
meeting-link = Open the link
meeting-link-hint = Your browser opens it. Mainstay itself stays offline.
meeting-call = Call { $phone }
meeting-kind = Kind
meeting-notes = Notes
meeting-from = From
meeting-from-list = In your list “{ $name }”
meeting-gone = This meeting is not in your lists any more.
meeting-kind-A = Secular
meeting-kind-ASL = American Sign Language
meeting-kind-B = Big Book
meeting-kind-BA = Child care
meeting-kind-BE = Newcomers
meeting-kind-BI = Bisexual
meeting-kind-C = Closed
meeting-kind-CAN = Candlelight
meeting-kind-CF = Children welcome
meeting-kind-D = Discussion
meeting-kind-EN = English
meeting-kind-FR = French
meeting-kind-G = Gay
meeting-kind-L = Lesbian
meeting-kind-LGBTQ = LGBTQ
meeting-kind-LIT = Literature
meeting-kind-M = Men
meeting-kind-MED = Meditation
meeting-kind-N = Native American
meeting-kind-O = Open
meeting-kind-OUT = Outdoors
meeting-kind-POC = People of color
meeting-kind-S = Spanish
meeting-kind-SEN = Seniors
meeting-kind-SP = Speaker
meeting-kind-ST = Step study
meeting-kind-T = Transgender
meeting-kind-W = Women
meeting-kind-X = Wheelchair access
meeting-kind-Y = Young people

feeds-title = My lists of meetings
feeds-lead = Mainstay never loads a list by itself. You add the file, and you renew it.
feeds-empty-title = No lists yet
feeds-add = Add a list
feeds-choosing = Choosing a file
feeds-absent = This device cannot ask for a file yet.
feeds-full = { $count } lists are here. Remove one to add another.
# $shown: how many meetings; $date: when it was added
feeds-row =
    { $count ->
        [one] 1 meeting, added { $date }
       *[other] { $shown } meetings, added { $date }
    }
feeds-row-old = This list is old. Look for a newer file.
feed-open = About { $name }
feed-renew = Add a newer file
feed-remove = Remove this list
feed-remove-hint = Its meetings go. The file brings them back.
feed-removed = Removed: { $name }
feed-added =
    { $count ->
        [one] 1 meeting is in your lists now.
       *[other] { $shown } meetings are in your lists now.
    }
feed-reading = Looking through the file
feed-importing = Adding the meetings
feed-report-title =
    { $count ->
        [0] No meetings found
        [one] 1 meeting found
       *[other] { $shown } meetings found
    }
feed-report-dry = Nothing is added yet.
feed-name = Name of the list
feed-zone = Time zone
feed-zone-hint =
    { $count ->
        [one] 1 meeting does not say its zone. It is in this one.
       *[other] { $shown } meetings do not say their zone. They are in this one.
    }
feed-as = Keep it as
feed-as-new = A new list
feed-as-newer = In place of “{ $name }”
feed-do = Add these meetings
feed-not-now = Not now
feed-count-in_person = In a room
feed-count-online = Online
feed-count-phone = By phone
feed-count-hybrid = In a room or online
feed-count-untimed = No fixed time
feed-count-closed = Room closed for now
feed-left-out = Left out
feed-left-out-lead = These entries of the file were not taken.
feed-missing = Taken with something missing
feed-row = Entry { $record }
feed-refusal-malformed = Cannot be read
feed-refusal-too_large = Too large for a meeting
feed-refusal-too_deep = Not a meeting
feed-refusal-no_name = No name
feed-refusal-no_source_id = No number of its own
feed-refusal-duplicate = There twice
feed-refusal-bad_weekday = No such weekday
feed-refusal-bad_time = No such time
feed-refusal-not_published = Not published
feed-refusal-whole_day = Takes the whole day
feed-refusal-repeats_oddly = Repeats in an unusual way
feed-refusal-called_off = Called off
feed-refusal-over = Already over
feed-remark-text_cut = A long text was made shorter
feed-remark-bad_end = End not clear
feed-remark-unknown_zone = Zone not known
feed-remark-bad_position = Place on the map not clear
feed-remark-bad_link = Link left out
feed-remark-types_left_out = Some kinds left out
feed-remark-bad_date = A date could not be read
feed-encoding-utf8_damaged = Some letters in this file are damaged.
feed-encoding-latin1 = This is an older kind of file. Some letters may look odd.
