//! A journal beside a planner that has never been read from it: what happens to both, and whether they agree.

use super::super::*;
use super::acts::{day_of, id, Act, Kind, DAY, MINUTE};
use chrono_tz::Tz;
use mainstay_domain::{
    Answer, AnswerId, ChangeId, Look, Moment, Outcome, QuietHours, Reminder, RowId,
    ScheduleOwnerKind, Write,
};
use mainstay_store::{Change, Extent, KeptSchedule};
use mainstay_vault::DatabaseKey;
use tempfile::TempDir;

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

/// A journal, and a planner that has never been read from it.
pub(super) struct Device {
    _folder: TempDir,
    pub(super) store: Store,
    planner: Planner,
    pub(super) now: Now,
    writes: i64,
}

impl Device {
    pub(super) fn new(kinds: &[Kind]) -> Self {
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

    pub(super) fn kept(&self, n: usize, kind: Kind) -> (KeptRevision, (Rule, Reminder)) {
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
        self.revise(n, &kept);
        self.planner.put(schedule);
    }

    /// Keeps a revision in place of the one that holds; the planner hears nothing of it.
    pub(super) fn revise(&mut self, n: usize, kept: &KeptRevision) {
        let (change, moment) = (self.change(), self.moment());
        let insert = |write: &mainstay_store::Write<'_>| {
            write.schedules().end(id(n), moment)?;
            write.schedules().insert_revision(kept)
        };
        self.store.write::<_, StoreError>(change, insert).unwrap();
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

    pub(super) fn run(&mut self, minutes: u16) {
        let end_ms = self.now.at_ms + i64::from(minutes) * MINUTE;
        while let Some(at_ms) = self.look().filter(|at| *at <= end_ms) {
            self.now.at_ms = at_ms;
        }
        self.now.at_ms = end_ms;
        self.look();
    }

    pub(super) fn say(
        &mut self,
        key: OccurrenceKey,
        (outcome, ago, take_home): (Outcome, i64, Option<u8>),
    ) {
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
    pub(super) fn newest(&self, n: usize) -> Option<OccurrenceKey> {
        let entries = self.planner.ledger().entries();
        let due = entries.filter(|(_, entry)| entry.due.at_ms <= self.now.at_ms);
        let mut due: Vec<_> = due.map(|(key, entry)| (entry.due.at_ms, key)).collect();
        due.sort_unstable();
        due.iter().rev().nth(n).map(|(_, key)| *key)
    }

    pub(super) fn act(&mut self, act: &Act) {
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
    pub(super) fn agrees(&self) {
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
            let is_of_the_clock =
                |one: &Write| matches!(one, Write::PutBack { .. } | Write::Righted { .. });
            all.filter(|one| !is_of_the_clock(one)).collect()
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
