//! What was known on each day at its first check-in, and the points that it makes.

use super::{usual_of, OutlookInput, OutlookReason, OutlookWeights};
use crate::log_rows::{CheckInRow, LogRows};
use crate::patterns::{hard_weekdays, HALT_FROM, SHORT_SLEEP_MINUTES};
use crate::stats::median;
use crate::Rating;
use chrono::{Datelike, Duration, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// How far the outlook looks back to check itself: half a year.
const PAST_DAYS: i64 = 182;

/// How many days "lately" is, today's check-in apart.
const LATELY_DAYS: i64 = 7;

/// Times that stand out are looked for anew every so many days; in between they change little.
const PATTERN_DAYS: i64 = 28;

/// Earlier answers before one can be called higher or lower than usual.
const ANSWERS_NEEDED: usize = 7;

/// A fall of confidence by two is more than the width of a finger on the scale.
const CONFIDENCE_FALL: f64 = 2.0;

/// One day as it was known at its first check-in.
#[derive(Debug, Clone)]
pub(super) struct Day {
    /// The local day.
    pub day_on: NaiveDate,
    /// When the check-in was.
    pub at_ms: i64,
    /// Its answer on the strongest craving so far.
    pub craving: Option<Rating>,
    /// What applies; an input that is not here is not known.
    pub known: BTreeMap<OutlookInput, bool>,
    /// The points of what applies.
    pub points: u8,
}

impl Day {
    /// Each input that weighs anything.
    pub fn reasons(&self, weights: &OutlookWeights) -> Vec<OutlookReason> {
        all(weights)
            .into_iter()
            .filter(|(_, weight)| *weight > 0)
            .map(|(input, _)| OutlookReason {
                input,
                applies: self.known.get(&input).copied(),
            })
            .collect()
    }
}

fn all(weights: &OutlookWeights) -> [(OutlookInput, u8); 7] {
    [
        (OutlookInput::UsedLately, weights.used_lately),
        (OutlookInput::CravingUp, weights.craving_up),
        (OutlookInput::ConfidenceDown, weights.confidence_down),
        (OutlookInput::Halt, weights.halt),
        (OutlookInput::SleptBadly, weights.slept_badly),
        (OutlookInput::MissedMedicine, weights.missed_medicine),
        (OutlookInput::NearPattern, weights.near_pattern),
    ]
}

/// The days with a check-in up to `today`, oldest first.
pub(super) fn days(log: &LogRows<'_>, today: NaiveDate, weights: &OutlookWeights) -> Vec<Day> {
    let first = first_check_ins(log, today);
    let rows: Vec<&CheckInRow> = first.values().copied().collect();
    let hard = hard_weekdays_since(log, today);
    let used = days_with_use(log);
    let doses = doses(log);
    (0..)
        .zip(&rows)
        .map(|(place, row)| {
            let earlier = usual_of(rows.get(..place).unwrap_or_default());
            let mut known = answers(row, earlier);
            known.insert(OutlookInput::UsedLately, used_lately(row, &used, log));
            if let Some(missed) = day_before(row.when.day_on).and_then(|day| doses.get(&day)) {
                known.insert(OutlookInput::MissedMedicine, *missed);
            }
            known.insert(
                OutlookInput::NearPattern,
                near_pattern(row.when.day_on, &hard),
            );
            let points = points(&known, weights);
            Day {
                day_on: row.when.day_on,
                at_ms: row.when.moment.at_ms,
                craving: row.craving,
                known,
                points,
            }
        })
        .collect()
}

fn points(known: &BTreeMap<OutlookInput, bool>, weights: &OutlookWeights) -> u8 {
    all(weights)
        .iter()
        .filter(|(input, _)| known.get(input) == Some(&true))
        .fold(0, |points, (_, weight)| points.saturating_add(*weight))
}

/// The first check-in of each day. Of two at the same instant the one that says more of a burden, so that the order of
/// rows does not matter.
fn first_check_ins<'a>(log: &LogRows<'a>, today: NaiveDate) -> BTreeMap<NaiveDate, &'a CheckInRow> {
    let since = today
        .checked_sub_signed(Duration::days(PAST_DAYS))
        .unwrap_or(NaiveDate::MIN);
    let key = |row: &CheckInRow| {
        let burden = (
            row.craving,
            row.confidence.map(std::cmp::Reverse),
            is_halt(row),
            row.sleep_minutes.map(std::cmp::Reverse),
            row.used,
        );
        (row.when.moment.at_ms, std::cmp::Reverse(burden))
    };
    let mut first: BTreeMap<NaiveDate, &CheckInRow> = BTreeMap::new();
    for row in log
        .check_ins
        .iter()
        .filter(|row| (since..=today).contains(&row.when.day_on))
    {
        let kept = first.entry(row.when.day_on).or_insert(row);
        if key(row) < key(kept) {
            *kept = row;
        }
    }
    first
}

/// What the check-in itself says, beside the earlier ones.
fn answers(row: &CheckInRow, earlier: &[&CheckInRow]) -> BTreeMap<OutlookInput, bool> {
    let craving = usual(earlier, |row| row.craving).zip(row.craving);
    let confidence = usual(earlier, |row| row.confidence).zip(row.confidence);
    [
        (
            OutlookInput::CravingUp,
            craving.map(|(usual, now)| f64::from(now.get()) > usual),
        ),
        (
            OutlookInput::ConfidenceDown,
            confidence.map(|(usual, now)| f64::from(now.get()) <= usual - CONFIDENCE_FALL),
        ),
        (OutlookInput::Halt, is_halt(row)),
        (
            OutlookInput::SleptBadly,
            row.sleep_minutes
                .map(|sleep| sleep.get() < SHORT_SLEEP_MINUTES),
        ),
    ]
    .into_iter()
    .filter_map(|(input, applies)| Some((input, applies?)))
    .collect()
}

fn usual(earlier: &[&CheckInRow], answer: fn(&CheckInRow) -> Option<Rating>) -> Option<f64> {
    let said: Vec<u8> = earlier
        .iter()
        .filter_map(|row| answer(row))
        .map(Rating::get)
        .collect();
    median(&said).filter(|_| said.len() >= ANSWERS_NEEDED)
}

fn is_halt(row: &CheckInRow) -> Option<bool> {
    let halt = row.halt;
    let said = [halt.hungry, halt.angry, halt.lonely, halt.tired];
    let most = said.into_iter().flatten().max()?;
    Some(most.get() >= HALT_FROM)
}

fn days_with_use(log: &LogRows<'_>) -> BTreeSet<NaiveDate> {
    let said = log
        .check_ins
        .iter()
        .filter(|row| row.used == Some(true))
        .map(|row| row.when.day_on);
    said.chain(log.lapses.iter().map(|row| row.when.day_on))
        .collect()
}

/// On one of the days before, or on this day before the check-in. A lapse that comes later in the day is what the
/// outlook is judged by, not what it knows.
fn used_lately(row: &CheckInRow, used: &BTreeSet<NaiveDate>, log: &LogRows<'_>) -> bool {
    let today = row.when.day_on;
    let since = today
        .checked_sub_signed(Duration::days(LATELY_DAYS))
        .unwrap_or(today);
    let earlier_today =
        |at_ms: i64, day_on: NaiveDate| day_on == today && at_ms <= row.when.moment.at_ms;
    row.used == Some(true)
        || used.range(since..today).next().is_some()
        || used.contains(&today)
            && log
                .lapses
                .iter()
                .any(|lapse| earlier_today(lapse.when.moment.at_ms, lapse.when.day_on))
}

fn doses(log: &LogRows<'_>) -> BTreeMap<NaiveDate, bool> {
    let mut doses = BTreeMap::new();
    for row in log.doses {
        *doses.entry(row.day_on).or_insert(false) |= row.missed;
    }
    doses
}

fn day_before(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_signed(Duration::days(1))
}

/// The weekdays that stood out, by the day from which on that was known.
fn hard_weekdays_since(log: &LogRows<'_>, today: NaiveDate) -> BTreeMap<NaiveDate, BTreeSet<u8>> {
    (0..=PAST_DAYS / PATTERN_DAYS)
        .filter_map(|back| today.checked_sub_signed(Duration::days(back * PATTERN_DAYS)))
        .map(|day| (day, hard_weekdays(log, day)))
        .collect()
}

fn near_pattern(day: NaiveDate, hard: &BTreeMap<NaiveDate, BTreeSet<u8>>) -> bool {
    let weekday = u8::try_from(day.weekday().number_from_monday()).unwrap_or(0);
    hard.range(..=day)
        .next_back()
        .is_some_and(|(_, weekdays)| weekdays.contains(&weekday))
}
