//! Whole stories against the core, over a real encrypted vault on the disk: what a person does, what they are told,
//! and what is on the disk afterwards.

mod appointments;
mod aside;
mod attendance;
mod backup;
mod bad_input;
mod calendar_export;
mod came_while_off;
mod charts;
mod clinic;
mod coping_dates;
mod damage;
mod diary_card;
mod dose_answers;
mod dose_history;
mod dose_moments;
mod dose_went_by;
mod doses;
mod earned;
mod elsewhere;
mod elsewhere_refused;
mod goals;
mod golden;
mod held_text;
mod intervals;
mod items;
mod journal;
mod keystore;
mod log;
mod medicine_ends;
mod medicine_warnings;
mod medicines;
mod meetings;
mod migration;
mod my_meetings;
mod notices;
mod notices_counts;
mod notices_heads_up;
mod notices_left;
mod notices_locked;
mod notices_shape;
mod notices_versions;
mod older_folder;
mod opening;
mod own_reminders;
mod patterns;
mod people;
mod pin;
mod protection;
mod quick_entry;
mod reminder_health;
mod reminders;
mod secrets;
mod set_up;
mod side_effects;
mod sober_time;
mod stock;
mod timeline;
mod unlock;
mod waiting;
mod wipe;
mod zone_change;

use serde_json::{json, Value};

/// A check-in that says nothing but a mood and a note.
fn check_in(mood: Value, note: &str) -> Value {
    json!({
        "at": null, "mood": mood, "craving": null, "confidence": null, "sleepMinutes": null,
        "halt": { "hungry": null, "angry": null, "lonely": null, "tired": null }, "used": null, "note": note,
    })
}

/// A craving about which only the strength was said.
fn craving(strength: Value) -> Value {
    json!({
        "at": null, "goalId": null, "strengthBefore": strength, "strengthAfter": null, "triggers": [], "tool": null,
        "toolSeconds": null, "acted": null, "note": "",
    })
}

/// `value` with some fields replaced.
fn with(mut value: Value, fields: Value) -> Value {
    for (name, field) in fields.as_object().expect("fields are an object") {
        value[name] = field.clone();
    }
    value
}
