//! Instants, zones and local days.
//!
//! A thing that happened has an instant (milliseconds since 1970 UTC) and the zone in which it was logged. Its local
//! day is worked out once, in that zone and with the person's own end of the day, and kept beside it: travel and
//! later settings do not move what has already happened to another day.
//!
//! Local times become instants by one rule: a time that a clock change skips moves forward by what was skipped; a
//! time that happens twice means the first. (RFC 5545 section 3.3.5; the "compatible" rule of Temporal.)
//!
//! A zone is named by `chrono_tz::Tz` and read from the tables of `jiff`, which are kept up (decision 0028).

use crate::bindings::wire;
use crate::{Error, Result};
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use jiff::tz::TimeZone;
use jiff::Timestamp;
use std::sync::OnceLock;

/// The first year that a date may lie in. Nobody alive logs an earlier one; a smaller number is a typing mistake.
pub const EARLIEST_YEAR: i32 = 1900;

/// When and where something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The zone of the device at that time.
    pub zone: Tz,
}

impl Moment {
    /// The local day of this moment for somebody whose day starts at `day_start`.
    #[must_use]
    pub fn day(&self, day_start: DayStart) -> NaiveDate {
        day_of(self.at_ms, self.zone, day_start)
    }

    /// What a clock on the wall showed.
    #[must_use]
    pub fn local(&self) -> NaiveDateTime {
        local_time(self.at_ms, self.zone)
    }
}

wire! {
    /// When something was logged to have happened, as it is kept: instant, zone and the local day that follows from
    /// them.
    #[derive(Eq)]
    pub struct Logged {
        /// When, in milliseconds since 1970 UTC.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub at_ms: i64,
        /// The zone in which it was logged, an IANA name.
        pub zone: String,
        /// The local day it belongs to.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub day_on: NaiveDate,
    }
}

impl Logged {
    /// A moment and its day, for somebody whose day starts at `day_start`.
    #[must_use]
    pub fn new(moment: Moment, day_start: DayStart) -> Self {
        Self {
            at_ms: moment.at_ms,
            zone: moment.zone.name().to_owned(),
            day_on: moment.day(day_start),
        }
    }

    /// The zone. A name that this program's tables no longer know counts as UTC, so that an old entry can still be
    /// edited.
    #[must_use]
    pub fn tz(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }
}

/// The hour at which a person's day begins: 0 (midnight) to 12 (noon). At 4, a check-in at 02:00 belongs to the day
/// before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(try_from = "i64", into = "i64")]
pub struct DayStart(#[cfg_attr(feature = "bindings", ts(type = "number"))] u8);

impl DayStart {
    /// Checks an hour.
    ///
    /// # Errors
    /// [`Error::Invalid`] outside 0 to 12.
    pub fn new(hour: i64) -> Result<Self> {
        u8::try_from(hour)
            .ok()
            .filter(|hour| *hour <= 12)
            .map(Self)
            .ok_or(Error::Invalid)
    }

    /// The hour, 0 to 12.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.0
    }
}

impl TryFrom<i64> for DayStart {
    type Error = Error;
    fn try_from(hour: i64) -> Result<Self> {
        Self::new(hour)
    }
}

impl From<DayStart> for i64 {
    fn from(start: DayStart) -> Self {
        Self::from(start.0)
    }
}

/// A local date and time to the minute, as a person picks it: `2026-11-21T18:30`. It has no zone yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CivilMinute(NaiveDateTime);

impl CivilMinute {
    /// Reads `YYYY-MM-DDTHH:MM`, the form of an HTML `datetime-local` field.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another form or a day that no calendar has; [`Error::DateOutOfRange`] before
    /// [`EARLIEST_YEAR`] or after the year 9999.
    pub fn parse(text: &str) -> Result<Self> {
        let civil =
            NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").map_err(|_| Error::Invalid)?;
        if (EARLIEST_YEAR..=9999).contains(&civil.year()) {
            Ok(Self(civil))
        } else {
            Err(Error::DateOutOfRange)
        }
    }

    /// The instant that this local time is in `zone`.
    #[must_use]
    pub fn at(self, zone: Tz) -> Moment {
        Moment {
            at_ms: resolve(self.0, zone).timestamp_millis(),
            zone,
        }
    }
}

/// The instant of a local time in a zone: forward out of a gap, the first of an overlap.
#[must_use]
pub fn resolve(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    instant_of(civil, zone).unwrap_or_else(|| civil.and_utc())
}

fn instant_of(civil: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let number = |part: u32| i8::try_from(part).ok();
    let on_the_wall = jiff::civil::DateTime::new(
        i16::try_from(civil.year()).ok()?,
        number(civil.month())?,
        number(civil.day())?,
        number(civil.hour())?,
        number(civil.minute())?,
        number(civil.second())?,
        // An interval begins at any millisecond, and its occurrences are named by it.
        i32::try_from(civil.nanosecond()).ok()?,
    );
    let at = clock_of(zone).to_ambiguous_timestamp(on_the_wall.ok()?);
    DateTime::from_timestamp_millis(at.compatible().ok()?.as_millisecond())
}

/// Room for every zone that has a name; a test holds it to be enough.
const ZONES: usize = 700;

/// What a zone's clocks do, from the tables that this program carries; looked up once. A zone that they do not know
/// counts as UTC.
fn clock_of(zone: Tz) -> &'static TimeZone {
    static CLOCKS: [OnceLock<TimeZone>; ZONES] = [const { OnceLock::new() }; ZONES];
    static UTC: TimeZone = TimeZone::UTC;
    let look_up = || TimeZone::get(zone.name()).unwrap_or(TimeZone::UTC);
    CLOCKS
        .get(zone as usize)
        .map_or(&UTC, |clock| clock.get_or_init(look_up))
}

/// A change of a zone's clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockChange {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// How far ahead of UTC they were until then, in seconds.
    pub before_seconds: i32,
    /// How far from then on.
    pub after_seconds: i32,
}

/// What a zone's clocks do behind one instant and up to another, in order.
#[must_use]
pub fn clock_changes(zone: Tz, after_ms: i64, until_ms: i64) -> Vec<ClockChange> {
    let Ok(after) = Timestamp::from_millisecond(after_ms) else {
        return Vec::new();
    };
    let clock = clock_of(zone);
    let mut before_seconds = clock.to_offset(after).seconds();
    let mut changes = Vec::new();
    let all = clock.following(after);
    for change in all.take_while(|one| one.timestamp().as_millisecond() <= until_ms) {
        let after_seconds = change.offset().seconds();
        if after_seconds != before_seconds {
            changes.push(ClockChange {
                at_ms: change.timestamp().as_millisecond(),
                before_seconds,
                after_seconds,
            });
        }
        before_seconds = after_seconds;
    }
    changes
}

/// The local day of an instant in a zone, for a day that starts at `day_start`.
#[must_use]
pub fn day_of(at_ms: i64, zone: Tz, day_start: DayStart) -> NaiveDate {
    let local = local_time(at_ms, zone);
    let hours = Duration::hours(i64::from(day_start.hour()));
    local.checked_sub_signed(hours).unwrap_or(local).date()
}

/// What a clock on the wall shows at an instant; one that no calendar has counts as 1970.
pub(crate) fn local_time(at_ms: i64, zone: Tz) -> NaiveDateTime {
    let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    let seconds = Timestamp::from_millisecond(at_ms)
        .map_or(0, |at| i64::from(clock_of(zone).to_offset(at).seconds()));
    let local = at.naive_utc();
    local
        .checked_add_signed(Duration::seconds(seconds))
        .unwrap_or(local)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{Africa, America, Asia, Australia, Europe, Pacific, TZ_VARIANTS};
    use proptest::prelude::*;

    fn utc(text: &str, zone: Tz) -> String {
        let moment = CivilMinute::parse(text).unwrap().at(zone);
        DateTime::from_timestamp_millis(moment.at_ms)
            .unwrap()
            .format("%Y-%m-%dT%H:%M")
            .to_string()
    }

    #[test]
    fn a_skipped_time_moves_forward_by_what_was_skipped() {
        assert_eq!(
            utc("2026-03-29T02:30", Europe::Berlin),
            "2026-03-29T01:30",
            "03:30 summer time"
        );
        assert_eq!(
            utc("2025-09-07T00:15", America::Santiago),
            "2025-09-07T04:15",
            "01:15, a gap at midnight"
        );
        assert_eq!(
            utc("2026-10-04T02:15", Australia::Lord_Howe),
            "2026-10-03T15:45",
            "a gap of half an hour"
        );
        assert_eq!(
            utc("2011-12-30T12:00", Pacific::Apia),
            "2011-12-30T22:00",
            "a whole day was skipped"
        );
    }

    #[test]
    fn a_time_that_happens_twice_means_the_first() {
        assert_eq!(utc("2026-10-25T02:30", Europe::Berlin), "2026-10-25T00:30");
        assert_eq!(
            utc("2026-11-01T01:30", America::New_York),
            "2026-11-01T05:30"
        );
    }

    #[test]
    fn an_ordinary_time_is_itself() {
        assert_eq!(utc("2026-11-21T18:30", Asia::Kathmandu), "2026-11-21T12:45");
    }

    #[test]
    fn dates_nobody_means_are_refused() {
        assert_eq!(
            CivilMinute::parse("1899-12-31T23:59"),
            Err(Error::DateOutOfRange)
        );
        assert!(CivilMinute::parse("1900-01-01T00:00").is_ok());
        for text in [
            "",
            "2026-02-30T10:00",
            "2026-01-01",
            "2026-01-01T25:00",
            "yesterday",
            "2026-01-01T10:00:00Z",
        ] {
            assert_eq!(CivilMinute::parse(text), Err(Error::Invalid), "{text}");
        }
    }

    #[test]
    fn the_day_ends_at_the_persons_own_hour() {
        let at = CivilMinute::parse("2026-11-22T02:00")
            .unwrap()
            .at(Europe::London);
        assert_eq!(at.day(DayStart::new(0).unwrap()).to_string(), "2026-11-22");
        assert_eq!(at.day(DayStart::new(4).unwrap()).to_string(), "2026-11-21");
    }

    #[test]
    fn one_instant_is_two_days_across_the_date_line() {
        let at_ms = CivilMinute::parse("2026-11-21T12:00")
            .unwrap()
            .at(Tz::UTC)
            .at_ms;
        assert_eq!(
            day_of(at_ms, Pacific::Kiritimati, DayStart::default()).to_string(),
            "2026-11-22"
        );
        assert_eq!(
            day_of(at_ms, Pacific::Pago_Pago, DayStart::default()).to_string(),
            "2026-11-21"
        );
    }

    #[test]
    fn every_zone_that_has_a_name_is_in_the_tables() {
        for zone in TZ_VARIANTS {
            assert!((zone as usize) < ZONES, "{zone}");
            assert!(TimeZone::get(zone.name()).is_ok(), "{zone}");
        }
    }

    #[test]
    fn the_tables_know_what_changed_in_2026() {
        // British Columbia stayed on summer time that autumn; Morocco left it in September.
        let local = |text: &str, zone| {
            let at_ms = CivilMinute::parse(text).unwrap().at(Tz::UTC).at_ms;
            Moment { at_ms, zone }.local().to_string()
        };
        assert_eq!(
            local("2026-11-22T07:30", America::Vancouver),
            "2026-11-22 00:30:00"
        );
        assert_eq!(
            local("2026-11-22T00:30", Africa::Casablanca),
            "2026-11-22 00:30:00"
        );
        assert_eq!(
            local("2026-11-22T07:30", America::Los_Angeles),
            "2026-11-21 23:30:00"
        );
    }

    #[test]
    fn absurd_instants_give_a_day_and_no_panic() {
        for at_ms in [i64::MIN, i64::MAX, 0] {
            let _ = day_of(at_ms, Africa::Cairo, DayStart::new(12).unwrap());
        }
    }

    #[test]
    fn every_zone_resolves_the_hours_around_each_of_its_gaps() {
        for zone in TZ_VARIANTS {
            for day in 0..3 * 366 {
                let noonless = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Duration::days(day);
                let civil = noonless.and_hms_opt(0, 30, 0).unwrap();
                let back = local_time(resolve(civil, zone).timestamp_millis(), zone);
                assert!(
                    back >= civil && back - civil <= Duration::hours(24),
                    "{zone} {civil} became {back}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn resolving_never_goes_back_and_keeps_order(zone in 0..TZ_VARIANTS.len(), minute in 0i64..70_000_000, later in 0i64..3_000) {
            let zone = TZ_VARIANTS[zone];
            let civil = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap() + Duration::minutes(minute);
            let at = resolve(civil, zone);
            let back = local_time(at.timestamp_millis(), zone);
            prop_assert!(back >= civil);
            // A clock put back makes a later reading of the clock an earlier instant at most by what it was put back.
            prop_assert!(resolve(civil + Duration::minutes(later), zone) + Duration::hours(25) > at);
        }
    }
}
