//! The person's choices.

use crate::error::InField;
use crate::{App, Empty, Result};
use mainstay_domain::{
    Currency, DayStart, Headline, OccurrenceKey, OutlookWeights, QuietHoursChoice, SetUpStep,
    Settings,
};
use mainstay_store::{Store, Write};
use serde::de::DeserializeOwned;
use serde::Serialize;

const CHECKED_MS: &str = "checkedMs";
const ELSEWHERE_MS: &str = "elsewhereMs";
const ZONE_KEPT: &str = "zoneKept";
const ELSEWHERE_PUT_OFF_MS: &str = "elsewherePutOffMs";
const DOSES_PUT_AWAY: &str = "dosesPutAway";
const LOST_WRITES: &str = "lostWrites";
const TYPED_MS: &str = "passphraseTypedMs";
const CLOSING_TOLD: &str = "closingTold";
/// The name that stands on attendance sheets, when the person wants it kept.
const SHEET_NAME: &str = "sheetName";

/// Changes to choices; what is absent stays.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[cfg_attr(feature = "bindings", ts(optional_fields, rename = "SettingsUpdate"))]
#[serde(rename_all = "camelCase", default)]
pub struct SettingsUpdateRequest {
    /// Which number leads on Today.
    pub headline: Option<Headline>,
    /// Whether today counts from its start.
    pub first_day_counts: Option<bool>,
    /// The hour at which their day begins, 0 to 12. Concerns what is logged from now on.
    pub day_start_hour: Option<DayStart>,
    /// Lock after so many minutes without a touch, 1 to 60.
    pub lock_after_minutes: Option<u8>,
    /// Whether there is an outlook on Today.
    pub outlook: Option<bool>,
    /// What weighs how much in it, 0 to 3 each.
    pub outlook_weights: Option<OutlookWeights>,
    /// Whether milestones are told.
    pub milestones: Option<bool>,
    /// The currency of savings, three letters of ISO 4217.
    pub currency: Option<Currency>,
    /// When nothing rings but what is told to.
    pub quiet_hours: Option<QuietHoursChoice>,
    /// Whether reminders ring on when the window is closed.
    pub rings_when_closed: Option<bool>,
    /// Whether notifications name nothing.
    pub discreet_notifications: Option<bool>,
    /// What is still to do of set-up.
    pub set_up: Option<SetUpStep>,
}

impl App {
    /// The person's choices.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked).
    pub fn settings_get(&self, _: Empty) -> Result<Settings> {
        self.with_open(|open| read(&open.store))
    }

    /// Changes choices.
    ///
    /// # Errors
    /// [`Error::Locked`](crate::Error::Locked), or a refusal of `lockAfterMinutes`, `outlookWeights` or
    /// `quietHours`.
    pub fn settings_update(&self, request: SettingsUpdateRequest) -> Result<Settings> {
        if request
            .lock_after_minutes
            .is_some_and(|minutes| !(1..=60).contains(&minutes))
        {
            Err(mainstay_domain::Error::Invalid).in_field("lockAfterMinutes")?;
        }
        if request
            .outlook_weights
            .is_some_and(|all| !all.are_in_range())
        {
            Err(mainstay_domain::Error::Invalid).in_field("outlookWeights")?;
        }
        if let Some(choice) = request.quiet_hours {
            choice.hours().in_field("quietHours")?;
        }
        let change = self.change()?;
        self.with_open(|open| {
            open.store.write(change, |write| put_all(write, &request))?;
            read(&open.store)
        })
    }
}

/// The choices in the store, with the usual ones where nothing was chosen. A value that this program cannot read
/// counts as not chosen: a choice is not worth a locked-out person.
pub(crate) fn read(store: &Store) -> Result<Settings> {
    let mut settings = Settings::default();
    for (name, value) in store.settings().all()? {
        match name.as_str() {
            "headline" => take(&mut settings.headline, &value),
            "firstDayCounts" => take(&mut settings.first_day_counts, &value),
            "dayStartHour" => take(&mut settings.day_start_hour, &value),
            "lockAfterMinutes" => take(&mut settings.lock_after_minutes, &value),
            "outlook" => take(&mut settings.outlook, &value),
            "outlookWeights" => take(&mut settings.outlook_weights, &value),
            "milestones" => take(&mut settings.milestones, &value),
            "currency" => take(&mut settings.currency, &value),
            "quietHours" => take(&mut settings.quiet_hours, &value),
            "ringsWhenClosed" => take(&mut settings.rings_when_closed, &value),
            "discreetNotifications" => take(&mut settings.discreet_notifications, &value),
            "setUp" => take(&mut settings.set_up, &value),
            _ => {}
        }
    }
    Ok(settings)
}

/// When the journal was last checked from end to end, in milliseconds since 1970 UTC; 0 for never.
pub(crate) fn checked_ms(store: &Store) -> Result<i64> {
    one(store, CHECKED_MS)
}

pub(crate) fn put_checked_ms(write: &Write<'_>, at_ms: i64) -> Result<()> {
    put(write, CHECKED_MS, Some(&at_ms))
}

/// When the passphrase was last typed, in milliseconds since 1970 UTC; 0 for never. Known to the day.
pub(crate) fn typed_ms(store: &Store) -> Result<i64> {
    one(store, TYPED_MS)
}

pub(crate) fn put_typed_ms(write: &Write<'_>, at_ms: i64) -> Result<()> {
    put(write, TYPED_MS, Some(&at_ms))
}

/// How many writes damage has taken that the person has not yet been told of, or has not put away.
pub(crate) fn lost_writes(store: &Store) -> Result<u32> {
    one(store, LOST_WRITES)
}

pub(crate) fn put_lost_writes(write: &Write<'_>, count: u32) -> Result<()> {
    put(write, LOST_WRITES, Some(&count))
}

/// When the newest copy elsewhere was made that was found whole, in milliseconds since 1970 UTC; 0 for none.
pub(crate) fn elsewhere_ms(store: &Store) -> Result<i64> {
    one(store, ELSEWHERE_MS)
}

pub(crate) fn put_elsewhere_ms(write: &Write<'_>, at_ms: i64) -> Result<()> {
    put(write, ELSEWHERE_MS, Some(&at_ms))
}

/// Until when the person does not want to hear of a copy elsewhere, in milliseconds since 1970 UTC.
pub(crate) fn elsewhere_put_off_ms(store: &Store) -> Result<i64> {
    one(store, ELSEWHERE_PUT_OFF_MS)
}

pub(crate) fn put_elsewhere_put_off_ms(write: &Write<'_>, until_ms: i64) -> Result<()> {
    put(write, ELSEWHERE_PUT_OFF_MS, Some(&until_ms))
}

/// Which of the doses that went by are told of no more.
pub(crate) fn doses_put_away(store: &Store) -> Result<Vec<OccurrenceKey>> {
    one(store, DOSES_PUT_AWAY)
}

pub(crate) fn put_doses_put_away(write: &Write<'_>, keys: &[OccurrenceKey]) -> Result<()> {
    put(write, DOSES_PUT_AWAY, Some(&keys))
}

/// For which zone it was last said by which clock doses go, an IANA name; empty for none.
pub(crate) fn zone_kept(store: &Store) -> Result<String> {
    one(store, ZONE_KEPT)
}

pub(crate) fn put_zone_kept(write: &Write<'_>, zone: &str) -> Result<()> {
    put(write, ZONE_KEPT, Some(&zone))
}

/// Whether it was said that Mainstay stays when its window is closed.
pub(crate) fn closing_told(store: &Store) -> Result<bool> {
    one(store, CLOSING_TOLD)
}

pub(crate) fn put_closing_told(write: &Write<'_>) -> Result<()> {
    put(write, CLOSING_TOLD, Some(&true))
}

/// The name that is kept for attendance sheets; empty for none.
pub(crate) fn sheet_name(store: &Store) -> Result<String> {
    one(store, SHEET_NAME)
}

/// Keeps it.
pub(crate) fn put_sheet_name(write: &Write<'_>, name: &str) -> Result<()> {
    put(write, SHEET_NAME, Some(&name))
}

fn one<T: DeserializeOwned + Default>(store: &Store, name: &str) -> Result<T> {
    let mut value = T::default();
    let all = store.settings().all()?;
    if let Some((_, json)) = all.iter().find(|(stored, _)| stored == name) {
        take(&mut value, json);
    }
    Ok(value)
}

pub(crate) fn put_set_up(write: &Write<'_>, step: SetUpStep) -> Result<()> {
    put(write, "setUp", Some(&step))
}

fn put_all(write: &Write<'_>, request: &SettingsUpdateRequest) -> Result<()> {
    put(write, "headline", request.headline.as_ref())?;
    put(write, "firstDayCounts", request.first_day_counts.as_ref())?;
    put(write, "dayStartHour", request.day_start_hour.as_ref())?;
    put(
        write,
        "lockAfterMinutes",
        request.lock_after_minutes.as_ref(),
    )?;
    put(write, "outlook", request.outlook.as_ref())?;
    put(write, "outlookWeights", request.outlook_weights.as_ref())?;
    put(write, "milestones", request.milestones.as_ref())?;
    put(write, "currency", request.currency.as_ref())?;
    put(write, "quietHours", request.quiet_hours.as_ref())?;
    let when_closed = request.rings_when_closed;
    put(write, "ringsWhenClosed", when_closed.as_ref())?;
    let discreet = request.discreet_notifications;
    put(write, "discreetNotifications", discreet.as_ref())?;
    put(write, "setUp", request.set_up.as_ref())
}

fn put<T: Serialize>(write: &Write<'_>, name: &str, value: Option<&T>) -> Result<()> {
    if let Some(value) = value {
        let json = serde_json::to_string(value).map_err(|_| crate::Error::Request)?;
        write.settings().put(name, &json)?;
    }
    Ok(())
}

fn take<T: DeserializeOwned>(into: &mut T, json: &str) {
    if let Ok(value) = serde_json::from_str(json) {
        *into = value;
    }
}
