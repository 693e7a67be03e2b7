//! How doses went over a period: counts first, percent where there are enough of them to mean something.
//!
//! - A dose counts once its time has come and gone: what is still open or not yet due counts for nothing.
//! - Percent are of the doses of which it is known what became of them. Those of which nobody was asked are told beside
//!   it, never as missed.
//! - What is taken as needed has no percent: there is no number that it should be.

use crate::bindings::wire;
use crate::OccurrenceState;

/// Fewer due doses than this have counts and no percent.
pub const DOSES_FOR_PERCENT: u32 = 7;

/// The periods that are told, in days.
pub const ADHERENCE_DAYS: [u16; 4] = [7, 30, 90, 365];

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// One dose, as far as this is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoseKnown {
    /// When it was due, in milliseconds since 1970 UTC.
    pub due_ms: i64,
    /// How it stands.
    pub state: OccurrenceState,
    /// When it was taken, if it was.
    pub taken_ms: Option<i64>,
}

wire! {
    /// How doses went over some days.
    #[derive(Eq)]
    pub struct Adherence {
        /// How many days, up to now.
        pub days: u16,
        /// How many doses came due and are over.
        pub due: u32,
        /// How many were taken on time.
        pub taken: u32,
        /// How many were taken at another time.
        pub late: u32,
        /// How many were left out on purpose.
        pub skipped: u32,
        /// How many were asked about and not answered, or missed as the person says.
        pub missed: u32,
        /// How many came due while nobody could be asked.
        pub unrecorded: u32,
        /// How many were taken as needed; they are in none of the others.
        pub as_needed: u32,
        /// Of 100 known ones so many were taken; `None` when too few are known.
        pub taken_percent: Option<u8>,
        /// Of 100 known ones so many were taken on time.
        pub on_time_percent: Option<u8>,
        /// The longest time in which none is known to have been taken, in whole hours: between two, and since the last one
        /// before these days where that is known. Behind the last one it counts once another was due and not taken: up to
        /// now, or to the last that was due of what is over. `None` where there is no such time.
        pub longest_gap_hours: Option<u32>,
    }
}

/// The doses of the last `days` days. `planned`: those of schedules that make them due, in any order, earlier ones too;
/// `as_needed_ms`: when others were taken; `goes_on`: whether another one is to come.
#[must_use]
pub fn adherence(
    days: u16,
    planned: &[DoseKnown],
    as_needed_ms: &[i64],
    now_ms: i64,
    goes_on: bool,
) -> Adherence {
    let from_ms = now_ms.saturating_sub(i64::from(days).saturating_mul(DAY_MS));
    let is_within = |at: i64| at > from_ms && at <= now_ms;
    let within: Vec<&DoseKnown> = planned.iter().filter(|one| is_within(one.due_ms)).collect();
    let count = |state| crate::stats::count(within.iter().filter(|one| one.state == state).count());
    let [taken, late] = [OccurrenceState::Taken, OccurrenceState::Late].map(count);
    let [skipped, missed] = [OccurrenceState::Skipped, OccurrenceState::Missed].map(count);
    let unrecorded = count(OccurrenceState::Unrecorded);
    let known = taken + late + skipped + missed;
    let percent = |of: u32| (known >= DOSES_FOR_PERCENT).then(|| percent(of, known));
    let not_taken = within.iter().filter(|one| is_not_taken(one.state));
    let not_taken_ms = not_taken.map(|one| one.due_ms).max();
    let taken_ms = planned.iter().filter_map(|one| one.taken_ms);
    let taken_ms = taken_ms.filter(|at| *at <= now_ms).collect();
    let as_needed = as_needed_ms.iter().filter(|at| is_within(**at)).count();
    Adherence {
        days,
        due: known + unrecorded,
        taken,
        late,
        skipped,
        missed,
        unrecorded,
        as_needed: crate::stats::count(as_needed),
        taken_percent: percent(taken + late),
        on_time_percent: percent(taken),
        longest_gap_hours: longest_gap(taken_ms, from_ms, |last_ms| {
            let until_ms = not_taken_ms.filter(|due| *due > last_ms);
            until_ms.map(|due| if goes_on { now_ms } else { due })
        }),
    }
}

/// When the first of the last doses was due that were not taken, in milliseconds since 1970 UTC; `None` where the last one
/// was taken. What is open, ahead or taken as needed says nothing, and behind one of which nobody was asked nothing is
/// known: then it is counted from there. `doses`: those of schedules that make them due, in the order of their times.
#[must_use]
pub fn not_taken_since(doses: &[DoseKnown]) -> Option<i64> {
    let mut since_ms = None;
    for dose in doses.iter().rev() {
        match dose.state {
            OccurrenceState::Missed | OccurrenceState::Skipped => since_ms = Some(dose.due_ms),
            OccurrenceState::Taken | OccurrenceState::Late | OccurrenceState::Unrecorded => break,
            OccurrenceState::Planned | OccurrenceState::Raised | OccurrenceState::Cancelled => {}
        }
    }
    since_ms
}

/// Rounded down, so that 100 is all of them, but for one of many, which is not none.
fn percent(of: u32, all: u32) -> u8 {
    let percent = u64::from(of) * 100 / u64::from(all.max(1));
    u8::try_from(percent.max(u64::from(of > 0))).unwrap_or(100)
}

/// Whether its time is over, and nobody said that it was taken.
const fn is_not_taken(state: OccurrenceState) -> bool {
    match state {
        OccurrenceState::Skipped | OccurrenceState::Missed | OccurrenceState::Unrecorded => true,
        OccurrenceState::Taken
        | OccurrenceState::Late
        | OccurrenceState::Planned
        | OccurrenceState::Raised
        | OccurrenceState::Cancelled => false,
    }
}

/// `from_ms`: the last one taken by then begins the first gap; `until_ms`: where the one behind the last ends, if it is one.
fn longest_gap(
    mut taken_ms: Vec<i64>,
    from_ms: i64,
    until_ms: impl FnOnce(i64) -> Option<i64>,
) -> Option<u32> {
    taken_ms.sort_unstable();
    let before = taken_ms.iter().filter(|at| **at <= from_ms).count();
    taken_ms.drain(..before.saturating_sub(1));
    let last_ms = taken_ms.last().copied()?;
    taken_ms.extend(until_ms(last_ms));
    let gaps = taken_ms.windows(2).filter_map(|pair| match pair {
        [one, next] => Some((next - one) / HOUR_MS),
        _ => None,
    });
    gaps.max().and_then(|hours| u32::try_from(hours).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW_MS: i64 = 400 * DAY_MS;

    fn dose(days_ago: i64, state: OccurrenceState) -> DoseKnown {
        let due_ms = NOW_MS - days_ago * DAY_MS;
        let is_taken = matches!(state, OccurrenceState::Taken | OccurrenceState::Late);
        DoseKnown {
            due_ms,
            state,
            taken_ms: is_taken.then_some(due_ms),
        }
    }

    #[test]
    fn a_week_is_counted_and_what_is_not_over_is_left_out() {
        use OccurrenceState::{
            Cancelled, Late, Missed, Planned, Raised, Skipped, Taken, Unrecorded,
        };
        let states = [
            Taken, Taken, Late, Taken, Skipped, Missed, Taken, Unrecorded, Cancelled, Planned,
            Raised,
        ];
        let doses: Vec<_> = states.iter().map(|state| dose(1, *state)).collect();
        let week = adherence(7, &doses, &[NOW_MS, NOW_MS - 8 * DAY_MS], NOW_MS, true);
        assert_eq!((week.due, week.taken, week.late), (8, 4, 1));
        assert_eq!((week.skipped, week.missed, week.unrecorded), (1, 1, 1));
        assert_eq!(
            (week.taken_percent, week.on_time_percent),
            (Some(71), Some(57)),
            "of the seven that are known"
        );
        assert_eq!(week.as_needed, 1);
    }

    #[test]
    fn few_doses_have_no_percent() {
        let doses: Vec<_> = (0..6)
            .map(|day| dose(day, OccurrenceState::Taken))
            .collect();
        let week = adherence(7, &doses, &[], NOW_MS, true);
        assert_eq!((week.due, week.taken_percent), (6, None));
        let none = adherence(7, &[], &[], NOW_MS, true);
        assert_eq!((none.due, none.longest_gap_hours), (0, None));
    }

    fn taken_on(days_ago: impl IntoIterator<Item = i64>) -> Vec<DoseKnown> {
        let days = days_ago.into_iter();
        days.map(|day| dose(day, OccurrenceState::Taken)).collect()
    }

    #[test]
    fn the_longest_gap_lies_between_two_or_behind_the_last_one() {
        let taken = taken_on([9, 8, 5, 4]);
        let hours = |goes_on| adherence(30, &taken, &[], NOW_MS, goes_on).longest_gap_hours;
        for goes_on in [true, false] {
            assert_eq!(hours(goes_on), Some(72), "no other was due since");
        }
        let mut stopped = taken_on(20..30);
        stopped.extend((0..20).map(|day| dose(day, OccurrenceState::Missed)));
        for goes_on in [true, false] {
            let month = adherence(30, &stopped, &[], NOW_MS, goes_on);
            assert_eq!(month.longest_gap_hours, Some(20 * 24), "twenty days");
        }
        let mut late = taken_on([4]);
        let one = |doses: &[DoseKnown], goes_on| {
            adherence(30, doses, &[], NOW_MS, goes_on).longest_gap_hours
        };
        assert_eq!(one(&late, true), None, "nothing was due behind it");
        late.push(dose(1, OccurrenceState::Skipped));
        assert_eq!((one(&late, true), one(&late, false)), (Some(96), Some(72)));
    }

    #[test]
    fn a_gap_goes_back_to_the_last_one_before_these_days() {
        let week = |days: &[i64]| {
            let mut doses = taken_on(days.iter().copied());
            doses.push(dose(1, OccurrenceState::Missed));
            adherence(7, &doses, &[], NOW_MS, true).longest_gap_hours
        };
        assert_eq!(week(&[30, 10, 3]), Some(7 * 24));
        assert_eq!(week(&[10, 9]), Some(9 * 24), "none in them");
        assert_eq!(week(&[3]), Some(3 * 24), "before is not known");
        assert_eq!(week(&[]), None);
    }

    #[test]
    fn one_of_many_is_not_none_and_all_but_one_is_not_all() {
        let mut doses = vec![dose(1, OccurrenceState::Missed); 999];
        doses.push(dose(1, OccurrenceState::Taken));
        assert_eq!(
            adherence(7, &doses, &[], NOW_MS, true).taken_percent,
            Some(1)
        );
        let mut doses = vec![dose(1, OccurrenceState::Taken); 999];
        doses.push(dose(1, OccurrenceState::Missed));
        assert_eq!(
            adherence(7, &doses, &[], NOW_MS, true).taken_percent,
            Some(99)
        );
    }

    #[test]
    fn doses_are_not_taken_since_the_first_of_the_last_ones() {
        use OccurrenceState::{Late, Missed, Raised, Skipped, Taken, Unrecorded};
        for (states, days_ago) in [
            (vec![], None),
            (vec![Missed, Taken], None),
            (vec![Missed, Late, Raised], None),
            (vec![Taken, Missed], Some(1)),
            (vec![Taken, Missed, Skipped, Missed, Raised], Some(4)),
            (vec![Missed, Unrecorded, Missed], Some(1)),
            (vec![Missed, Unrecorded], None),
        ] {
            let days = (1..).take(states.len()).collect::<Vec<i64>>();
            let of = states.iter().zip(days.into_iter().rev());
            let doses: Vec<_> = of.map(|(state, days)| dose(days, *state)).collect();
            let since = days_ago.map(|days| NOW_MS - days * DAY_MS);
            assert_eq!(not_taken_since(&doses), since, "{states:?}");
        }
    }

    fn doses() -> impl Strategy<Value = Vec<DoseKnown>> {
        let one = (-5i64..400, 0..OccurrenceState::ALL.len());
        let one = one.prop_map(|(day, state)| dose(day, OccurrenceState::ALL[state]));
        prop::collection::vec(one, 0..60)
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole_in_any_order(doses in doses()) {
            let all = ADHERENCE_DAYS.map(|days| adherence(days, &doses, &[], NOW_MS, true));
            for one in &all {
                prop_assert_eq!(one.due, one.taken + one.late + one.skipped + one.missed + one.unrecorded);
                prop_assert!(one.on_time_percent <= one.taken_percent && one.taken_percent <= Some(100));
            }
            prop_assert!(all.is_sorted_by_key(|one| one.due), "a longer period has at least as many");
            let mut other = doses.clone();
            other.reverse();
            prop_assert_eq!(all, ADHERENCE_DAYS.map(|days| adherence(days, &other, &[], NOW_MS, true)));
        }

        #[test]
        fn what_is_ahead_or_open_changes_nothing(doses in doses()) {
            let before = adherence(30, &doses, &[], NOW_MS, true);
            let mut more = doses;
            more.extend([dose(-1, OccurrenceState::Taken), dose(0, OccurrenceState::Raised), dose(-3, OccurrenceState::Planned)]);
            prop_assert_eq!(before, adherence(30, &more, &[], NOW_MS, true));
        }

        #[test]
        fn taking_one_that_was_missed_is_never_worse(doses in doses(), place in 0usize..60) {
            let before = adherence(365, &doses, &[], NOW_MS, true);
            let mut better = doses;
            let Some(one) = better.get_mut(place).filter(|one| one.state == OccurrenceState::Missed) else { return Ok(()) };
            (one.state, one.taken_ms) = (OccurrenceState::Taken, Some(one.due_ms));
            prop_assert!(adherence(365, &better, &[], NOW_MS, true).taken_percent >= before.taken_percent);
        }
    }
}
