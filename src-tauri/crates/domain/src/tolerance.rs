//! When the card of lost tolerance stands open: from dates and kinds alone.
//!
//! Who had no opioids for some days is used to them no more, and does not feel it. The spans are ours, long rather than
//! short (decision 0044); nothing is scored or foretold, and the card's words are the same for everybody.

use crate::bindings::wire;
use crate::{Direction, Goal, GoalKind, MedicineClass, Place, Stay};
use chrono::NaiveDate;

/// Behind the end of a stay, of a treatment with opioids or of naltrexone, and into a run, the card stands open for so
/// many days.
pub const TOLERANCE_DAYS: u32 = 30;
/// A run without opioids is this many days long when the card opens.
const FIRST_RUN_DAYS: u32 = 3;

wire! {
    /// How a card of lost tolerance is shown.
    pub enum ToleranceCard {
        /// By its heading, a tap away.
        Folded,
        /// All of it.
        Open,
    }
}

/// Whether what ended on a day is just over: on that day and for [`TOLERANCE_DAYS`] behind it.
#[must_use]
pub fn is_just_over(ended_on: NaiveDate, today: NaiveDate) -> bool {
    (0..=i64::from(TOLERANCE_DAYS)).contains(&(today - ended_on).num_days())
}

/// Whether one of these stays is just over. A sober living home keeps nobody from opioids, and its end is no release.
#[must_use]
pub fn is_after_stay(stays: &[Stay], today: NaiveDate) -> bool {
    let is_release = |stay: &&Stay| stay.place != Place::SoberLiving;
    let ended_on = |stay: &Stay| stay.span.until_on;
    stays
        .iter()
        .filter(is_release)
        .filter_map(ended_on)
        .any(|day| is_just_over(day, today))
}

/// Whether opioids may be in play: a goal about them, or a medicine of theirs. Who said nothing of goals may mean them.
#[must_use]
pub fn may_be_opioids(goals: &[Goal], classes: &[MedicineClass]) -> bool {
    goals.is_empty()
        || goals.iter().any(|goal| goal.kind == GoalKind::Opioids)
        || classes.iter().any(|class| class.loses_tolerance())
}

/// How the card stands on the page of a goal; `None` where the goal is of no opioids. `run_days`: of the run that goes on,
/// which says something of opioids only where none at all is wanted.
#[must_use]
pub fn tolerance_card(
    goal: &Goal,
    run_days: u32,
    stays: &[Stay],
    today: NaiveDate,
) -> Option<ToleranceCard> {
    if goal.kind != GoalKind::Opioids {
        return None;
    }
    let is_first_weeks = goal.direction == Direction::Abstain
        && (FIRST_RUN_DAYS..=TOLERANCE_DAYS).contains(&run_days);
    if is_first_weeks || is_after_stay(stays, today) {
        Some(ToleranceCard::Open)
    } else {
        Some(ToleranceCard::Folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{GoalId, Name, Span, StayId};

    const TODAY: &str = "2026-11-21";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn stay(place: Place, until: Option<&str>) -> Stay {
        Stay {
            id: StayId::new(1, &[1; 10]),
            place,
            name: Name::default(),
            span: Span::new(day("2026-01-01"), until.map(day)).unwrap(),
        }
    }

    fn goal(kind: GoalKind, direction: Direction) -> Goal {
        Goal {
            id: GoalId::new(1, &[1; 10]),
            kind,
            name: Name::default(),
            unit: Name::default(),
            direction,
            started_at_ms: 0,
            zone: "UTC".to_owned(),
            started_on: day("2026-01-01"),
        }
    }

    #[test]
    fn thirty_days_behind_an_end_and_none_before_it() {
        for (ended, is_over) in [
            ("2026-11-22", false),
            ("2026-11-21", true),
            ("2026-10-22", true),
            ("2026-10-21", false),
        ] {
            assert_eq!(is_just_over(day(ended), day(TODAY)), is_over, "{ended}");
        }
    }

    #[test]
    fn a_stay_that_goes_on_or_a_home_is_no_release() {
        let is_after = |one: Stay| is_after_stay(&[one], day(TODAY));
        for place in Place::ALL {
            let is_release = *place != Place::SoberLiving;
            assert_eq!(is_after(stay(*place, Some("2026-11-20"))), is_release);
            assert!(!is_after(stay(*place, None)));
        }
        assert!(!is_after_stay(&[], day(TODAY)));
    }

    #[test]
    fn opioids_may_be_in_play_until_something_else_is_said() {
        let alcohol = goal(GoalKind::Alcohol, Direction::Abstain);
        let opioids = goal(GoalKind::Opioids, Direction::Reduce);
        assert!(may_be_opioids(&[], &[]));
        assert!(!may_be_opioids(
            std::slice::from_ref(&alcohol),
            &[MedicineClass::Acamprosate]
        ));
        assert!(may_be_opioids(
            std::slice::from_ref(&alcohol),
            &[MedicineClass::NaltrexoneDaily]
        ));
        assert!(may_be_opioids(&[alcohol, opioids], &[]));
    }

    #[test]
    fn the_card_of_a_goal_opens_with_the_third_day_and_behind_a_stay() {
        use ToleranceCard::{Folded, Open};
        let card = |kind, direction, run_days, stays: &[Stay]| {
            tolerance_card(&goal(kind, direction), run_days, stays, day(TODAY))
        };
        let (opioids, abstain) = (GoalKind::Opioids, Direction::Abstain);
        for (run_days, wanted) in [
            (0, Folded),
            (2, Folded),
            (3, Open),
            (30, Open),
            (31, Folded),
        ] {
            let shown = card(opioids, abstain, run_days, &[]);
            assert_eq!(shown, Some(wanted), "{run_days}");
        }
        let detox = [stay(Place::Detox, Some("2026-11-01"))];
        assert_eq!(card(opioids, Direction::Reduce, 9, &[]), Some(Folded));
        assert_eq!(card(opioids, Direction::Reduce, 9, &detox), Some(Open));
        assert_eq!(card(opioids, abstain, 90, &detox), Some(Open));
        assert_eq!(card(GoalKind::Alcohol, abstain, 9, &detox), None);
    }
}
