//! What the numbers of a goal are derived from, read from the store once.

use crate::{settings, Result};
use chrono::NaiveDate;
use mainstay_domain::{
    days_over, Goal, GoalBreak, Limit, Settings, SoberDays, SoberTimeInput, Span, UsedOn,
};
use mainstay_store::Store;
use std::collections::BTreeSet;

/// The events of one goal.
#[derive(Debug)]
pub(crate) struct GoalDays {
    pub(crate) goal: Goal,
    pub(crate) breaks: Vec<GoalBreak>,
    pub(crate) limits: Vec<Limit>,
    pub(crate) used: Vec<UsedOn>,
    lapses: Vec<NaiveDate>,
    over: Vec<NaiveDate>,
    stays: Vec<Span>,
    today: NaiveDate,
    first_day_counts: bool,
}

impl GoalDays {
    /// Reads the events of a goal.
    pub(crate) fn read(
        store: &Store,
        goal: Goal,
        today: NaiveDate,
        settings: &Settings,
    ) -> Result<Self> {
        let limits = store.goal_limits().list(goal.id)?;
        let used = store.use_entries().used_on(goal.id)?;
        Ok(Self {
            breaks: store.goal_breaks().list(goal.id)?,
            stays: store.stays().list()?.iter().map(|stay| stay.span).collect(),
            lapses: store.lapses().days_of(goal.id)?,
            over: days_over(&limits, &used),
            limits,
            used,
            today,
            first_day_counts: settings.first_day_counts,
            goal,
        })
    }

    /// Those of every goal, in the order in which they were made.
    pub(crate) fn all(store: &Store, today: NaiveDate) -> Result<Vec<Self>> {
        let settings = settings::read(store)?;
        let goals = store.goals().list()?.into_iter();
        goals
            .map(|goal| Self::read(store, goal, today, &settings))
            .collect()
    }

    /// The days on which any use was logged.
    pub(crate) fn days_with_use(&self) -> BTreeSet<NaiveDate> {
        let used = self.used.iter().filter(|one| one.amount > 0);
        used.map(|one| one.day_on).collect()
    }

    /// Its days, sorted.
    pub(crate) fn days(&self) -> SoberDays<'_> {
        SoberDays::of(&SoberTimeInput {
            goal_id: self.goal.id,
            started_on: self.goal.started_on,
            breaks: &self.breaks,
            stays: &self.stays,
            lapses: &self.lapses,
            over: &self.over,
            today: self.today,
            first_day_counts: self.first_day_counts,
        })
    }
}
