//! When something is due, when it rings, and what became of it: medicines, meetings, appointments.
//!
//! All of it is pure: rules, a zone, the ledger and a moment go in, what is due and what rings comes out.
//! - [`days`], [`occurrences`], [`after`], [`clinic`]: the rules, each on its own.
//! - [`rule`]: a schedule and its revisions; [`slots`]: what a rule makes due around a moment;
//!   [`half_way`]: until when.
//! - [`entry`], [`ledger`]: what rang and was answered; [`steps`]: what one occurrence needs now.
//! - [`spec`]: a rule and a reminder as they travel and are kept.
//! - [`waiting`]: what is handed out before the journal is locked; [`waiting_end`]: until when that is all.
//! - [`standby`]: what of it rings then, by the same steps; [`follows`]: what an answer makes due.
//! - [`planner`], [`left_over`], [`answers`]: all schedules together; [`mod@zone_change`]: the question after a journey.

mod after;
mod answers;
mod clinic;
mod days;
mod entry;
mod follows;
mod forward;
mod half_way;
mod ledger;
mod left_over;
mod moved;
mod occurrences;
mod owner;
mod planner;
mod quiet;
mod righted;
mod rule;
mod settle;
mod slots;
mod spec;
mod standby;
mod steps;
mod waiting;
mod waiting_end;
mod zone_change;

#[cfg(test)]
mod interval_tests;
#[cfg(test)]
mod oracle_tests;
#[cfg(test)]
mod planner_tests;
#[cfg(test)]
mod property_acts;
#[cfg(test)]
mod property_expected;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod property_world;
#[cfg(test)]
mod quiet_tests;
#[cfg(test)]
mod test_stage;

pub use after::{
    AsNeeded, AsNeededNow, InjectionStage, Interval, LongActing, LongActingDue,
    LONGEST_INTERVAL_MINUTES,
};
pub use answers::Told;
pub use clinic::{ClinicVisits, Opening, TakeHome, Visit, MOST_TAKE_HOME};
pub use days::{DayRule, DueDays, MonthDays, Nth, ShortMonth, Weekdays, LONGEST_STEP};
pub use entry::{
    Answer, Entry, OccurrenceState, Outcome, Rung, Snoozed, LATE_AFTER_MINUTES, MOST_SNOOZE_MINUTES,
};
pub use follows::{Again, Consequence, Follows};
pub use half_way::HalfWay;
pub use ledger::{Due, Ledger, OccurrenceKey, RingKey, RingKind, Write};
pub use occurrences::{
    CivilSchedule, DayTimes, Occurrence, SchedulePhase, ScheduleZone, MOST_TIMES,
};
pub use owner::{ScheduleOwner, ScheduleOwnerKind};
pub use planner::{Look, Now, Planner, Ring, MOST_AT_ONCE};
pub use quiet::QuietHours;
pub use rule::{
    CountFrom, Grace, Nag, Reminder, Revision, Rule, Schedule, MOST_GRACE_MINUTES, MOST_NAGS,
    MOST_PRE_ALERTS, SHORTEST_REPEAT_MINUTES,
};
pub use spec::{
    DaysSpec, GraceSpec, KeptSpec, NagSpec, OpeningSpec, PhaseSpec, Refusal, ReminderSpec,
    ScheduleRule, TimesSpec, LATEST_YEAR, MOST_PHASES, SPEC_VERSION,
};
pub use standby::Standby;
pub use waiting::{Waiting, WaitingList, MOST_WAITING};
pub use waiting_end::WaitingEnd;
pub use zone_change::ZoneChange;
