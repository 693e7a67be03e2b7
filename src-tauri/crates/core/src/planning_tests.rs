//! The planner that is read from the journal is the planner that has known everything since the first day: for every
//! kind of rule, over months, unlocks, edits, corrections, journeys and clocks that are turned.

use super::*;
use chrono::NaiveDate;
use chrono_tz::Tz;
use mainstay_domain::{
    Answer, AnswerId, ChangeId, DaysSpec, GraceSpec, Look, Moment, OpeningSpec, Outcome, PhaseSpec,
    QuietHours, Reminder, ReminderSpec, RowId, ScheduleOwnerKind, ScheduleRule, TimesSpec, Write,
};
use mainstay_store::{Change, Extent, KeptSchedule};
use mainstay_vault::DatabaseKey;
use proptest::prelude::*;
use tempfile::TempDir;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

const OWNERS: [ScheduleOwnerKind; 8] = [
    ScheduleOwnerKind::Medicine,
    ScheduleOwnerKind::Meeting,
    ScheduleOwnerKind::Appointment,
    ScheduleOwnerKind::Reminder,
    ScheduleOwnerKind::Other,
    ScheduleOwnerKind::SupplyLow,
    ScheduleOwnerKind::SupplyRefill,
    ScheduleOwnerKind::SupplyExpiry,
];

#[derive(Debug, Clone, Copy)]
enum Kind {
    Daily(u16, u16),
    Weekly(u8),
    Every(u32, bool),
    After(u32),
    LongActing(u16),
    Clinic,
    AsNeeded,
}

#[derive(Debug, Clone)]
enum Act {
    /// The device is on for so many minutes.
    Run(u16),
    /// It is off for so many days.
    Off(u8),
    /// The clock shows so many minutes later or earlier.
    Turn(i64),
    /// It is in another zone, or at home again.
    Travel(bool),
    /// One of the newest that were due is answered or corrected: so many minutes ago, with doses to take home.
    Answer(usize, Outcome, i64, Option<u8>),
    /// So many of the newest are taken, one each day: what a clinic handed out.
    Days(u8),
    /// The next one of a schedule is taken early.
    Early(usize),
    Edit(usize, Kind),
    End(usize),
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        1 => (0u16..1_440, 0u16..1_440).prop_map(|(a, b)| Kind::Daily(a, b)),
        1 => (1u8..=7).prop_map(Kind::Weekly),
        1 => (60u32..44_640, any::<bool>()).prop_map(|(every, taken)| Kind::Every(every, taken)),
        1 => (60u32..1_000).prop_map(|every| Kind::Every(every, true)),
        1 => (1u32..44_640).prop_map(Kind::After),
        1 => (2u16..90).prop_map(Kind::LongActing),
        2 => Just(Kind::Clinic),
        1 => Just(Kind::AsNeeded),
    ]
}

fn acts() -> impl Strategy<Value = Act> {
    let outcome = prop_oneof![
        4 => Just(Outcome::Taken),
        1 => Just(Outcome::Skipped),
        1 => Just(Outcome::Missed)
    ];
    let home = prop_oneof![Just(None), (0u8..=31).prop_map(Some)];
    let answer = (0usize..5, outcome, 0i64..900, home)
        .prop_map(|(n, outcome, ago, home)| Act::Answer(n, outcome, ago, home));
    prop_oneof![
        3 => (1u16..4_000).prop_map(Act::Run),
        2 => (1u8..40).prop_map(Act::Off),
        1 => (-20_000i64..20_000).prop_map(Act::Turn),
        1 => any::<bool>().prop_map(Act::Travel),
        6 => answer,
        3 => (1u8..20).prop_map(Act::Days),
        2 => (0usize..8).prop_map(Act::Early),
        1 => ((0usize..8), kinds()).prop_map(|(n, kind)| Act::Edit(n, kind)),
        1 => (0usize..8).prop_map(Act::End),
    ]
}

impl Kind {
    fn rule(self, now: Moment) -> ScheduleRule {
        let today = day_of(now.at_ms, now.zone);
        match self {
            Self::Daily(a, b) => civil(today, DaysSpec::Days { every: 1 }, vec![a, b]),
            Self::Weekly(weekday) => {
                let days = DaysSpec::Weeks {
                    every: 1,
                    weekdays: vec![weekday],
                };
                civil(today, days, vec![1_170])
            }
            Self::Every(minutes, taken) => ScheduleRule::Every {
                minutes,
                first_ms: now.at_ms + 30 * MINUTE,
                from: if taken {
                    CountFrom::Taken
                } else {
                    CountFrom::Planned
                },
            },
            Self::After(minutes) => ScheduleRule::After {
                schedule: id(0),
                minutes,
            },
            Self::LongActing(target) => ScheduleRule::LongActing {
                earliest: 1,
                target,
                latest: target + 3,
                first_on: today,
                at: 540,
                zone: None,
            },
            Self::Clinic => ScheduleRule::Clinic {
                first_on: today,
                openings: vec![OpeningSpec {
                    weekdays: vec![1, 2, 3, 4, 5, 6],
                    opens: 360,
                    closes: 660,
                }],
                usual: Some(420),
                at_home: Some(480),
                zone: "Europe/London".into(),
            },
            Self::AsNeeded => ScheduleRule::AsNeeded {
                gap: Some(240),
                most_in_24_hours: Some(3),
                most_a_day: None,
            },
        }
    }

    fn reminder(self) -> ReminderSpec {
        let grace = match self {
            Self::Daily(a, _) if a % 3 == 0 => GraceSpec::UntilAnswered,
            Self::Daily(a, _) if a % 3 == 1 => GraceSpec::Minutes {
                minutes: MOST_GRACE_MINUTES,
            },
            Self::LongActing(_) => GraceSpec::UntilAnswered,
            Self::Weekly(_) => GraceSpec::Minutes { minutes: 60 },
            Self::Daily(..) | Self::Every(..) | Self::After(_) | Self::Clinic | Self::AsNeeded => {
                GraceSpec::HalfWay { minutes: 240 }
            }
        };
        let pre_alerts = match self {
            Self::LongActing(_) => vec![10_080, 2_880],
            Self::Weekly(_) => vec![30],
            Self::Daily(..) | Self::Every(..) | Self::After(_) | Self::Clinic | Self::AsNeeded => {
                vec![]
            }
        };
        ReminderSpec {
            pre_alerts,
            nag: None,
            rings_in_quiet_hours: false,
            grace,
            silent: false,
        }
    }
}

fn civil(from_on: NaiveDate, days: DaysSpec, minutes: Vec<u16>) -> ScheduleRule {
    let phase = PhaseSpec {
        days,
        from_on,
        until_on: None,
        times: TimesSpec::At { minutes },
    };
    ScheduleRule::Civil {
        phases: vec![phase],
        zone: None,
    }
}

fn id(n: usize) -> ScheduleId {
    ScheduleId::new(i64::try_from(n).unwrap() + 1, &[7; 10])
}

fn day_of(at_ms: i64, zone: Tz) -> NaiveDate {
    let at = chrono::DateTime::from_timestamp_millis(at_ms).unwrap();
    at.with_timezone(&zone).date_naive()
}

/// A journal, and a planner that has never been read from it.
struct Device {
    _folder: TempDir,
    store: Store,
    planner: Planner,
    now: Now,
    writes: i64,
}

impl Device {
    fn new(kinds: &[Kind]) -> Self {
        let folder = TempDir::new().unwrap();
        let (path, key) = (
            folder.path().join("vault.db"),
            DatabaseKey::from_bytes(&[7; 32]),
        );
        Store::create(&path, &key).unwrap();
        let mut device = Self {
            store: Store::open(&path, &key, Extent::NONE).unwrap(),
            _folder: folder,
            planner: Planner::default(),
            now: Now {
                at_ms: 1_774_000_800_000,
                here: Tz::Europe__London,
                quiet: kinds
                    .len()
                    .is_multiple_of(2)
                    .then(|| QuietHours::new(1_320, 420).unwrap()),
            },
            writes: 0,
        };
        for (n, kind) in kinds.iter().enumerate() {
            // Nothing follows itself.
            let is_itself = n == 0 && matches!(kind, Kind::After(_));
            let kind = if is_itself { Kind::AsNeeded } else { *kind };
            device.add(n, kind);
        }
        device
    }

    fn moment(&self) -> Moment {
        Moment {
            at_ms: self.now.at_ms,
            zone: self.now.here,
        }
    }

    fn change(&mut self) -> Change {
        self.writes += 1;
        Change {
            id: ChangeId::new(self.writes, &[1; 10]),
            at_ms: self.now.at_ms,
        }
    }

    fn kept(&self, n: usize, kind: Kind) -> (KeptRevision, (Rule, Reminder)) {
        let (rule, reminder) = (kind.rule(self.moment()), kind.reminder());
        let checked = (
            Rule::try_from(&rule).unwrap(),
            Reminder::try_from(&reminder).unwrap(),
        );
        let spec = serde_json::to_string(&KeptSpec::new(rule, reminder)).unwrap();
        let kept = KeptRevision {
            schedule: id(n),
            number: 1,
            spec,
            from: self.moment(),
            until: None,
        };
        (kept, checked)
    }

    fn add(&mut self, n: usize, kind: Kind) {
        let (kept, (rule, reminder)) = self.kept(n, kind);
        let owner = ScheduleOwner {
            kind: *OWNERS.get(n).unwrap(),
            id: RowId::new(1, &[2; 10]),
        };
        let change = self.change();
        let insert = |write: &mainstay_store::Write<'_>| {
            write
                .schedules()
                .insert(&KeptSchedule { id: id(n), owner })?;
            write.schedules().insert_revision(&kept)
        };
        self.store.write::<_, StoreError>(change, insert).unwrap();
        let schedule = Schedule::new(id(n), rule, reminder, self.moment()).unwrap();
        self.planner.put(schedule);
    }

    fn edit(&mut self, n: usize, kind: Kind) {
        let Some(mut schedule) = self.planner.schedule(id(n)).cloned() else {
            return;
        };
        let (mut kept, (rule, reminder)) = self.kept(n, kind);
        if rule.follows() == Some(id(n)) {
            return;
        }
        schedule.edit(rule, reminder, self.moment()).unwrap();
        kept.number = schedule.current().unwrap().number;
        let (change, moment) = (self.change(), self.moment());
        let insert = |write: &mainstay_store::Write<'_>| {
            write.schedules().end(id(n), moment)?;
            write.schedules().insert_revision(&kept)
        };
        self.store.write::<_, StoreError>(change, insert).unwrap();
        self.planner.put(schedule);
    }

    fn end(&mut self, n: usize) {
        let Some(mut schedule) = self.planner.schedule(id(n)).cloned() else {
            return;
        };
        schedule.end(self.moment());
        let (change, moment) = (self.change(), self.moment());
        let end = |write: &mainstay_store::Write<'_>| write.schedules().end(id(n), moment);
        self.store.write::<_, StoreError>(change, end).unwrap();
        self.planner.put(schedule);
        let stopped = self.planner.stop(id(n));
        self.store.keep_rings(&stopped).unwrap();
    }

    fn look(&mut self) -> Option<i64> {
        let look = self.planner.look(self.now);
        self.store.keep_rings(&look.writes).unwrap();
        look.next_ms
    }

    fn run(&mut self, minutes: u16) {
        let end_ms = self.now.at_ms + i64::from(minutes) * MINUTE;
        while let Some(at_ms) = self.look().filter(|at| *at <= end_ms) {
            self.now.at_ms = at_ms;
        }
        self.now.at_ms = end_ms;
        self.look();
    }

    fn say(&mut self, key: OccurrenceKey, (outcome, ago, take_home): (Outcome, i64, Option<u8>)) {
        let mut at = self.moment();
        at.at_ms -= ago * MINUTE;
        let answer = Answer {
            outcome,
            at,
            take_home,
            told_ms: self.now.at_ms,
        };
        let Some(write) = self.planner.correct(key, answer, self.now.here) else {
            return;
        };
        let change = self.change();
        let name = AnswerId::new(self.writes, &[3; 10]);
        let apply = |running: &mainstay_store::Write<'_>| running.ledger().apply(&write, name);
        self.store.write::<_, StoreError>(change, apply).unwrap();
        let withdrawn: Vec<Write> = self.planner.withdraw(key.schedule);
        self.store.keep_rings(&withdrawn).unwrap();
    }

    /// The one that was due last but so many.
    fn newest(&self, n: usize) -> Option<OccurrenceKey> {
        let entries = self.planner.ledger().entries();
        let due = entries.filter(|(_, entry)| entry.due.at_ms <= self.now.at_ms);
        let mut due: Vec<_> = due.map(|(key, entry)| (entry.due.at_ms, key)).collect();
        due.sort_unstable();
        due.iter().rev().nth(n).map(|(_, key)| *key)
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::Run(minutes) => self.run(*minutes),
            Act::Off(days) => self.now.at_ms += i64::from(*days) * DAY,
            Act::Turn(minutes) => self.now.at_ms += minutes * MINUTE,
            Act::Travel(away) => {
                self.now.here = if *away {
                    Tz::Pacific__Kiritimati
                } else {
                    Tz::Europe__London
                }
            }
            Act::Answer(n, outcome, ago, home) => {
                if let Some(key) = self.newest(*n) {
                    self.say(key, (*outcome, *ago, *home));
                }
            }
            Act::Days(days) => {
                for _ in 0..*days {
                    self.run(1_440);
                    if let Some(key) = self.newest(0) {
                        self.say(key, (Outcome::Taken, 1, None));
                    }
                }
            }
            Act::Early(n) => {
                let next = self.planner.ahead(id(*n), self.now, 1);
                if let Some(told) = next.first() {
                    self.say(told.key, (Outcome::Taken, 0, None));
                }
            }
            Act::Edit(n, kind) => self.edit(*n, *kind),
            Act::End(n) => self.end(*n),
        }
    }

    fn schedules(&self) -> Vec<Schedule> {
        let all = (0..9).filter_map(|n| self.planner.schedule(id(n)).cloned());
        all.collect()
    }

    /// What was read does what the one does that knows everything.
    fn agrees(&self) {
        let entries = self.planner.ledger().entries();
        let all = entries.map(|(key, entry)| (key, entry.clone())).collect();
        let mut whole = Planner::new(self.schedules(), Ledger::new(all));
        let Planning {
            planner: mut read,
            owners,
            ..
        } = Planning::read(&self.store, self.now.at_ms).unwrap();
        let now = self.now;
        let today = day_of(now.at_ms, now.here);
        let (one, other) = (whole.look(now), read.look(now));
        // What nothing is counted from may lie ahead of a clock that was put back, unread.
        let writes = |look: &Look| -> Vec<Write> {
            let all = look.writes.iter().copied();
            all.filter(|one| !matches!(one, Write::PutBack { .. }))
                .collect()
        };
        assert_eq!(writes(&one), writes(&other), "what a look keeps");
        assert_eq!((one.rings, one.passed), (other.rings, other.passed));
        assert_eq!(one.next_ms, other.next_ms);
        for schedule in self.schedules() {
            let id = schedule.id();
            assert_eq!(whole.schedule(id), read.schedule(id));
            assert!(owners.contains_key(&id));
            assert_eq!(whole.injection(id), read.injection(id));
            let home = |planner: &Planner| planner.take_home(id, today, now.here);
            assert_eq!(home(&whole), home(&read), "doses at home");
            let ahead = |planner: &Planner| planner.ahead(id, now, 3);
            assert_eq!(ahead(&whole), ahead(&read), "what comes next");
            let week = |planner: &Planner| planner.told(id, now.at_ms - 7 * DAY, now.at_ms, now);
            assert_eq!(week(&whole), week(&read), "what the last days were");
        }
        assert_eq!(
            whole.waiting(now),
            read.waiting(now),
            "what a lock hands out"
        );
        assert_eq!(whole.forecast(now, 8), read.forecast(now, 8));
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_read_is_as_good_as_all_of_it(
        rules in prop::collection::vec(kinds(), 1..9),
        happens in prop::collection::vec(acts(), 1..25),
    ) {
        let mut device = Device::new(&rules);
        for act in &happens {
            device.act(act);
            device.agrees();
        }
    }
}

/// Few, because each is long; as many as `PROPTEST_CASES` says where it is set (`make soak`).
fn cases() -> ProptestConfig {
    let default = ProptestConfig::default();
    let is_set = default.cases != 256;
    ProptestConfig {
        cases: if is_set { default.cases } else { 8 },
        ..default
    }
}

/// More doses at home than the last taken ones that are read.
#[test]
fn a_visit_is_read_however_many_doses_at_home_were_taken_since() {
    let mut device = Device::new(&[Kind::Clinic]);
    device.run(2 * 1_440);
    let visit = device.newest(0).unwrap();
    device.say(visit, (Outcome::Taken, 0, Some(28)));
    for _ in 0..28 {
        device.act(&Act::Days(1));
        device.agrees();
    }
    device.now.at_ms += 3 * DAY;
    device.agrees();
}

#[test]
fn a_schedule_that_cannot_be_read_keeps_no_other_from_ringing() {
    let mut device = Device::new(&[Kind::Daily(480, 480), Kind::Daily(540, 540)]);
    let (mut kept, _) = device.kept(1, Kind::Daily(600, 600));
    kept.spec = kept
        .spec
        .replace(r#""zone":null"#, r#""zone":"Mars/Phobos""#);
    kept.number = 2;
    let (change, moment) = (device.change(), device.moment());
    let insert = |write: &mainstay_store::Write<'_>| {
        write.schedules().end(id(1), moment)?;
        write.schedules().insert_revision(&kept)
    };
    device.store.write::<_, StoreError>(change, insert).unwrap();
    let planning = Planning::read(&device.store, device.now.at_ms).unwrap();
    assert_eq!(planning.unread, 1);
    assert!(planning.planner.schedule(id(0)).is_some());
    assert!(planning.planner.schedule(id(1)).is_none());
    kept.number = 3;
    kept.spec = device.kept(1, Kind::Daily(660, 660)).0.spec;
    let (change, moment) = (device.change(), device.moment());
    let insert = |write: &mainstay_store::Write<'_>| {
        write.schedules().end(id(1), moment)?;
        write.schedules().insert_revision(&kept)
    };
    device.store.write::<_, StoreError>(change, insert).unwrap();
    let planning = Planning::read(&device.store, device.now.at_ms).unwrap();
    assert_eq!(planning.unread, 0, "what holds now can be read");
    let revisions = planning.planner.schedule(id(1)).unwrap().revisions();
    let numbers: Vec<_> = revisions.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 3]);
}
