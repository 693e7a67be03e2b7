//! A device for tests: a planner with a clock that can be moved, and what was shown on its screen.

use super::*;
use crate::id::ScheduleId;
use crate::time::Moment;
use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;

pub fn utc(text: &str) -> i64 {
    let text = format!("{text}:00Z");
    let at = DateTime::parse_from_rfc3339(&text);
    at.unwrap_or_else(|_| panic!("{text}")).timestamp_millis()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn id(n: u8) -> ScheduleId {
    ScheduleId::new(n.into(), &[n; 10])
}

/// Daily at these minutes, from a day on, wherever the person is.
pub fn daily(anchor: &str, minutes: &[u16]) -> Rule {
    civil(anchor, minutes, ScheduleZone::Here)
}

pub fn civil(anchor: &str, minutes: &[u16], zone: ScheduleZone) -> Rule {
    let days = DueDays::new(DayRule::Days { every: 1 }, day(anchor), None).unwrap();
    let times = DayTimes::at(minutes).unwrap();
    Rule::Civil(CivilSchedule::new(vec![SchedulePhase { days, times }], zone).unwrap())
}

/// Rings once and is open for four hours or half way.
pub fn plain() -> Reminder {
    Reminder::new(vec![], None, true, Grace::HalfWay(240)).unwrap()
}

pub fn nagging(every: u32, times: u16) -> Reminder {
    let every = Interval::new(every).unwrap();
    let nag = Some(Nag { every, times });
    Reminder::new(vec![], nag, true, Grace::HalfWay(240)).unwrap()
}

pub struct Stage {
    pub planner: Planner,
    pub now: Now,
    /// Everything that was shown: when, and what.
    pub screen: Vec<(i64, RingKey)>,
    pub digests: Vec<Vec<OccurrenceKey>>,
}

impl Stage {
    pub fn at(text: &str, here: Tz) -> Self {
        let now = Now {
            at_ms: utc(text),
            here,
            quiet: None,
        };
        Self {
            planner: Planner::default(),
            now,
            screen: Vec::new(),
            digests: Vec::new(),
        }
    }

    pub fn moment(&self) -> Moment {
        Moment {
            at_ms: self.now.at_ms,
            zone: self.now.here,
        }
    }

    pub fn add(&mut self, n: u8, rule: Rule, reminder: Reminder) {
        let schedule = Schedule::new(id(n), rule, reminder, self.moment()).unwrap();
        self.planner.put(schedule);
    }

    pub fn edit(&mut self, n: u8, rule: Rule, reminder: Reminder) {
        let schedule = self.planner.schedule(id(n)).unwrap();
        let edited = self
            .planner
            .edited(schedule, 0, (&rule, &reminder), self.now);
        self.planner.put(edited.unwrap());
    }

    pub fn end(&mut self, n: u8) {
        let mut schedule = self.planner.schedule(id(n)).unwrap().clone();
        schedule.end(self.moment());
        self.planner.put(schedule);
    }

    /// Looks now, shows what rings and says so.
    pub fn look(&mut self) -> Look {
        let look = self.planner.look(self.now);
        for ring in &look.rings {
            assert!(ring.at_ms <= self.now.at_ms, "nothing rings early");
            self.screen.push((self.now.at_ms, ring.key));
            let _ = self.planner.shown(ring.key);
        }
        if !look.passed.is_empty() {
            self.digests.push(look.passed.clone());
        }
        assert!(look.next_ms.is_none_or(|next| next > self.now.at_ms));
        look
    }

    /// Looks whenever the planner asks for it, up to a moment, as a device that is on does.
    pub fn run_to(&mut self, text: &str) {
        self.run_to_ms(utc(text));
    }

    pub fn run_to_ms(&mut self, end_ms: i64) {
        let mut next = self.look().next_ms;
        while let Some(at_ms) = next.filter(|at| *at <= end_ms) {
            self.now.at_ms = at_ms;
            next = self.look().next_ms;
        }
        self.now.at_ms = end_ms;
        self.look();
    }

    /// The device is off until then.
    pub fn off_until(&mut self, text: &str) -> Look {
        self.now.at_ms = utc(text);
        self.look()
    }

    /// The last ring's occurrence is answered now.
    pub fn answer_last(&mut self, outcome: Outcome) {
        let occurrence = self.screen.last().unwrap().1.occurrence;
        self.answer(occurrence, outcome);
    }

    pub fn answer(&mut self, occurrence: OccurrenceKey, outcome: Outcome) {
        let answer = self.says(outcome);
        let _ = self.planner.answer(occurrence, answer, self.now.here);
    }

    pub fn says(&self, outcome: Outcome) -> Answer {
        Answer {
            outcome,
            at: self.moment(),
            take_home: None,
            told_ms: self.now.at_ms,
        }
    }

    /// What was shown since the last time of asking, as "day hour:minute kind" in UTC.
    pub fn shown(&mut self) -> Vec<String> {
        let line = |(at_ms, key): (i64, RingKey)| {
            let at = DateTime::from_timestamp_millis(at_ms).unwrap();
            format!("{} {:?}", at.format("%d %H:%M"), key.kind)
        };
        self.screen.drain(..).map(line).collect()
    }

    /// How each occurrence of a period stands.
    pub fn states(&self, n: u8, from: &str, until: &str) -> Vec<OccurrenceState> {
        let told = self.planner.told(id(n), utc(from), utc(until), self.now);
        told.into_iter().map(|one| one.state).collect()
    }

    /// A restart: everything but what was kept is gone.
    pub fn restart(&mut self) {
        let ids: Vec<_> = (0..=255)
            .filter_map(|n| self.planner.schedule(id(n)).cloned())
            .collect();
        let entries = self.planner.ledger().entries();
        let kept = entries.map(|(key, entry)| (key, entry.clone())).collect();
        self.planner = Planner::new(ids, Ledger::new(kept));
    }
}
