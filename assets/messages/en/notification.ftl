# What a notification says. Whoever stands by may read it: no word of what it is about.
notice-reminder = Reminder
# Two or three at once. $number: which of them, from 1. $count: how many
notice-reminder-of = Reminder { $number } of { $count }
# Ahead of its time. $time: which time it is for, 24 hours
notice-ahead = Reminder for { $time }
# $day: a day in words
notice-ahead-day = Reminder for { $day }, { $time }
notice-reminders = { $count ->
    [one] 1 reminder
   *[other] { $count } reminders
}
notice-passed = { $count ->
    [one] 1 reminder came while nothing could ring
   *[other] { $count } reminders came while nothing could ring
}
# A locked Mainstay knows of nothing more that it could ring for.
notice-end = Open Mainstay, so that reminders go on
# Named only where somebody chose so. $name: a medicine
notice-supply = { $name }: supply
notice-done = Done
notice-all-done = All done
# Ahead of its time: it was heard
notice-heard = OK
notice-later = Later
notice-skip = Skip
notice-test = Test: this is what a reminder looks like
notice-test-detail = Its buttons only close it.

# Titles in a calendar that is taken along, unless the person chose their own words.
calendar-appointment = Appointment
calendar-reminder = Reminder
