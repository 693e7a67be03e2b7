use super::*;
use crate::{
    CheckInAnswers, CheckInId, CravingAnswers, CravingId, DiaryNoteId, GoalId, Halt, HelpKnown,
    LapseId, Logged, Name, Note, OccurrenceState, SkillAnswer, UseEntryId,
};
use proptest::prelude::*;

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

fn rating(value: i64) -> Option<Rating> {
    Some(Rating::new(value).unwrap())
}

fn check_in(n: i64, answers: CheckInAnswers) -> CheckIn {
    CheckIn {
        id: CheckInId::new(n, &[0; 10]),
        when: when(n),
        answers,
    }
}

fn mood(n: i64, mood: i64) -> CheckIn {
    let mood = Some(Mood::new(mood).unwrap());
    check_in(
        n,
        CheckInAnswers {
            mood,
            ..CheckInAnswers::default()
        },
    )
}

fn craving(n: i64, answers: CravingAnswers) -> Craving {
    Craving {
        id: CravingId::new(n, &[0; 10]),
        when: when(n),
        answers,
    }
}

fn trigger(n: u8, kind: TriggerKind, key: &str) -> Trigger {
    Trigger {
        id: TriggerId::new(0, &[n; 10]),
        kind,
        key: Some(key.into()),
        name: Name::default(),
    }
}

fn triggers() -> Vec<Trigger> {
    vec![
        trigger(1, TriggerKind::Situation, "stress"),
        trigger(2, TriggerKind::Feeling, "sad"),
        trigger(3, TriggerKind::Feeling, "happy"),
        trigger(4, TriggerKind::Halt, "lonely"),
        trigger(5, TriggerKind::Halt, "tired"),
    ]
}

fn said(n: i64, skill: Option<SkillAnswer>) -> DiaryNote {
    DiaryNote {
        id: DiaryNoteId::new(n, &[0; 10]),
        when: when(n),
        skill,
        note: Note::default(),
    }
}

/// The week of day 0, looked at on its Friday.
fn card(log: &DiaryLog<'_>) -> DiaryCard {
    let week = Week::of(on(3), 1).unwrap();
    diary_card(week, on(4), Some((on(-30), on(4))), log)
}

#[test]
fn a_week_starts_where_the_person_lives() {
    for (day, starts_on, first) in [
        (0, 1, 0),
        (6, 1, 0),
        (7, 1, 7),
        (0, 7, -1),
        (6, 7, 6),
        (4, 6, -2),
    ] {
        let week = Week::of(on(day), starts_on).unwrap();
        assert_eq!(week.first_on(), on(first), "{day} with {starts_on}");
        assert_eq!(week.last_on(), on(first + 6));
    }
    for odd in [0, 8, 255] {
        assert_eq!(Week::of(on(0), odd), Err(Error::Invalid));
    }
}

#[test]
fn a_day_without_anything_says_nothing_at_all() {
    let card = card(&DiaryLog::default());
    let day = &card.days[0];
    assert!(!day.is_logged && !day.is_ahead);
    assert_eq!(
        (day.mood_low, day.strongest, day.used, day.sleep_minutes),
        (None, None, None, None)
    );
    let ahead: Vec<bool> = card.days.iter().map(|day| day.is_ahead).collect();
    assert_eq!(ahead, [false, false, false, false, false, true, true]);
    assert_eq!(card.week.days, 5);
}

#[test]
fn a_day_that_has_entries_is_here_wherever_the_person_is_by_now() {
    let notes = [said(6, Some(SkillAnswer::Used))];
    let card = card(&DiaryLog {
        check_ins: &[mood(5, 4)],
        notes: &notes,
        ..DiaryLog::default()
    });
    let ahead: Vec<bool> = card.days.iter().map(|day| day.is_ahead).collect();
    assert_eq!(ahead, [false; 7]);
    assert_eq!((card.week.days, card.week.logged_days), (7, 1));
}

#[test]
fn doses_are_told_by_what_became_of_them_and_what_is_open_is_not() {
    let dose = |day, state| DiaryDose {
        day_on: on(day),
        state,
        is_as_needed: false,
    };
    let all = OccurrenceState::ALL.iter().map(|state| dose(1, *state));
    let needed = DiaryDose {
        is_as_needed: true,
        ..dose(1, OccurrenceState::Taken)
    };
    let silent = [
        dose(2, OccurrenceState::Missed),
        dose(3, OccurrenceState::Unrecorded),
    ];
    let doses: Vec<DiaryDose> = all.chain([needed]).chain(silent).collect();
    let card = card(&DiaryLog {
        doses: &doses,
        ..DiaryLog::default()
    });
    let one_of_each = DiaryDoses {
        taken: 1,
        late: 1,
        skipped: 1,
        missed: 1,
        unrecorded: 1,
        as_needed: 1,
    };
    assert_eq!(card.days[1].doses, one_of_each);
    assert_eq!(card.days[2].doses.missed, 1);
    let logged: Vec<bool> = card.days.iter().map(|day| day.is_logged).collect();
    assert_eq!(
        logged,
        [false, true, false, false, false, false, false],
        "what nobody said is no log"
    );
}

#[test]
fn moods_have_a_range_and_cravings_a_strongest() {
    let told = CheckInAnswers {
        craving: rating(8),
        ..CheckInAnswers::default()
    };
    let felt = CravingAnswers {
        strength_before: rating(6),
        ..CravingAnswers::default()
    };
    let card = card(&DiaryLog {
        check_ins: &[mood(1, 4), mood(1, 2), check_in(1, told)],
        cravings: &[craving(1, felt), craving(2, CravingAnswers::default())],
        ..DiaryLog::default()
    });
    let day = &card.days[1];
    assert_eq!(
        (day.mood_low, day.mood_high),
        (Mood::new(2).ok(), Mood::new(4).ok())
    );
    assert_eq!((day.cravings, day.strongest), (1, rating(8)));
    assert_eq!((card.days[2].cravings, card.days[2].strongest), (1, None));
    assert_eq!((card.week.cravings, card.week.strongest), (2, rating(8)));
}

#[test]
fn acted_counts_those_that_were_answered() {
    let answers = [Some(true), Some(false), None].map(|acted| {
        craving(
            0,
            CravingAnswers {
                acted,
                ..CravingAnswers::default()
            },
        )
    });
    let card = card(&DiaryLog {
        cravings: &answers,
        ..DiaryLog::default()
    });
    assert_eq!((card.days[0].acted, card.days[0].acted_of), (1, 2));
}

#[test]
fn use_is_told_by_entries_and_by_answers_each_for_itself() {
    let used = |used| CheckInAnswers {
        used: Some(used),
        ..CheckInAnswers::default()
    };
    let lapse = Lapse {
        id: LapseId::new(0, &[0; 10]),
        when: when(0),
        goal_id: None,
        amount: None,
        triggers: Vec::new(),
        next_steps: Vec::new(),
        note: Note::default(),
    };
    let entry = UseEntry {
        id: UseEntryId::new(0, &[0; 10]),
        when: when(1),
        goal_id: Some(GoalId::new(0, &[0; 10])),
        amount: crate::Amount::new(1_000).unwrap(),
        note: Note::default(),
    };
    let card = card(&DiaryLog {
        check_ins: &[
            check_in(0, used(false)),
            check_in(0, used(true)),
            check_in(2, used(false)),
        ],
        lapses: &[lapse],
        uses: &[entry],
        ..DiaryLog::default()
    });
    let told: Vec<_> = card.days[..3]
        .iter()
        .map(|day| (day.lapses, day.uses, day.used))
        .collect();
    assert_eq!(
        told,
        [(1, 0, Some(true)), (0, 1, None), (0, 0, Some(false))]
    );
}

#[test]
fn feelings_come_from_chips_and_from_needs_that_were_felt() {
    let triggers = triggers();
    let felt = |ids: &[usize]| CravingAnswers {
        triggers: ids.iter().map(|&at| triggers[at].id).collect(),
        ..CravingAnswers::default()
    };
    let level = |value| Some(HaltLevel::new(value).unwrap());
    let needs = CheckInAnswers {
        halt: Halt {
            lonely: level(2),
            tired: level(0),
            ..Halt::default()
        },
        ..CheckInAnswers::default()
    };
    let card = card(&DiaryLog {
        check_ins: &[check_in(0, needs)],
        cravings: &[craving(0, felt(&[0, 1, 3])), craving(0, felt(&[2]))],
        triggers: &triggers,
        ..DiaryLog::default()
    });
    let named: Vec<_> = card.days[0]
        .feelings
        .iter()
        .map(|one| (one.trigger_id, one.times))
        .collect();
    assert_eq!(
        named,
        [
            (triggers[3].id, 2),
            (triggers[1].id, 1),
            (triggers[2].id, 1)
        ],
        "a situation is none, and not tired is none"
    );
}

#[test]
fn skills_are_tools_that_were_used_with_what_they_did() {
    let run = |tool, after| CravingAnswers {
        tool: Some(tool),
        strength_before: rating(7),
        strength_after: after,
        ..CravingAnswers::default()
    };
    let card = card(&DiaryLog {
        cravings: &[
            craving(0, run(ToolKey::UrgeWave, rating(3))),
            craving(0, run(ToolKey::UrgeWave, rating(7))),
            craving(0, run(ToolKey::Grounding, None)),
        ],
        notes: &[
            said(1, Some(SkillAnswer::Used)),
            said(2, Some(SkillAnswer::NotWanted)),
        ],
        ..DiaryLog::default()
    });
    let wave = &card.days[0]
        .skills
        .iter()
        .find(|one| one.of == ToolKey::UrgeWave);
    let wave = wave.unwrap();
    assert_eq!((wave.uses, wave.rated, wave.helped), (2, 2, 1));
    assert_eq!(wave.known, HelpKnown::TriedAFewTimes);
    assert_eq!(card.days[0].skills.len(), 2);
    assert_eq!(card.week.skill_days, 2, "the log's day and their own word");
    assert!(
        !card.days[1].is_logged,
        "what is said on the card is no log"
    );
}

#[test]
fn a_day_is_missing_when_it_is_over_and_has_no_check_in() {
    let log = DiaryLog {
        check_ins: &[mood(1, 3)],
        ..DiaryLog::default()
    };
    let week = Week::of(on(0), 1).unwrap();
    let missing = |today, first: Option<NaiveDate>| {
        diary_card(week, on(today), first.map(|first| (first, on(4))), &log).missing
    };
    assert_eq!(missing(4, Some(on(-9))), [on(0), on(2), on(3)]);
    assert_eq!(
        missing(4, Some(on(1))),
        [on(2), on(3)],
        "not before the first entry"
    );
    assert_eq!(missing(4, None), [], "and of nothing nothing is missing");
    assert_eq!(missing(-1, Some(on(-9))), [], "nor of a week ahead");
}

type Row = (i64, Option<u8>, Option<bool>);

fn built(rows: &[Row]) -> (Vec<CheckIn>, Vec<Craving>, Vec<Lapse>) {
    let (mut check_ins, mut cravings, mut lapses) = (Vec::new(), Vec::new(), Vec::new());
    for &(n, strength, acted) in rows {
        let strength_before = strength.and_then(|value| rating(i64::from(value)));
        match n.rem_euclid(3) {
            0 => check_ins.push(mood(n, 1 + n.rem_euclid(5))),
            1 => cravings.push(craving(
                n,
                CravingAnswers {
                    strength_before,
                    acted,
                    tool: acted.map(|_| ToolKey::UrgeWave),
                    ..CravingAnswers::default()
                },
            )),
            _ => lapses.push(Lapse {
                id: LapseId::new(n, &[0; 10]),
                when: when(n),
                goal_id: None,
                amount: None,
                triggers: Vec::new(),
                next_steps: Vec::new(),
                note: Note::default(),
            }),
        }
    }
    (check_ins, cravings, lapses)
}

fn made(rows: &[Row]) -> DiaryCard {
    let (check_ins, cravings, lapses) = built(rows);
    card(&DiaryLog {
        check_ins: &check_ins,
        cravings: &cravings,
        lapses: &lapses,
        ..DiaryLog::default()
    })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        -10i64..20,
        prop::option::of(0u8..=10),
        prop::option::of(any::<bool>()),
    );
    prop::collection::vec(row, 0..60)
}

proptest! {
    #[test]
    fn what_is_logged_in_another_week_changes_nothing_of_this_one(rows in rows()) {
        let here: Vec<Row> = rows.iter().copied().filter(|row| (0..7).contains(&row.0)).collect();
        prop_assert_eq!(made(&rows), made(&here));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(rows in rows()) {
        let mut turned = rows.clone();
        turned.reverse();
        prop_assert_eq!(made(&rows), made(&turned));
    }

    #[test]
    fn the_sums_of_a_week_are_those_of_the_log(rows in rows()) {
        let card = made(&rows);
        let (check_ins, cravings, lapses) = built(&rows);
        let within = |when: &Logged| (on(0)..=on(6)).contains(&when.day_on);
        let of_week: Vec<_> = cravings.iter().filter(|one| within(&one.when)).collect();
        prop_assert_eq!(card.week.cravings, count(&of_week));
        prop_assert_eq!(card.week.lapses, count(lapses.iter().filter(|one| within(&one.when))));
        prop_assert_eq!(card.week.acted, count(of_week.iter().filter(|one| one.answers.acted == Some(true))));
        prop_assert_eq!(card.week.strongest, of_week.iter().filter_map(|one| one.answers.strength_before).max());
        let seen: u32 = card.days.iter().map(|day| day.check_ins).sum();
        prop_assert_eq!(seen, count(check_ins.iter().filter(|one| within(&one.when))));
        prop_assert!(card.week.acted <= card.week.acted_of && card.week.acted_of <= card.week.cravings);
    }
}
