//! Every zone of the tables, at every change of its clocks from 1970 to 2037, against a second implementation with
//! tables of its own (chrono-tz): which instant a time on the wall is, and what the planner makes of it.
//!
//! A third one, Python's, is asked by `tests/zones/check.py`.

use super::test_stage::{daily, id, plain, HOUR, MINUTE};
use super::{Now, Planner, RingKind, Rule, Schedule};
use crate::simulated::is_soak;
use crate::time::{local_time, resolve, Moment};
use chrono::{DateTime, Datelike, Duration, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{Tz, TZ_VARIANTS};
use std::collections::BTreeSet;

/// Around each change, half an hour apart.
const STEP_MINUTES: i64 = 30;
const AROUND_HOURS: i64 = 26;

/// Where chrono-tz 0.10.4 (IANA 2025b) and the tables of this program (2026) differ, by zone with its other names. Each
/// was changed by the keepers of the tables in between: what was found out about the past, and what was decided since
/// (decision 0028).
const CHANGED_SINCE: [(&str, std::ops::RangeInclusive<i32>); 22] = [
    ("Africa/Casablanca", 2026..=2026),
    ("Africa/El_Aaiun", 2026..=2026),
    ("America/Bogota", 1992..=1992),
    ("America/Edmonton", 2026..=2026),
    ("America/Ensenada", 1970..=1975),
    ("America/Godthab", 2023..=2023),
    ("America/Inuvik", 2026..=2026),
    ("America/Nuuk", 2023..=2023),
    ("America/Rainy_River", 2026..=2026),
    ("America/Santa_Isabel", 1970..=1975),
    ("America/Tijuana", 1970..=1975),
    ("America/Vancouver", 2026..=2026),
    ("America/Winnipeg", 2026..=2026),
    ("America/Yellowknife", 2026..=2026),
    ("Asia/Tehran", 1979..=1979),
    ("Canada/Central", 2026..=2026),
    ("Canada/Mountain", 2026..=2026),
    ("Canada/Pacific", 2026..=2026),
    ("Europe/Chisinau", 2022..=2037),
    ("Europe/Tiraspol", 2022..=2037),
    ("Iran", 1979..=1979),
    ("Mexico/BajaNorte", 1970..=1975),
];

/// The rule, told from the definition: the earliest instant that shows this time; where none does, the offset from
/// before the gap.
fn oracle(civil: NaiveDateTime, zone: Tz) -> i64 {
    let ms = |at: DateTime<Tz>| at.timestamp_millis();
    if let Some(first) = zone.from_local_datetime(&civil).earliest() {
        return ms(first);
    }
    let before = civil - Duration::hours(AROUND_HOURS);
    let mut known = (0..AROUND_HOURS * 60).rev().filter_map(|minute| {
        let at = before + Duration::minutes(minute);
        zone.from_local_datetime(&at).latest()
    });
    let offset = known.next().unwrap().offset().fix();
    (civil - offset).and_utc().timestamp_millis()
}

/// The changes of a zone's clocks, in milliseconds.
fn changes(zone: Tz, from: i64, until: i64) -> Vec<i64> {
    let tables = jiff::tz::TimeZone::get(zone.name()).unwrap();
    let from = jiff::Timestamp::from_second(from).unwrap();
    let all = tables
        .following(from)
        .map(|one| one.timestamp().as_second());
    let all: Vec<_> = all
        .take_while(|at| *at < until)
        .map(|at| at * 1_000)
        .collect();
    all
}

/// Times on the wall around a change, as the zone reads it before.
fn around(change_ms: i64, zone: Tz) -> impl Iterator<Item = NaiveDateTime> {
    let wall = local_time(change_ms - 1, zone) + Duration::milliseconds(1);
    let steps = -AROUND_HOURS * 60 / STEP_MINUTES..=AROUND_HOURS * 60 / STEP_MINUTES;
    steps.map(move |n| wall + Duration::minutes(n * STEP_MINUTES))
}

const Y1970: i64 = 0;
const Y2020: i64 = 1_577_836_800;
const Y2026: i64 = 1_767_225_600;
const Y2038: i64 = 2_145_916_800;

#[test]
fn every_change_of_every_zone_is_read_as_the_oracle_reads_it() {
    let (mut times, mut differ) = (0u32, BTreeSet::new());
    for zone in TZ_VARIANTS {
        for change in changes(zone, Y1970, Y2038) {
            for civil in around(change, zone) {
                times += 1;
                if resolve(civil, zone).timestamp_millis() != oracle(civil, zone) {
                    differ.insert((zone.name(), civil.year()));
                }
            }
        }
    }
    assert!(times > 3_000_000, "{times}");
    let is_known = |(zone, year): &(&str, i32)| {
        let mut known = CHANGED_SINCE.iter();
        known.any(|(name, years)| name == zone && years.contains(year))
    };
    let unknown: Vec<_> = differ.iter().filter(|one| !is_known(one)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Three times of each day, two of them in the hours in which clocks change, asked of a planner in each zone around each
/// of its changes: every one rings, once, at its instant, in order.
#[test]
fn every_change_of_every_zone_rings_each_dose_once_and_at_its_time() {
    let minutes = [30, 150, 720];
    let mut rung = 0u32;
    for (n, zone) in TZ_VARIANTS.into_iter().enumerate() {
        // All of the changes of this decade, and of the others one zone in sixteen; `make soak`: all of all.
        let is_whole = is_soak() || n % 16 == 0;
        let from = if is_whole { Y1970 } else { Y2020 };
        let until = if is_whole {
            Y2038
        } else {
            Y2026 + 5 * 31_536_000
        };
        for change in changes(zone, from, until) {
            rung += ring_around(change, zone, &minutes);
        }
    }
    assert!(rung > 45_000, "{rung}");
}

fn ring_around(change_ms: i64, zone: Tz, minutes: &[u16]) -> u32 {
    let (begin, end) = (change_ms - 30 * HOUR, change_ms + 30 * HOUR);
    let at = |at_ms| Now {
        at_ms,
        here: zone,
        quiet: None,
    };
    let first = local_time(begin, zone).date();
    let rule: Rule = daily(&first.to_string(), minutes);
    let from = Moment { at_ms: begin, zone };
    let mut planner = Planner::default();
    planner.put(Schedule::new(id(1), rule, plain(), from).unwrap());
    let mut wanted: Vec<_> = (0..6)
        .flat_map(|n| {
            let times = minutes.iter().map(|minute| i64::from(*minute));
            times.map(move |minute| (n, minute))
        })
        .map(|(n, minute)| {
            let civil = (first + Duration::days(n)).and_hms_opt(0, 0, 0).unwrap();
            let civil = civil + Duration::minutes(minute);
            (resolve(civil, zone).timestamp_millis(), civil)
        })
        .filter(|(at, civil)| *civil > local_time(begin, zone) && *at <= end)
        .collect();
    wanted.sort_unstable();
    let (mut found, mut now) = (Vec::new(), at(begin));
    loop {
        let look = planner.look(now);
        for ring in &look.rings {
            assert_eq!(ring.key.kind, RingKind::Due, "{zone}");
            assert!(now.at_ms - ring.at_ms < MINUTE, "{zone} rang late");
            found.push((ring.at_ms, ring.key.occurrence.civil));
        }
        assert_eq!(look.passed, [], "{zone}");
        match look.next_ms.filter(|next| *next <= end) {
            Some(next) => now = at(next),
            None => break,
        }
    }
    assert_eq!(found, wanted, "{zone} around {change_ms}");
    u32::try_from(found.len()).unwrap()
}
