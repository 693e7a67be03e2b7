//! The doses of a long life: what is taken each day at three times, and something as needed now and then.

use crate::life::{at, chance, day, HOME};
use crate::TestApp;
use mainstay_core::ports::Clock as _;
use serde_json::{json, Value};

/// What is taken, in words, and at which hours.
const TAKEN: [(&str, &[i64]); 3] = [
    ("Morning film", &[8, 20]),
    ("Calm tablets", &[8, 14, 20]),
    ("Stomach drops", &[8, 14, 20]),
];
const HOURS: [i64; 3] = [8, 14, 20];
/// Days between two doses that were left out with a reason, two hours of which nothing was said, two late ones and two as
/// needed.
const SKIPPED_EVERY: i64 = 11;
const UNSAID_EVERY: i64 = 17;
const LATE_EVERY: i64 = 7;
const NEEDED_EVERY: i64 = 4;

/// About eight doses on each of the days.
pub(crate) fn live(app: &TestApp, days: i64) {
    let now = app.clock.now_ms();
    app.clock.set(&format!("{}T00:30:00Z", day(days)));
    let medicines = TAKEN.map(|(name, hours)| Taken {
        key: key(app, &medicine(app, name, daily(hours, days))),
        hours,
    });
    let needed = json!({ "kind": "as_needed", "gap": 240, "mostIn24Hours": 3, "mostADay": null });
    let needed = medicine(app, "Headache tablets", needed);
    app.clock.set_ms(now);
    for n in (1..days).rev() {
        for hour in HOURS {
            let due = medicines.iter().filter(|one| one.hours.contains(&hour));
            say(app, n, hour, due.map(|one| one.on(n, hour)).collect());
        }
        if n % NEEDED_EVERY == 0 {
            let take = json!({ "schedule": needed["schedules"][0]["id"], "at": at(n, 11 + chance(n, 12, 10)), "note": "", "site": "" });
            app.call("dose_take", take);
        }
    }
}

/// A medicine that is taken each day.
struct Taken {
    key: Value,
    hours: &'static [i64],
}

impl Taken {
    fn on(&self, days_ago: i64, hour: i64) -> Value {
        let mut key = self.key.clone();
        key["civil"] = json!(format!("{}T{hour:02}:00:00", day(days_ago)));
        key
    }
}

/// What is said about the doses of one time.
fn say(app: &TestApp, days_ago: i64, hour: i64, mut due: Vec<Value>) {
    if hour == 14 && days_ago % UNSAID_EVERY == 0 {
        return;
    }
    if hour == 20 && days_ago % SKIPPED_EVERY == 0 {
        let skipped = json!({
            "occurrence": due.pop(), "outcome": "skipped", "at": at(days_ago, hour), "takeHome": null,
            "reason": "forgot", "note": "", "site": "",
        });
        app.call("dose_answer", skipped);
    }
    let hour = hour + if days_ago % LATE_EVERY == 0 { 2 } else { 0 };
    app.call(
        "dose_take_all",
        json!({ "occurrences": due, "at": at(days_ago, hour) }),
    );
}

fn daily(hours: &[i64], days: i64) -> Value {
    let minutes: Vec<i64> = hours.iter().map(|hour| hour * 60).collect();
    let phase = json!({
        "days": { "kind": "days", "every": 1 }, "fromOn": day(days).to_string(), "untilOn": null,
        "times": { "kind": "at", "minutes": minutes },
    });
    json!({ "kind": "civil", "phases": [phase], "zone": HOME })
}

/// A medicine with one schedule, as it was made.
fn medicine(app: &TestApp, name: &str, rule: Value) -> Value {
    let reminder = json!({
        "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "half_way", "minutes": 240 },
    });
    let schedule =
        json!({ "id": null, "rule": rule, "reminder": reminder, "amounts": ["1"], "units": null });
    let made = app.call(
        "medicine_create",
        json!({
            "name": name, "discreetName": "", "strength": "8 mg", "form": "tablet", "class": null, "note": "",
            "prescriberId": null, "clinicPhone": "", "pharmacyPhone": "", "onTimeMinutes": 60, "sites": [],
            "expiresOn": null, "kit": { "place": "", "people": "", "trainedOn": null }, "schedules": [schedule],
        }),
    );
    made["value"].clone()
}

/// The name of its next occurrence, of which those of other days have another time.
fn key(app: &TestApp, medicine: &Value) -> Value {
    let page = app.call("medicine_get", json!({ "id": medicine["id"] }));
    page["next"][0]["occurrence"].clone()
}
