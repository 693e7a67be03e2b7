use super::*;
use crate::schedule::{DayRule, DueDays};
use chrono_tz::TZ_VARIANTS;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn daily(anchor: &str, minutes: &[u16], zone: ScheduleZone) -> CivilSchedule {
    let days = DueDays::new(DayRule::Days { every: 1 }, day(anchor), None).unwrap();
    let times = DayTimes::at(minutes).unwrap();
    CivilSchedule::new(vec![SchedulePhase { days, times }], zone).unwrap()
}

fn utc(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text)
        .unwrap()
        .timestamp_millis()
}

/// The next few behind an instant: civil time and instant.
fn some(schedule: &CivilSchedule, after: &str, here: Tz, count: usize) -> Vec<(String, String)> {
    let mut after = Occurrence::last_of(utc(after));
    std::iter::from_fn(|| {
        after = schedule.next(after, here)?;
        let at = DateTime::from_timestamp_millis(after.at_ms)?;
        Some((
            after.civil.format("%m-%d %H:%M").to_string(),
            at.format("%m-%d %H:%M").to_string(),
        ))
    })
    .take(count)
    .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let own = |(civil, at): &(&str, &str)| ((*civil).to_owned(), (*at).to_owned());
    expected.iter().map(own).collect()
}

#[test]
fn a_time_that_is_skipped_happens_when_the_clock_has_moved_on() {
    let schedule = daily("2026-03-01", &[150, 180], ScheduleZone::Here);
    let berlin = Tz::Europe__Berlin;
    assert_eq!(
        some(&schedule, "2026-03-28T12:00:00Z", berlin, 4),
        pairs(&[
            ("03-29 03:00", "03-29 01:00"),
            ("03-29 02:30", "03-29 01:30"),
            ("03-30 02:30", "03-30 00:30"),
            ("03-30 03:00", "03-30 01:00"),
        ]),
        "half past two is half past three, after three"
    );
}

#[test]
fn a_time_that_happens_twice_happens_once() {
    let schedule = daily("2026-10-01", &[150], ScheduleZone::Here);
    assert_eq!(
        some(&schedule, "2026-10-24T12:00:00Z", Tz::Europe__Berlin, 2),
        pairs(&[
            ("10-25 02:30", "10-25 00:30"),
            ("10-26 02:30", "10-26 01:30")
        ])
    );
}

#[test]
fn a_midnight_that_is_skipped_is_not_lost() {
    // Cairo, 24 April 2026: from midnight straight to one o'clock.
    let schedule = daily("2026-04-01", &[0], ScheduleZone::Here);
    assert_eq!(
        some(&schedule, "2026-04-23T12:00:00Z", Tz::Africa__Cairo, 2),
        pairs(&[
            ("04-24 00:00", "04-23 22:00"),
            ("04-25 00:00", "04-24 21:00")
        ])
    );
}

#[test]
fn a_day_that_a_zone_left_out_has_its_occurrence_with_the_next() {
    let schedule = daily("2011-12-01", &[480], ScheduleZone::Here);
    let found = some(&schedule, "2011-12-29T00:00:00Z", Tz::Pacific__Apia, 4);
    assert_eq!(
        found,
        pairs(&[
            ("12-29 08:00", "12-29 18:00"),
            ("12-30 08:00", "12-30 18:00"),
            ("12-31 08:00", "12-30 18:00"),
            ("01-01 08:00", "12-31 18:00"),
        ]),
        "Samoa had no 30 December; two share an instant and each is told"
    );
}

#[test]
fn what_floats_goes_along_and_a_meeting_stays_where_it_is() {
    let floats = daily("2026-11-01", &[480], ScheduleZone::Here);
    let meeting = daily("2026-11-01", &[480], ScheduleZone::Of(Tz::Europe__London));
    let tokyo = Tz::Asia__Tokyo;
    assert_eq!(
        some(&floats, "2026-11-21T12:00:00Z", tokyo, 1),
        pairs(&[("11-22 08:00", "11-21 23:00")])
    );
    assert_eq!(
        some(&meeting, "2026-11-21T12:00:00Z", tokyo, 1),
        pairs(&[("11-22 08:00", "11-22 08:00")])
    );
}

#[test]
fn the_steps_of_a_taper_follow_each_other() {
    let phase = |from: &str, until: Option<&str>, minutes: &[u16]| SchedulePhase {
        days: DueDays::new(DayRule::Days { every: 1 }, day(from), until.map(day)).unwrap(),
        times: DayTimes::at(minutes).unwrap(),
    };
    let (first, second) = (
        phase("2026-01-01", Some("2026-01-02"), &[480, 1_200]),
        phase("2026-01-03", None, &[480]),
    );
    let taper =
        CivilSchedule::new(vec![first.clone(), second.clone()], ScheduleZone::Here).unwrap();
    let civil: Vec<_> = some(&taper, "2026-01-02T00:00:00Z", Tz::UTC, 4)
        .into_iter()
        .map(|(civil, _)| civil)
        .collect();
    assert_eq!(
        civil,
        ["01-02 08:00", "01-02 20:00", "01-03 08:00", "01-04 08:00"]
    );
    let step = |text| taper.phase_on(day(text));
    assert_eq!(
        (step("2025-12-31"), step("2026-01-02"), step("2026-01-03")),
        (None, Some(0), Some(1))
    );
    let mixed = CivilSchedule::new(vec![second, first], ScheduleZone::Here);
    assert_eq!(mixed, Err(Error::Invalid));
    assert_eq!(
        CivilSchedule::new(vec![], ScheduleZone::Here),
        Err(Error::Invalid)
    );
}

#[test]
fn a_window_of_the_day_has_its_steps() {
    let window = DayTimes::within(8 * 60, 22 * 60, 180).unwrap();
    assert_eq!(window.0.len(), 5, "8, 11, 14, 17 and 20");
    let night = DayTimes::within(22 * 60, 5 * 60, 180).unwrap();
    let times: Vec<_> = night.0.iter().map(NaiveTime::to_string).collect();
    assert_eq!(times, ["01:00:00", "04:00:00", "22:00:00"], "over midnight");
    for (from, until, every) in [(1_440, 1, 60), (0, 60, 0), (0, 1_439, 1), (0, 1_440, 60)] {
        assert_eq!(DayTimes::within(from, until, every), Err(Error::Invalid));
    }
    assert_eq!(DayTimes::at(&[]), Err(Error::Invalid));
}

#[test]
fn absurd_instants_are_no_panic() {
    let schedule = daily("2026-01-01", &[0, 1_439], ScheduleZone::Here);
    for at_ms in [i64::MIN, -1, 0, i64::MAX] {
        let _ = schedule.next(Occurrence::last_of(at_ms), Tz::Pacific__Apia);
    }
}

proptest! {
    /// Nothing is lost, nothing is doubled, and the order is that of the instants: compared with every due time of the
    /// days around, sorted.
    #[test]
    fn each_due_time_is_told_once_in_the_order_of_its_instant(zone in 0..TZ_VARIANTS.len(), start in 0i64..24_000, every in 1u16..5, minutes in prop::collection::vec(0u16..1_440, 1..5)) {
        let zone = TZ_VARIANTS[zone];
        let first = day("1970-01-01") + Duration::days(start);
        let days = DueDays::new(DayRule::Days { every }, first, Some(first + Duration::days(40))).unwrap();
        let times = DayTimes::at(&minutes).unwrap();
        let mut wanted: Vec<Occurrence> = first
            .iter_days()
            .take(41)
            .step_by(every.into())
            .flat_map(|day| times.0.iter().map(move |time| day.and_time(*time)))
            .map(|civil| Occurrence { at_ms: resolve(civil, zone).timestamp_millis(), civil })
            .collect();
        wanted.sort_unstable();
        let schedule = CivilSchedule::new(vec![SchedulePhase { days, times }], ScheduleZone::Here).unwrap();
        let mut after = Occurrence::last_of(wanted[0].at_ms - 1);
        let found: Vec<Occurrence> = std::iter::from_fn(|| {
            after = schedule.next(after, zone)?;
            Some(after)
        })
        .collect();
        let (before, last) = (wanted[0].at_ms - 1, wanted[wanted.len() - 1].at_ms);
        prop_assert_eq!(schedule.between(before, last, zone), wanted.clone(), "and all at once");
        prop_assert_eq!(found, wanted);
    }
}
