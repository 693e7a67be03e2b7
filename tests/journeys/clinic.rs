//! A clinic that hands out doses to take home, day by day over an unlock each time: the visit at which they were handed
//! out is not forgotten, however many of them were taken since.

use crate::medicines::{add, first, line, said};
use mainstay_support::TestApp;
use serde_json::{json, Value};

/// Open each day from 7 to 11; the doses at home are reminded of at 8.
fn clinic() -> Value {
    json!({
        "kind": "clinic", "firstOn": "2026-11-22",
        "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": 420, "closes": 660 }], "usual": 420,
        "atHome": 480, "zone": "Europe/London",
    })
}

/// The day begins with an unlock, as after a night.
fn opened_at(app: TestApp, at: &str) -> TestApp {
    let app = app.restarted();
    app.clock.set(at);
    app.unlock();
    app
}

/// The visits and doses of today, one line each.
fn today(app: &TestApp) -> Vec<String> {
    let due = app.call("dose_due", json!({}));
    let groups = due["groups"].as_array().unwrap().iter();
    let doses = groups.flat_map(|group| group["doses"].as_array().unwrap());
    doses.map(line).collect()
}

#[test]
fn thirteen_doses_at_home_are_asked_about_day_by_day_and_then_the_next_visit() {
    let app = TestApp::open();
    let made = add(&app, "Clinic", clinic());
    let id = made["value"]["id"].clone();
    let app = opened_at(app, "2026-11-22T07:00:00Z");
    app.app().reminder_look().unwrap();
    let asks = |app: &TestApp| {
        let due = app.call("dose_due", json!({}));
        due["groups"][0]["doses"][0]["asksTakeHome"].clone()
    };
    assert_eq!(asks(&app), true, "a visit");
    let given = crate::with(
        said(&first(&app, "raised"), "taken"),
        json!({ "takeHome": 13 }),
    );
    app.call("dose_answer", given);
    let mut app = app;
    for day in 23..36 {
        let date = chrono::NaiveDate::from_yo_opt(2026, 325 + day - 22 + 1).unwrap();
        app = opened_at(app, &format!("{date}T08:00:00Z"));
        let look = app.app().reminder_look().unwrap();
        assert_eq!((look.rings.len(), look.passed.len()), (1, 0), "{date}");
        assert_eq!(
            today(&app),
            [format!("{}T08:00 Clinic raised", date.format("%d"))]
        );
        assert_eq!(asks(&app), false, "{date} is at home");
        let page = app.call("medicine_get", json!({ "id": id }));
        let home = &page["schedules"][0]["takeHome"];
        assert_eq!(
            (&home["given"], &home["nextVisitOn"]),
            (&json!(13), &json!("2026-12-06")),
            "{date}"
        );
        app.call("dose_answer", said(&first(&app, "raised"), "taken"));
    }
    app = opened_at(app, "2026-12-06T07:00:00Z");
    app.app().reminder_look().unwrap();
    assert_eq!(today(&app), ["06T07:00 Clinic raised"]);
    assert_eq!(asks(&app), true, "the next visit");
    let days = json!({ "fromOn": "2026-11-22", "untilOn": "2026-12-05", "schedule": null });
    let list = app.call("occurrence_list", days);
    let states = list.as_array().unwrap().iter().map(|one| &one["state"]);
    assert_eq!(states.collect::<Vec<_>>(), vec!["taken"; 14]);
}
