# Meetings of one's own, having been there, and the sheet for somebody else.
my-meetings-title = My meetings
my-meetings-hint = Times, reminders and having been there
my-meetings-empty = No meetings yet
my-meetings-empty-text = Meetings you add stand here, with the next time of each.
my-meetings-full = { $count } meetings are here. Remove one to add another.
my-meeting-add = Add a meeting
my-meeting-find = Find one in my lists
my-meeting-open = Open { $name }
my-meeting-keep = Keep this meeting
my-meeting-kept = Open my meeting
my-meeting-keep-hint = It stands in My meetings. A reminder comes 30 minutes before, if that is not in your quiet hours.
my-meeting-added = Meeting added
my-meeting-changed = Meeting changed
my-meeting-removed = Removed: { $name }
my-meeting-change = Change the meeting
my-meeting-no-time = No fixed time
my-meeting-name = Name
my-meeting-way = How you take part
my-meeting-place = Building or room
my-meeting-address = Address
my-meeting-link = Link
my-meeting-phone = Phone number
my-meeting-joining = How to get in
my-meeting-more = More about the meeting
my-meeting-kind = Kind of meeting
my-meeting-group = Group
my-meeting-minutes = Minutes it lasts
my-meeting-home = Is it your home group?
my-meeting-home-yes = Yes
my-meeting-home-no = No
my-meeting-is-home = Your home group
my-meeting-notes = Notes
my-meeting-about = About it
my-meeting-save = Save
my-meeting-time-add = Add a time
my-meeting-time-change = Change this time
my-meeting-time-remove = Remove this time
my-meeting-zone = Time zone of the meeting
my-meeting-zone-hint = Online: the zone of whoever runs it.
my-meeting-reminder = Reminder
my-meeting-reminder-change = Change the reminder
my-meeting-reminder-question = Shall it ring?
my-meeting-reminder-on = Rings
my-meeting-reminder-off = No reminder
my-meeting-due-today = Next meetings
my-meeting-due-week = Meetings this week
# $day: a weekday or a date; $time: of the day
my-meeting-when = { $day }, { $time }
my-meeting-there-clock = On its own clock it is { $time } ({ $zone }).
my-meeting-going = Going
my-meeting-not_there = Not this time
my-meeting-is-going = You are going.
my-meeting-was-there = You were there.
my-meeting-not-going = Not this time.
my-meeting-said-going = Going: { $name }
my-meeting-said-there = You were there: { $name }
my-meeting-said-not_there = Not this time: { $name }
my-meeting-past = Were you there?
my-meeting-attended =
    { $count ->
        [0] Not been here yet
        [one] Been here once
       *[other] Been here { $count } times
    }
my-meeting-listed-title = The list has changed
my-meeting-listed-on = Listed on { $date }
my-meeting-listed-gone = Your list does not have this meeting any more. Ask the group.
my-meeting-listed-time = The list now says { $day } { $time }.
my-meeting-listed-untimed = The list now says no time.
my-meeting-listed-name = It is now called { $name }.
my-meeting-listed-place = It is now at { $place }.
my-meeting-listed-link = It has another link now.
my-meeting-listed-no-link = It has no link any more.
my-meeting-listed-phone = Its number is now { $phone }.
my-meeting-listed-no-phone = It has no number any more.
my-meeting-listed-take = Take this over
my-meeting-listed-leave = Leave mine as it is
my-meeting-listed-taken = Taken over from the list
my-meeting-listed-left = Left as it was

my-meeting-there = I was there
my-meeting-attendance-removed = Removed from this meeting
attendance-title = Meeting
attendance-new = I was at a meeting
attendance-another = I was at another meeting
attendance-log = I was there another time
attendance-open = Open { $when }
attendance-added = Meeting noted
attendance-changed = Meeting changed
attendance-name = Which meeting
attendance-mood-before = How you felt before
attendance-mood-after = How you felt after
attendance-role = What you did there
attendance-where = Where and how long
entry-what-attendance = meeting
entry-attendance = Meeting: { $name }
journey-add-attendance = A meeting
milestone-measure-meetings = Meetings
entry-part-moods = mood { $before }, then { $after }
filter-kind-attendance = Meetings
milestone-meetings-times =
    { $count ->
        [one] First meeting
       *[other] { $shown } meetings
    }
removed-meeting = Meeting: { $name }

sheet-page-title = Attendance sheet
sheet-page-hint = For a court or an employer
sheet-page-lead = A list of the meetings you were at. It is what you say yourself.
sheet-page-from = From
sheet-page-until = To
sheet-page-which = Which meetings
sheet-page-all = All of them
sheet-page-name = Your name on the sheet
sheet-page-name-hint = Left empty, there is a line to write it on.
sheet-page-keep = Keep the name for next time?
sheet-page-signatures = A column for signatures?
sheet-page-yes = Yes
sheet-page-no = No
sheet-page-preview = This goes out
sheet-page-warning = The file leaves your vault. Whoever has it can read it. No notes and no moods are in it.
sheet-page-html = Save a page to print
sheet-page-csv = Save a table
sheet-page-saved = Saved: { $name }
