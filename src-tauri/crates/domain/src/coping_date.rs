//! Days that may be hard, thought through before they come: a payday, an anniversary, a wedding, a trip, a release.
//!
//! - A day comes once, each month or each year; a date that a month does not have is its last day.
//! - It is near from the day before it begins until two days after it ended: then its plan is one tap away, and from
//!   the hour that was set on its last day the question how it went. One that is not to be asked about is near until its end.
//! - What rings says nothing of it: its words stay in the vault.

use crate::appointment::at_most;
use crate::bindings::{wire, words};
use crate::{
    CopingDateId, CopingReviewId, DayRule, DaysSpec, DueDays, Error, GraceSpec, MonthDays, Name,
    Note, PersonId, PhaseSpec, ReminderSpec, Result, ScheduleRule, ShortMonth, TimesSpec,
};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Timelike};

/// The most of them.
pub const MOST_COPING_DATES: usize = 200;
/// The most days ahead at which one is told of.
pub const MOST_ALERT_DAYS: u8 = 14;
/// The longest, in days: a long journey.
const LONGEST_DAYS: i64 = 62;
/// The most characters of the line with which somebody leaves.
const MOST_EXIT_LINE: usize = 500;
/// For how long it is asked about after its end, in days.
const ASKED_DAYS: i64 = 2;
/// For how long a reminder of it is open, in minutes.
const OPEN_MINUTES: u32 = 12 * 60;
const MINUTES_OF_DAY: u16 = 24 * 60;

wire! {
    /// What sort of day it is.
    pub enum CopingKind {
        /// Money comes in.
        Payday,
        /// A day that reminds of something.
        Anniversary,
        /// A wedding or another party.
        Wedding,
        /// A journey.
        Trip,
        /// Coming out of a hospital, a programme or a jail.
        Release,
        /// A holiday.
        Holiday,
        /// Anything else.
        Other,
    }
}
words!(CopingKind {
    Payday = "payday",
    Anniversary = "anniversary",
    Wedding = "wedding",
    Trip = "trip",
    Release = "release",
    Holiday = "holiday",
    Other = "other",
});

wire! {
    /// How often it comes.
    pub enum CopingRepeat {
        /// Once.
        Once,
        /// Each month.
        Monthly,
        /// Each year.
        Yearly,
    }
}
words!(CopingRepeat {
    Once = "once",
    Monthly = "monthly",
    Yearly = "yearly",
});

wire! {
    /// A day to think through ahead.
    #[derive(Eq)]
    pub struct CopingDate {
        /// Its id.
        pub id: CopingDateId,
        /// What sort of day.
        pub kind: CopingKind,
        /// The person's own name for it; empty where the kind says enough.
        pub name: Name,
        /// The day, or the first of those that repeat.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// The last day of one that lasts longer and comes once.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub until_on: Option<NaiveDate>,
        /// How often it comes.
        pub repeat: CopingRepeat,
        /// What may be hard; may be empty.
        pub hard: Note,
        /// What they mean to do; may be empty.
        pub plan: Note,
        /// What they will say to leave; at most 500 characters, may be empty.
        pub exit_line: Note,
        /// Whom to call.
        pub person_id: Option<PersonId>,
        /// How many days before it rings, 0 to 14; it rings on the day as well.
        pub alert_days: u8,
        /// At which minute of the day it rings, 0 to 1,439; `None` for no reminder.
        pub alert_at: Option<u16>,
        /// At which minute of its last day it asks how it went; `None` for not.
        pub check_at: Option<u16>,
    }
}

wire! {
    /// How one such day went.
    #[derive(Eq)]
    pub struct CopingReview {
        /// Its id.
        pub id: CopingReviewId,
        /// Of what.
        pub coping_date_id: CopingDateId,
        /// Which day; of one that lasts longer the first.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// Whether the plan helped.
        pub helped: Option<bool>,
        /// In their own words.
        pub note: Note,
    }
}

wire! {
    /// A day that is near.
    #[derive(Copy, Eq)]
    pub struct CopingNear {
        /// Which day; of one that lasts longer the first.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// Its last day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub until_on: NaiveDate,
        /// Whether it has ended, or the hour has come at which it is asked about: the question is how it went.
        pub is_over: bool,
    }
}

impl CopingDate {
    /// Checks what belongs together; the single values are checked where they are made.
    ///
    /// # Errors
    /// [`Error::EndsBeforeStart`], [`Error::DateTooFar`] for one of more than two months, [`Error::Invalid`] for an end of
    /// one that repeats, for too many days ahead, or for a minute that no day has.
    pub fn check(&self) -> std::result::Result<(), (&'static str, Error)> {
        let days = self.until_on.map(|until| (until - self.day_on).num_days());
        if days.is_some_and(|days| days < 0) {
            return Err(("untilOn", Error::EndsBeforeStart));
        }
        if days.is_some_and(|days| days > LONGEST_DAYS) {
            return Err(("untilOn", Error::DateTooFar));
        }
        if days.is_some() && self.repeat != CopingRepeat::Once {
            return Err(("untilOn", Error::Invalid));
        }
        if self.alert_days > MOST_ALERT_DAYS {
            return Err(("alertDays", Error::Invalid));
        }
        let is_minute = |minute: Option<u16>| minute.is_none_or(|at| at < MINUTES_OF_DAY);
        if !is_minute(self.alert_at) {
            return Err(("alertAt", Error::Invalid));
        }
        if !is_minute(self.check_at) {
            return Err(("checkAt", Error::Invalid));
        }
        Ok(())
    }

    /// The first of its days that is `from` or later; `None` when there is none any more.
    #[must_use]
    pub fn next_on(&self, from: NaiveDate) -> Option<NaiveDate> {
        self.due_days()?.next(from)
    }

    /// The last day of the one that begins on a day.
    #[must_use]
    pub fn end_of(&self, day_on: NaiveDate) -> NaiveDate {
        self.until_on.unwrap_or(day_on).max(day_on)
    }

    /// The one that is near on a day, the earliest where there are two. `clock` is what a clock on the wall shows: it is
    /// over from the hour at which it is asked about on its last day, or else when that day ended.
    #[must_use]
    pub fn near(&self, today: NaiveDate, clock: NaiveDateTime) -> Option<CopingNear> {
        // The longest one began so long ago that its end was just now.
        let from = today - Duration::days(LONGEST_DAYS + ASKED_DAYS);
        let asked = Duration::days(self.check_at.map_or(0, |_| ASKED_DAYS));
        let mut day = self.next_on(from)?;
        while self.end_of(day) + asked < today {
            day = self.next_on(day.succ_opt()?)?;
        }
        let until_on = self.end_of(day);
        (day - Duration::days(1) <= today).then_some(CopingNear {
            day_on: day,
            until_on,
            is_over: until_on < today || self.is_asked(until_on, clock),
        })
    }

    fn is_asked(&self, until_on: NaiveDate, clock: NaiveDateTime) -> bool {
        let minute = clock.hour() * 60 + clock.minute();
        let has_come = |at: u16| (clock.date(), minute) >= (until_on, u32::from(at));
        self.check_at.is_some_and(has_come)
    }

    /// Whether one begins on a day.
    #[must_use]
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.next_on(day) == Some(day)
    }

    /// What rings: ahead and on the day, and the question after it.
    #[must_use]
    pub fn rings(&self) -> Vec<(ScheduleRule, ReminderSpec)> {
        let ahead = self.alert_at.map(|at| {
            let lead = u32::from(self.alert_days) * u32::from(MINUTES_OF_DAY);
            let leads = Some(lead).filter(|lead| *lead > 0).into_iter().collect();
            (self.rule(self.day_on, at), reminder(leads))
        });
        let after = self.check_at.map(|at| {
            let rule = self.rule(self.end_of(self.day_on), at);
            (rule, reminder(Vec::new()))
        });
        ahead.into_iter().chain(after).collect()
    }

    /// By which rule it is on a calendar.
    #[must_use]
    pub fn rule(&self, from_on: NaiveDate, at: u16) -> ScheduleRule {
        let once = (self.repeat == CopingRepeat::Once).then_some(from_on);
        let phase = PhaseSpec {
            days: self.days(),
            from_on,
            until_on: once,
            times: TimesSpec::At { minutes: vec![at] },
        };
        ScheduleRule::Civil {
            phases: vec![phase],
            zone: None,
        }
    }

    fn days(&self) -> DaysSpec {
        let of_month = |every| DaysSpec::MonthDays {
            every,
            days: vec![day_of_month(self.day_on)],
            short: ShortMonth::LastDay,
        };
        match self.repeat {
            CopingRepeat::Once => DaysSpec::Days { every: 1 },
            CopingRepeat::Monthly => of_month(1),
            CopingRepeat::Yearly => of_month(12),
        }
    }

    fn due_days(&self) -> Option<DueDays> {
        let of_month = |every| {
            Some(DayRule::MonthDays {
                every,
                days: MonthDays::new(&[day_of_month(self.day_on)]).ok()?,
                short: ShortMonth::LastDay,
            })
        };
        let (rule, until) = match self.repeat {
            CopingRepeat::Once => (DayRule::Days { every: 1 }, Some(self.day_on)),
            CopingRepeat::Monthly => (of_month(1)?, None),
            CopingRepeat::Yearly => (of_month(12)?, None),
        };
        DueDays::new(rule, self.day_on, until).ok()
    }
}

fn day_of_month(day: NaiveDate) -> u8 {
    u8::try_from(day.day()).unwrap_or(1)
}

fn reminder(pre_alerts: Vec<u32>) -> ReminderSpec {
    ReminderSpec {
        pre_alerts,
        nag: None,
        rings_in_quiet_hours: false,
        grace: GraceSpec::Minutes {
            minutes: OPEN_MINUTES,
        },
        silent: false,
    }
}

/// A reminder of one moment: a day and a minute of it, by the clock on the wall.
#[must_use]
pub fn rings_once(day_on: NaiveDate, at: u16) -> (ScheduleRule, ReminderSpec) {
    let phase = PhaseSpec {
        days: DaysSpec::Days { every: 1 },
        from_on: day_on,
        until_on: Some(day_on),
        times: TimesSpec::At { minutes: vec![at] },
    };
    let rule = ScheduleRule::Civil {
        phases: vec![phase],
        zone: None,
    };
    (rule, reminder(Vec::new()))
}

/// The line with which somebody leaves.
///
/// # Errors
/// [`Error::TooLong`] above 500 characters, and those of [`Note::new`].
pub fn exit_line(text: &str) -> Result<Note> {
    at_most(text, MOST_EXIT_LINE)
}

#[cfg(test)]
#[path = "coping_date_tests.rs"]
mod tests;
