//! Reminders of the person's own: to check in, or in their own words.
//!
//! Deliberately not here: when they are due, which is a schedule, and what belongs to a medicine, a meeting or an
//! appointment, which rings by itself.

use crate::bindings::{wire, words};
use crate::{Error, Name, OwnReminderId, Result};

/// The most of them: a list that one can look through.
pub const MOST_OWN_REMINDERS: usize = 20;

/// A check-in made so many minutes ahead of its reminder answers it: who has just done it is not asked to.
pub const COUNTS_AHEAD_MINUTES: i64 = 120;

wire! {
    /// What it reminds of.
    pub enum OwnReminderKind {
        /// To check in. A check-in answers it.
        CheckIn,
        /// Something in the person's words.
        Other,
    }
}

words!(OwnReminderKind {
    CheckIn = "check_in",
    Other = "other",
});

wire! {
    /// One of them.
    #[derive(Eq)]
    pub struct OwnReminder {
        /// Its id.
        pub id: OwnReminderId,
        /// What it reminds of.
        pub kind: OwnReminderKind,
        /// What it says in the app; never empty for [`OwnReminderKind::Other`], empty otherwise.
        pub words: Name,
    }
}

/// The words of a reminder of that kind, as typed.
///
/// # Errors
/// [`Error::NameNeeded`] where the words are all there is; those of a [`Name`].
pub fn own_reminder_words(kind: OwnReminderKind, typed: &str) -> Result<Name> {
    if kind != OwnReminderKind::Other {
        return Ok(Name::default());
    }
    let words = Name::new(typed)?;
    if words.is_empty() {
        return Err(Error::NameNeeded);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_reminder_of_ones_own_needs_words_and_keeps_them() {
        let words =
            |kind, typed| own_reminder_words(kind, typed).map(|name| name.as_str().to_owned());
        assert_eq!(
            words(OwnReminderKind::Other, " Water the plants "),
            Ok("Water the plants".into())
        );
        assert_eq!(
            words(OwnReminderKind::Other, " \u{200b} "),
            Err(Error::NameNeeded)
        );
        assert_eq!(words(OwnReminderKind::CheckIn, "Water"), Ok(String::new()));
        assert!(words(OwnReminderKind::Other, &"x".repeat(500)).is_err());
    }
}
