//! A device under test: what it has kept and shown, what happens to it, and what must hold whatever happens.

use super::property_acts::*;
use super::property_expected::{expected, last_taken, was_moved};
use super::property_tests::ZONES;
use super::test_stage::*;
use super::*;
use crate::time::resolve;
use std::collections::{BTreeMap, BTreeSet};

/// A device, what it has kept, and what it has shown.
pub struct World {
    pub stage: Stage,
    /// What is on the disk.
    kept: Ledger,
    shown: BTreeMap<RingKey, u32>,
    crashed: BTreeSet<RingKey>,
    /// Schedules that ended, as they were before.
    ended: BTreeMap<u8, Schedule>,
}

impl World {
    pub fn new(kinds: &[Kind], zone: usize, quiet: bool) -> Self {
        let mut stage = Stage::at("2026-03-20T10:00", ZONES[zone]);
        stage.now.quiet = quiet.then(|| QuietHours::new(1_320, 420).unwrap());
        for (n, kind) in (1u8..).zip(kinds) {
            let rule = kind.rule(stage.moment());
            stage.add(n, rule, kind.reminder(n % 2 == 0));
        }
        Self {
            stage,
            kept: Ledger::default(),
            shown: BTreeMap::new(),
            crashed: BTreeSet::new(),
            ended: BTreeMap::new(),
        }
    }

    pub fn keep(&mut self, writes: &[Write]) {
        let size = |(key, entry): (_, &Entry)| (key, entry.rungs.len(), entry.answers.len());
        let before: Vec<_> = self.kept.entries().map(size).collect();
        for write in writes {
            // It may change the schedules alone.
            let is_put_back = matches!(write, Write::PutBack { .. });
            assert!(
                self.kept.apply(write) || is_put_back,
                "{write:?} changes something"
            );
            assert!(!self.kept.apply(write), "kept twice is kept once");
        }
        for (key, rungs, answers) in before {
            let after = self.kept.get(key).expect("no entry is removed");
            assert!(rungs <= after.rungs.len(), "no ring is removed");
            assert!(answers <= after.answers.len(), "no answer is removed");
        }
    }

    pub fn show(&mut self, key: RingKey) {
        *self.shown.entry(key).or_default() += 1;
        let write = self.stage.planner.shown(key);
        self.keep(&Vec::from_iter(write));
    }

    pub fn look(&mut self) -> Look {
        let now = self.stage.now;
        let look = self.stage.planner.look(now);
        self.keep(&look.writes);
        assert_eq!(
            &self.kept,
            self.stage.planner.ledger(),
            "the writes are the ledger"
        );
        for ring in &look.rings {
            assert!(ring.at_ms <= now.at_ms, "nothing rings early");
            let schedule = self.stage.planner.schedule(ring.key.occurrence.schedule);
            let goes_on = schedule.is_some_and(|one| one.current().is_some());
            assert!(goes_on, "{ring:?} of what ended");
            self.not_before_its_time(ring);
            self.show(ring.key);
        }
        for occurrence in &look.passed {
            let kind = RingKind::Digest;
            self.show(RingKey {
                occurrence: *occurrence,
                kind,
            });
        }
        look
    }

    /// Nothing waits for an answer that would be nearer to the last taken one than its interval.
    fn nothing_too_near(&self) {
        for (key, entry) in self.kept.entries().filter(|(_, entry)| entry.is_open()) {
            let schedule = self.stage.planner.schedule(key.schedule).unwrap();
            let revision = schedule.revision(key.revision).unwrap();
            let Rule::Every {
                interval,
                first_ms,
                from: CountFrom::Taken,
            } = revision.rule
            else {
                continue;
            };
            if let Some(taken) = last_taken(&self.kept, key.schedule, first_ms) {
                assert!(
                    entry.due.at_ms >= taken + interval.ms(),
                    "{key:?} {entry:?}"
                );
            }
        }
    }

    pub fn look_twice(&mut self) {
        let next_ms = self.look().next_ms;
        self.nothing_too_near();
        self.looking_again_finds_nothing(next_ms);
    }

    /// Told from the name alone, for what has a time on the wall; from what the ledger knows, for the rest and for what an
    /// older rule left open.
    pub fn not_before_its_time(&self, ring: &Ring) {
        let key = ring.key.occurrence;
        let schedule = self.stage.planner.schedule(key.schedule).unwrap();
        let revision = schedule.revision(key.revision).unwrap();
        let is_named = !matches!(revision.rule, Rule::After { .. } | Rule::Clinic(_));
        let zone = revision.rule.zone(self.stage.now.here);
        let due = if is_named && revision.until().is_none() {
            resolve(key.civil, zone).timestamp_millis()
        } else {
            ring.due_ms
        };
        let now_ms = self.stage.now.at_ms;
        match ring.key.kind {
            RingKind::Due | RingKind::Again => assert!(due <= now_ms, "{ring:?} {revision:?}"),
            RingKind::PreAlert(lead) => {
                assert!(now_ms < due && due - i64::from(lead) * MINUTE <= now_ms);
            }
            RingKind::Nag(_) | RingKind::Snooze(_) | RingKind::Digest => {}
        }
    }

    pub fn looking_again_finds_nothing(&mut self, next_ms: Option<i64>) {
        let now = self.stage.now;
        let again = self.stage.planner.look(now);
        let nothing = |look: &Look| {
            assert_eq!(look.writes, []);
            assert_eq!((&look.rings[..], &look.passed[..]), (&[][..], &[][..]));
        };
        nothing(&again);
        assert_eq!(again.next_ms, next_ms);
        let schedules = (0..9).filter_map(|n| self.stage.planner.schedule(id(n)).cloned());
        let mut fresh = Planner::new(schedules.collect(), self.kept.clone());
        let fresh = fresh.look(now);
        nothing(&fresh);
        // What waited for the end of quiet hours may be a week old by then: one look more, and none too few.
        let at = |next: Option<i64>| next.unwrap_or(i64::MAX);
        assert!(at(next_ms) <= at(fresh.next_ms), "{next_ms:?} {fresh:?}");
    }

    pub fn run_to(&mut self, end_ms: i64) {
        let mut next = self.look().next_ms;
        while let Some(at_ms) = next.filter(|at| *at <= end_ms) {
            self.stage.now.at_ms = at_ms;
            next = self.look().next_ms;
        }
        self.stage.now.at_ms = end_ms;
        self.look_twice();
    }

    /// The program ends when so many writes of a look are kept, and starts again.
    pub fn crash(&mut self, kept: usize) {
        let all = |planner: &Planner| -> Vec<_> {
            (0..9)
                .filter_map(|n| planner.schedule(id(n)).cloned())
                .collect()
        };
        let before = all(&self.stage.planner);
        let look = self.stage.planner.look(self.stage.now);
        let first: Vec<_> = look.writes.into_iter().take(kept).collect();
        self.keep(&first);
        // What a clock that went back does to the schedules is kept with the same write.
        let is_put_back = first.iter().any(|one| matches!(one, Write::PutBack { .. }));
        let schedules = if is_put_back {
            all(&self.stage.planner)
        } else {
            before
        };
        self.stage.planner = Planner::new(schedules, self.kept.clone());
        for ring in self.stage.planner.unshown() {
            self.crashed.insert(ring.key);
            self.show(ring.key);
        }
        self.look();
    }

    pub fn nth(&self, n: usize) -> Option<OccurrenceKey> {
        let count = self.kept.entries().count().max(1);
        self.kept.entries().nth(n % count).map(|(key, _)| key)
    }

    pub fn act(&mut self, act: &Act) {
        let here = self.stage.now.here;
        match act {
            Act::Run(minutes) => {
                let end = self.stage.now.at_ms + i64::from(*minutes) * MINUTE;
                self.run_to(end);
            }
            Act::Turn(seconds) => self.stage.now.at_ms += seconds * 1_000,
            Act::Travel(zone) => self.stage.now.here = ZONES[*zone],
            Act::Answer(n, outcome) => {
                if let Some(key) = self.nth(*n) {
                    let mut answer = self.stage.says(*outcome);
                    answer.take_home = (n % 3 == 0).then_some(1);
                    let write = self.stage.planner.answer(key, answer, here);
                    self.keep(&Vec::from_iter(write));
                    let again = self.stage.planner.answer(key, answer, here);
                    assert_eq!(again, None, "a second press changes nothing");
                }
            }
            Act::Snooze(n, minutes) => {
                if let Some(key) = self.nth(*n) {
                    let write = self.stage.planner.snooze(key, *minutes, self.stage.now);
                    self.keep(&Vec::from_iter(write.unwrap()));
                }
            }
            Act::Correct(n, minutes) => {
                if let Some(key) = self.nth(*n) {
                    let mut answer = self.stage.says(Outcome::Taken);
                    answer.at.at_ms -= minutes * MINUTE;
                    let write = self.stage.planner.correct(key, answer, here);
                    self.keep(&Vec::from_iter(write));
                }
            }
            Act::Edit(n, kind) => {
                if self.stage.planner.schedule(id(*n)).is_some() {
                    self.ended.remove(n);
                    let rule = kind.rule(self.stage.moment());
                    self.stage.edit(*n, rule, kind.reminder(n % 2 == 0));
                }
            }
            Act::End(n) => self.end(*n),
            Act::TakeBack(n) => {
                if let Some(before) = self.ended.remove(n) {
                    self.stage.planner.put(before);
                }
            }
            Act::Quiet(holds) => {
                let hours = QuietHours::new(1_320, 420).unwrap();
                self.stage.now.quiet = holds.then_some(hours);
            }
            Act::Crash(kept) => self.crash(*kept),
        }
    }

    pub fn end(&mut self, n: u8) {
        let schedule = self.stage.planner.schedule(id(n)).cloned();
        if let Some(before) = schedule.filter(|one| one.current().is_some()) {
            self.ended.insert(n, before);
            self.stage.end(n);
            let writes = self.stage.planner.stop(id(n));
            self.keep(&writes);
        }
    }

    /// Whatever happened: from now on, with the device on, everything that comes due is asked about, of every kind of rule.
    pub fn nothing_ahead_is_lost(&mut self) {
        self.stage.now.quiet = None;
        self.look();
        let (begin, here) = (self.stage.now.at_ms, self.stage.now.here);
        let end = begin + 4 * 24 * HOUR;
        let before = self.kept.clone();
        self.run_to(end);
        for n in 0..9 {
            let Some(schedule) = self.stage.planner.schedule(id(n)).cloned() else {
                continue;
            };
            let Some(current) = schedule.current() else {
                continue;
            };
            // What counts from an answer that lay ahead may count from elsewhere on the way: its own tests look at that.
            let ids = [Some(id(n)), current.rule.follows()];
            let mut counted = ids.into_iter().flatten().flat_map(|id| before.of(id));
            if counted.any(|(_, entry)| entry.lay_ahead_ms().is_some()) {
                continue;
            }
            // What was answered under an earlier rule is not asked about again at the same time on the wall.
            let is_said = |key: OccurrenceKey| {
                let mut known = before.of(key.schedule);
                matches!(current.rule, Rule::Civil(_))
                    && known.any(|(other, entry)| {
                        let rule = &schedule.revision(other.revision).unwrap().rule;
                        let is_other = other.revision != key.revision && is_of_the_wall(rule);
                        is_other && other.civil == key.civil && entry.answered().is_some()
                    })
            };
            let is_known = |key: &OccurrenceKey| {
                let entry = self.kept.get(*key);
                entry.is_some_and(|entry| {
                    let asked = entry.asked_ms().is_some() || entry.waits_for().is_some();
                    asked || entry.answered().is_some()
                })
            };
            let mut lost = expected(&schedule, current, &before, begin..end, here);
            lost.retain(|key| !is_said(*key) && !is_known(key));
            lost.sort_unstable();
            // One that was taken by its earlier name stands for one, and for no other.
            let mut taken: Vec<_> = before.of(id(n)).collect();
            taken.sort_unstable_by_key(|(key, _)| key.civil);
            for key in lost {
                let place = taken.iter().position(|one| was_moved(&schedule, *one, key));
                let place = place.unwrap_or_else(|| panic!("{key:?} is lost: {current:?}"));
                taken.remove(place);
            }
        }
    }

    /// Every occurrence of the last days is in exactly one state that is an end, or open.
    pub fn all_have_an_end(&self) {
        let now = self.stage.now;
        for n in 0..9 {
            let told = self
                .stage
                .planner
                .told(id(n), now.at_ms - 100 * 24 * HOUR, now.at_ms, now);
            for one in told {
                let entry = self.kept.get(one.key);
                let asked = entry.is_some_and(|entry| entry.asked_ms().is_some());
                let waits = entry.is_some_and(|entry| entry.waits_for().is_some());
                let answered = entry.is_some_and(|entry| entry.answered().is_some());
                let fits = match one.state {
                    OccurrenceState::Planned => waits,
                    OccurrenceState::Raised => asked && !answered,
                    OccurrenceState::Missed => asked || answered,
                    OccurrenceState::Unrecorded => !asked && !answered,
                    OccurrenceState::Cancelled => !answered,
                    OccurrenceState::Taken | OccurrenceState::Late | OccurrenceState::Skipped => {
                        answered
                    }
                };
                assert!(fits, "{one:?} {entry:?}");
            }
        }
    }

    pub fn no_key_twice(&self) {
        for (key, count) in &self.shown {
            let most = 1 + u32::from(self.crashed.contains(key));
            assert!(*count <= most, "{key:?} was shown {count} times");
        }
    }
}

/// Whether its times have the names that the wall shows; others are named in UTC, or by what they follow.
fn is_of_the_wall(rule: &Rule) -> bool {
    let elapsed = matches!(rule, Rule::Every { .. } | Rule::After { .. });
    !elapsed && !matches!(rule, Rule::AsNeeded(_))
}
