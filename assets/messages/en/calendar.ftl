# A calendar to take along.
calendar-title = Calendar to take along
calendar-hint = Save your times as a file for another calendar
calendar-lead = The file goes where you say. Other programs can read it.
calendar-parts = What goes in
calendar-part-appointments = Appointments
calendar-part-meetings = Meetings
calendar-part-copingDates = Days to plan for
calendar-part-medicines = Times of medicines
calendar-words = What the titles say
calendar-words-neutral = Only "Appointment" or "Reminder"
calendar-words-own = My own names
calendar-warning = Who sees your calendar can then read these names and places. Medicines are never named.
calendar-look = This goes into the file
calendar-events =
    { $count ->
        [0] Nothing yet
        [one] 1 event
       *[other] { $shown } events
    }
calendar-expanded = Some rules have no form in other calendars. They go in one by one, for a year.
calendar-left-out =
    { $count ->
        [one] 1 has no fixed times and stays here.
       *[other] { $count } have no fixed times and stay here.
    }
calendar-save = Choose a place and save
calendar-saved = Saved as { $name }
