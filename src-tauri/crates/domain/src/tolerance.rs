//! When the card of lost tolerance stands open: from dates and kinds alone.
//!
//! Who had no opioids for some days is used to them no more, and does not feel it. The spans are ours, long rather than
//! short (decision 0044); nothing is scored or foretold, and the card's words are the same for everybody.

use crate::bindings::wire;
use crate::{Direction, Goal, GoalKind, MedicineClass, Phase, Place, Run, SoberDays, Stay};
use chrono::NaiveDate;

/// Behind the end of a stay, of a treatment with opioids, of naltrexone or of a run, and into a run, the card stands open
/// for so many days.
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

/// How the card stands on the page of a goal; `None` where the goal is of no opioids. Its days say something of opioids
/// only where none at all is wanted.
#[must_use]
pub fn tolerance_card(goal: &Goal, days: &SoberDays<'_>, stays: &[Stay]) -> Option<ToleranceCard> {
    if goal.kind != GoalKind::Opioids {
        return None;
    }
    let is_lost = goal.direction == Direction::Abstain && may_be_lost(days);
    if is_lost || is_after_stay(stays, days.today()) {
        Some(ToleranceCard::Open)
    } else {
        Some(ToleranceCard::Folded)
    }
}

/// Whether somebody is in the first weeks without, or has lapsed lately behind a run that was long enough. By the calendar:
/// whether the first day counts changes nobody's body, and of a pause nothing is known.
fn may_be_lost(days: &SoberDays<'_>) -> bool {
    let time = days.time();
    if time.phase != Phase::Running {
        return false;
    }
    let today = days.today();
    let days_in = (today - time.run_began_on).num_days() + 1;
    let is_first_weeks = (i64::from(FIRST_RUN_DAYS)..=i64::from(TOLERANCE_DAYS)).contains(&days_in);
    let was_long = |run: &Run| !run.current && run.days >= FIRST_RUN_DAYS;
    let mut ended = days.runs().into_iter().filter(was_long);
    is_first_weeks || ended.any(|run| is_just_over(run.last_on, today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BreakKind, GoalBreak, GoalBreakId, GoalId, Name, SoberTimeInput, Span, StayId};

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

    /// The card on a day of a goal that began on 1 November, with lapses on some days of it.
    fn card_on(today: &str, lapses: &[&str], breaks: &[GoalBreak]) -> Option<ToleranceCard> {
        let goal = goal(GoalKind::Opioids, Direction::Abstain);
        let lapses: Vec<_> = lapses.iter().map(|lapse| day(lapse)).collect();
        [true, false]
            .map(|first_day_counts| {
                let input = SoberTimeInput {
                    goal_id: goal.id,
                    started_on: day("2026-11-01"),
                    breaks,
                    stays: &[],
                    lapses: &lapses,
                    over: &[],
                    today: day(today),
                    first_day_counts,
                };
                tolerance_card(&goal, &SoberDays::of(&input), &[])
            })
            .into_iter()
            .reduce(|one, other| {
                assert_eq!(one, other, "however the first day is counted");
                one
            })
            .unwrap()
    }

    #[test]
    fn the_card_of_a_goal_opens_with_the_third_day_and_folds_behind_the_thirtieth() {
        for (today, wanted) in [
            ("2026-10-30", ToleranceCard::Folded),
            ("2026-11-01", ToleranceCard::Folded),
            ("2026-11-02", ToleranceCard::Folded),
            ("2026-11-03", ToleranceCard::Open),
            ("2026-11-30", ToleranceCard::Open),
            ("2026-12-01", ToleranceCard::Folded),
        ] {
            assert_eq!(card_on(today, &[], &[]), Some(wanted), "{today}");
        }
    }

    #[test]
    fn behind_a_lapse_it_is_open_where_there_were_three_days_without_however_many() {
        use ToleranceCard::{Folded, Open};
        for (today, lapses, wanted) in [
            ("2026-11-20", vec!["2026-11-20"], Open),
            ("2026-11-21", vec!["2026-11-20"], Open),
            ("2027-06-10", vec!["2027-06-10"], Open),
            ("2027-06-11", vec!["2027-06-10", "2027-06-11"], Open),
            ("2026-11-03", vec!["2026-11-03"], Folded),
            ("2026-11-04", vec!["2026-11-02", "2026-11-03"], Folded),
            ("2026-11-06", vec!["2026-11-03"], Open),
        ] {
            assert_eq!(card_on(today, &lapses, &[]), Some(wanted), "{today}");
        }
    }

    #[test]
    fn of_a_pause_nothing_is_known() {
        let pause = GoalBreak {
            id: GoalBreakId::new(1, &[1; 10]),
            goal_id: GoalId::new(1, &[1; 10]),
            kind: BreakKind::Pause,
            span: Span::new(day("2026-11-06"), None).unwrap(),
        };
        assert_eq!(card_on("2026-11-05", &[], &[]), Some(ToleranceCard::Open));
        assert_eq!(
            card_on("2026-11-09", &[], &[pause]),
            Some(ToleranceCard::Folded)
        );
    }

    #[test]
    fn behind_a_stay_it_is_open_for_every_goal_of_opioids_and_others_have_none() {
        let input = SoberTimeInput {
            goal_id: GoalId::new(1, &[1; 10]),
            started_on: day("2026-01-01"),
            breaks: &[],
            stays: &[],
            lapses: &[],
            over: &[],
            today: day(TODAY),
            first_day_counts: true,
        };
        let days = SoberDays::of(&input);
        let card =
            |kind, direction, stays: &[Stay]| tolerance_card(&goal(kind, direction), &days, stays);
        let detox = [stay(Place::Detox, Some("2026-11-01"))];
        for direction in [Direction::Abstain, Direction::Reduce] {
            assert_eq!(
                card(GoalKind::Opioids, direction, &[]),
                Some(ToleranceCard::Folded)
            );
            assert_eq!(
                card(GoalKind::Opioids, direction, &detox),
                Some(ToleranceCard::Open)
            );
            assert_eq!(card(GoalKind::Alcohol, direction, &detox), None);
        }
    }
}
