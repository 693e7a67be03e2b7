//! Today: how am I, how long, what was logged.

use crate::goal_days::GoalDays;
use crate::milestone::reached_today;
use crate::{
    settings, App, Empty, GoalMilestones, Protection, QuickEntriesMerged, ReminderTrouble, Result,
};
use chrono::NaiveDate;
use mainstay_domain::{day_of, CheckIn, Goal, Settings, SoberTime};
use mainstay_store::Store;

/// What Today shows.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TodayView {
    /// The local day, by the person's own end of the day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day_on: NaiveDate,
    /// Now, in milliseconds since 1970 UTC.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub now_ms: i64,
    /// The zone of the device, an IANA name.
    pub zone: String,
    /// The person's choices.
    pub settings: Settings,
    /// Their goals.
    pub goals: Vec<Goal>,
    /// The numbers of each goal, in the same order.
    pub sober_times: Vec<SoberTime>,
    /// The milestones that are reached today; none when the person does not want to be told.
    pub milestones: Vec<GoalMilestones>,
    /// Today's check-ins, newest first.
    pub check_ins: Vec<CheckIn>,
    /// How many cravings were logged today.
    pub cravings_today: u32,
    /// How many writes damage to the log has taken, until the person puts the message away.
    pub lost_writes: u32,
    /// Whether to offer practice of the passphrase.
    pub practice_due: bool,
    /// What this unlock took in from the lock screen, until the person puts the message away.
    pub quick_entries: Option<QuickEntriesMerged>,
    /// Whether to offer to save a copy elsewhere.
    pub elsewhere_due: bool,
    /// How far the vault is protected by more than this device.
    pub protection: Protection,
    /// Why reminders may not reach the person; `null` where nothing is known against it.
    pub reminder_trouble: Option<ReminderTrouble>,
}

impl App {
    /// What Today shows.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn today_get(&self, _: Empty) -> Result<TodayView> {
        let was_refused = self.was_refused();
        self.with_open(|open| {
            let reminder_trouble = self.reminder_trouble(open, was_refused);
            let store = &open.store;
            let settings = settings::read(store)?;
            let now = self.now();
            let day_on = now.day(settings.day_start_hour);
            let goals = GoalDays::all(store, day_on)?;
            let milestones = if settings.milestones {
                reached_today(store, &goals, day_on)?
            } else {
                Vec::new()
            };
            Ok(TodayView {
                day_on,
                now_ms: now.at_ms,
                zone: now.zone.name().to_owned(),
                settings,
                sober_times: goals.iter().map(|read| read.days().time()).collect(),
                goals: goals.into_iter().map(|read| read.goal).collect(),
                milestones,
                check_ins: store.check_ins().between(day_on, day_on)?,
                cravings_today: store.cravings().count_on(day_on)?,
                lost_writes: settings::lost_writes(store)?,
                practice_due: self.practice_is_due(open)?,
                quick_entries: open.merged,
                elsewhere_due: self.elsewhere_is_due(open)?,
                protection: self.protection(open)?,
                reminder_trouble,
            })
        })
    }

    /// Puts the message about lost writes away.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked), and those of the disk.
    pub fn lost_writes_dismiss(&self, _: Empty) -> Result<Empty> {
        let change = self.change()?;
        self.with_open(|open| {
            open.store
                .write(change, |write| settings::put_lost_writes(write, 0))?;
            Ok(Empty {})
        })
    }

    /// The local day it is.
    pub(crate) fn today(&self, store: &Store) -> Result<NaiveDate> {
        let now = self.now();
        Ok(day_of(
            now.at_ms,
            now.zone,
            settings::read(store)?.day_start_hour,
        ))
    }
}
