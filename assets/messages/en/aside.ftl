# For who cannot open the journal any more; and journals that were put aside.
forgot-link = I cannot open it
forgot-title = If you cannot open it
forgot-lead = Your entries are still here, and they are safe.
forgot-code = Your recovery code opens it too. It is on the paper from your first day.
forgot-time = Take your time. Old passphrases often come back the next day.
forgot-nobody = Without the passphrase and the code, nobody can open it. We cannot either.
forgot-try = Try again
forgot-begin = Begin a new journal
forgot-begin-title = Begin a new journal
forgot-begin-lead = The old one is put aside, closed. Nothing is deleted.
forgot-begin-kept = The old journal stays on this device, with its backups.
forgot-begin-back = If you can open it again, bring it back: in Settings, under Backups.
forgot-begin-apart = The two do not mix. Your days begin anew with the date you choose.
forgot-begin-do = Put it aside and begin
forgot-not-yet = Not yet
aside-title = A journal that was put aside
aside-text = It is still here, closed.
aside-text-replaces = It is still here, closed. Bringing it back puts the present one aside.
# { $date } is the day and the time at which it was put aside.
aside-open = Bring back the one of { $date }
aside-ask-title = Bring it back
aside-ask-which = The journal that was put aside on { $date }.
aside-ask-opens = Mainstay locks. The old journal then opens with its own passphrase or code.
aside-ask-present = Your present journal is put aside, whole. Nothing is deleted.
aside-ask-back = To have the present one again, bring it back here in the same way.
aside-do = Bring it back
aside-is-back = It is back. The other journal is put aside: in Settings, under Backups.
