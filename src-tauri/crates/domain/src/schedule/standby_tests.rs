use super::super::property_acts::{kinds, Kind};
use super::super::property_tests::{cases, ZONES};
use super::super::test_stage::*;
use super::super::*;
use super::*;
use chrono_tz::Tz;
use proptest::prelude::*;

fn locked(stage: &Stage) -> Standby {
    Standby::new(stage.planner.waiting(stage.now).all, [])
}

/// Looks whenever it asks to be asked, up to a moment.
fn run_to(standby: &mut Standby, mut now: Now, end: &str) -> Vec<(i64, RingKind)> {
    let mut rang = Vec::new();
    loop {
        let look = standby.look(now);
        let rings = look.rings.iter();
        rang.extend(rings.map(|ring| (now.at_ms, ring.key.kind)));
        match look.next_ms.filter(|at| *at <= utc(end)) {
            Some(at_ms) => now.at_ms = at_ms,
            None => return rang,
        }
    }
}

#[test]
fn ten_doses_with_nags_ring_for_three_days_and_the_list_says_how_long_it_lasts() {
    let mut stage = Stage::at("2026-11-21T00:30", Tz::UTC);
    for n in 0..10u8 {
        stage.add(
            n,
            daily("2026-11-21", &[480 + u16::from(n)]),
            nagging(10, 4),
        );
    }
    let list = stage.planner.waiting(stage.now);
    assert_eq!(list.all.len(), 160);
    assert_eq!(list.until_ms, Some(utc("2026-12-07T08:00")));
    let rang = run_to(&mut locked(&stage), stage.now, "2026-11-24T00:00");
    let asked = rang.iter().filter(|(_, kind)| *kind == RingKind::Due);
    assert_eq!((rang.len(), asked.count()), (150, 30));
}

#[test]
fn what_happens_once_needs_no_end_and_very_many_are_cut_short() {
    let mut stage = Stage::at("2026-11-21T00:30", Tz::UTC);
    let reminder = Kind::Injection(28).reminder(true);
    stage.add(1, Kind::Injection(28).rule(stage.moment()), reminder);
    assert_eq!(stage.planner.waiting(stage.now).until_ms, None);
    for n in 2..100 {
        stage.add(n, daily("2026-11-21", &[480, 960]), plain());
    }
    let list = stage.planner.waiting(stage.now);
    assert_eq!(list.all.len(), MOST_WAITING);
    assert_eq!(list.until_ms, Some(utc("2026-11-23T16:00")));
}

#[test]
fn a_journey_moves_what_floats_and_leaves_what_has_a_place() {
    let mut stage = Stage::at("2026-11-21T12:00", Tz::Europe__London);
    stage.add(1, daily("2026-11-22", &[480]), plain());
    let place = ScheduleZone::Of(Tz::Europe__London);
    stage.add(2, civil("2026-11-22", &[540], place), plain());
    let now = Now {
        here: Tz::America__New_York,
        ..stage.now
    };
    let rang = run_to(&mut locked(&stage), now, "2026-11-22T20:00");
    let at: Vec<i64> = rang.into_iter().map(|(at_ms, _)| at_ms).collect();
    assert_eq!(at, [utc("2026-11-22T09:00"), utc("2026-11-22T13:00")]);
}

type Line = (OccurrenceKey, Vec<(RingKind, i64)>, OccurrenceState);

/// Of each: what rang and when, and whether it is over.
fn of(planner: &Planner) -> Vec<Line> {
    let rungs = |entry: &Entry| -> Vec<_> {
        let rungs = entry.rungs.iter();
        rungs.map(|rung| (rung.kind, rung.at_ms)).collect()
    };
    let entries = planner.ledger().entries();
    let line = |(key, entry): (OccurrenceKey, &Entry)| (key, rungs(entry), entry.state());
    entries.map(line).collect()
}

/// What happens beside a look.
#[derive(Debug, Clone, Copy)]
enum Beside {
    Nothing,
    /// One of what rings is put off.
    PutOff(usize),
    /// One of what rings is answered.
    Answer(usize, Outcome),
    /// The program ends, and what is on the disk stays.
    Crash,
    /// The device is in another zone.
    Travel(usize),
    /// The clock is set.
    Turn(i64),
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![3 => Just(Outcome::Taken), 1 => Just(Outcome::Skipped)]
}

fn beside() -> impl Strategy<Value = Beside> {
    prop_oneof![
        2 => Just(Beside::Nothing),
        2 => (0usize..3).prop_map(Beside::PutOff),
        3 => (0usize..3, outcome()).prop_map(|(n, outcome)| Beside::Answer(n, outcome)),
        1 => Just(Beside::Crash),
        1 => (0..ZONES.len()).prop_map(Beside::Travel),
        1 => (-9_000i64..9_000).prop_map(Beside::Turn),
    ]
}

/// Answers what waits or is ahead of its time.
fn answer_one(open: &mut Stage, n: usize, outcome: Outcome) {
    if let Some(one) = open.planner.waiting(open.now).all.get(n) {
        let answer = open.says(outcome);
        let _ = open.planner.answer(one.key, answer, open.now.here);
        open.look();
    }
}

/// A journal that is open, and one that was locked when it stood as that.
struct Both {
    open: Stage,
    list: WaitingList,
    standby: Standby,
    answered: Vec<(OccurrenceKey, Answer, Tz)>,
    silent: Vec<OccurrenceKey>,
    until: Option<WaitingEnd>,
    ends_ms: BTreeSet<i64>,
    travels: bool,
    travelled: bool,
    put_back: bool,
}

impl Both {
    fn new(open: Stage) -> Self {
        let list = open.planner.waiting(open.now);
        Self {
            standby: Standby::new(list.all.clone(), []),
            until: list
                .until_ms
                .map(|at_ms| WaitingEnd::new(at_ms, open.now.here)),
            ends_ms: BTreeSet::new(),
            answered: Vec::new(),
            silent: Vec::new(),
            travels: true,
            travelled: false,
            put_back: false,
            list,
            open,
        }
    }

    /// Whether something may ring of which the locked one does not know, and that it says so.
    fn has_ended(&self) -> bool {
        let until_ms = self
            .until
            .map(|until| until.earliest_ms(self.open.now.here));
        let mut ends = until_ms.iter().chain(&self.ends_ms);
        let now_ms = self.open.now.at_ms;
        ends.any(|end| *end <= now_ms) || self.list.from_ms.is_some_and(|from| now_ms < from)
    }

    fn look(&mut self) -> Look {
        let (one, other) = (self.open.look(), self.standby.look(self.open.now));
        assert_eq!(one.rings, other.rings);
        let set = |look: &Look| look.passed.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(set(&one), set(&other));
        for ring in &one.rings {
            self.standby.shown(ring.key);
        }
        one
    }

    fn happens(&mut self, beside: Beside, rings: &[Ring]) {
        match beside {
            Beside::Nothing => {}
            Beside::PutOff(n) => {
                if let Some(ring) = rings.get(n) {
                    let (key, now) = (ring.key.occurrence, self.open.now);
                    let _ = self.open.planner.snooze(key, 30, now).unwrap();
                    self.standby.snooze(key, 30, now).unwrap();
                }
            }
            Beside::Answer(n, outcome) => {
                let come = |ring: &&Ring| ring.due_ms <= self.open.now.at_ms;
                if let Some(ring) = rings.get(n).filter(come) {
                    self.answer(ring.key.occurrence, outcome);
                }
            }
            Beside::Crash => {
                let mut waiting = self.list.all.clone();
                waiting.retain(|one| !self.silent.contains(&one.key));
                let since: Vec<_> = self
                    .standby
                    .since()
                    .map(|(key, entry)| (key, entry.clone()))
                    .collect();
                self.standby = Standby::new(waiting, since);
            }
            Beside::Travel(zone) if self.travels => {
                self.open.now.here = ZONES[zone];
                self.travelled = true;
            }
            // An injection that was typed in behind its time is due from then, wherever a locked journal is.
            Beside::Travel(_) => {}
            Beside::Turn(seconds) => {
                self.open.now.at_ms += seconds * 1_000;
                self.put_back |= seconds < 0;
            }
        }
    }

    fn answer(&mut self, key: OccurrenceKey, outcome: Outcome) {
        let (answer, now) = (self.open.says(outcome), self.open.now);
        let _ = self.open.planner.answer(key, answer, now.here);
        let then = self.standby.answer(key, outcome, now);
        self.ends_ms.extend(then.ends_ms);
        self.silent.extend(then.silent);
        self.answered.push((key, answer, now.here));
    }

    /// The journal that was locked is opened: its ledger takes over what rang, and then the answers.
    fn open(&self, mut shut: Planner) -> Planner {
        for (key, entry) in self.standby.since() {
            let _ = shut.take_over(key, entry, self.open.now);
        }
        for (key, answer, here) in &self.answered {
            let _ = shut.answer(*key, *answer, *here);
        }
        shut.look(self.open.now);
        shut
    }
}

#[test]
fn what_an_earlier_rule_asked_about_silences_no_dose_of_the_new_one() {
    let mut open = Stage::at("2026-11-21T19:00", Tz::UTC);
    open.add(1, daily("2026-11-21", &[1_200]), plain());
    open.run_to_ms(utc("2026-11-21T20:10"));
    let asked = open.screen.last().unwrap().1.occurrence;
    let rule = Rule::Every {
        interval: Interval::new(1_440).unwrap(),
        first_ms: utc("2026-11-22T08:00"),
        from: CountFrom::Taken,
    };
    open.edit(1, rule, plain());
    open.look();
    let mut both = Both::new(open);
    both.open.now.at_ms = utc("2026-11-21T20:15");
    both.answer(asked, Outcome::Taken);
    both.open.now.at_ms = utc("2026-11-22T08:00");
    assert!(!both.has_ended());
    assert_eq!(both.look().rings.len(), 1);
}

#[test]
fn after_a_dose_that_was_taken_late_none_rings_by_the_old_times_before_the_next_can_be_due() {
    for (outcome, then, end) in [
        (Outcome::Taken, "2026-11-22T00:00", Some("2026-11-21T18:00")),
        (Outcome::Skipped, "2026-11-21T16:00", None),
    ] {
        let mut stage = Stage::at("2026-11-21T00:30", Tz::UTC);
        let every = Rule::Every {
            interval: Interval::new(8 * 60).unwrap(),
            first_ms: utc("2026-11-21T08:00"),
            from: CountFrom::Taken,
        };
        stage.add(1, every, plain());
        let mut standby = locked(&stage);
        run_to(&mut standby, stage.now, "2026-11-21T08:00");
        let key = standby.keys().next().unwrap();
        stage.now.at_ms = utc("2026-11-21T10:00");
        let consequence = standby.answer(key, outcome, stage.now);
        assert_eq!(consequence.ends_ms, Vec::from_iter(end.map(utc)));
        assert!(consequence.silent.contains(&key));
        let rang = run_to(&mut standby, stage.now, "2026-11-22T00:00");
        assert_eq!(
            rang.first(),
            Some(&(utc(then), RingKind::Due)),
            "{outcome:?}"
        );
    }
}

#[test]
fn the_end_of_what_is_known_comes_sooner_in_the_east_and_never_later() {
    let end = WaitingEnd::new(utc("2026-12-07T08:00"), Tz::UTC);
    let earliest = |here: Tz| end.earliest_ms(here);
    assert_eq!(earliest(Tz::Asia__Tokyo), utc("2026-12-06T23:00"));
    assert_eq!(earliest(Tz::America__New_York), utc("2026-12-07T08:00"));
    let of_before = WaitingEnd { civil: None, ..end };
    assert_eq!(
        of_before.earliest_ms(Tz::Asia__Tokyo),
        utc("2026-12-07T08:00")
    );
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_locked_journal_rings_as_an_open_one_and_its_ledger_stands_so(
        rules in prop::collection::vec(kinds(), 1..4),
        zone in 0..ZONES.len(),
        quiet in any::<bool>(),
        before in 0u16..3_000,
        edit in prop::option::of((0usize..3, kinds())),
        early in prop::collection::vec((0usize..6, outcome()), 0..3),
        steps in prop::collection::vec((1i64..1_400, beside()), 1..9),
    ) {
        let mut open = Stage::at("2026-03-20T10:00", ZONES[zone]);
        open.now.quiet = quiet.then(|| QuietHours::new(1_320, 420).unwrap());
        for (n, kind) in (1u8..).zip(&rules) {
            let rule = kind.rule(open.moment());
            open.add(n, rule, kind.reminder(n % 2 == 0));
        }
        open.run_to_ms(open.now.at_ms + i64::from(before) * MINUTE);
        if let Some((n, kind)) = edit {
            let (n, rule) = (n % rules.len(), kind.rule(open.moment()));
            let number = u8::try_from(n + 1).unwrap();
            open.edit(number, rule, kind.reminder(number % 2 == 0));
            open.look();
        }
        for (n, outcome) in early {
            answer_one(&mut open, n, outcome);
        }
        let shut = open.planner.clone();
        let mut both = Both::new(open);
        let mut kinds = rules.iter().chain(edit.iter().map(|(_, kind)| kind));
        both.travels = !kinds.any(|kind| matches!(kind, Kind::Injection(_)));
        for (minutes, beside) in steps {
            let at_ms = both.open.now.at_ms;
            both.open.now.at_ms = at_ms + minutes * MINUTE;
            if both.has_ended() {
                both.open.now.at_ms = at_ms;
                break;
            }
            let look = both.look();
            both.happens(beside, &look.rings);
        }
        if !both.has_ended() {
            both.look();
        }
        // What was over before a journey may stand as not come again until its next look, and what rang ahead of a clock
        // that was put back as rung at another look.
        if !both.has_ended() && !both.travelled && !both.put_back {
            prop_assert_eq!(of(&both.open(shut)), of(&both.open.planner));
        }
    }
}
