//! Milestones: what was reached, what comes next, and the person's own.

use crate::error::InField;
use crate::goal_days::GoalDays;
use crate::{App, Empty, Error, Result, Written};
use chrono::NaiveDate;
use mainstay_domain::{
    milestones_of_effort, milestones_of_goal, milestones_reached_on, CustomMilestone, GoalId,
    Milestone, MilestoneId, MilestoneMeasure, Name,
};
use mainstay_store::Store;

/// A new milestone.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MilestoneCreateRequest {
    /// The goal, for one of a run or of all days; `null` for effort.
    pub goal_id: Option<GoalId>,
    /// What it is counted in.
    pub measure: MilestoneMeasure,
    /// How many of them, 1 to 100,000.
    pub count: u32,
    /// The person's own word for it; may be empty.
    pub name: String,
}

/// A milestone to remove.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MilestoneDeleteRequest {
    /// Which one.
    pub id: MilestoneId,
}

/// The milestones of one goal.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GoalMilestones {
    /// The goal; `null` for effort.
    pub goal_id: Option<GoalId>,
    /// Reached ones, newest first; then those ahead, nearest first.
    pub milestones: Vec<Milestone>,
}

impl App {
    /// The milestones of every goal, then those of effort.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn milestone_list(&self, _: Empty) -> Result<Vec<GoalMilestones>> {
        self.with_open(|open| {
            let today = self.today(&open.store)?;
            let own = open.store.milestones().list()?;
            let mut all: Vec<_> = GoalDays::all(&open.store, today)?
                .iter()
                .map(|read| GoalMilestones {
                    goal_id: Some(read.goal.id),
                    milestones: milestones_of_goal(&read.days(), &of(&own, read.goal.id)),
                })
                .collect();
            all.push(GoalMilestones {
                goal_id: None,
                milestones: of_effort(&open.store, &own)?,
            });
            Ok(all)
        })
    }

    /// Adds one of the person's own.
    ///
    /// # Errors
    /// A refusal of `count`, `name` or `goalId`; an unknown goal; [`Error::Locked`].
    pub fn milestone_create(
        &self,
        request: MilestoneCreateRequest,
    ) -> Result<Written<CustomMilestone>> {
        if request.measure.is_of_goal() != request.goal_id.is_some() {
            Err(mainstay_domain::Error::Invalid).in_field("goalId")?;
        }
        let one = CustomMilestone {
            id: self.id(MilestoneId::new)?,
            goal_id: request.goal_id,
            measure: request.measure,
            count: CustomMilestone::check_count(request.count).in_field("count")?,
            name: Name::new(&request.name).in_field("name")?,
        };
        self.write(|write, _| {
            write.milestones().insert(&one)?;
            Ok(one)
        })
    }

    /// Removes one of the person's own.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`].
    pub fn milestone_delete(
        &self,
        request: MilestoneDeleteRequest,
    ) -> Result<Written<CustomMilestone>> {
        self.write(|write, _| {
            let one = write.milestones().read().get(request.id)?;
            write.milestones().delete(request.id)?;
            Ok::<_, Error>(one)
        })
    }
}

/// What is reached today, by goal and then of effort. Nothing of a goal that is paused or over.
pub(crate) fn reached_today(
    store: &Store,
    goals: &[GoalDays],
    today: NaiveDate,
) -> Result<Vec<GoalMilestones>> {
    let own = store.milestones().list()?;
    let of_goal = |read: &GoalDays| {
        let days = read.days();
        GoalMilestones {
            goal_id: Some(read.goal.id),
            milestones: milestones_reached_on(
                &milestones_of_goal(&days, &of(&own, read.goal.id)),
                &days,
            ),
        }
    };
    let mut all: Vec<_> = goals.iter().map(of_goal).collect();
    all.push(GoalMilestones {
        goal_id: None,
        milestones: of_effort(store, &own)?
            .into_iter()
            .filter(|one| one.reached_on == Some(today))
            .collect(),
    });
    all.retain(|one| !one.milestones.is_empty());
    Ok(all)
}

fn of(own: &[CustomMilestone], goal: GoalId) -> Vec<CustomMilestone> {
    let own = own.iter().filter(|one| one.goal_id == Some(goal));
    own.cloned().collect()
}

fn of_effort(store: &Store, own: &[CustomMilestone]) -> Result<Vec<Milestone>> {
    let check_ins = store.check_ins().count_by_day()?;
    let met = store.cravings().met_by_day()?;
    let mut all = milestones_of_effort(MilestoneMeasure::CheckIns, &check_ins, own);
    all.extend(milestones_of_effort(
        MilestoneMeasure::CravingsMet,
        &met,
        own,
    ));
    let meetings = store.attendances().count_by_day()?;
    all.extend(milestones_of_effort(
        MilestoneMeasure::Meetings,
        &meetings,
        own,
    ));
    Ok(all)
}
