//! What came after a check-in: what the words are judged by.

use super::days::Day;
use crate::log_rows::LogRows;
use crate::patterns::{from_strength, Hardness};
use crate::Rating;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const HOUR_MS: i64 = 3_600_000;

/// For how long a word speaks: a day.
const AHEAD_MS: i64 = 24 * HOUR_MS;

/// Until when something must have been logged for silence to mean a quiet day: tomorrow's check-in, if it is late.
const HEARD_MS: i64 = 36 * HOUR_MS;

/// Everything that may come after a check-in, by when it was.
#[derive(Debug)]
pub(super) struct Outcomes {
    today: NaiveDate,
    from: Rating,
    /// Cravings and lapses.
    events: BTreeMap<i64, Hardness>,
    /// Check-ins: their day and the strongest answer.
    answers: BTreeMap<i64, (NaiveDate, Hardness)>,
}

impl Outcomes {
    /// What is known up to `today`.
    pub fn new(log: &LogRows<'_>, today: NaiveDate) -> Self {
        let mut events: BTreeMap<i64, Hardness> = BTreeMap::new();
        let mut answers: BTreeMap<i64, (NaiveDate, Hardness)> = BTreeMap::new();
        let mut by_day: BTreeMap<NaiveDate, Hardness> = BTreeMap::new();
        let cravings = log
            .cravings
            .iter()
            .map(|row| (row.when, Hardness::of_craving(row.strength)));
        let lapses = log.lapses.iter().map(|row| (row.when, Hardness::LAPSE));
        for (when, hard) in cravings
            .chain(lapses)
            .filter(|(when, _)| when.day_on <= today)
        {
            raise(events.entry(when.moment.at_ms).or_default(), hard);
            raise(by_day.entry(when.day_on).or_default(), hard);
        }
        for row in log.check_ins.iter().filter(|row| row.when.day_on <= today) {
            let hard = Hardness::of_answer(row.craving);
            raise(
                &mut answers
                    .entry(row.when.moment.at_ms)
                    .or_insert((row.when.day_on, hard))
                    .1,
                hard,
            );
            raise(by_day.entry(row.when.day_on).or_default(), hard);
        }
        let all: Vec<Hardness> = by_day.into_values().collect();
        Self {
            today,
            from: from_strength(&all),
            events,
            answers,
        }
    }

    /// Whether it was hard in the day after: a lapse or a strong craving, or a next check-in that tells of one. `None`
    /// while the time is not over, and when nothing was logged after.
    pub fn after(&self, day: &Day) -> Option<bool> {
        if (self.today - day.day_on).num_days() < 2 {
            return None;
        }
        let from = day.at_ms.saturating_add(1);
        let until = |span: i64| day.at_ms.saturating_add(span);
        let event = self
            .events
            .range(from..=until(AHEAD_MS))
            .any(|(_, hard)| hard.reaches(self.from));
        let next = self.answers.range(from..=until(HEARD_MS)).next();
        let heard = next.is_some() || self.events.range(from..=until(HEARD_MS)).next().is_some();
        heard.then(|| {
            event || next.is_some_and(|(_, (day_on, hard))| self.tells(day, *day_on, *hard))
        })
    }

    /// "The strongest so far", said later on the same day, tells of something new only when it is more than before.
    fn tells(&self, day: &Day, day_on: NaiveDate, hard: Hardness) -> bool {
        hard.reaches(self.from) && (day_on != day.day_on || hard > Hardness::of_answer(day.craving))
    }
}

fn raise(kept: &mut Hardness, hard: Hardness) {
    *kept = (*kept).max(hard);
}
