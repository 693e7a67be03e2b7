use super::*;
use crate::{
    Attendance, AttendanceId, CheckIn, CheckInAnswers, CheckInId, Craving, CravingAnswers,
    CravingId, DiaryDose, Lapse, LapseId, Logged, MeetingWay, Mood, Note, SleepMinutes, ToolKey,
};

/// Day 0 is Monday, 16 November 2026.
fn on(n: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap() + Duration::days(n)
}

fn when(n: i64) -> Logged {
    Logged {
        at_ms: 0,
        zone: "UTC".into(),
        day_on: on(n),
    }
}

fn check_in(n: i64, mood: Option<i64>, sleep: Option<i64>, used: Option<bool>) -> CheckIn {
    CheckIn {
        id: CheckInId::new(n, &[0; 10]),
        when: when(n),
        answers: CheckInAnswers {
            mood: mood.map(|mood| Mood::new(mood).unwrap()),
            sleep_minutes: sleep.map(|minutes| SleepMinutes::new(minutes).unwrap()),
            used,
            ..CheckInAnswers::default()
        },
    }
}

fn craving(n: i64, strength: i64, tool: Option<ToolKey>, acted: Option<bool>) -> Craving {
    Craving {
        id: CravingId::new(n, &[0; 10]),
        when: when(n),
        answers: CravingAnswers {
            strength_before: Some(Rating::new(strength).unwrap()),
            tool,
            acted,
            ..CravingAnswers::default()
        },
    }
}

fn lapse(n: i64) -> Lapse {
    Lapse {
        id: LapseId::new(n, &[0; 10]),
        when: when(n),
        goal_id: None,
        amount: None,
        triggers: Vec::new(),
        next_steps: Vec::new(),
        note: Note::default(),
    }
}

fn attendance(n: i64) -> Attendance {
    Attendance {
        id: AttendanceId::new(n, &[0; 10]),
        when: when(n),
        meeting_id: None,
        occurrence: None,
        name: Line::new("Tuesday").unwrap(),
        way: MeetingWay::InPerson,
        place: Line::default(),
        minutes: None,
        mood_before: None,
        mood_after: None,
        role: Line::default(),
        note: Note::default(),
    }
}

fn dose(n: i64, state: OccurrenceState) -> DiaryDose {
    DiaryDose {
        day_on: on(n),
        state,
        is_as_needed: false,
    }
}

#[test]
fn doses_that_went_as_planned_or_about_which_nobody_was_asked_are_no_topic() {
    let well = [
        dose(0, OccurrenceState::Taken),
        dose(0, OccurrenceState::Planned),
        dose(1, OccurrenceState::Unrecorded),
        dose(1, OccurrenceState::Skipped),
        DiaryDose {
            is_as_needed: true,
            ..dose(1, OccurrenceState::Late)
        },
    ];
    let log = DiaryLog {
        doses: &well,
        ..DiaryLog::default()
    };
    assert_eq!(agenda_topics(&log), []);
}

#[test]
fn an_empty_log_offers_nothing() {
    assert_eq!(agenda_topics(&DiaryLog::default()), []);
    let check_ins = [check_in(0, Some(4), Some(480), Some(false))];
    let cravings = [craving(0, 3, None, Some(true))];
    let log = DiaryLog {
        check_ins: &check_ins,
        ..DiaryLog::default()
    };
    assert_eq!(agenda_topics(&log), [], "a good week is no topic");
    let log = DiaryLog {
        cravings: &cravings,
        ..DiaryLog::default()
    };
    let offered = agenda_topics(&log);
    assert_eq!(offered.len(), 1, "acted on is not met: {offered:?}");
}

#[test]
fn a_week_is_offered_in_counts_and_use_comes_last() {
    let check_ins = [
        check_in(0, Some(1), Some(300), None),
        check_in(0, Some(2), None, None),
        check_in(1, Some(3), Some(359), Some(true)),
        check_in(2, None, Some(360), None),
        // A nap and a night: the night counts.
        check_in(3, Some(2), Some(100), None),
        check_in(3, Some(5), Some(420), None),
    ];
    let cravings = [
        craving(0, 3, Some(ToolKey::UrgeWave), Some(false)),
        craving(1, 8, None, Some(false)),
        craving(1, 5, None, None),
    ];
    let lapses = [lapse(1), lapse(4)];
    let doses = [
        dose(0, OccurrenceState::Missed),
        dose(1, OccurrenceState::Missed),
        dose(2, OccurrenceState::Late),
    ];
    let attendances = [attendance(2)];
    let log = DiaryLog {
        check_ins: &check_ins,
        cravings: &cravings,
        lapses: &lapses,
        doses: &doses,
        attendances: &attendances,
        ..DiaryLog::default()
    };
    assert_eq!(
        agenda_topics(&log),
        [
            AgendaTopic::MissedDoses { count: 2 },
            AgendaTopic::LateDoses { count: 1 },
            AgendaTopic::Cravings {
                count: 3,
                strongest: Some(Rating::new(8).unwrap())
            },
            AgendaTopic::Met { count: 2 },
            AgendaTopic::Tools { count: 1 },
            AgendaTopic::LowMood { days: 2 },
            AgendaTopic::ShortNights { nights: 2 },
            AgendaTopic::Meetings { count: 1 },
            AgendaTopic::Used { days: 2 },
        ]
    );
}

#[test]
fn it_looks_back_to_the_last_visit_and_not_for_ever() {
    assert_eq!(agenda_from(None, on(0)), on(-6), "a week");
    assert_eq!(agenda_from(Some(on(-10)), on(0)), on(-10));
    assert_eq!(agenda_from(Some(on(-300)), on(0)), on(-27));
    assert_eq!(agenda_from(Some(on(1)), on(0)), on(0), "west over midnight");
}
