//! The log, read back.

use crate::dose_days::{doses_of_days, said_days};
use crate::dose_view::day_of_now;
use crate::{settings, App, Result};
use chrono::{Datelike, NaiveDate};
use mainstay_domain::{
    journey_days, DayStart, DiaryDose, DiaryDoses, EntryKind, JourneyEntry, JourneyKind,
    JourneyMonth, JourneyPage, JourneyYear, Month, MonthDay, Now, StayMark, EARLIEST_YEAR,
};
use mainstay_store::Store;
use std::collections::{BTreeMap, BTreeSet};

/// The most days of one page.
const MAX_DAYS: u32 = 31;

/// Which part of the log.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JourneyListRequest {
    /// Days before this one; `null` begins with the newest.
    #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
    pub before: Option<NaiveDate>,
    /// How many days on which something was logged, 1 to 31; more count as 31.
    pub days: u32,
    /// What is wanted; none means all.
    #[serde(default)]
    pub kinds: Vec<JourneyKind>,
}

/// Which month.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JourneyMonthRequest {
    /// `YYYY-MM`; `null` is this month.
    pub month: Option<String>,
}

/// Which year.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct JourneyYearRequest {
    /// 1900 to 9998; `null` is this year.
    pub year: Option<i32>,
}

impl App {
    /// A page of the log by day, newest first.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn journey_list(&self, request: JourneyListRequest) -> Result<JourneyPage> {
        let before = request.before.unwrap_or(LAST_DAY);
        let limit = request.days.clamp(1, MAX_DAYS);
        self.with_planner(|open, planning, now| {
            let store = &open.store;
            let day_start = settings::read(store)?.day_start_hour;
            let today = day_of_now(now, day_start);
            let wanted = Wanted::of(&request.kinds);
            // One more than asked tells whether there are older ones.
            let most = usize::try_from(limit).unwrap_or(usize::MAX) + 1;
            let line = Line {
                marks: StayMark::of(&store.stays().list()?, today),
                dose_days: said_days(store, (before, most), now, day_start)?,
            };
            let doses_of = |days| doses_of_days(store, planning, days, now, day_start);
            page(store, before, limit, &wanted, line, doses_of)
        })
    }

    /// A month at a glance.
    ///
    /// # Errors
    /// A refusal of `month`; [`Error::Locked`](crate::Error::Locked).
    pub fn journey_month(&self, request: JourneyMonthRequest) -> Result<JourneyMonth> {
        use crate::error::InField;
        let month = request
            .month
            .as_deref()
            .map(Month::parse)
            .transpose()
            .in_field("month")?;
        self.with_planner(|open, _, now| {
            let day_start = settings::read(&open.store)?.day_start_hour;
            let today = day_of_now(now, day_start);
            let month = month.unwrap_or_else(|| Month::of(today));
            let days = [month.first(), month.next_first()];
            let first = open
                .store
                .journey()
                .first_day()?
                .map_or(today, |day| day.min(today));
            Ok(JourneyMonth {
                month: month.to_string(),
                days: at_a_glance(&open.store, days, now, day_start)?,
                first_month: Month::of(first).to_string(),
            })
        })
    }
}

impl App {
    /// A year at a glance.
    ///
    /// # Errors
    /// A refusal of `year`; [`Error::Locked`](crate::Error::Locked).
    pub fn journey_year(&self, request: JourneyYearRequest) -> Result<JourneyYear> {
        use crate::error::InField;
        self.with_planner(|open, _, now| {
            let day_start = settings::read(&open.store)?.day_start_hour;
            let today = day_of_now(now, day_start);
            let year = request.year.unwrap_or_else(|| today.year());
            if !(EARLIEST_YEAR..9999).contains(&year) {
                return Err(mainstay_domain::Error::DateOutOfRange).in_field("year");
            }
            let first_of = |year| NaiveDate::from_ymd_opt(year, 1, 1);
            let (Some(from), Some(until)) = (first_of(year), first_of(year + 1)) else {
                return Err(mainstay_domain::Error::DateOutOfRange).in_field("year");
            };
            let first = open.store.journey().first_day()?;
            Ok(JourneyYear {
                year,
                days: at_a_glance(&open.store, [from, until], now, day_start)?,
                this_year: today.year(),
                first_year: first.map_or(today.year(), |day| day.year().min(today.year())),
            })
        })
    }
}

/// Each day from `from` until the one before `until`, with what stands on it.
fn at_a_glance(
    store: &Store,
    [from, until]: [NaiveDate; 2],
    now: Now,
    day_start: DayStart,
) -> Result<Vec<MonthDay>> {
    let mut days = store.journey().days(from, until)?;
    let marks = StayMark::of(&store.stays().list()?, day_of_now(now, day_start));
    let of_stays = marks.iter().filter_map(StayMark::day_on);
    let of_doses = said_days(store, (until, days.len()), now, day_start)?;
    let more: BTreeSet<NaiveDate> = of_stays.chain(of_doses).collect();
    for day in &mut days {
        day.has_more |= more.contains(&day.day_on);
    }
    Ok(days)
}

/// Text order is day order up to the year 9999.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// What a filter lets through.
struct Wanted {
    entries: Vec<EntryKind>,
    stays: bool,
    doses: bool,
}

/// What stands on the line beside entries.
struct Line {
    marks: Vec<StayMark>,
    /// The newest days on which something was said about a dose.
    dose_days: BTreeSet<NaiveDate>,
}

impl Wanted {
    fn of(kinds: &[JourneyKind]) -> Self {
        let all = kinds.is_empty();
        let is_wanted =
            |entry: &EntryKind| all || kinds.iter().any(|kind| kind.entries() == Some(*entry));
        Self {
            entries: EntryKind::ALL.iter().copied().filter(is_wanted).collect(),
            stays: all || kinds.contains(&JourneyKind::Stay),
            doses: all || kinds.contains(&JourneyKind::Dose),
        }
    }

    /// How much it leaves out.
    fn hidden(&self, store: &Store, line: &Line) -> Result<u32> {
        let of_stays = if self.stays { 0 } else { line.marks.len() };
        let of_doses = if self.doses {
            0
        } else {
            store.doses().count()?
        };
        let out: Vec<EntryKind> = EntryKind::ALL
            .iter()
            .copied()
            .filter(|kind| !self.entries.contains(kind))
            .collect();
        let of_entries = store.journey().count_of(&out)?;
        let of_stays = u32::try_from(of_stays).unwrap_or(u32::MAX);
        Ok(of_entries.saturating_add(of_stays).saturating_add(of_doses))
    }
}

fn page(
    store: &Store,
    before: NaiveDate,
    limit: u32,
    wanted: &Wanted,
    line: Line,
    doses_of: impl Fn((NaiveDate, NaiveDate)) -> Result<Vec<DiaryDose>>,
) -> Result<JourneyPage> {
    let hidden = wanted.hidden(store, &line)?;
    let (mut marks, mut dose_days) = (line.marks, line.dose_days);
    dose_days.retain(|_| wanted.doses);
    marks.retain(|mark| wanted.stays && mark.day_on().is_some_and(|day| day < before));
    // One more than asked tells whether there are older ones.
    let logged = store
        .journey()
        .days_before(before, limit + 1, &wanted.entries)?;
    let of_stays = marks.iter().filter_map(StayMark::day_on);
    let all = logged.into_iter().chain(of_stays);
    let all: BTreeSet<NaiveDate> = all.chain(dose_days.iter().copied()).collect();
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let days: Vec<NaiveDate> = all.iter().rev().take(limit).copied().collect();
    let (Some(newest), Some(oldest)) = (days.first().copied(), days.last().copied()) else {
        return Ok(JourneyPage {
            days: Vec::new(),
            hidden,
            older_before: None,
        });
    };
    marks.retain(|mark| mark.day_on().is_some_and(|day| day >= oldest));
    dose_days.retain(|day| (oldest..=newest).contains(day));
    let entries = entries(store, [oldest, newest], &wanted.entries)?;
    Ok(JourneyPage {
        days: journey_days(entries, marks, doses(&dose_days, doses_of)?),
        hidden,
        older_before: (all.len() > days.len()).then_some(oldest),
    })
}

/// What became of the doses of some days.
fn doses(
    days: &BTreeSet<NaiveDate>,
    doses_of: impl Fn((NaiveDate, NaiveDate)) -> Result<Vec<DiaryDose>>,
) -> Result<Vec<(NaiveDate, DiaryDoses)>> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Ok(Vec::new());
    };
    let mut by_day: BTreeMap<NaiveDate, Vec<DiaryDose>> = BTreeMap::new();
    for dose in doses_of((*first, *last))? {
        by_day.entry(dose.day_on).or_default().push(dose);
    }
    let of_day = |day| DiaryDoses::of(by_day.get(day).into_iter().flatten());
    Ok(days.iter().map(|day| (*day, of_day(day))).collect())
}

fn entries(
    store: &Store,
    [oldest, newest]: [NaiveDate; 2],
    kinds: &[EntryKind],
) -> Result<Vec<JourneyEntry>> {
    let mut entries = Vec::new();
    for kind in kinds {
        entries.append(&mut entries_of(store, *kind, oldest, newest)?);
    }
    Ok(entries)
}

fn entries_of(
    store: &Store,
    kind: EntryKind,
    oldest: NaiveDate,
    newest: NaiveDate,
) -> Result<Vec<JourneyEntry>> {
    fn of<T>(rows: Vec<T>, entry: fn(T) -> JourneyEntry) -> Vec<JourneyEntry> {
        rows.into_iter().map(entry).collect()
    }
    Ok(match kind {
        EntryKind::CheckIn => of(
            store.check_ins().between(oldest, newest)?,
            JourneyEntry::CheckIn,
        ),
        EntryKind::Craving => of(
            store.cravings().between(oldest, newest)?,
            JourneyEntry::Craving,
        ),
        EntryKind::Lapse => of(store.lapses().between(oldest, newest)?, JourneyEntry::Lapse),
        EntryKind::UseEntry => of(
            store.use_entries().between(oldest, newest)?,
            JourneyEntry::UseEntry,
        ),
        EntryKind::JournalEntry => of(
            store.journal_entries().between(oldest, newest)?,
            JourneyEntry::JournalEntry,
        ),
        EntryKind::DiaryNote => of(
            store.diary_notes().between(oldest, newest)?,
            JourneyEntry::DiaryNote,
        ),
        EntryKind::Attendance => of(
            store.attendances().between(oldest, newest)?,
            JourneyEntry::Attendance,
        ),
        EntryKind::SideEffect => of(
            store.side_effects().between(oldest, newest)?,
            JourneyEntry::SideEffect,
        ),
        EntryKind::Question => of(
            store.questions().between(oldest, newest)?,
            JourneyEntry::Question,
        ),
    })
}
