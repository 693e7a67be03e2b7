//! A long life in a vault, all of it through the core: a fixture for figures and pictures, never a test's promise.
//!
//! The same on each run: what varies from day to day follows from the day's number.

use crate::{TestApp, PASSPHRASE};
use chrono::{Datelike, Duration, NaiveDate, Weekday};
use mainstay_core::ports::Clock as _;
use serde_json::{json, Value};

/// How much there is of everything.
#[derive(Debug, Clone, Copy)]
pub struct Life {
    /// Days lived with the app, with a check-in and about eight doses on each.
    pub days: i64,
    /// Cravings, spread over the days.
    pub cravings: i64,
    /// Journal entries of about 200 words, spread over the days.
    pub journal_entries: i64,
    /// Meetings that they were at, spread over the days.
    pub attendances: i64,
}

/// Ten years of somebody who writes much.
pub const TEN_YEARS: Life = Life {
    days: 3_650,
    cravings: 20_000,
    journal_entries: 5_000,
    attendances: 1_500,
};

/// Days between two lapses.
const LAPSE_EVERY: i64 = 300;
/// Days between two journeys to another zone.
const TRAVEL_EVERY: i64 = 365;
const TRAVEL_DAYS: i64 = 14;
pub(crate) const HOME: &str = "Europe/London";
const ABROAD: [&str; 4] = [
    "Asia/Tokyo",
    "America/Los_Angeles",
    "Pacific/Apia",
    "Asia/Kathmandu",
];

impl Life {
    /// Entries in the log: check-ins, cravings, journal entries, lapses and uses.
    #[must_use]
    pub fn entries(self) -> i64 {
        self.days
            + self.cravings
            + self.journal_entries
            + self.attendances
            + self.lapses()
            + self.uses()
    }

    fn lapses(self) -> i64 {
        self.days / LAPSE_EVERY
    }

    fn uses(self) -> i64 {
        self.days / 9
    }

    /// Lives it in a vault of its own. Answers with the app, open, and the recovery code.
    ///
    /// # Panics
    /// When the core refuses any of it.
    #[must_use]
    pub fn lived(self) -> (TestApp, String) {
        let app = TestApp::empty();
        let code = app.call("vault_create", json!({ "passphrase": PASSPHRASE }));
        app.call(
            "settings_update",
            json!({ "setUp": "done", "lockAfterMinutes": 60 }),
        );
        self.live(&app);
        let groups = code["groups"].as_array().expect("a recovery code").iter();
        let code: Vec<_> = groups.filter_map(Value::as_str).collect();
        (app, code.join("-"))
    }

    fn live(self, app: &TestApp) {
        let goals = goals(app, self.days);
        let triggers = app.call("trigger_list", json!({}));
        for n in (0..self.days).rev() {
            travel(app, n);
            app.call("check_in_log", check_in(mood(n), Some(n)));
        }
        for n in 0..self.cravings {
            app.call("craving_log", self.craving(n, &goals[0], &triggers));
        }
        for n in 0..self.journal_entries {
            app.call("journal_entry_log", self.journal_entry(n));
        }
        for n in 0..self.lapses() {
            let at = at(n * LAPSE_EVERY + 30, 22);
            app.call(
                "lapse_log",
                json!({ "goalId": goals[0], "at": at, "note": "" }),
            );
        }
        for n in 0..self.uses() {
            let amount = (chance(n, 3, 4) + 1) * 1_000;
            app.call("use_entry_log", json!({ "goalId": goals[2], "at": at(n * 9 + 1, 20), "amount": amount, "note": "" }));
        }
        stays(app, self.days);
        visits(app, self.days);
        crate::life_doses::live(app, self.days);
        self.meetings(app);
    }

    /// Three meetings that are kept, and having been at them and at others.
    fn meetings(self, app: &TestApp) {
        let kept: Vec<Value> = (1..4).map(|weekday| meeting(app, weekday)).collect();
        for n in 0..self.attendances {
            let days_ago = n * self.days / self.attendances + 1;
            let own = usize::try_from(n % 4)
                .ok()
                .and_then(|place| kept.get(place));
            app.call(
                "attendance_log",
                json!({
                    "at": at(days_ago, 19), "meetingId": own, "name": format!("Meeting {}", n % 4), "way": "in_person",
                    "place": "Upstairs hall", "minutes": 60, "moodBefore": 2, "moodAfter": 3 + n % 3, "role": "",
                    "note": if n % 5 == 0 { "Stayed for tea." } else { "" },
                }),
            );
        }
    }

    fn craving(self, n: i64, goal: &Value, triggers: &Value) -> Value {
        let days_ago = n * self.days / self.cravings;
        let trigger = |k: i64| triggers[usize::try_from((n + k) % 30).unwrap_or(0)]["id"].clone();
        // Fridays are harder, and evenings.
        let is_hard = day(days_ago + 1).weekday() == Weekday::Fri;
        let hour = if is_hard { 19 } else { chance(n, 1, 14) + 8 };
        let strength = (chance(n, 2, 8) + if is_hard { 3 } else { 0 }).min(10);
        let tool =
            ["urge_wave", "paced_breathing", "grounding"][usize::try_from(n % 3).unwrap_or(0)];
        json!({
            "at": at(days_ago + 1, hour), "goalId": goal, "strengthBefore": strength,
            "strengthAfter": (strength - chance(n, 4, 5)).max(0), "triggers": [trigger(0), trigger(7), trigger(19)],
            "tool": tool, "toolSeconds": 300, "acted": chance(n, 5, 40) == 0, "note": "",
        })
    }

    /// About 200 words, of which most stand in every entry, some in a few and one in none but this.
    fn journal_entry(self, n: i64) -> Value {
        let usual =
            "We talked about the garden and the long winter, and then I walked home by the river. "
                .repeat(11);
        let text = format!("Day {n}. {usual} Tonight: topic{} and only{n}.", n % 97);
        let days_ago = n * self.days / self.journal_entries + 1;
        json!({ "at": at(days_ago, 21), "text": text, "tags": [format!("tag {}", n % 20)] })
    }
}

/// Adds check-ins until there are so many entries.
///
/// # Panics
/// When the core refuses one.
pub fn fill(app: &TestApp, life: Life, entries: i64) {
    for n in life.entries()..entries {
        app.call("check_in_log", check_in(mood(n), Some(n % life.days)));
    }
}

/// A check-in with everything said, `days_ago` or now.
#[must_use]
pub fn check_in(mood: i64, days_ago: Option<i64>) -> Value {
    let n = days_ago.unwrap_or(0);
    json!({
        "at": days_ago.map(|n| at(n + 1, 9)), "mood": mood, "craving": 5 - mood + chance(n, 6, 4), "confidence": 4 + mood,
        "sleepMinutes": 300 + 30 * chance(n, 7, 9), "halt": { "hungry": 0, "angry": 1, "lonely": chance(n, 8, 3), "tired": chance(n, 9, 4) },
        "used": false, "note": "A note of the usual length, about how the day went and who was there.",
    })
}

/// Alcohol and nicotine left behind, cannabis less; the first two from the beginning.
fn goals(app: &TestApp, days: i64) -> Vec<Value> {
    let began = at(days, 8);
    for (kind, direction) in [
        ("alcohol", "abstain"),
        ("nicotine", "abstain"),
        ("cannabis", "reduce"),
    ] {
        app.call(
            "goal_create",
            json!({ "kind": kind, "name": "", "direction": direction, "startedAt": began }),
        );
    }
    let goals = app.call("goal_list", json!({}));
    goals
        .as_array()
        .expect("goals")
        .iter()
        .map(|goal| goal["id"].clone())
        .collect()
}

/// Two weeks abroad each year, the last of them long over.
fn travel(app: &TestApp, days_ago: i64) {
    let is_away = days_ago > TRAVEL_EVERY && days_ago % TRAVEL_EVERY < TRAVEL_DAYS;
    let abroad = usize::try_from(days_ago / TRAVEL_EVERY).unwrap_or(0) % ABROAD.len();
    app.clock
        .travel(if is_away { ABROAD[abroad] } else { HOME });
}

fn stays(app: &TestApp, days: i64) {
    let ago = [
        ("detox", days - 10),
        ("residential", days - 17),
        ("hospital", days / 2),
    ];
    for (place, ago) in ago.into_iter().filter(|(_, ago)| *ago > 6) {
        let span = json!({ "place": place, "name": "", "fromOn": day(ago).to_string(), "untilOn": day(ago - 6).to_string() });
        app.call("stay_create", span);
    }
}

/// Therapy each Tuesday from the first day on, with a word about each visit, and a payday each month.
fn visits(app: &TestApp, days: i64) {
    let now = app.clock.now_ms();
    app.clock.set(&format!("{}T08:00:00Z", day(days)));
    let phase = json!({
        "days": { "kind": "weeks", "every": 1, "weekdays": [2] }, "fromOn": day(days).to_string(), "untilOn": null,
        "times": { "kind": "at", "minutes": [960] },
    });
    let grace = json!({ "kind": "minutes", "minutes": 60 });
    let made = app.call(
        "appointment_create",
        json!({
            "kind": "therapy", "title": "", "personId": null, "withWhom": "Dr Blue", "place": "2 Side Street",
            "link": "", "phone": "555 0101", "note": "", "minutes": 50,
            "rule": { "kind": "civil", "phases": [phase], "zone": HOME },
            "reminder": { "preAlerts": [1_440, 60], "nag": null, "ringsInQuietHours": false, "grace": grace },
        }),
    );
    app.clock.set_ms(now);
    let request = json!({ "id": made["value"]["id"], "beforeOn": null });
    let page = app.call("appointment_get", request);
    let key = page["appointment"]["next"]["occurrence"].clone();
    let tuesdays = (0..days).filter(|n| day(*n).weekday() == Weekday::Tue);
    for n in tuesdays.filter(|n| *n > 0 && *n < days - 1) {
        let mut visit = key.clone();
        visit["civil"] = json!(format!("{}T16:00:00", day(n)));
        let about = json!({ "occurrence": visit, "why": "", "takeaways": "Breathe first.", "nextStep": "" });
        app.call("visit_update", about);
    }
    let payday = json!({
        "kind": "payday", "name": "", "dayOn": day(days).to_string(), "untilOn": null, "repeat": "monthly",
        "hard": "The shop on the way home.", "plan": "Walk with Sam.", "exitLine": "", "personId": null,
        "alertDays": 1, "alertAt": 540, "checkAt": null,
    });
    app.call("coping_date_create", payday);
}

fn mood(n: i64) -> i64 {
    chance(n, 10, 5) + 1
}

/// A number below `of` that follows from `n` and has no pattern (SplitMix64).
pub(crate) fn chance(n: i64, salt: u64, of: i64) -> i64 {
    let mut z = n
        .unsigned_abs()
        .wrapping_add(salt << 32)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    i64::try_from((z >> 33) % of.unsigned_abs().max(1)).unwrap_or(0)
}

pub(crate) fn at(days_ago: i64, hour: i64) -> String {
    format!("{}T{hour:02}:15", day(days_ago))
}

pub(crate) fn day(days_ago: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day") - Duration::days(days_ago)
}

fn meeting(app: &TestApp, weekday: i64) -> Value {
    let phase = json!({
        "days": { "kind": "weeks", "every": 1, "weekdays": [weekday] }, "fromOn": "2026-01-01", "untilOn": null,
        "times": { "kind": "at", "minutes": [19 * 60] },
    });
    let rule = json!({ "kind": "civil", "phases": [phase], "zone": HOME });
    let made = app.call(
        "my_meeting_create",
        json!({
            "name": format!("Meeting {weekday}"), "kind": "", "group": "", "way": "in_person", "place": "Upstairs hall",
            "address": "", "link": "", "phone": "", "joining": "", "notes": "", "minutes": 60, "isHomeGroup": false,
            "times": [{ "schedule": null, "rule": rule }], "reminder": null,
        }),
    );
    made["value"]["id"].clone()
}
