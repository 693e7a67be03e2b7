//! What a person chose, kept inside the vault.
//!
//! Language, theme, text size and country are not here: the lock screen and Help need them before the vault opens,
//! and they tell nothing about anybody.

use crate::bindings::{wire, words};
use crate::{Currency, DayStart, OutlookWeights, QuietHours, Result};

wire! {
    /// Which number leads on Today.
    pub enum Headline {
        /// Days since the start or the last lapse.
        CurrentRun,
        /// All days without a lapse.
        TotalDays,
        /// Days without a lapse among the last 30.
        Last30,
        /// No number at all.
        None,
    }
}

words!(Headline { CurrentRun = "current_run", TotalDays = "total_days", Last30 = "last30", None = "none" });

wire! {
    /// What is still to do of set-up. It is kept, so that a set-up which was interrupted goes on where it stopped.
    pub enum SetUpStep {
        /// Write the recovery code down and type three groups back.
        RecoveryCode,
        /// Make the first check-in.
        CheckIn,
        /// Nothing.
        Done,
    }
}

words!(SetUpStep { RecoveryCode = "recovery_code", CheckIn = "check_in", Done = "done" });

wire! {
    /// The part of the day in which nothing rings but what is told to, in minutes since midnight.
    #[derive(Copy, Eq)]
    pub struct QuietHoursChoice {
        /// Whether they are kept.
        pub on: bool,
        /// When they begin.
        pub from: u16,
        /// When they end; before the begin is the next morning.
        pub until: u16,
    }
}

impl QuietHoursChoice {
    /// The quiet hours; none where they are off.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) for a minute that no day has or for a whole day, also where they are off.
    pub fn hours(self) -> Result<Option<QuietHours>> {
        let hours = QuietHours::new(self.from, self.until)?;
        Ok(self.on.then_some(hours))
    }
}

impl Default for QuietHoursChoice {
    fn default() -> Self {
        Self {
            on: false,
            from: 22 * 60,
            until: 7 * 60,
        }
    }
}

wire! {
    /// The person's choices.
    #[derive(Eq)]
    pub struct Settings {
        /// Which number leads on Today.
        pub headline: Headline,
        /// `true`: today counts from its start, so the first day is day 1. `false`: a day counts when it is over.
        pub first_day_counts: bool,
        /// The hour at which their day begins, 0 to 12.
        pub day_start_hour: DayStart,
        /// Lock after so many minutes without a touch, 1 to 60.
        pub lock_after_minutes: u8,
        /// Whether there is an outlook on Today.
        pub outlook: bool,
        /// What weighs how much in it.
        pub outlook_weights: OutlookWeights,
        /// Whether milestones are told.
        pub milestones: bool,
        /// The currency of savings; `None` until it was chosen.
        pub currency: Option<Currency>,
        /// When nothing rings but what is told to.
        pub quiet_hours: QuietHoursChoice,
        /// Whether reminders ring on when the window is closed.
        pub rings_when_closed: bool,
        /// Whether a notification says no more than that there is a reminder. Otherwise it names what is due, while the
        /// journal is open.
        pub discreet_notifications: bool,
        /// What is still to do of set-up.
        pub set_up: SetUpStep,
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            headline: Headline::CurrentRun,
            // The first day is the hardest to show as a nought.
            first_day_counts: true,
            day_start_hour: DayStart::default(),
            lock_after_minutes: 5,
            outlook: false,
            outlook_weights: OutlookWeights::default(),
            milestones: true,
            currency: None,
            quiet_hours: QuietHoursChoice::default(),
            rings_when_closed: true,
            discreet_notifications: true,
            set_up: SetUpStep::RecoveryCode,
        }
    }
}
