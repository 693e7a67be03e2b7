# Reminders: whether they can be relied on here, quiet hours, and what came while nothing could ring.
reminder-title = Reminders
reminder-settings-about = Quiet hours, and whether they ring here
reminder-now = How it stands
reminder-last = Last shown: { $when }
reminder-last-none = Nothing was shown in the last days.
reminder-next = Next: { $when }
reminder-next-none = Nothing is planned.
reminder-not-kept = This device had no room to note what rang. Reminders go on. One may ring twice. Free some room on it, and Mainstay catches up.
# $when: a day and a time about two weeks ahead
reminder-locked-until = While it is locked, Mainstay rings until { $when }. Open it before then, so that reminders go on.
reminder-zone-unknown = Mainstay does not know this device’s time zone, and goes by world time (UTC). Reminders may come hours early or late. Set the time zone in this device’s settings.
reminder-unread =
    { $count ->
        [one] 1 reminder cannot be read by this Mainstay, and does not ring. A newer one may read it.
       *[other] { $shown } reminders cannot be read by this Mainstay, and do not ring. A newer one may read them.
    }
reminder-test = Show me one now
reminder-test-shown = It was sent to this device's notifications.
reminder-device = What this device does
reminder-shows = It takes notifications. Press “Show me one now” to see whether they reach you.
reminder-shows-none = It shows no notifications from Mainstay now. Look in its settings whether they are on. What is due stays on Today.
reminder-shows-unknown = It does not say whether it shows notifications. Press “Show me one now” to see.
reminder-refused = It did not take the last notification. Look in its settings whether they are on. What is due stays on Today.
reminder-holds = “Do not disturb” is on: it may hold notifications back until that is off. What is due stays on Today.
reminder-buttons-none = Its notifications have no buttons. Answer on Today.
reminder-login = When this device starts
reminder-login-on = Start Mainstay without a window
reminder-login-off = Do not start it
reminder-login-hint = If it is not started, nothing rings until you open it.
reminder-login-why = Reminders ring while Mainstay runs. It can start with this device, without a window.
reminder-login-unknown = This device cannot be asked whether it starts Mainstay.
reminder-says = What a notification says
reminder-says-on = “Reminder”, and no name
reminder-says-off = The name of what is due
reminder-says-hint = Names show only while Mainstay is open. This device may keep what it showed.
reminder-closed = When the window is closed
reminder-closed-on = Stay, and ring
reminder-closed-off = Quit, and be silent
reminder-closed-hint = It locks in both cases.
reminder-quit-title = Quit
reminder-quit-about = Mainstay ends, and nothing rings until you open it again.
reminder-quit = Quit now
reminder-quiet = Quiet hours
reminder-quiet-about = Only what you set to ring all the same rings in them. So does what you put off to such a time. A dose or a reminder of your own rings when they are over. What is over by then, such as a meeting, does not: you are told that it came.
reminder-quiet-when = When
reminder-quiet-on = Every day
reminder-quiet-off = Never
reminder-quiet-from = From
reminder-quiet-until = Until
reminder-off = Came while nothing could ring
reminder-off-about = In the last seven days. Open one to see it, or to answer.
# Below the newest ones: so many others came.
reminder-off-more =
    { $count ->
        [one] and 1 more
       *[other] and { $shown } more
    }
# Asked once, when something can ring for the first time
rings-here-not-now = Not now
rings-here-starts = Mainstay starts with this device.
# Said once, when something can ring for the first time
closing-text = When you close the window, Mainstay locks and stays, so that reminders ring. You can change that in Reminders.
closing-read = OK
closing-change = Open Reminders
