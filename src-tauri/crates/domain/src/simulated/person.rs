//! One simulated person: what they are like, what is planted in them, and what they log.

use super::{at, day, trigger, Random, SimulatedLog};
use crate::log_rows::{CheckInRow, CravingRow, DoseDay, LapseRow};
use crate::{Halt, HaltLevel, Rating, SleepMinutes};

/// The chance of use by days since the last use, from daily records of three trials (CTN-0027, -0030, -0051; computed
/// in `reference/clinical.md` 6.2). Between the days that are given the earlier one holds on. They have the echo after
/// one, two, three and four weeks.
const OPIOIDS: &[(u32, f64)] = &[
    (1, 0.615),
    (2, 0.179),
    (3, 0.129),
    (4, 0.102),
    (5, 0.097),
    (6, 0.128),
    (7, 0.149),
    (8, 0.091),
    (10, 0.053),
    (14, 0.059),
    (15, 0.03),
    (18, 0.024),
    (21, 0.034),
    (22, 0.022),
    (28, 0.035),
    (29, 0.016),
    (61, 0.007),
];
const ALCOHOL: &[(u32, f64)] = &[
    (1, 0.494),
    (2, 0.173),
    (3, 0.13),
    (4, 0.102),
    (6, 0.156),
    (7, 0.224),
    (8, 0.082),
    (9, 0.06),
    (14, 0.080),
    (15, 0.035),
    (21, 0.052),
    (22, 0.025),
    (28, 0.04),
    (29, 0.017),
];
const COCAINE: &[(u32, f64)] = &[
    (1, 0.520),
    (2, 0.18),
    (3, 0.13),
    (4, 0.1),
    (7, 0.262),
    (8, 0.08),
    (14, 0.090),
    (15, 0.035),
    (21, 0.051),
    (22, 0.025),
    (28, 0.041),
    (29, 0.016),
];

/// What is really there to be found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Planted {
    /// Nothing.
    Nothing,
    /// That many times as many cravings and lapses on Friday evenings.
    FridayEvening(f64),
    /// That many times as many on days that are lonely.
    Lonely(f64),
    /// That many times as many after short sleep.
    ShortSleep(f64),
    /// That many times as many on days with a missed dose.
    MissedDose(f64),
    /// Cravings with the first trigger are that much stronger.
    StrongTrigger(f64),
    /// The odds of acting on a craving with the first trigger are that many times as high.
    ActedTrigger(f64),
}

/// How a person logs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Habits {
    /// Most days, with days off.
    Steady,
    /// Little, with long holes, and less on weekends.
    Patchy,
    /// Cravings and lapses; hardly a check-in.
    OnlyInNeed,
    /// Check-ins on working days; on weekends the app is opened only in need.
    WeekendsInNeed,
}

/// What a person is like.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    random: Random,
    hazard: &'static [(u32, f64)],
    hazard_scale: f64,
    cravings_a_day: f64,
    change_a_day: f64,
    parts: [f64; 4],
    strength: f64,
    triggers: Vec<f64>,
    check_ins: f64,
    halt: [f64; 4],
    short_sleep: f64,
    missed: f64,
    habits: Habits,
    planted: Planted,
}

/// The state of a person on one day.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    trouble: f64,
    halt: [f64; 4],
    sleep: f64,
    missed: bool,
    since_use: u32,
    away: bool,
}

/// Many people, none of them like another.
pub(crate) fn people(
    seed: u64,
    many: u64,
    habits: &[Habits],
    planted: Planted,
) -> impl Iterator<Item = Person> + '_ {
    (0..many).map(move |number| {
        let place = usize::try_from(number).unwrap() % habits.len();
        Person::new(
            seed.wrapping_mul(1_000_003).wrapping_add(number),
            habits[place],
            planted,
        )
    })
}

/// From below -`spread` to above: a threshold of a standard normal that is passed with this chance.
fn passed(value: f64, share: f64) -> bool {
    // The logistic curve is close enough to the normal one here.
    1.0 / (1.0 + (-1.702 * value).exp()) < share
}

impl Person {
    fn new(seed: u64, habits: Habits, planted: Planted) -> Self {
        let mut random = Random::new(seed);
        let r = &mut random;
        let hazard = [OPIOIDS, ALCOHOL, COCAINE][r.place(&[1.0, 1.0, 1.0])];
        let parts = [
            r.between(0.3, 1.0),
            r.between(0.5, 1.5),
            r.between(0.8, 2.5),
            r.between(0.2, 1.2),
        ];
        let total: f64 = parts.iter().sum();
        let names = 4 + r.place(&[1.0; 6]);
        Self {
            hazard,
            hazard_scale: (r.normal() - 0.7).exp(),
            cravings_a_day: (0.8 * r.normal() - 0.5).exp().min(4.0),
            change_a_day: r.between(-0.012, 0.002),
            parts: parts.map(|part| part / total),
            strength: r.between(3.5, 7.0),
            triggers: (0..names)
                .map(|name| 1.0 / (1.0 + name as f64 * r.between(0.3, 1.0)))
                .collect(),
            check_ins: r.between(0.6, 0.98),
            halt: [0; 4].map(|_| r.between(0.08, 0.4)),
            short_sleep: r.between(0.08, 0.4),
            missed: r.between(0.04, 0.25),
            habits,
            planted,
            random,
        }
    }

    /// What they log over so many days.
    pub fn log(mut self, days: i64) -> SimulatedLog {
        let mut log = SimulatedLog::default();
        let mut state = State {
            since_use: 4,
            ..State::default()
        };
        for number in 0..days {
            self.move_on(&mut state);
            self.live(&mut state, number, &mut log);
        }
        log
    }

    /// Slow changes: trouble, needs and sleep each go their own way, and most of them get better with time.
    fn move_on(&mut self, state: &mut State) {
        let r = &mut self.random;
        state.trouble = 0.8 * state.trouble + 0.6 * r.normal();
        for need in &mut state.halt {
            *need = 0.6 * *need + 0.8 * r.normal();
        }
        state.sleep = 0.5 * state.sleep + 0.866 * r.normal();
        state.missed = r.yes(if state.missed { 0.5 } else { self.missed * 0.6 });
        let leave = match self.habits {
            Habits::Patchy => 0.12,
            Habits::Steady | Habits::OnlyInNeed | Habits::WeekendsInNeed => 0.03,
        };
        state.away = r.yes(if state.away { 0.7 } else { leave });
    }

    fn better(&self, number: i64) -> f64 {
        (self.change_a_day * number as f64).exp()
    }

    fn live(&mut self, state: &mut State, number: i64, log: &mut SimulatedLog) {
        let weekend = number % 7 >= 5;
        let better = self.better(number).max(0.5);
        let lonely = passed(state.halt[2], self.halt[2] * better);
        let short = passed(state.sleep, self.short_sleep * better);
        let times = match self.planted {
            Planted::Lonely(times) if lonely => times,
            Planted::ShortSleep(times) if short => times,
            Planted::MissedDose(times) if state.missed => times,
            _ => 1.0,
        };
        let mut strongest = 0.0_f64;
        for part in 0..4 {
            let here = match self.planted {
                Planted::FridayEvening(more) if number % 7 == 4 && part == 2 => times * more,
                _ => times,
            };
            strongest = strongest.max(self.crave(state, number, part, here, log));
        }
        let used = self.use_today(state, number, times, log);
        let wants = match self.habits {
            Habits::Patchy if weekend => 0.4 * self.check_ins,
            Habits::OnlyInNeed => 0.05,
            Habits::WeekendsInNeed if weekend => 0.0,
            Habits::Steady | Habits::Patchy | Habits::WeekendsInNeed => self.check_ins,
        };
        if !state.away && self.random.yes(wants) {
            let row = self.check_in(state, number, strongest, used, short, better);
            log.check_ins.push(row);
        }
        if !state.away && !used {
            log.doses.push(DoseDay {
                day_on: day(number),
                missed: state.missed,
            });
        }
        // After use many open no diary for a while.
        if used && self.random.yes(0.3) {
            state.away = true;
        }
    }

    /// The cravings of one part of a day; gives the strongest, logged or not.
    fn crave(
        &mut self,
        state: &State,
        number: i64,
        part: usize,
        times: f64,
        log: &mut SimulatedLog,
    ) -> f64 {
        let after_use = if state.since_use <= 3 { 1.5 } else { 1.0 };
        let mean =
            self.cravings_a_day * self.better(number) * (0.5 * state.trouble).exp() * after_use;
        let mut strongest = 0.0_f64;
        for _ in 0..self.random.poisson(mean * self.parts[part] * times) {
            let (strength, row) = self.craving(state, number, part);
            strongest = strongest.max(strength);
            // Weak ones are often not worth the trouble.
            if !state.away && self.random.yes(0.35 + 0.06 * strength) {
                log.cravings.push(row);
            }
        }
        strongest
    }

    fn craving(&mut self, state: &State, number: i64, part: usize) -> (f64, CravingRow) {
        let r = &mut self.random;
        let mut strength = self.strength + 0.8 * state.trouble + 1.8 * r.normal();
        let more = r.poisson((0.15 * strength).max(0.1));
        let mut triggers: Vec<u8> = (0..=more)
            .map(|_| u8::try_from(r.place(&self.triggers)).unwrap())
            .collect();
        triggers.dedup();
        let first = triggers.contains(&0);
        let mut odds = (0.35 * (strength - 7.0) - 0.8).exp();
        match self.planted {
            Planted::StrongTrigger(more) if first => strength += more,
            Planted::ActedTrigger(times) if first => odds *= times,
            _ => {}
        }
        let strength = strength.round().clamp(1.0, 10.0);
        let acted = r.yes(odds / (1.0 + odds));
        if r.yes(0.15) {
            triggers.clear();
        }
        let row = CravingRow {
            when: at(number, self.hour(part)),
            strength: self
                .random
                .yes(0.95)
                .then(|| Rating::new(strength as i64).unwrap()),
            acted: self.random.yes(0.8).then_some(acted),
            triggers: triggers.into_iter().map(trigger).collect(),
        };
        (strength, row)
    }

    fn hour(&mut self, part: usize) -> f64 {
        let (from, to) = [(5.0, 12.0), (12.0, 17.0), (17.0, 22.0), (22.0, 29.0)][part];
        self.random.between(from, to)
    }

    fn use_today(
        &mut self,
        state: &mut State,
        number: i64,
        times: f64,
        log: &mut SimulatedLog,
    ) -> bool {
        let known = self
            .hazard
            .iter()
            .rev()
            .find(|(days, _)| *days <= state.since_use);
        let friday = match self.planted {
            Planted::FridayEvening(more) if number % 7 == 4 => more,
            _ => 1.0,
        };
        let chance = known.map_or(0.0, |(_, chance)| *chance) * self.hazard_scale * times * friday;
        let used = self.random.yes(chance.min(0.9));
        state.since_use = if used { 1 } else { state.since_use + 1 };
        if used {
            let part = if friday > 1.0 {
                2
            } else {
                self.random.place(&self.parts)
            };
            let when = at(number, self.hour(part));
            // Some write it down later, some never.
            if self.random.yes(0.75) {
                log.lapses.push(LapseRow { when });
            }
        }
        used
    }

    fn check_in(
        &mut self,
        state: &State,
        number: i64,
        strongest: f64,
        used: bool,
        short: bool,
        better: f64,
    ) -> CheckInRow {
        // In trouble questions are skipped, or the form is closed at once.
        let answers = if state.trouble > 0.8 { 0.6 } else { 0.85 };
        let mut needs = [None; 4];
        for (need, (value, share)) in needs.iter_mut().zip(state.halt.iter().zip(self.halt)) {
            let level = i64::from(passed(*value, share * better)) * 2;
            *need = self
                .random
                .yes(answers)
                .then(|| HaltLevel::new(level).unwrap());
        }
        let [hungry, angry, lonely, tired] = needs;
        let sleep = if short {
            self.random.between(200.0, 359.0)
        } else {
            self.random.between(360.0, 540.0)
        };
        CheckInRow {
            when: at(number, self.random.between(7.0, 23.0)),
            craving: self
                .random
                .yes(answers)
                .then(|| Rating::new(strongest as i64).unwrap()),
            confidence: None,
            sleep_minutes: self
                .random
                .yes(answers)
                .then(|| SleepMinutes::new(sleep as i64).unwrap()),
            halt: Halt {
                hungry,
                angry,
                lonely,
                tired,
            },
            used: self.random.yes(0.5).then_some(used),
        }
    }
}
