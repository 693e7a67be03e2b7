use super::*;
use mainstay_domain::{PhaseSpec, Rule, ScheduleRule};
use serde_json::{json, Value};
use std::ops::ControlFlow;

fn civil(days: Value, from: &str, until: Value, zone: Value) -> CivilSchedule {
    let phase = json!({
        "days": days, "fromOn": from, "untilOn": until, "times": { "kind": "at", "minutes": [570] },
    });
    let phases: Vec<PhaseSpec> = serde_json::from_value(json!([phase])).unwrap();
    let zone = zone.as_str().map(str::to_owned);
    let rule = Rule::try_from(&ScheduleRule::Civil { phases, zone }).unwrap();
    let Rule::Civil(civil) = rule else {
        panic!("{rule:?}");
    };
    civil
}

fn entry(schedule: CivilSchedule) -> CalendarEntry {
    CalendarEntry {
        uid: "019a45b6-4500-7303-8303-030303030303".into(),
        title: "Appointment".into(),
        place: String::new(),
        text: String::new(),
        schedule,
        left_out: Vec::new(),
        length: EventLength::Minutes(50),
        alarms: vec![1_440, 60],
    }
}

fn weekly(zone: Value) -> CivilSchedule {
    let days = json!({ "kind": "weeks", "every": 2, "weekdays": [1, 3] });
    civil(days, "2026-11-01", Value::Null, zone)
}

fn written(entry: CalendarEntry) -> CalendarFile {
    let today = "2026-11-21".parse().unwrap();
    write_calendar(&[entry], today, 1_795_286_400_000)
}

fn line<'a>(file: &'a CalendarFile, name: &str) -> Vec<&'a str> {
    let all = file.text.split("\r\n");
    all.filter(|line| line.starts_with(name)).collect()
}

#[test]
fn an_event_has_all_that_other_programs_need() {
    let file = written(entry(weekly(json!("Europe/London"))));
    assert_eq!((file.events, file.expanded), (1, 0));
    for wanted in [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mainstay//Calendar//EN\r\n",
        "TZID:Europe/London\r\n",
        "DTSTART;TZID=Europe/London:20261123T093000\r\n",
        "DURATION:PT50M\r\n",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,WE\r\n",
        "SUMMARY:Appointment\r\n",
        "TRIGGER:-PT1440M\r\n",
        "UID:019a45b6-4500-7303-8303-030303030303-0-0930@mainstay\r\n",
        "END:VCALENDAR\r\n",
    ] {
        assert!(file.text.contains(wanted), "{wanted}: {}", file.text);
    }
    assert_eq!(file, written(entry(weekly(json!("Europe/London")))));
}

#[test]
fn what_follows_the_wall_floats_and_a_day_is_a_date() {
    let file = written(entry(weekly(Value::Null)));
    assert_eq!(line(&file, "DTSTART"), ["DTSTART:20261123T093000"]);
    assert!(!file.text.contains("TZID"));
    let day = CalendarEntry {
        length: EventLength::Days(3),
        ..entry(civil(
            json!({ "kind": "days", "every": 1 }),
            "2026-11-20",
            json!("2026-11-20"),
            Value::Null,
        ))
    };
    let file = written(day);
    assert_eq!(line(&file, "DTSTART"), ["DTSTART;VALUE=DATE:20261120"]);
    assert_eq!(line(&file, "DURATION"), ["DURATION:P3D"]);
    assert_eq!(line(&file, "RRULE"), [""; 0]);
}

#[test]
fn rules_are_said_where_they_can_be_and_else_told_one_by_one() {
    let rule = |days: Value, until: Value| {
        let file = written(entry(civil(
            days,
            "2026-11-21",
            until,
            json!("Europe/London"),
        )));
        let rules: Vec<String> = line(&file, "RRULE")
            .into_iter()
            .map(str::to_owned)
            .collect();
        (rules, file.events, file.expanded)
    };
    let one = |rule: &str| (vec![format!("RRULE:{rule}")], 1, 0);
    let month = |day: u8, short: &str| json!({ "kind": "month_days", "every": 1, "days": [day], "short": short });
    assert_eq!(
        rule(json!({ "kind": "days", "every": 3 }), json!("2026-12-31")),
        one("FREQ=DAILY;INTERVAL=3;UNTIL=20261231T235959Z")
    );
    assert_eq!(
        rule(month(31, "last_day"), Value::Null),
        one("FREQ=MONTHLY;BYMONTHDAY=-1")
    );
    assert_eq!(
        rule(month(12, "last_day"), Value::Null),
        one("FREQ=MONTHLY;BYMONTHDAY=12")
    );
    assert_eq!(
        rule(
            json!({ "kind": "month_weekday", "every": 1, "nth": "last", "weekday": 5 }),
            Value::Null
        ),
        one("FREQ=MONTHLY;BYDAY=-1FR")
    );
    assert_eq!(rule(month(30, "last_day"), Value::Null), (vec![], 12, 1));
    let cycle = json!({ "kind": "cycle", "on": 21, "off": 7 });
    let (rules, events, expanded) = rule(cycle, Value::Null);
    assert_eq!((rules.len(), expanded), (0, 1));
    assert!((270..=280).contains(&events), "{events}");
}

#[test]
fn what_is_over_is_left_out() {
    let once = |day: &str| {
        civil(
            json!({ "kind": "days", "every": 1 }),
            day,
            json!(day),
            Value::Null,
        )
    };
    assert_eq!(written(entry(once("2026-11-20"))).events, 0);
    assert_eq!(written(entry(once("2026-11-21"))).events, 1);
}

#[test]
fn lines_are_short_and_words_cannot_break_out() {
    let words = CalendarEntry {
        title: format!(
            "Café, müde; {}\nEND:VEVENT\r\nX:1\u{7}\\",
            "日本語".repeat(40)
        ),
        ..entry(weekly(Value::Null))
    };
    let file = written(words);
    assert!(file.text.split("\r\n").all(|line| line.len() <= 75));
    assert!(!file.text.replace("\r\n", "").contains(['\r', '\n']));
    let unfolded = file.text.replace("\r\n ", "");
    assert!(unfolded.contains("SUMMARY:Café\\, müde\\; 日本語"));
    assert!(unfolded.contains("\\nEND:VEVENT\\nX:1\\\\\r\n"));
    assert_eq!(unfolded.matches("\r\nEND:VEVENT\r\n").count(), 1);
}

#[test]
fn a_zone_tells_its_changes() {
    let file = written(entry(weekly(json!("Europe/London"))));
    assert!(file.text.contains(
        "BEGIN:DAYLIGHT\r\nDTSTART:20270328T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:DAYLIGHT\r\n"
    ));
    assert!(file.text.contains(
        "BEGIN:STANDARD\r\nDTSTART:20261025T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n"
    ));
    let still = written(entry(weekly(json!("Asia/Kolkata"))));
    assert!(still.text.contains("TZOFFSETTO:+0530\r\n"));
    assert_eq!(still.text.matches("BEGIN:STANDARD").count(), 1);
}

/// Our own importer reads what we write: the same weekday, the same start, the same zone.
#[test]
fn our_own_importer_reads_it() {
    let file = written(CalendarEntry {
        title: "Lantern Group, evening".into(),
        place: "Old Mill Hall".into(),
        ..entry(weekly(json!("Europe/London")))
    });
    let mut found = Vec::new();
    let today = "2026-11-21".parse().unwrap();
    let report = crate::read(file.text.as_bytes(), today, &mut |meeting| {
        found.push(meeting);
        ControlFlow::Continue(())
    });
    report.unwrap();
    assert_eq!(found.len(), 2, "one for each weekday");
    for meeting in &found {
        assert_eq!(meeting.name.as_str(), "Lantern Group, evening");
        assert_eq!(meeting.zone, Some(chrono_tz::Europe::London));
        let held = meeting.held.as_ref().unwrap();
        assert_eq!(held.start.time().format("%H:%M").to_string(), "09:30");
        assert_eq!(held.minutes, Some(50));
    }
}

#[test]
fn what_is_left_out_is_named_by_a_rule_and_is_no_event_of_its_own() {
    let at = |day: &str| format!("{day}T09:30:00").parse().unwrap();
    let left_out = vec![at("2026-11-09"), at("2026-11-25"), at("2026-12-07")];
    let file = written(CalendarEntry {
        left_out: left_out.clone(),
        ..entry(weekly(json!("Europe/London")))
    });
    assert_eq!(
        line(&file, "EXDATE"),
        [
            "EXDATE;TZID=Europe/London:20261125T093000",
            "EXDATE;TZID=Europe/London:20261207T093000"
        ],
        "what was before is not in it at all"
    );
    let once = json!({ "kind": "days", "every": 1 });
    let once = civil(once, "2026-11-25", json!("2026-11-25"), Value::Null);
    let file = written(CalendarEntry {
        left_out,
        ..entry(once)
    });
    assert_eq!((file.events, line(&file, "EXDATE").len()), (0, 0));
}
