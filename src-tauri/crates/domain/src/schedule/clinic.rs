//! Visits to a clinic that gives a medicine: its hours, and the doses that were handed out to take at home.
//!
//! The next visit follows the last one that really happened and the number of doses that were given then; a visit
//! that did not happen is due again on the next day with hours. What is said is when the clinic is open and when the
//! doses at home are used up. Deliberately not here: what to do about a dose that was not taken. The clinic knows.

use super::occurrences::time_of;
use super::{ScheduleZone, Weekdays};
use crate::bindings::wire;
use crate::time::resolve;
use crate::{Error, Result};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

/// The most doses that can be handed out at a visit: four weeks of them, and a day for the next visit.
pub const MOST_TAKE_HOME: u8 = 31;

/// The most openings in a week: two for each of its days.
const MOST_OPENINGS: usize = 14;

/// When the clinic is open on some weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    weekdays: Weekdays,
    opens: NaiveTime,
    closes: NaiveTime,
}

impl Opening {
    /// Hours in minutes since midnight.
    ///
    /// # Errors
    /// [`Error::Invalid`] for hours that end before they begin, or for a minute that no day has.
    pub fn new(weekdays: Weekdays, opens: u16, closes: u16) -> Result<Self> {
        let times = time_of(opens).zip(time_of(closes));
        let (opens, closes) = times
            .filter(|(opens, closes)| opens < closes)
            .ok_or(Error::Invalid)?;
        Ok(Self {
            weekdays,
            opens,
            closes,
        })
    }
}

impl Opening {
    /// On which weekdays.
    #[must_use]
    pub const fn weekdays(&self) -> Weekdays {
        self.weekdays
    }

    /// From when to when.
    #[must_use]
    pub const fn hours(&self) -> [NaiveTime; 2] {
        [self.opens, self.closes]
    }
}

/// A visit that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// When to go: the usual time where the clinic is open then, or when it opens.
    pub at: NaiveDateTime,
    /// When it closes.
    pub closes: NaiveDateTime,
}

wire! {
    /// Doses that a clinic handed out, for days at home that are not over. Facts about dates: what to do about one that
    /// was not taken, the clinic knows.
    #[derive(Eq)]
    pub struct TakeHome {
        /// The day of the visit.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub visited_on: NaiveDate,
        /// How many were handed out, 1 to 31.
        pub given: u8,
        /// The days that they are for, from today on.
        #[cfg_attr(feature = "bindings", ts(type = "Array<string>"))]
        pub days: Vec<NaiveDate>,
        /// The day of the next visit; `None` past the end of the calendar.
        #[cfg_attr(feature = "bindings", ts(type = "string | null"))]
        pub next_visit_on: Option<NaiveDate>,
        /// Whether the clinic has no hours on the day on which they are used up: something to ask it.
        pub leaves_a_gap: bool,
    }
}

/// Visits with opening hours and doses to take at home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClinicVisits {
    first_on: NaiveDate,
    openings: Vec<Opening>,
    usual: Option<NaiveTime>,
    at_home: Option<NaiveTime>,
    zone: Tz,
}

impl ClinicVisits {
    /// Visits from a day on, in the clinic's zone. `usual` is the time at which the person goes, `at_home` the time of
    /// the doses at home if they are to be reminded of; both in minutes since midnight.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a clinic that is never open, too many openings, or a minute that no day has.
    pub fn new(
        first_on: NaiveDate,
        openings: Vec<Opening>,
        usual: Option<u16>,
        at_home: Option<u16>,
        zone: Tz,
    ) -> Result<Self> {
        let time = |minute: Option<u16>| match minute {
            Some(minute) => time_of(minute).map(Some).ok_or(Error::Invalid),
            None => Ok(None),
        };
        if openings.is_empty() || openings.len() > MOST_OPENINGS {
            return Err(Error::Invalid);
        }
        Ok(Self {
            first_on,
            openings,
            usual: time(usual)?,
            at_home: time(at_home)?,
            zone,
        })
    }

    /// From which day the first visit is due.
    #[must_use]
    pub const fn first_on(&self) -> NaiveDate {
        self.first_on
    }

    /// Its hours.
    #[must_use]
    pub fn openings(&self) -> &[Opening] {
        &self.openings
    }

    /// The time at which the person goes, where they said one.
    #[must_use]
    pub const fn usual(&self) -> Option<NaiveTime> {
        self.usual
    }

    /// The time of the doses at home, where they are reminded of.
    #[must_use]
    pub const fn at_home(&self) -> Option<NaiveTime> {
        self.at_home
    }

    /// Which clock it follows.
    #[must_use]
    pub const fn zone(&self) -> ScheduleZone {
        ScheduleZone::Of(self.zone)
    }

    /// The first visit on a day or later; `None` past the end of the calendar.
    #[must_use]
    pub fn next_visit(&self, from: NaiveDate) -> Option<Visit> {
        from.iter_days().take(8).find_map(|day| self.visit_on(day))
    }

    /// From which day a visit is due: after the last one, on `visited_on` with so many doses to take home.
    #[must_use]
    pub fn due_from(&self, last: Option<(NaiveDate, u8)>) -> Option<NaiveDate> {
        match last {
            None => Some(self.first_on),
            Some((on, doses)) => on.checked_add_signed(Duration::days(i64::from(doses) + 1)),
        }
    }

    /// Whether the clinic has no hours on the day on which the doses at home are used up. Something to ask the clinic.
    #[must_use]
    pub fn leaves_a_gap(&self, visited_on: NaiveDate, doses: u8) -> bool {
        let due = self.due_from(Some((visited_on, doses)));
        due.is_some_and(|day| self.visit_on(day).is_none())
    }

    /// What is at home from a visit on a day behind it; nothing once it is used up, or where nothing was handed out.
    #[must_use]
    pub fn take_home(
        &self,
        (visited_on, given): (NaiveDate, u8),
        today: NaiveDate,
    ) -> Option<TakeHome> {
        let days = visited_on.iter_days().skip(1).take(given.into());
        let days: Vec<NaiveDate> = days.filter(|day| *day >= today).collect();
        let due = self.due_from(Some((visited_on, given)))?;
        let next = self.next_visit(due);
        (!days.is_empty()).then(|| TakeHome {
            visited_on,
            given,
            days,
            next_visit_on: next.map(|visit| visit.at.date()),
            leaves_a_gap: self.leaves_a_gap(visited_on, given),
        })
    }

    /// The doses at home after a visit.
    pub fn home_doses(
        &self,
        visited_on: NaiveDate,
        doses: u8,
    ) -> impl Iterator<Item = NaiveDateTime> {
        let (time, days) = (self.at_home, visited_on.iter_days().skip(1));
        days.take(doses.into())
            .filter_map(move |day| Some(day.and_time(time?)))
    }

    /// The instant of a time on the clinic's wall.
    #[must_use]
    pub fn instant(&self, civil: NaiveDateTime) -> i64 {
        resolve(civil, self.zone).timestamp_millis()
    }

    /// The instant of an occurrence: of a visit on the clinic's wall, of a dose at home on that of the device.
    #[must_use]
    pub fn instant_here(&self, civil: NaiveDateTime, here: Tz) -> i64 {
        let zone = if self.is_visit(civil) {
            self.zone
        } else {
            here
        };
        resolve(civil, zone).timestamp_millis()
    }

    /// Whether a visit is due then, rather than a dose at home.
    #[must_use]
    pub fn is_visit(&self, civil: NaiveDateTime) -> bool {
        let visit = self.visit_on(civil.date());
        visit.is_some_and(|visit| visit.at == civil)
    }

    /// When the clinic closes behind a visit, in milliseconds since 1970 UTC; `None` for a dose at home.
    #[must_use]
    pub fn closes_ms(&self, civil: NaiveDateTime) -> Option<i64> {
        let visit = self.visit_on(civil.date());
        let visit = visit.filter(|visit| visit.at == civil)?;
        Some(self.instant(visit.closes))
    }

    fn visit_on(&self, day: NaiveDate) -> Option<Visit> {
        let weekday = chrono::Datelike::weekday(&day);
        let open = || self.openings.iter().filter(|one| one.weekdays.has(weekday));
        let usual = self.usual.and_then(|time| {
            let at = open().find(|one| one.opens <= time && time < one.closes)?;
            Some((time, at.closes))
        });
        let first = || open().map(|one| (one.opens, one.closes)).min();
        let (at, closes) = usual.or_else(first)?;
        Some(Visit {
            at: day.and_time(at),
            closes: day.and_time(closes),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn doses_at_home_are_for_the_days_after_the_visit_until_they_are_used_up() {
        let weekdays = Weekdays::new(&[1, 2, 3, 4, 5]).unwrap();
        let hours = vec![Opening::new(weekdays, 360, 660).unwrap()];
        let clinic = ClinicVisits::new(day("2026-11-02"), hours, None, None, Tz::UTC).unwrap();
        // Friday, two for the weekend.
        let visit = (day("2026-11-20"), 2);
        let told = clinic.take_home(visit, day("2026-11-20")).unwrap();
        assert_eq!(told.days, [day("2026-11-21"), day("2026-11-22")]);
        assert_eq!(
            (told.next_visit_on, told.leaves_a_gap),
            (Some(day("2026-11-23")), false)
        );
        let sunday = clinic.take_home(visit, day("2026-11-22")).unwrap();
        assert_eq!((sunday.given, sunday.days), (2, vec![day("2026-11-22")]));
        assert_eq!(clinic.take_home(visit, day("2026-11-23")), None);
        assert_eq!(
            clinic.take_home((day("2026-11-20"), 0), day("2026-11-20")),
            None
        );
        // One alone ends on a day without hours.
        let short = clinic.take_home((day("2026-11-20"), 1), day("2026-11-20"));
        assert!(short.unwrap().leaves_a_gap);
    }

    /// Open Monday to Friday 6 to 11, Saturday 7 to 9; closed on Sunday.
    fn clinic(usual: Option<u16>) -> ClinicVisits {
        let week = Opening::new(Weekdays::new(&[1, 2, 3, 4, 5]).unwrap(), 360, 660).unwrap();
        let saturday = Opening::new(Weekdays::new(&[6]).unwrap(), 420, 540).unwrap();
        let hours = vec![week, saturday];
        ClinicVisits::new(day("2026-11-23"), hours, usual, Some(480), Tz::UTC).unwrap()
    }

    fn next(clinic: &ClinicVisits, from: &str) -> (String, String) {
        let visit = clinic.next_visit(day(from)).unwrap();
        let text = |at: NaiveDateTime| at.format("%d %H:%M").to_string();
        (text(visit.at), text(visit.closes))
    }

    #[test]
    fn a_visit_is_within_the_hours_of_its_day() {
        let at = |visit: (&str, &str)| (visit.0.to_owned(), visit.1.to_owned());
        let none = clinic(None);
        assert_eq!(next(&none, "2026-11-27"), at(("27 06:00", "27 11:00")));
        assert_eq!(next(&none, "2026-11-28"), at(("28 07:00", "28 09:00")));
        assert_eq!(
            next(&none, "2026-11-29"),
            at(("30 06:00", "30 11:00")),
            "Sunday"
        );
        let usual = clinic(Some(570));
        assert_eq!(next(&usual, "2026-11-27"), at(("27 09:30", "27 11:00")));
        assert_eq!(
            next(&usual, "2026-11-28"),
            at(("28 07:00", "28 09:00")),
            "half past nine is too late on a Saturday"
        );
    }

    #[test]
    fn the_doses_taken_home_move_the_next_visit_and_a_closed_day_is_said() {
        let clinic = clinic(None);
        let friday = day("2026-11-27");
        assert_eq!(
            clinic.due_from(Some((friday, 2))),
            Some(day("2026-11-30")),
            "home on Saturday and Sunday, back on Monday"
        );
        let home: Vec<_> = clinic.home_doses(friday, 2).map(|at| at.date()).collect();
        assert_eq!(home, [day("2026-11-28"), day("2026-11-29")]);
        assert!(!clinic.leaves_a_gap(friday, 2));
        assert!(clinic.leaves_a_gap(friday, 1), "Sunday is closed");
        assert_eq!(clinic.due_from(None), Some(day("2026-11-23")));
    }

    #[test]
    fn a_clinic_that_is_never_open_is_refused() {
        let none = ClinicVisits::new(day("2026-11-23"), vec![], None, None, Tz::UTC);
        assert_eq!(none, Err(Error::Invalid));
        let all = Weekdays::new(&[1]).unwrap();
        assert_eq!(Opening::new(all, 600, 600), Err(Error::Invalid));
        assert_eq!(Opening::new(all, 600, 1_440), Err(Error::Invalid));
        assert_eq!(clinic(None).next_visit(NaiveDate::MAX), None);
    }
}
