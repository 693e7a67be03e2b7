//! Today: how am I, how long, what was logged.

use crate::{settings, App, Empty, QuickEntriesMerged, Result};
use chrono::NaiveDate;
use mainstay_domain::{day_of, sober_time, CheckIn, Goal, Settings, SoberTime, SoberTimeInput};
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
}

impl App {
    /// What Today shows.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn today_get(&self, _: Empty) -> Result<TodayView> {
        self.with_open(|open| {
            let store = &open.store;
            let settings = settings::read(store)?;
            let now = self.now();
            let day_on = now.day(settings.day_start_hour);
            let goals = store.goals().list()?;
            let sober_times = goals
                .iter()
                .map(|goal| numbers(store, goal, day_on, &settings))
                .collect::<Result<_>>()?;
            Ok(TodayView {
                day_on,
                now_ms: now.at_ms,
                zone: now.zone.name().to_owned(),
                settings,
                goals,
                sober_times,
                check_ins: store.check_ins().between(day_on, day_on)?,
                cravings_today: store.cravings().count_on(day_on)?,
                lost_writes: settings::lost_writes(store)?,
                practice_due: self.practice_is_due(open)?,
                quick_entries: open.merged,
                elsewhere_due: self.elsewhere_is_due(open)?,
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

fn numbers(store: &Store, goal: &Goal, today: NaiveDate, settings: &Settings) -> Result<SoberTime> {
    Ok(sober_time(&SoberTimeInput {
        goal_id: goal.id,
        started_on: goal.started_on,
        lapses: &store.lapses().days_of(goal.id)?,
        today,
        first_day_counts: settings.first_day_counts,
    }))
}
