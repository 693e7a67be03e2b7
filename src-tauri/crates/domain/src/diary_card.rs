//! The diary card: one week of the log on one page, day by day, so that it can be read with somebody else.
//!
//! Everything on it but the [`DiaryNote`] of a day is counted from the log at each look. Its rules:
//!
//! - A day is the local day that an entry has kept, so the person's own end of the day and the zone of that moment
//!   decide. A week is seven such days from the weekday on which weeks start where the person lives.
//! - *Not said* is never nought: a day without a check-in has no mood, and "acted on" counts the cravings that answer it.
//! - A feeling is a trigger of the kinds feeling and halt that was named around a craving or a lapse, and each of hungry,
//!   angry, lonely and tired that a check-in gives any level but none.
//! - A day that has entries is here, also where it is still the day before: who flew west over midnight has been there.
//! - A day is *missing* when it is over, has no check-in, and is not from before the first entry of all.
//! - A dose stands on the day on which it was due, one as needed on the day on which it was taken. Missed is what the
//!   ledger calls missed; one of which nobody was asked is told apart.
//!
//! Deliberately not here: a score, and a comparison of days.

use crate::bindings::wire;
use crate::{
    helps, Attendance, CheckIn, Craving, DiaryDose, DiaryDoses, DiaryNote, Error, HaltLevel, Help,
    JournalEntry, Lapse, Mood, Rating, Result, SleepMinutes, ToolKey, Trigger, TriggerId,
    TriggerKind, Use, UseEntry,
};
use chrono::{Datelike, Duration, NaiveDate};
use std::collections::BTreeMap;

/// Seven days, from the weekday on which weeks start where the person lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    first_on: NaiveDate,
}

impl Week {
    /// The week in which a day lies. `starts_on`: 1 (Monday) to 7 (Sunday), as ISO 8601 counts.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another weekday.
    pub fn of(day: NaiveDate, starts_on: u8) -> Result<Self> {
        if !(1..=7).contains(&starts_on) {
            return Err(Error::Invalid);
        }
        let weekday = i64::from(day.weekday().number_from_monday());
        let back = (weekday - i64::from(starts_on)).rem_euclid(7);
        Ok(Self {
            first_on: day - Duration::days(back),
        })
    }

    /// Its first day.
    #[must_use]
    pub const fn first_on(self) -> NaiveDate {
        self.first_on
    }

    /// Its last day.
    #[must_use]
    pub fn last_on(self) -> NaiveDate {
        self.first_on + Duration::days(6)
    }

    fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first_on.iter_days().take(7)
    }
}

/// What a card is made of, in any order. Entries of other weeks are left out.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiaryLog<'a> {
    /// Check-ins.
    pub check_ins: &'a [CheckIn],
    /// Cravings.
    pub cravings: &'a [Craving],
    /// Lapses, of every goal.
    pub lapses: &'a [Lapse],
    /// Uses, of every goal.
    pub uses: &'a [UseEntry],
    /// Journal entries.
    pub journal_entries: &'a [JournalEntry],
    /// Having been at meetings.
    pub attendances: &'a [Attendance],
    /// Doses, those included of which nothing was said.
    pub doses: &'a [DiaryDose],
    /// What was said on the card.
    pub notes: &'a [DiaryNote],
    /// Every trigger there is: which of them are feelings.
    pub triggers: &'a [Trigger],
}

wire! {
    /// How often something was felt on a day.
    #[derive(Copy, Eq)]
    pub struct DiaryFeeling {
        /// Which feeling.
        pub trigger_id: TriggerId,
        /// In how many entries it was named.
        pub times: u32,
    }
}

wire! {
    /// One day of a diary card. `None` is "not said".
    pub struct DiaryDay {
        /// The local day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
        /// It has not come yet, and nothing was said on it: a day with entries is here, wherever the person is by now.
        pub is_ahead: bool,
        /// Something was logged on it; what is said on the card does not count.
        pub is_logged: bool,
        /// How many check-ins.
        pub check_ins: u32,
        /// The lowest mood of them.
        pub mood_low: Option<Mood>,
        /// The highest.
        pub mood_high: Option<Mood>,
        /// How many cravings.
        pub cravings: u32,
        /// The strongest craving that a craving or a check-in tells of.
        pub strongest: Option<Rating>,
        /// How many cravings were acted on.
        pub acted: u32,
        /// Of how many it was said.
        pub acted_of: u32,
        /// How many lapses.
        pub lapses: u32,
        /// How many uses.
        pub uses: u32,
        /// Whether a check-in says that they used; yes where one of several does.
        pub used: Option<bool>,
        /// What was felt, the most often named first.
        pub feelings: Vec<DiaryFeeling>,
        /// Sleep in minutes; the longest answer where there are several, as in the chart.
        pub sleep_minutes: Option<SleepMinutes>,
        /// Tools that were used around cravings, the most helpful first.
        pub skills: Vec<Help<ToolKey>>,
        /// How many journal entries.
        pub journal_entries: u32,
        /// At how many meetings they were.
        pub meetings: u32,
        /// What became of its doses.
        pub doses: DiaryDoses,
        /// What was said on the card.
        pub note: Option<DiaryNote>,
    }
}

wire! {
    /// What can be said about the whole week.
    #[derive(Copy, Eq)]
    pub struct DiaryWeek {
        /// How many of its days have come, today included.
        pub days: u32,
        /// On how many something was logged.
        pub logged_days: u32,
        /// On how many there was a check-in.
        pub check_in_days: u32,
        /// How many cravings.
        pub cravings: u32,
        /// The strongest.
        pub strongest: Option<Rating>,
        /// How many were acted on.
        pub acted: u32,
        /// Of how many it was said.
        pub acted_of: u32,
        /// How many lapses.
        pub lapses: u32,
        /// How many uses.
        pub uses: u32,
        /// On how many days a skill was used, by the log or by their own word.
        pub skill_days: u32,
    }
}

wire! {
    /// A week of the log on one page.
    pub struct DiaryCard {
        /// Its first day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub first_on: NaiveDate,
        /// Its last day.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub last_on: NaiveDate,
        /// The local day it is.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub today: NaiveDate,
        /// The day of the first entry of all; `None` where there is none yet.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub first_entry_on: Option<NaiveDate>,
        /// The day of the last entry of all; after `today` where the person flew west over midnight.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub last_entry_on: Option<NaiveDate>,
        /// Its seven days, in order.
        pub days: Vec<DiaryDay>,
        /// The week as a whole.
        pub week: DiaryWeek,
        /// The days that are missing, in order.
        #[cfg_attr(feature = "bindings", ts(type = "Array<string>"))]
        pub missing: Vec<NaiveDate>,
    }
}

/// Draws up the card of a week. `entries_on`: the days of the first and of the last entry of all.
#[must_use]
pub fn diary_card(
    week: Week,
    today: NaiveDate,
    entries_on: Option<(NaiveDate, NaiveDate)>,
    log: &DiaryLog<'_>,
) -> DiaryCard {
    let days: Vec<DiaryDay> = week.days().map(|on| day(on, today, log)).collect();
    let is_missing = |day: &&DiaryDay| {
        day.day_on < today
            && day.check_ins == 0
            && entries_on.is_some_and(|(first, _)| day.day_on >= first)
    };
    DiaryCard {
        first_on: week.first_on(),
        last_on: week.last_on(),
        today,
        first_entry_on: entries_on.map(|(first, _)| first),
        last_entry_on: entries_on.map(|(_, last)| last),
        missing: days
            .iter()
            .filter(is_missing)
            .map(|day| day.day_on)
            .collect(),
        week: sum(&days),
        days,
    }
}

fn day(on: NaiveDate, today: NaiveDate, log: &DiaryLog<'_>) -> DiaryDay {
    let check_ins: Vec<_> = log
        .check_ins
        .iter()
        .filter(|one| one.when.day_on == on)
        .collect();
    let cravings: Vec<_> = log
        .cravings
        .iter()
        .filter(|one| one.when.day_on == on)
        .collect();
    let lapses: Vec<_> = log
        .lapses
        .iter()
        .filter(|one| one.when.day_on == on)
        .collect();
    let uses = count(log.uses.iter().filter(|one| one.when.day_on == on));
    let journal_entries = count(
        log.journal_entries
            .iter()
            .filter(|one| one.when.day_on == on),
    );
    let moods = || check_ins.iter().filter_map(|one| one.answers.mood);
    let meetings = count(log.attendances.iter().filter(|one| one.when.day_on == on));
    let doses = DiaryDoses::of(log.doses.iter().filter(|one| one.day_on == on));
    let entries = count(&check_ins) + count(&cravings) + count(&lapses) + uses;
    let entries = entries + journal_entries + meetings;
    let entries = entries + doses.taken + doses.late + doses.skipped + doses.as_needed;
    let note = log.notes.iter().find(|one| one.when.day_on == on).cloned();
    DiaryDay {
        day_on: on,
        is_ahead: on > today && entries == 0 && note.is_none(),
        is_logged: entries > 0,
        check_ins: count(&check_ins),
        mood_low: moods().min(),
        mood_high: moods().max(),
        cravings: count(&cravings),
        strongest: strongest(&check_ins, &cravings),
        acted: count(
            cravings
                .iter()
                .filter(|one| one.answers.acted == Some(true)),
        ),
        acted_of: count(cravings.iter().filter(|one| one.answers.acted.is_some())),
        lapses: count(&lapses),
        uses,
        // `true` is more than `false`, and an answer more than none.
        used: check_ins.iter().filter_map(|one| one.answers.used).max(),
        feelings: feelings(&check_ins, &cravings, &lapses, log.triggers),
        sleep_minutes: check_ins
            .iter()
            .filter_map(|one| one.answers.sleep_minutes)
            .max(),
        skills: skills(&cravings),
        journal_entries,
        meetings,
        doses,
        note,
    }
}

fn strongest(check_ins: &[&CheckIn], cravings: &[&Craving]) -> Option<Rating> {
    let told = check_ins.iter().filter_map(|one| one.answers.craving);
    told.chain(
        cravings
            .iter()
            .filter_map(|one| one.answers.strength_before),
    )
    .max()
}

/// Each entry names a feeling once. Of two named as often, the one that stands first in the list of triggers.
fn feelings(
    check_ins: &[&CheckIn],
    cravings: &[&Craving],
    lapses: &[&Lapse],
    triggers: &[Trigger],
) -> Vec<DiaryFeeling> {
    let named = cravings.iter().flat_map(|one| &one.answers.triggers);
    let named = named.chain(lapses.iter().flat_map(|one| &one.triggers));
    let mut times: BTreeMap<TriggerId, u32> = BTreeMap::new();
    for id in named {
        *times.entry(*id).or_default() += 1;
    }
    for need in check_ins.iter().flat_map(|one| needs(one)) {
        if let Some(trigger) = triggers.iter().find(|one| one.key.as_deref() == Some(need)) {
            *times.entry(trigger.id).or_default() += 1;
        }
    }
    let is_felt =
        |trigger: &&Trigger| matches!(trigger.kind, TriggerKind::Feeling | TriggerKind::Halt);
    let felt = triggers.iter().filter(is_felt);
    let mut feelings: Vec<DiaryFeeling> = felt
        .filter_map(|trigger| {
            let times = times.get(&trigger.id).copied()?;
            Some(DiaryFeeling {
                trigger_id: trigger.id,
                times,
            })
        })
        .collect();
    feelings.sort_by_key(|feeling| std::cmp::Reverse(feeling.times));
    feelings
}

/// The needs that a check-in gives any level but none, by the keys of the triggers that mean the same.
fn needs(check_in: &CheckIn) -> impl Iterator<Item = &'static str> {
    let halt = check_in.answers.halt;
    let is_felt = |level: Option<HaltLevel>| level.is_some_and(|level| level.get() > 0);
    [
        ("hungry", halt.hungry),
        ("angry", halt.angry),
        ("lonely", halt.lonely),
        ("tired", halt.tired),
    ]
    .into_iter()
    .filter(move |(_, level)| is_felt(*level))
    .map(|(key, _)| key)
}

fn skills(cravings: &[&Craving]) -> Vec<Help<ToolKey>> {
    let uses: Vec<_> = cravings
        .iter()
        .filter_map(|one| {
            Some(Use {
                of: one.answers.tool?,
                before: one.answers.strength_before,
                after: one.answers.strength_after,
                acted: one.answers.acted == Some(true),
            })
        })
        .collect();
    helps(&uses)
}

fn sum(days: &[DiaryDay]) -> DiaryWeek {
    let with = |is: fn(&&DiaryDay) -> bool| count(days.iter().filter(is));
    let total = |of: fn(&DiaryDay) -> u32| days.iter().map(of).sum();
    DiaryWeek {
        days: with(|day| !day.is_ahead),
        logged_days: with(|day| day.is_logged),
        check_in_days: with(|day| day.check_ins > 0),
        cravings: total(|day| day.cravings),
        strongest: days.iter().filter_map(|day| day.strongest).max(),
        acted: total(|day| day.acted),
        acted_of: total(|day| day.acted_of),
        lapses: total(|day| day.lapses),
        uses: total(|day| day.uses),
        skill_days: with(|day| day.used_skill()),
    }
}

impl DiaryDay {
    /// Whether a skill was used on it, by the log or by the person's own word.
    #[must_use]
    pub fn used_skill(&self) -> bool {
        let said = self.note.as_ref().and_then(|note| note.skill);
        !self.skills.is_empty() || said == Some(crate::SkillAnswer::Used)
    }
}

fn count<T>(of: impl IntoIterator<Item = T>) -> u32 {
    u32::try_from(of.into_iter().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "diary_card_tests.rs"]
mod tests;
