//! One goal with everything that is derived from it.

use crate::goal_days::GoalDays;
use crate::{settings, App, Result};
use chrono::{Datelike, Duration, NaiveDate};
use mainstay_domain::{
    days_over, limit_on, milestones_of_goal, saved, tolerance_card, Amount, Goal, GoalBreak,
    GoalId, Limit, Milestone, Rate, Run, Saved, Settings, SoberTime, Stay, ToleranceCard,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many weeks of use are shown, this one included.
const WEEKS: i64 = 12;

/// Which goal.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct GoalGetRequest {
    /// Its id.
    pub id: GoalId,
}

/// Use on one day, beside the limit that held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct DayUse {
    /// The local day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub day_on: NaiveDate,
    /// What was logged, in thousandths of the goal's unit; 0 when nothing was.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub amount: u64,
    /// The limit of the day.
    pub daily: Option<Amount>,
    /// Whether it went over the day's or the week's limit.
    pub over: bool,
}

/// Use in one week, Monday to Sunday, beside the limit that held on its last day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WeekUse {
    /// Its Monday.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
    /// What was logged, in thousandths of the goal's unit.
    #[cfg_attr(feature = "bindings", ts(type = "number"))]
    pub amount: u64,
    /// The limit of the week.
    pub weekly: Option<Amount>,
    /// Its days, none after today.
    pub days: Vec<DayUse>,
}

/// One goal with everything that is derived from it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalView {
    /// The goal.
    pub goal: Goal,
    /// The local day it is.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub today: NaiveDate,
    /// The person's choices.
    pub settings: Settings,
    /// Its numbers.
    pub sober_time: SoberTime,
    /// Its runs, newest first.
    pub runs: Vec<Run>,
    /// Its breaks, oldest first.
    pub breaks: Vec<GoalBreak>,
    /// The person's stays, newest first.
    pub stays: Vec<Stay>,
    /// Reached ones, newest first; then those ahead, nearest first.
    pub milestones: Vec<Milestone>,
    /// What a usual week took, oldest first.
    pub rates: Vec<Rate>,
    /// What was not spent: each day that counts and has no use saves a seventh of a week.
    pub saved: Saved,
    /// Limits, oldest first.
    pub limits: Vec<Limit>,
    /// Use in the last twelve weeks, oldest first; empty when neither a use nor a limit was ever said.
    pub weeks: Vec<WeekUse>,
    /// How the card of lost tolerance stands on its page; `null` where it is of no opioids.
    pub tolerance_card: Option<ToleranceCard>,
}

impl App {
    /// One goal with everything that is derived from it.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`](crate::Error::Locked).
    pub fn goal_get(&self, request: GoalGetRequest) -> Result<GoalView> {
        self.with_open(|open| {
            let store = &open.store;
            let settings = settings::read(store)?;
            let today = self.now().day(settings.day_start_hour);
            let goal = store.goals().get(request.id)?;
            let read = GoalDays::read(store, goal, today, &settings)?;
            let rates = store.goal_rates().list(request.id)?;
            let own: Vec<_> = store
                .milestones()
                .list()?
                .into_iter()
                .filter(|one| one.goal_id == Some(request.id))
                .collect();
            let days = read.days();
            let with_use = read.days_with_use();
            let sober_time = days.time();
            let stays = store.stays().list()?;
            Ok(GoalView {
                today,
                tolerance_card: tolerance_card(&read.goal, &days, &stays),
                sober_time,
                runs: days.runs(),
                stays,
                milestones: milestones_of_goal(&days, &own),
                saved: saved(days.counted().filter(|day| !with_use.contains(day)), &rates),
                rates,
                weeks: weeks(&read, today),
                limits: read.limits.clone(),
                breaks: read.breaks.clone(),
                goal: read.goal.clone(),
                settings,
            })
        })
    }
}

fn weeks(read: &GoalDays, today: NaiveDate) -> Vec<WeekUse> {
    if read.used.is_empty() && read.limits.is_empty() {
        return Vec::new();
    }
    let used: BTreeMap<_, _> = read
        .used
        .iter()
        .map(|one| (one.day_on, one.amount))
        .collect();
    let over: BTreeSet<_> = days_over(&read.limits, &read.used).into_iter().collect();
    let monday = today - Duration::days(today.weekday().num_days_from_monday().into());
    let mondays = (0..WEEKS).rev().map(|ago| monday - Duration::weeks(ago));
    let week = |from_on: NaiveDate| {
        let days: Vec<_> = from_on
            .iter_days()
            .take(7)
            .take_while(|day| *day <= today)
            .map(|day_on| DayUse {
                day_on,
                amount: used.get(&day_on).copied().unwrap_or(0),
                daily: limit_on(&read.limits, day_on).and_then(|limit| limit.daily),
                over: over.contains(&day_on),
            })
            .collect();
        WeekUse {
            from_on,
            amount: days.iter().map(|day| day.amount).sum(),
            weekly: days
                .last()
                .and_then(|day| limit_on(&read.limits, day.day_on))
                .and_then(|limit| limit.weekly),
            days,
        }
    };
    mondays.map(week).collect()
}
