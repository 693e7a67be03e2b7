//! The supply of a medicine: what was counted, what is left of it, and for how long.
//!
//! - It is counted in the person's own unit, and only what they counted, fetched and took goes into it.
//! - What is left follows from the last count at each look and is kept nowhere, so it cannot disagree with the log.
//! - Where something is not known, there is no number: never a guess.
//!
//! Deliberately not here: a dose. How much of the supply a dose takes is what the person typed, or the count in the
//! prescriber's words.

use crate::bindings::{wire, words};
use crate::{
    Amount, Error, GraceSpec, Logged, MedicineId, Name, ReminderSpec, Result, ScheduleRule,
    StockEntryId,
};
use chrono::{Duration, NaiveDate};

/// The reminder that a supply runs low comes so many days before, unless the person chose otherwise.
pub const USUAL_LOW_DAYS: u8 = 7;
/// That of the day on which more can be fetched.
pub const USUAL_REFILL_DAYS: u8 = 1;
/// That of the day on the pack.
pub const USUAL_EXPIRY_DAYS: u8 = 30;
/// The furthest ahead that one of them can be, in days.
pub const MOST_SUPPLY_DAYS: u8 = 90;
/// The most refills that can be left.
pub const MOST_REFILLS: u8 = 99;
/// What is taken as needed goes on at the pace of so many days.
pub const PACE_DAYS: i64 = 28;
/// The fewest uses in these days that make a pace.
pub const PACE_USES: usize = 3;
/// A supply is followed so many days ahead: one that lasts longer is enough for more than a year.
pub const SUPPLY_DAYS: i64 = 400;

const DAY_MS: i64 = 24 * 60 * 60_000;
/// What reminds of a supply rings at this minute of the day: at ten, when shops and clinics are open.
pub const SUPPLY_RINGS_AT: u16 = 10 * 60;
/// It is open to an answer for a day.
const OPEN_MINUTES: u32 = 24 * 60;

wire! {
    /// What is known of a medicine's supply besides its counts.
    #[derive(Eq)]
    pub struct Stock {
        /// Of which medicine.
        pub medicine_id: MedicineId,
        /// What is counted, in the person's word, such as "tablets"; may be empty.
        pub unit: Name,
        /// From which day more can be fetched.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub refill_on: Option<NaiveDate>,
        /// How much there is at a refill, in thousandths.
        pub refill_size: Option<Amount>,
        /// How many refills are left, 0 to 99.
        pub refills_left: Option<u8>,
        /// How many days before the supply runs out it reminds, 0 to 90; `None` for never.
        pub low_days: Option<u8>,
        /// How many days before `refill_on` it reminds, and on the day itself; the same.
        pub refill_days: Option<u8>,
        /// How many days before the day on the pack it reminds, and on the day itself; the same.
        pub expiry_days: Option<u8>,
    }
}

impl Stock {
    /// That of a medicine of which nothing was said yet.
    #[must_use]
    pub fn of(medicine_id: MedicineId) -> Self {
        Self {
            medicine_id,
            unit: Name::default(),
            refill_on: None,
            refill_size: None,
            refills_left: None,
            low_days: Some(USUAL_LOW_DAYS),
            refill_days: Some(USUAL_REFILL_DAYS),
            expiry_days: Some(USUAL_EXPIRY_DAYS),
        }
    }
}

wire! {
    /// Of which kind something in the supply's log is.
    pub enum StockEntryKind {
        /// All that is there was counted.
        Count,
        /// More was fetched.
        Refill,
    }
}
words!(StockEntryKind {
    Count = "count",
    Refill = "refill",
});

wire! {
    /// A count, or a refill.
    #[derive(Eq)]
    pub struct StockEntry {
        /// Its id.
        pub id: StockEntryId,
        /// Of which medicine.
        pub medicine_id: MedicineId,
        /// Which of the two.
        pub kind: StockEntryKind,
        /// When, as the person says.
        #[serde(flatten)]
        pub when: Logged,
        /// How much there was, or was added, in thousandths.
        pub amount: Amount,
    }
}

wire! {
    /// What of a supply is near.
    pub enum SupplyKind {
        /// It runs low.
        Low,
        /// More can be fetched.
        Refill,
        /// The day printed on the pack.
        Expiry,
    }
}

/// Something that was taken, or is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupplyUse {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// How much of the supply.
    pub amount: Amount,
}

/// What is left by the last count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplyLeft {
    /// When it was counted.
    pub counted: Logged,
    /// In thousandths; below 0 when more was taken than the count had.
    pub thousandths: i64,
}

impl SupplyLeft {
    /// What can be there: never less than nothing.
    #[must_use]
    pub fn amount(&self) -> Amount {
        let most = i64::from(Amount::MAX);
        Amount::new(self.thousandths.clamp(0, most)).unwrap_or_default()
    }
}

/// What is left: the last count, with what was fetched and without what was taken since. `None` where nothing was
/// counted.
#[must_use]
pub fn supply_left(entries: &[StockEntry], taken: &[SupplyUse]) -> Option<SupplyLeft> {
    let counts = entries
        .iter()
        .filter(|one| one.kind == StockEntryKind::Count);
    let last = counts.max_by_key(|one| (one.when.at_ms, one.id))?;
    let since = (last.when.at_ms, last.id);
    let fetched = entries
        .iter()
        .filter(|one| one.kind == StockEntryKind::Refill && (one.when.at_ms, one.id) > since);
    let fetched: i64 = fetched.map(|one| i64::from(one.amount)).sum();
    let used = taken.iter().filter(|one| one.at_ms >= since.0);
    let used: i64 = used.map(|one| i64::from(one.amount)).sum();
    Some(SupplyLeft {
        counted: last.when.clone(),
        thousandths: i64::from(last.amount) + fetched - used,
    })
}

/// How much a day goes at the pace of the last four weeks, in thousandths; `None` for too few uses to tell.
#[must_use]
pub fn supply_pace(taken: &[SupplyUse], now_ms: i64) -> Option<i64> {
    let since_ms = now_ms.saturating_sub(PACE_DAYS * DAY_MS);
    let recent = taken
        .iter()
        .filter(|one| one.at_ms > since_ms && one.at_ms <= now_ms);
    let amounts: Vec<i64> = recent.map(|one| i64::from(one.amount)).collect();
    let total: i64 = amounts.iter().sum();
    (amounts.len() >= PACE_USES && total > 0).then(|| (total / PACE_DAYS).max(1))
}

/// When a supply does not cover any more what is planned (in its order) and what goes as needed, in milliseconds since
/// 1970 UTC; `None` when it does up to `until_ms`.
#[must_use]
pub fn supply_ends(
    left: Amount,
    planned: &[SupplyUse],
    a_day: Option<i64>,
    (now_ms, until_ms): (i64, i64),
) -> Option<i64> {
    let mut left = i64::from(left);
    // When what is left would be gone by what goes as needed alone.
    let gone = |left: i64| {
        let a_day = a_day?;
        let ms = i128::from(left.max(0)) * i128::from(DAY_MS) / i128::from(a_day.max(1));
        Some(now_ms.saturating_add(i64::try_from(ms).unwrap_or(i64::MAX)))
    };
    for one in planned.iter().filter(|one| i64::from(one.amount) > 0) {
        let at_ms = one.at_ms.max(now_ms);
        if gone(left).is_some_and(|gone| gone <= at_ms) {
            break;
        }
        left -= i64::from(one.amount);
        if left < 0 || gone(left).is_some_and(|gone| gone < at_ms) {
            return Some(at_ms);
        }
    }
    gone(left).filter(|gone| *gone <= until_ms)
}

/// When the last of what is planned (in its order) is due that a supply covers, in milliseconds since 1970 UTC; `None`
/// when it does not cover the first.
#[must_use]
pub fn supply_lasts(left: Amount, planned: &[SupplyUse]) -> Option<i64> {
    let mut left = i64::from(left);
    let used = planned.iter().filter(|one| i64::from(one.amount) > 0);
    let covered = used.take_while(|one| {
        left -= i64::from(one.amount);
        left >= 0
    });
    covered.last().map(|one| one.at_ms)
}

/// How much of a supply the words of an amount say, where they are a count in its unit: "2 tablets", "1/2", "1.5 ml".
/// `None` for all else.
#[must_use]
pub fn counted_in(words: &Name, unit: &Name) -> Option<Amount> {
    let words = words.as_str().trim();
    let is_number = |c: char| c.is_ascii_digit() || "./,¼½¾".contains(c);
    let end = words.find(|c| !is_number(c)).unwrap_or(words.len());
    let (number, rest) = words.split_at(end);
    let rest = rest.trim();
    if !rest.is_empty() && !is_word(rest, unit.as_str().trim()) {
        return None;
    }
    thousandths(number).and_then(|number| Amount::new(number).ok())
}

/// Whether two words are one, or one and several: "tablet" and "tablets", "patch" and "patches".
fn is_word(word: &str, unit: &str) -> bool {
    const ENDING: usize = 2;
    let (word, unit) = (word.to_lowercase(), unit.to_lowercase());
    let (short, long) = if word.len() <= unit.len() {
        (word, unit)
    } else {
        (unit, word)
    };
    !short.is_empty() && long.starts_with(&short) && long.len() - short.len() <= ENDING
}

fn thousandths(number: &str) -> Option<i64> {
    let fraction = |c: char| match c {
        '¼' => Some(250),
        '½' => Some(500),
        '¾' => Some(750),
        _ => None,
    };
    if let Some(part) = number.chars().last().and_then(fraction) {
        let whole = number.trim_end_matches(['¼', '½', '¾']);
        let whole = if whole.is_empty() { 0 } else { digits(whole)? };
        return Some(whole * 1_000 + part);
    }
    if let Some((over, under)) = number.split_once('/') {
        let (over, under) = (digits(over)?, digits(under)?);
        return (under > 0 && over * 1_000 % under == 0).then(|| over * 1_000 / under);
    }
    let Some((whole, part)) = number.split_once(['.', ',']) else {
        return digits(number).map(|whole| whole * 1_000);
    };
    // "1,500" is one and a half to some and fifteen hundred to others.
    let scale = match part.len() {
        1 => 100,
        2 => 10,
        _ => return None,
    };
    Some(digits(whole)? * 1_000 + digits(part)? * scale)
}

/// A whole number of at most six digits.
fn digits(text: &str) -> Option<i64> {
    let is_plain = (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

/// Checks how many days before something a supply reminds.
///
/// # Errors
/// [`Error::Invalid`] above [`MOST_SUPPLY_DAYS`].
pub const fn supply_days(days: Option<u8>) -> Result<Option<u8>> {
    match days {
        Some(days) if days > MOST_SUPPLY_DAYS => Err(Error::Invalid),
        _ => Ok(days),
    }
}

/// Checks how many refills are left.
///
/// # Errors
/// [`Error::Invalid`] above [`MOST_REFILLS`].
pub const fn refills_left(refills: Option<u8>) -> Result<Option<u8>> {
    match refills {
        Some(refills) if refills > MOST_REFILLS => Err(Error::Invalid),
        _ => Ok(refills),
    }
}

/// Rings so many days before a day, and on the day itself.
#[must_use]
pub fn supply_rings_before(day_on: NaiveDate, days: u8) -> (ScheduleRule, ReminderSpec) {
    let before = day_on - Duration::days(i64::from(days));
    let mut all = vec![before, day_on];
    all.dedup();
    supply_rings(&all)
}

/// Rings once on each of these days, in their order, by the clock on the wall.
#[must_use]
pub fn supply_rings(days: &[NaiveDate]) -> (ScheduleRule, ReminderSpec) {
    let phases = days.iter().map(|day| crate::PhaseSpec {
        days: crate::DaysSpec::Days { every: 1 },
        from_on: *day,
        until_on: Some(*day),
        times: crate::TimesSpec::At {
            minutes: vec![SUPPLY_RINGS_AT],
        },
    });
    let rule = ScheduleRule::Civil {
        phases: phases.collect(),
        zone: None,
    };
    let reminder = ReminderSpec {
        pre_alerts: Vec::new(),
        nag: None,
        rings_in_quiet_hours: false,
        grace: GraceSpec::Minutes {
            minutes: OPEN_MINUTES,
        },
        silent: false,
    };
    (rule, reminder)
}

#[cfg(test)]
#[path = "stock_tests.rs"]
mod tests;
