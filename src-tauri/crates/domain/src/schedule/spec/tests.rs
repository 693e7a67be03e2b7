//! A round trip loses nothing, and what is refused is refused by its field.

use super::*;
use crate::schedule::{Reminder, Rule};
use proptest::prelude::*;
use serde_json::{json, Value};

fn day() -> impl Strategy<Value = NaiveDate> {
    (0i64..100_000).prop_map(|days| NaiveDate::default() + chrono::Duration::days(days - 20_000))
}

fn zone() -> impl Strategy<Value = Option<String>> {
    prop::option::of(0..chrono_tz::TZ_VARIANTS.len())
        .prop_map(|zone| zone.map(|zone| chrono_tz::TZ_VARIANTS[zone].name().to_owned()))
}

fn weekdays() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::btree_set(1u8..=7, 1..=7).prop_map(Vec::from_iter)
}

fn days() -> impl Strategy<Value = DaysSpec> {
    let short = prop_oneof![Just(ShortMonth::LastDay), Just(ShortMonth::LeaveOut)];
    let nth = prop_oneof![Just(Nth::First), Just(Nth::Fourth), Just(Nth::Last)];
    let month_days = prop::collection::btree_set(1u8..=31, 1..=31).prop_map(Vec::from_iter);
    let step = 1u16..=1_000;
    prop_oneof![
        step.clone().prop_map(|every| DaysSpec::Days { every }),
        (step.clone(), weekdays())
            .prop_map(|(every, weekdays)| DaysSpec::Weeks { every, weekdays }),
        (step.clone(), month_days, short).prop_map(|(every, days, short)| DaysSpec::MonthDays {
            every,
            days,
            short
        }),
        (step.clone(), nth, 1u8..=7).prop_map(|(every, nth, weekday)| DaysSpec::MonthWeekday {
            every,
            nth,
            weekday
        }),
        (step.clone(), step).prop_map(|(on, off)| DaysSpec::Cycle { on, off }),
    ]
}

fn times() -> impl Strategy<Value = TimesSpec> {
    let minutes = prop::collection::btree_set(0u16..1_440, 1..=48).prop_map(Vec::from_iter);
    prop_oneof![
        minutes.prop_map(|minutes| TimesSpec::At { minutes }),
        (0u16..1_440, 0u16..1_440, 31u16..600).prop_map(|(from, until, every)| TimesSpec::Within {
            from,
            until,
            every
        }),
    ]
}

/// Phases that follow each other.
fn civil() -> impl Strategy<Value = ScheduleRule> {
    let phase = (days(), 0u16..200, times());
    (
        prop::collection::vec(phase, 1..5),
        day(),
        zone(),
        any::<bool>(),
    )
        .prop_map(|(all, first, zone, ends)| {
            let mut from = first;
            let count = all.len();
            let phase = |(place, (days, length, times)): (usize, (DaysSpec, u16, TimesSpec))| {
                let until = from + chrono::Duration::days(length.into());
                let spec = PhaseSpec {
                    days,
                    from_on: from,
                    until_on: (place + 1 < count || ends).then_some(until),
                    times,
                };
                from = until + chrono::Duration::days(1);
                spec
            };
            ScheduleRule::Civil {
                phases: all.into_iter().enumerate().map(phase).collect(),
                zone,
            }
        })
}

fn rules() -> impl Strategy<Value = ScheduleRule> {
    let from = prop_oneof![Just(CountFrom::Taken), Just(CountFrom::Planned)];
    let at = 0i64..4_000_000_000_000;
    let opening =
        (weekdays(), 0u16..1_000, 1u16..400).prop_map(|(weekdays, opens, length)| OpeningSpec {
            weekdays,
            opens,
            closes: opens + length,
        });
    let openings = prop::collection::vec(opening, 1..=14);
    let minute = || prop::option::of(0u16..1_440);
    let clinic = (day(), openings, minute(), minute(), zone());
    let most = || prop::option::of(1u8..=255);
    prop_oneof![
        4 => civil(),
        1 => (15u32..=44_640, at, from).prop_map(|(minutes, first_ms, from)| ScheduleRule::Every { minutes, first_ms, from }),
        1 => (any::<[u8; 10]>(), 1u32..=44_640).prop_map(|(id, minutes)| ScheduleRule::After { schedule: ScheduleId::new(1, &id), minutes }),
        1 => (1u16..100, 0u16..100, 0u16..100, day(), 0u16..1_440, zone()).prop_map(|(earliest, a, b, first_on, at, zone)| {
            let target = earliest + a;
            ScheduleRule::LongActing { earliest, target, latest: target + b, first_on, at, zone }
        }),
        1 => clinic.prop_map(|(first_on, openings, usual, at_home, zone)| {
            let zone = zone.unwrap_or_else(|| "UTC".into());
            ScheduleRule::Clinic { first_on, openings, usual, at_home, zone }
        }),
        1 => (prop::option::of(1u32..=44_640), most(), most()).prop_map(|(gap, most_in_24_hours, most_a_day)| {
            ScheduleRule::AsNeeded { gap, most_in_24_hours, most_a_day }
        }),
    ]
}

fn reminders() -> impl Strategy<Value = ReminderSpec> {
    let grace = prop_oneof![
        (1u32..=10_080).prop_map(|minutes| GraceSpec::Minutes { minutes }),
        (1u32..=10_080).prop_map(|minutes| GraceSpec::HalfWay { minutes }),
        Just(GraceSpec::UntilAnswered),
    ];
    let nag = prop::option::of((1u32..=44_640, 1u16..=1_000));
    let leads = prop::collection::btree_set(1u32..=44_640, 0..=5);
    (leads, nag, any::<[bool; 2]>(), grace).prop_map(|(leads, nag, [loud, silent], grace)| {
        ReminderSpec {
            pre_alerts: leads.into_iter().rev().collect(),
            nag: nag.map(|(minutes, times)| NagSpec { minutes, times }),
            rings_in_quiet_hours: loud,
            grace,
            silent,
        }
    })
}

proptest! {
    #[test]
    fn a_round_trip_loses_nothing(rule in rules(), reminder in reminders()) {
        let spec = KeptSpec::new(rule, reminder);
        let text = serde_json::to_string(&spec).unwrap();
        let kept: KeptSpec = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&kept, &spec, "as JSON");
        let (rule, reminder) = kept.read().unwrap();
        let again = ScheduleRule::try_from(&rule).unwrap();
        prop_assert_eq!(Rule::try_from(&again).unwrap(), rule, "as a rule");
        let is_window = text.contains("within");
        prop_assert!(is_window || again == spec.rule, "as it was typed");
        prop_assert_eq!(&ReminderSpec::from(&reminder), &spec.reminder);
        prop_assert_eq!(Reminder::try_from(&spec.reminder).unwrap(), reminder);
        prop_assert!(text.len() < 40_000, "{} bytes", text.len());
    }
}

fn phase() -> Value {
    json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": "2026-11-22", "untilOn": null,
        "times": { "kind": "at", "minutes": [480] },
    })
}

/// `value` with one field replaced; the way to it has points.
fn with(value: &Value, way: &str, field: Value) -> Value {
    let (mut value, pointer) = (value.clone(), format!("/{}", way.replace('.', "/")));
    *value.pointer_mut(&pointer).expect("a field") = field;
    value
}

#[track_caller]
fn assert_refused(rule: &Value, all: &[(&str, Value, &str)]) {
    let whole: ScheduleRule = serde_json::from_value(rule.clone()).unwrap();
    assert!(Rule::try_from(&whole).is_ok(), "{rule}");
    for (way, value, field) in all {
        let spec = serde_json::from_value(with(rule, way, value.clone())).unwrap();
        let refused = Rule::try_from(&spec).map_err(|refusal: Refusal| refusal.field);
        assert_eq!(refused, Err((*field).to_owned()));
    }
}

#[test]
fn what_follows_the_wall_is_refused_by_its_field() {
    let civil = json!({ "kind": "civil", "phases": [phase()], "zone": null });
    let weeks = json!({ "kind": "weeks", "every": 1, "weekdays": [0] });
    let month = json!({ "kind": "month_weekday", "every": 1, "nth": "last", "weekday": 8 });
    assert_refused(
        &civil,
        &[
            ("phases", json!([]), "phases"),
            ("phases", json!(vec![phase(); 61]), "phases"),
            ("zone", json!("Nowhere/At_All"), "zone"),
            ("phases.0.days.every", json!(0), "phases.0.days.every"),
            ("phases.0.fromOn", json!("1899-12-31"), "phases.0.fromOn"),
            ("phases.0.untilOn", json!("2026-11-21"), "phases.0.untilOn"),
            ("phases.0.untilOn", json!("9999-01-01"), "phases.0.untilOn"),
            ("phases.0.times.minutes", json!([1_440]), "phases.0.times"),
            ("phases.0.days", weeks, "phases.0.days.weekdays"),
            ("phases.0.days", month, "phases.0.days.weekday"),
        ],
    );
}

#[test]
fn a_step_that_begins_too_early_is_refused_at_its_first_day() {
    let last = |until: Value| with(&phase(), "untilOn", until);
    let refused = |first: Value| {
        let next = with(&phase(), "fromOn", json!("2026-11-25"));
        let rule = json!({ "kind": "civil", "phases": [first, next], "zone": null });
        let spec = serde_json::from_value(rule).unwrap();
        Rule::try_from(&spec)
            .map(|_| ())
            .map_err(|refusal: Refusal| (refusal.field, refusal.reason))
    };
    assert_eq!(
        refused(last(json!("2026-11-25"))),
        Err(("phases.1.fromOn".to_owned(), Error::StepsOverlap))
    );
    assert_eq!(
        refused(last(Value::Null)),
        Err(("phases.0.untilOn".to_owned(), Error::AnswerNeeded))
    );
    assert_eq!(refused(last(json!("2026-11-24"))), Ok(()));
}

#[test]
fn other_rules_are_refused_by_their_fields() {
    let opening = json!({ "weekdays": [1], "opens": 360, "closes": 660 });
    let clinic = json!({
        "kind": "clinic", "firstOn": "2026-11-22", "openings": [opening], "usual": null, "atHome": null, "zone": "UTC",
    });
    assert_refused(
        &clinic,
        &[
            ("openings", json!([]), "openings"),
            ("openings.0.closes", json!(360), "openings.0.closes"),
            ("usual", json!(1_440), "usual"),
            ("atHome", json!(1_440), "atHome"),
            ("zone", json!(""), "zone"),
        ],
    );
    let needed =
        json!({ "kind": "as_needed", "gap": null, "mostIn24Hours": null, "mostADay": null });
    assert_refused(
        &needed,
        &[
            ("gap", json!(0), "gap"),
            ("mostIn24Hours", json!(0), "mostIn24Hours"),
            ("mostADay", json!(0), "mostADay"),
        ],
    );
    let every = json!({ "kind": "every", "minutes": 60, "firstMs": 0, "from": "taken" });
    let never = ("firstMs", json!(i64::MAX), "firstMs");
    assert_refused(&every, &[("minutes", json!(14), "minutes"), never]);
    let injection = json!({
        "kind": "long_acting", "earliest": 26, "target": 28, "latest": 42, "firstOn": "2026-11-22", "at": 540, "zone": null,
    });
    let minute = ("at", json!(1_440), "at");
    assert_refused(&injection, &[("target", json!(25), "target"), minute]);
}

#[test]
fn a_reminder_is_refused_by_its_field() {
    let good = json!({
        "preAlerts": [30], "nag": { "minutes": 10, "times": 4 }, "ringsInQuietHours": true,
        "grace": { "kind": "half_way", "minutes": 240 },
    });
    for (way, value, field) in [
        ("preAlerts", json!([0]), "preAlerts"),
        ("preAlerts", json!([1, 2, 3, 4, 5, 6]), "preAlerts"),
        ("nag.minutes", json!(0), "nag.minutes"),
        ("nag.times", json!(1_001), "nag.times"),
        ("grace", json!({ "kind": "minutes", "minutes": 0 }), "grace"),
    ] {
        let spec: ReminderSpec = serde_json::from_value(with(&good, way, value)).unwrap();
        assert_eq!(Reminder::try_from(&spec).unwrap_err().field, field);
    }
    assert!(Reminder::try_from(&serde_json::from_value::<ReminderSpec>(good).unwrap()).is_ok());
}

#[test]
fn another_version_is_not_read() {
    let rule = ScheduleRule::AsNeeded {
        gap: None,
        most_in_24_hours: None,
        most_a_day: None,
    };
    let reminder = ReminderSpec {
        pre_alerts: Vec::new(),
        nag: None,
        rings_in_quiet_hours: false,
        grace: GraceSpec::UntilAnswered,
        silent: false,
    };
    let newer = KeptSpec {
        version: SPEC_VERSION + 1,
        ..KeptSpec::new(rule, reminder)
    };
    assert_eq!(newer.read().unwrap_err().field, "version");
}

#[test]
fn a_time_with_seconds_does_not_travel() {
    let at = NaiveDate::default().and_hms_opt(9, 0, 1).unwrap();
    let once = crate::CivilSchedule::once(at, crate::ScheduleZone::Here).unwrap();
    let refused = ScheduleRule::try_from(&Rule::Civil(once)).unwrap_err();
    assert_eq!(refused.field, "phases.0.times");
}
