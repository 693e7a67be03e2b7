//! Supplies of medicines: counted, taken from, fetched, for how long they are enough, and what reminds of them.

use crate::medicines::{add, as_needed, daily, fields, first, reminder, said, schedule, undo};
use mainstay_core::ports::Notification;
use mainstay_core::ReminderLook;
use mainstay_domain::ScheduleOwnerKind;
use mainstay_support::TestApp;
use serde_json::{json, Value};

const MORNING: u16 = 8 * 60;

fn update(id: &Value, more: Value) -> Value {
    let nothing = json!({
        "medicineId": id, "unit": "tablets", "uses": [], "refillOn": null, "refillSize": null, "refillsLeft": null,
        "lowDays": 7, "refillDays": 1, "expiryDays": 30,
    });
    crate::with(nothing, more)
}

fn count(app: &TestApp, id: &Value, tablets: u32) -> Value {
    let count = json!({ "medicineId": id, "amount": tablets * 1_000, "at": null });
    app.call("stock_count_log", count)
}

/// A medicine that is taken each morning, one tablet, and counted.
pub fn counted(app: &TestApp, tablets: u32) -> Value {
    let id = add(app, "Naltrexone", daily(&[MORNING]))["value"]["id"].clone();
    app.call("stock_update", update(&id, json!({})));
    count(app, &id, tablets);
    id
}

fn stock(app: &TestApp, id: &Value) -> Value {
    app.call("medicine_get", json!({ "id": id }))["stock"].clone()
}

/// What is left, on which day it runs out, and for how many days it is enough.
fn stands(app: &TestApp, id: &Value) -> (Value, Value, Value) {
    let stock = stock(app, id);
    let of = |key: &str| stock[key].clone();
    (of("left"), of("runsOutOn"), of("enoughDays"))
}

/// What rings of supplies now.
fn supplies(look: &ReminderLook) -> Vec<ScheduleOwnerKind> {
    let kinds = look.rings.iter().map(|ring| ring.owner.kind);
    kinds
        .filter(|kind| *kind != ScheduleOwnerKind::Medicine)
        .collect()
}

fn look(app: &TestApp, at: &str) -> Vec<ScheduleOwnerKind> {
    app.clock.set(at);
    supplies(&app.app().reminder_look().unwrap())
}

fn take(app: &TestApp, at: &str) -> Vec<ScheduleOwnerKind> {
    let rang = look(app, at);
    app.call("dose_answer", said(&first(app, "raised"), "taken"));
    rang
}

/// When supplies ring next if nobody answers.
fn ahead(app: &TestApp) -> Vec<String> {
    app.app().reminder_look().unwrap();
    let rings = app.app().reminder_forecast(60).unwrap().into_iter();
    let rings = rings.filter(|ring| ring.owner.kind != ScheduleOwnerKind::Medicine);
    let at = |ms| chrono::DateTime::from_timestamp_millis(ms).unwrap();
    rings
        .map(|ring| at(ring.at_ms).format("%m-%dT%H:%M").to_string())
        .collect()
}

fn near(app: &TestApp) -> Vec<(String, Value)> {
    let view = app.call("ahead_get", json!({}));
    let all = view["supplies"].as_array().unwrap().iter();
    let said = |one: &Value| {
        let days = &one["enoughDays"];
        if days.is_null() { &one["dayOn"] } else { days }.clone()
    };
    all.map(|one| (one["kind"].as_str().unwrap().to_owned(), said(one)))
        .collect()
}

#[test]
fn nothing_is_said_about_a_supply_that_nobody_counted() {
    let app = TestApp::open();
    let id = add(&app, "Naltrexone", daily(&[MORNING]))["value"]["id"].clone();
    assert_eq!(stock(&app, &id), Value::Null);
    assert_eq!(near(&app), []);
    assert_eq!(ahead(&app), [""; 0]);
    app.call("stock_update", update(&id, json!({})));
    let (left, runs_out, days) = stands(&app, &id);
    assert_eq!(
        (left, runs_out, days),
        (json!(null), json!(null), json!(null))
    );
}

#[test]
fn a_count_goes_down_with_what_is_taken_and_up_with_what_is_fetched() {
    let app = TestApp::open();
    let id = counted(&app, 10);
    assert_eq!(
        stands(&app, &id),
        (json!(10_000), json!("2026-12-02"), json!(10))
    );
    take(&app, "2026-11-22T08:00:00Z");
    assert_eq!(
        stands(&app, &id),
        (json!(9_000), json!("2026-12-02"), json!(9))
    );
    // Left out, it is still there.
    look(&app, "2026-11-23T08:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "skipped"));
    assert_eq!(
        stands(&app, &id),
        (json!(9_000), json!("2026-12-03"), json!(9))
    );
    let app = app.restarted();
    app.unlock();
    let refill = json!({ "medicineId": id, "amount": 28_000, "at": null });
    let fetched = app.call("stock_refill_log", refill);
    assert_eq!(stands(&app, &id).0, json!(37_000));
    undo(&app, &fetched["change"]);
    assert_eq!(stands(&app, &id).0, json!(9_000));
    // Late counts as taken.
    take(&app, "2026-11-24T08:00:00Z");
    let late = crate::with(
        said(&first(&app, "taken"), "taken"),
        json!({ "at": "2026-11-24T08:00" }),
    );
    app.clock.set("2026-11-24T12:00:00Z");
    app.call(
        "dose_correct",
        crate::with(late, json!({ "at": "2026-11-24T11:30" })),
    );
    assert_eq!(stands(&app, &id).0, json!(8_000));
    count(&app, &id, 5);
    assert_eq!(
        stands(&app, &id),
        (json!(5_000), json!("2026-11-30"), json!(5))
    );
    assert_eq!(stock(&app, &id)["countedOn"], "2026-11-24");
}

#[test]
fn for_how_many_days_it_is_enough_falls_with_the_dose_of_the_day_and_says_the_last_one() {
    const EVENING: u16 = 19 * 60;
    let app = TestApp::open();
    let id = add(&app, "Buprenorphine", daily(&[EVENING]))["value"]["id"].clone();
    app.call("stock_update", update(&id, json!({})));
    let told = |app: &TestApp| {
        let stock = stock(app, &id);
        (stock["lastOn"].clone(), stock["enoughDays"].clone())
    };
    count(&app, &id, 5);
    assert_eq!(told(&app), (json!("2026-11-25"), json!(5)));
    look(&app, "2026-11-21T19:30:00Z");
    assert_eq!(told(&app), (json!("2026-11-25"), json!(5)), "today's waits");
    take(&app, "2026-11-21T19:40:00Z");
    assert_eq!(told(&app), (json!("2026-11-25"), json!(4)));
    assert_eq!(near(&app), [("low".into(), json!(4))]);
    app.clock.set("2026-11-22T09:00:00Z");
    assert_eq!(told(&app), (json!("2026-11-25"), json!(4)));
    // Nothing of it is left: there is no last one.
    count(&app, &id, 0);
    assert_eq!(told(&app), (json!(null), json!(0)));
}

#[test]
fn a_count_that_cannot_be_asks_to_be_counted_again_and_is_never_below_nothing() {
    let app = TestApp::open();
    let id = counted(&app, 1);
    take(&app, "2026-11-22T08:00:00Z");
    assert_eq!(stands(&app, &id), (json!(0), json!("2026-11-23"), json!(0)));
    assert_eq!(stock(&app, &id)["isOver"], false);
    take(&app, "2026-11-23T08:00:00Z");
    assert_eq!(stock(&app, &id)["isOver"], true);
    assert_eq!(stands(&app, &id).0, json!(0));
    app.clock.set("2026-11-23T08:01:00Z");
    count(&app, &id, 30);
    assert_eq!(stock(&app, &id)["isOver"], false);
}

#[test]
fn what_a_dose_takes_is_typed_or_a_count_in_the_words_of_its_step() {
    let app = TestApp::open();
    let on = |from: &str, until: Value| {
        json!({
            "days": { "kind": "days", "every": 1 }, "fromOn": from, "untilOn": until,
            "times": { "kind": "at", "minutes": [MORNING] },
        })
    };
    let steps = json!([
        on("2026-11-22", json!("2026-11-23")),
        on("2026-11-24", Value::Null)
    ]);
    let rule = json!({ "kind": "civil", "phases": steps, "zone": null });
    let step = json!({
        "id": null, "rule": rule, "reminder": reminder(), "amounts": ["2 tablets", "1 tablet"], "units": null,
    });
    let made = app.call("medicine_create", fields("Steps", json!([step])));
    let (id, of) = (&made["value"]["id"], &made["value"]["schedules"][0]["id"]);
    app.call("stock_update", update(id, json!({ "unit": "films" })));
    count(&app, id, 10);
    assert_eq!(stock(&app, id)["countsDown"], false, "tablets are no films");
    assert_eq!(stands(&app, id), (json!(10_000), json!(null), json!(null)));
    app.call("stock_update", update(id, json!({})));
    // Two days of two, then six of one.
    assert_eq!(
        stands(&app, id),
        (json!(10_000), json!("2026-11-30"), json!(8))
    );
    let typed = json!({ "uses": [{ "schedule": of, "units": 2_500 }] });
    app.call("stock_update", update(id, typed));
    assert_eq!(
        stands(&app, id),
        (json!(10_000), json!("2026-11-26"), json!(4))
    );
    take(&app, "2026-11-22T08:00:00Z");
    assert_eq!(stands(&app, id).0, json!(7_500));
    let other = json!({ "uses": [{ "schedule": id, "units": 1_000 }] });
    let refused = app.refused("stock_update", update(id, other));
    assert_eq!(refused, ("invalid".into(), Some("uses.0".into())));
}

#[test]
fn what_is_taken_as_needed_lasts_by_the_pace_of_four_weeks_or_says_nothing() {
    let app = TestApp::open();
    let made = add(&app, "Calm", as_needed());
    let (id, of) = (&made["value"]["id"], &made["value"]["schedules"][0]["id"]);
    app.call("stock_update", update(id, json!({})));
    count(&app, id, 10);
    for day in 22..=24 {
        assert_eq!(stands(&app, id).1, Value::Null, "too few to tell");
        app.clock.set(&format!("2026-11-{day}T12:00:00Z"));
        app.call(
            "dose_take",
            json!({ "schedule": of, "at": null, "note": "", "site": "" }),
        );
    }
    // Three in 28 days: seven tablets are two months and more.
    assert_eq!(
        stands(&app, id),
        (json!(7_000), json!("2027-01-28"), json!(65))
    );
    assert_eq!(stock(&app, id)["isByPace"], true);
}

#[test]
fn it_rings_once_that_a_supply_runs_low_and_again_for_the_next_supply() {
    let app = TestApp::open();
    let id = counted(&app, 9);
    assert_eq!(ahead(&app), ["11-24T10:00"]);
    assert_eq!(near(&app), []);
    // A dose that was not taken moves it.
    take(&app, "2026-11-22T08:00:00Z");
    look(&app, "2026-11-23T08:00:00Z");
    app.call("dose_answer", said(&first(&app, "raised"), "skipped"));
    assert_eq!(ahead(&app), ["11-25T10:00"]);
    take(&app, "2026-11-24T08:00:00Z");
    take(&app, "2026-11-25T08:00:00Z");
    assert_eq!(look(&app, "2026-11-25T09:59:59Z"), []);
    assert_eq!(
        look(&app, "2026-11-25T10:00:00Z"),
        [ScheduleOwnerKind::SupplyLow]
    );
    assert_eq!(near(&app), [("low".into(), json!(6))]);
    // Whatever moves now: this supply has been told of.
    for day in 26..=28 {
        look(&app, &format!("2026-11-{day}T08:00:00Z"));
        app.call("dose_answer", said(&first(&app, "raised"), "skipped"));
        assert_eq!(look(&app, &format!("2026-11-{day}T10:00:00Z")), []);
    }
    let refill = json!({ "medicineId": id, "amount": 5_000, "at": null });
    app.call("stock_refill_log", refill);
    assert_eq!(stands(&app, &id).2, json!(11));
    assert_eq!(ahead(&app), ["12-03T10:00"]);
    app.call("stock_update", update(&id, json!({ "lowDays": null })));
    assert_eq!(ahead(&app), [""; 0], "off by choice");
}

#[test]
fn a_low_supply_asks_nothing_while_locked_and_an_ok_to_it_lasts() {
    let app = TestApp::open();
    counted(&app, 6);
    // Eight days would have been yesterday; whoever has just counted is told tomorrow.
    app.call("vault_lock", json!({}));
    app.clock.set("2026-11-22T10:00:00Z");
    app.app().reminder_tend();
    let shown = app.notifier.shown();
    let asks_nothing = |one: &&Notification| one.buttons.len() == 2;
    let low = shown.iter().find(asks_nothing).expect("beside the dose");
    assert!(low.title.starts_with("Reminder") && low.detail.is_empty());
    let labels: Vec<_> = low.buttons.iter().map(|one| &one.label).collect();
    assert_eq!(labels, ["OK", "Later"], "no word that a dose has");
    let answer = low.buttons[0].answer;
    assert!(app.app().notice_answer(low.id, answer).unwrap());
    let app = app.restarted();
    app.unlock();
    for at in [
        "2026-11-22T10:00:01Z",
        "2026-11-23T10:00:00Z",
        "2026-11-24T10:00:00Z",
    ] {
        assert_eq!(look(&app, at), [], "{at}");
    }
}

#[test]
fn a_refill_and_the_day_on_the_pack_ring_before_and_on_their_day() {
    let app = TestApp::open();
    let kit = crate::with(
        fields("Naloxone", json!([])),
        json!({ "class": "naloxone", "form": "nasal", "expiresOn": "2027-01-15" }),
    );
    let made = app.call("medicine_create", kit.clone());
    let id = &made["value"]["id"];
    assert_eq!(made["value"]["expiresInDays"], 55);
    // Without a word about its supply.
    assert_eq!(ahead(&app), ["12-16T10:00", "01-15T10:00"]);
    let refill = json!({ "refillOn": "2026-11-24", "refillSize": 2_000, "refillsLeft": 1 });
    app.call("stock_update", update(id, refill));
    assert_eq!(ahead(&app)[..2], ["11-23T10:00", "11-24T10:00"]);
    assert_eq!(
        look(&app, "2026-11-23T10:00:00Z"),
        [ScheduleOwnerKind::SupplyRefill]
    );
    assert_eq!(near(&app), [("refill".into(), json!("2026-11-24"))]);
    app.call(
        "stock_refill_log",
        json!({ "medicineId": id, "amount": null, "at": null }),
    );
    assert_eq!(stock(&app, id)["refillsLeft"], 0);
    assert_eq!(stock(&app, id)["refillOn"], Value::Null);
    assert_eq!(near(&app), []);
    // Whoever drives the app looks after each command.
    assert_eq!(look(&app, "2026-11-23T10:00:01Z"), []);
    assert_eq!(look(&app, "2026-11-24T10:00:00Z"), []);
    assert_eq!(
        look(&app, "2026-12-16T10:00:00Z"),
        [ScheduleOwnerKind::SupplyExpiry]
    );
    assert_eq!(near(&app), [("expiry".into(), json!("2027-01-15"))]);
    app.clock.set("2026-12-26T10:00:00Z");
    assert_eq!(near(&app), []);
    app.clock.set("2027-01-16T10:00:00Z");
    assert_eq!(near(&app), [("expiry".into(), json!("2027-01-15"))]);
    let is_past = |app: &TestApp| app.call("ahead_get", json!({}))["supplies"][0]["isPast"].clone();
    app.clock.set("2027-01-15T10:00:00Z");
    assert_eq!(is_past(&app), false, "its day is not over");
    // Past it, it stays until there is another day or the person leaves it.
    for at in ["2027-01-16T10:00:00Z", "2027-06-01T10:00:00Z"] {
        app.clock.set(at);
        assert_eq!(near(&app), [("expiry".into(), json!("2027-01-15"))], "{at}");
        assert_eq!(is_past(&app), true, "{at}");
    }
    app.call("stock_update", update(id, json!({ "expiryDays": null })));
    assert_eq!(near(&app), []);
    // Left was that day: the next one is told of.
    let fetched = crate::with(kit, json!({ "id": id, "expiresOn": "2027-06-08" }));
    app.call("medicine_update", fetched);
    assert_eq!(stock(&app, id)["expiryDays"], 30);
    assert_eq!(near(&app), [("expiry".into(), json!("2027-06-08"))]);
}

#[test]
fn a_refill_of_which_nothing_is_known_is_refused() {
    let app = TestApp::open();
    let id = counted(&app, 3);
    for amount in [Value::Null, json!(0)] {
        let refill = json!({ "medicineId": id, "amount": amount, "at": null });
        let refused = app.refused("stock_refill_log", refill);
        assert_eq!(refused, ("answer_needed".into(), Some("amount".into())));
    }
    for (field, value) in [
        ("lowDays", json!(91)),
        ("refillsLeft", json!(100)),
        ("refillOn", json!("2206-01-01")),
        ("unit", json!("a\nb")),
    ] {
        let refused = app.refused("stock_update", update(&id, json!({ field: value })));
        assert_eq!(refused.1.as_deref(), Some(field));
    }
    let nobody = json!("019a45b6-4500-7303-8303-030303030303");
    let count = json!({ "medicineId": nobody, "amount": 0, "at": null });
    assert_eq!(app.refused("stock_count_log", count).0, "not_found");
}

#[test]
fn a_supply_goes_and_comes_back_with_its_medicine() {
    let app = TestApp::open();
    let pack = crate::with(
        fields("Calm", json!([schedule(daily(&[MORNING]))])),
        json!({ "expiresOn": "2027-01-15" }),
    );
    let made = app.call("medicine_create", pack.clone());
    // What reminds of it is there by now, and keeps nobody from taking the medicine back.
    assert_eq!(ahead(&app).len(), 2);
    undo(&app, &made["change"]);
    assert_eq!(ahead(&app), [""; 0]);

    let id = &app.call("medicine_create", pack)["value"]["id"].clone();
    app.call(
        "stock_update",
        update(id, json!({ "refillOn": "2026-12-01" })),
    );
    count(&app, id, 20);
    let kept = stock(&app, id);
    assert_eq!(ahead(&app).len(), 5);
    app.call("medicine_end", json!({ "id": id }));
    assert_eq!(ahead(&app), [""; 0], "ended, nothing of it rings");
    assert_eq!(stands(&app, id), (json!(20_000), json!(null), json!(null)));
    app.call("medicine_resume", json!({ "id": id }));
    assert_eq!(ahead(&app).len(), 5);
    app.call("medicine_delete", json!({ "id": id }));
    assert_eq!(ahead(&app), [""; 0]);
    app.call("removed_restore", json!({ "id": id }));
    assert_eq!(stock(&app, id), kept);
    assert_eq!(ahead(&app).len(), 5);
}

/// Of the schedule that rings of it.
fn revision_of_low(app: &TestApp) -> u64 {
    app.app().reminder_tend();
    let files = mainstay_support::files_under(&app.folder().join("reminders"));
    let (_, outbox) = files
        .iter()
        .find(|(path, _)| path.ends_with("outbox"))
        .unwrap();
    let text = String::from_utf8_lossy(outbox);
    let numbers = text.split("\"revision\":").skip(1);
    let number = |rest: &str| {
        rest.split(|c: char| !c.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    };
    numbers.filter_map(number).max().unwrap()
}

#[test]
fn what_rings_of_a_supply_by_its_pace_is_not_written_anew_each_day() {
    let app = TestApp::open();
    let id = add(&app, "Calm", as_needed())["value"]["id"].clone();
    app.call(
        "stock_update",
        update(&id, json!({ "lowDays": 7, "uses": [] })),
    );
    count(&app, &id, 90);
    let page = app.call("medicine_get", json!({ "id": id }));
    let schedule = page["schedules"][0]["id"].clone();
    let mut day = "2026-11-22".parse::<chrono::NaiveDate>().unwrap();
    for n in 0..50 {
        app.clock.set(&format!("{day}T09:00:00Z"));
        let take = json!({ "schedule": schedule, "at": null, "note": "", "site": "" });
        if n % 5 != 0 {
            app.call("dose_take", take.clone());
        }
        if n % 3 == 0 {
            app.clock.set(&format!("{day}T18:00:00Z"));
            app.call("dose_take", take);
        }
        app.app().reminder_look().unwrap();
        day = day.succ_opt().unwrap();
    }
    let written = revision_of_low(&app);
    assert!(written <= 12, "{written} revisions in 50 days");
}
