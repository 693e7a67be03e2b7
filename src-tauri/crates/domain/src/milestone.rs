//! Milestones: derived points of a run, of the total and of effort, and the person's own.
//!
//! What was reached stays reached: the day on which a run first came so far is told for ever, whatever came after.
//! Nothing here compares a person with anybody else, and nothing is stored but the person's own milestones.

use crate::bindings::{wire, words};
use crate::sobriety::SoberDays;
use crate::{Error, GoalId, MilestoneId, Name, Result};
use chrono::{Duration, Months, NaiveDate};

wire! {
    /// What a milestone is counted in.
    pub enum MilestoneMeasure {
        /// Days in a row.
        Run,
        /// All days that count.
        Total,
        /// Check-ins.
        CheckIns,
        /// Cravings that were not acted on.
        CravingsMet,
        /// Meetings that the person went to.
        Meetings,
    }
}

words!(MilestoneMeasure {
    Run = "run",
    Total = "total",
    CheckIns = "check_ins",
    CravingsMet = "cravings_met",
    Meetings = "meetings",
});

impl MilestoneMeasure {
    /// Whether it is counted in days of a goal, and not in what the person did.
    #[must_use]
    pub const fn is_of_goal(self) -> bool {
        matches!(self, Self::Run | Self::Total)
    }
}

wire! {
    /// In what a milestone says its number.
    pub enum MilestoneUnit {
        /// Days.
        Days,
        /// Months of the calendar.
        Months,
        /// Years of the calendar.
        Years,
        /// How often.
        Times,
    }
}

wire! {
    /// A milestone that the person made.
    #[derive(Eq)]
    pub struct CustomMilestone {
        /// Its id.
        pub id: MilestoneId,
        /// The goal it is about; `None` for effort.
        pub goal_id: Option<GoalId>,
        /// What it is counted in.
        pub measure: MilestoneMeasure,
        /// How many of them, 1 to 100,000.
        pub count: u32,
        /// The person's own word for it; may be empty.
        pub name: Name,
    }
}

impl CustomMilestone {
    /// The highest number: more than anybody's days.
    pub const MAX_COUNT: u32 = 100_000;

    /// Checks a number.
    ///
    /// # Errors
    /// [`Error::Invalid`] outside 1 to [`Self::MAX_COUNT`].
    pub fn check_count(count: u32) -> Result<u32> {
        if (1..=Self::MAX_COUNT).contains(&count) {
            Ok(count)
        } else {
            Err(Error::Invalid)
        }
    }
}

wire! {
    /// A point of a run, of the total or of effort.
    #[derive(Eq)]
    pub struct Milestone {
        /// What it is counted in.
        pub measure: MilestoneMeasure,
        /// In what its number is said.
        pub unit: MilestoneUnit,
        /// Its number.
        pub count: u32,
        /// The person's own milestone; `None` for one of ours.
        pub custom: Option<MilestoneId>,
        /// The person's own word for it; may be empty.
        pub name: Name,
        /// The day on which it was first reached; `None` while it lies ahead.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub reached_on: Option<NaiveDate>,
        /// How many days, or times, are left until it is reached, again if it was before.
        pub left: u32,
    }
}

/// Days in a row that we name; then months and years of the calendar.
const RUN_DAYS: [u32; 9] = [1, 3, 7, 14, 21, 30, 60, 90, 100];
const RUN_MONTHS: [u32; 3] = [6, 9, 18];
/// Nobody's run is longer.
const RUN_YEARS: std::ops::RangeInclusive<u32> = 1..=100;

/// Days in all that we name; then every 500.
const TOTAL_DAYS: [u32; 8] = [7, 30, 50, 100, 200, 300, 365, 500];

/// What we name of effort; then every 1,000.
const EFFORT: [u32; 8] = [1, 10, 25, 50, 100, 250, 500, 1_000];

/// The milestones of a goal: those that were reached, newest first, then those ahead, nearest first, one of ours each
/// for the run and the total and all of the person's own.
#[must_use]
pub fn milestones_of_goal(days: &SoberDays<'_>, custom: &[CustomMilestone]) -> Vec<Milestone> {
    let ours = run_ladder(days).chain(total_ladder(days));
    let own = custom
        .iter()
        .filter(|one| one.measure.is_of_goal())
        .map(|one| own_of_goal(days, one));
    sorted(ours.chain(own).collect())
}

/// The milestones of one kind of effort, from how many there were on each day, oldest first.
#[must_use]
pub fn milestones_of_effort(
    measure: MilestoneMeasure,
    done: &[(NaiveDate, u32)],
    custom: &[CustomMilestone],
) -> Vec<Milestone> {
    let total = done
        .iter()
        .fold(0_u32, |sum, (_, n)| sum.saturating_add(*n));
    let ladder = ladder(&EFFORT, 1_000, total).map(|count| Milestone {
        measure,
        unit: MilestoneUnit::Times,
        count,
        custom: None,
        name: Name::default(),
        reached_on: nth_day(done, count),
        left: count.saturating_sub(total),
    });
    let own = custom
        .iter()
        .filter(|one| one.measure == measure)
        .map(|one| Milestone {
            measure,
            unit: MilestoneUnit::Times,
            count: one.count,
            custom: Some(one.id),
            name: one.name.clone(),
            reached_on: nth_day(done, one.count),
            left: one.count.saturating_sub(total),
        });
    sorted(ladder.chain(own).collect())
}

/// Those that are reached on a day.
#[must_use]
pub fn milestones_reached_on(milestones: &[Milestone], days: &SoberDays<'_>) -> Vec<Milestone> {
    let run = days.current();
    milestones
        .iter()
        .filter(|one| {
            if one.measure == MilestoneMeasure::Run {
                // A run that comes so far again is told again.
                length(one, run)
                    .is_some_and(|length| reached_on(days, run, length) == Some(days.today()))
            } else {
                one.reached_on == Some(days.today())
            }
        })
        .cloned()
        .collect()
}

/// A length of a run that was reached. Years are told from the first day of the run, so that a leap year has its day.
#[derive(Debug, Clone, Copy)]
enum Length {
    /// So many days that count.
    Days(u32),
    /// The day after so many: the same date, some months later.
    After(u32),
}

fn run_ladder<'a>(days: &'a SoberDays<'_>) -> impl Iterator<Item = Milestone> + 'a {
    let all = RUN_DAYS
        .iter()
        .map(|count| (MilestoneUnit::Days, *count))
        .chain(
            RUN_MONTHS
                .iter()
                .map(|count| (MilestoneUnit::Months, *count)),
        )
        .chain(RUN_YEARS.map(|count| (MilestoneUnit::Years, count)));
    let mut rungs: Vec<_> = all
        .map(|(unit, count)| run_rung(days, unit, count))
        .collect();
    rungs.sort_by_key(|one| one.left);
    // What is reached now, and the nearest ahead; what was reached before and lies ahead again is kept as reached.
    let next = rungs.iter().position(|one| one.left > 0);
    rungs
        .into_iter()
        .enumerate()
        .filter(move |(at, one)| one.reached_on.is_some() || Some(*at) == next)
        .map(|(_, one)| one)
}

fn run_rung(days: &SoberDays<'_>, unit: MilestoneUnit, count: u32) -> Milestone {
    let mut one = Milestone {
        measure: MilestoneMeasure::Run,
        unit,
        count,
        custom: None,
        name: Name::default(),
        reached_on: None,
        left: 0,
    };
    measure_run(days, &mut one);
    one
}

/// Fills in when a milestone of runs was first reached, and how far the current run is from it.
fn measure_run(days: &SoberDays<'_>, one: &mut Milestone) {
    one.reached_on = days
        .rows()
        .iter()
        .filter_map(|run| reached_on(days, run, length(one, run)?))
        .min();
    let run = days.current();
    one.left = length(one, run).map_or(u32::MAX, |length| left(days, run, length));
}

/// How long a run has to be for a milestone. Months are of the calendar: they differ with the day it began.
fn length(one: &Milestone, run: &[NaiveDate]) -> Option<Length> {
    let months = match one.unit {
        MilestoneUnit::Days | MilestoneUnit::Times => return Some(Length::Days(one.count)),
        MilestoneUnit::Months => one.count,
        MilestoneUnit::Years => one.count.checked_mul(12)?,
    };
    // A run without a day begins tomorrow at the earliest; its length is then about right, and exact from tomorrow.
    let from = run.first().copied().unwrap_or(NaiveDate::default());
    let to = from.checked_add_months(Months::new(months))?;
    Some(Length::After(u32::try_from((to - from).num_days()).ok()?))
}

/// How many counted days a length needs. The day after n days is the (n + 1)th where a day counts from its start.
fn needed(days: &SoberDays<'_>, length: Length) -> u32 {
    match length {
        Length::Days(n) => n,
        Length::After(n) => n + u32::from(days.first_day_counts()),
    }
}

fn reached_on(days: &SoberDays<'_>, run: &[NaiveDate], length: Length) -> Option<NaiveDate> {
    let at = usize::try_from(needed(days, length)).ok()?.checked_sub(1)?;
    let day = *run.get(at)?;
    // A day that counts when it is over is known on the next.
    Some(day + Duration::days(i64::from(!days.first_day_counts())))
}

fn left(days: &SoberDays<'_>, run: &[NaiveDate], length: Length) -> u32 {
    needed(days, length).saturating_sub(count(run.len()))
}

fn total_ladder<'a>(days: &'a SoberDays<'_>) -> impl Iterator<Item = Milestone> + 'a {
    let total = count(days.counted().count());
    ladder(&TOTAL_DAYS, 500, total).map(move |count| total_rung(days, count))
}

fn total_rung(days: &SoberDays<'_>, number: u32) -> Milestone {
    let total = count(days.counted().count());
    let day = usize::try_from(number)
        .ok()
        .and_then(|number| days.counted().nth(number.checked_sub(1)?));
    Milestone {
        measure: MilestoneMeasure::Total,
        unit: MilestoneUnit::Days,
        count: number,
        custom: None,
        name: Name::default(),
        reached_on: day.map(|day| day + Duration::days(i64::from(!days.first_day_counts()))),
        left: number.saturating_sub(total),
    }
}

fn own_of_goal(days: &SoberDays<'_>, own: &CustomMilestone) -> Milestone {
    let mut one = if own.measure == MilestoneMeasure::Total {
        total_rung(days, own.count)
    } else {
        run_rung(days, MilestoneUnit::Days, own.count)
    };
    one.custom = Some(own.id);
    one.name = own.name.clone();
    one
}

/// The named numbers and then every `step`, up to the first above `reached`.
fn ladder(named: &'static [u32], step: u32, reached: u32) -> impl Iterator<Item = u32> {
    let last = named.last().copied().unwrap_or(0);
    let further = (1..).map(move |n: u32| last.saturating_add(n.saturating_mul(step)));
    let mut is_past = false;
    named
        .iter()
        .copied()
        .chain(further)
        .take_while(move |count| {
            let take = !is_past;
            is_past = *count > reached;
            take
        })
}

/// The day of the nth.
fn nth_day(done: &[(NaiveDate, u32)], nth: u32) -> Option<NaiveDate> {
    let mut sum = 0_u32;
    done.iter()
        .find(|(_, n)| {
            sum = sum.saturating_add(*n);
            sum >= nth
        })
        .map(|(day, _)| *day)
}

/// Reached ones first, newest first; then what lies ahead, nearest first.
fn sorted(mut milestones: Vec<Milestone>) -> Vec<Milestone> {
    milestones.sort_by_key(|one| {
        let newest_first = one
            .reached_on
            .map(|day| -(day - NaiveDate::default()).num_days());
        (one.reached_on.is_none(), newest_first, one.left, one.count)
    });
    milestones
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "milestone_tests.rs"]
mod tests;
