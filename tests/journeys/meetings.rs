//! Lists of meetings: looked through, taken in, searched, replaced, removed.

use chrono::{DateTime, Duration, LocalResult, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use mainstay_support::{files_under, TestApp};
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../src-tauri/crates/feeds/tests/feeds/fixtures")
        .join(name)
}

/// An app, and a place for files.
struct Lists {
    app: TestApp,
    stick: TempDir,
}

impl Lists {
    fn new() -> Self {
        Self {
            app: TestApp::open(),
            stick: TempDir::new().unwrap(),
        }
    }

    fn with(name: &str) -> Self {
        let lists = Self::new();
        lists.import(&fixture(name), None);
        lists
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.stick.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn choose(&self, path: &Path) -> Value {
        self.app.places.give(Some(path.to_owned()));
        self.app.call("meeting_feed_choose", json!({}))
    }

    fn import(&self, path: &Path, replaces: Option<&str>) -> Value {
        self.choose(path);
        self.app.call("meeting_feed_import", order(replaces))
    }

    fn refused(&self, path: &Path) -> String {
        self.choose(path);
        let checked = self.app.refused("meeting_feed_check", json!({})).0;
        let imported = self.app.refused("meeting_feed_import", order(None)).0;
        assert_eq!(checked, imported, "a dry run says what an import would");
        checked
    }

    fn feeds(&self) -> Vec<Value> {
        let list = self.app.call("meeting_feed_list", json!({}));
        list["feeds"].as_array().unwrap().clone()
    }

    fn search(&self, wish: Value) -> Value {
        self.app
            .call("meeting_search", super::with(everything(), wish))
    }

    fn names(&self, wish: Value) -> Vec<String> {
        let page = self.search(wish);
        let meetings = page["meetings"].as_array().unwrap();
        let name = |it: &Value| it["name"].as_str().unwrap().to_owned();
        meetings.iter().map(name).collect()
    }
}

fn order(replaces: Option<&str>) -> Value {
    json!({ "name": "My town", "zone": "Europe/London", "replaces": replaces })
}

fn everything() -> Value {
    json!({
        "words": "", "place": "", "day": null, "withinHours": null, "fromMinute": null, "untilMinute": null,
        "ways": [], "kinds": [], "after": null,
    })
}

/// Weekly meetings in the form of the Meeting Guide: name, day (0 is Sunday), time, zone.
fn guide(meetings: &[(&str, u32, &str, &str)]) -> String {
    let one = |(name, day, time, zone): &(&str, u32, &str, &str)| json!({ "name": name, "slug": name, "day": day, "time": time, "timezone": zone, "location": "Hall" });
    let all: Vec<Value> = meetings.iter().map(one).collect();
    json!(all).to_string()
}

#[test]
fn a_file_is_looked_through_before_anything_is_kept() {
    let lists = Lists::new();
    let chosen = lists.choose(&fixture("meeting-guide.json"));
    assert_eq!(chosen["name"], "meeting-guide.json");
    let check = lists.app.call("meeting_feed_check", json!({}));
    assert_eq!(check["name"], "meeting-guide");
    assert_eq!(check["zone"], "Europe/London");
    let report = &check["report"];
    assert_eq!(
        (&report["records"], &report["meetings"]),
        (&json!(13), &json!(9))
    );
    assert_eq!(report["kind"], "meeting_guide");
    assert!(report["withoutZone"].as_u64().unwrap() > 0);
    assert_eq!(report["refused"].as_array().unwrap().len(), 6);
    assert!(lists.feeds().is_empty(), "nothing is kept yet");
    assert!(lists.names(json!({})).is_empty());
}

#[test]
fn a_list_of_each_kind_is_taken_in_and_found() {
    for (file, meetings, name) in [
        ("meeting-guide.json", 9, "Quiet Herons"),
        ("bmlt.json", 5, "Harbour Lights"),
        ("central-query.json", 2, "World Quiet Hour"),
        ("tsml.json", 2, "Virtual Only"),
        ("calendar.ics", 0, "Family evening"),
    ] {
        let lists = Lists::new();
        let imported = lists.import(&fixture(file), None);
        let kept = imported["feed"]["meetings"].as_u64().unwrap();
        assert!(
            kept == meetings || meetings == 0 && kept > 3,
            "{file}: {kept}"
        );
        assert_eq!(imported["feed"]["importedOn"], "2026-11-21");
        assert_eq!(lists.feeds(), [imported["feed"].clone()]);
        let found = lists.names(json!({ "words": name }));
        assert!(found.iter().any(|found| found == name), "{file}: {found:?}");
    }
}

#[test]
fn the_next_meeting_comes_first_by_its_own_clock() {
    // It is Saturday, 18:30 in London.
    let lists = Lists::new();
    let file = guide(&[
        ("Tomorrow at nine", 0, "09:00", "Europe/London"),
        ("In New York at two", 6, "14:00", "America/New_York"),
        ("Tonight", 6, "20:00", "Europe/London"),
        ("Just begun", 6, "18:25", "Europe/London"),
        ("Over an hour ago", 6, "17:00", "Europe/London"),
    ]);
    lists.import(&lists.file("town.json", file), None);
    assert_eq!(
        lists.names(json!({})),
        [
            "Just begun",
            "In New York at two",
            "Tonight",
            "Tomorrow at nine",
            "Over an hour ago"
        ],
        "14:00 in New York is 19:00 in London"
    );
    let page = lists.search(json!({}));
    assert_eq!(
        (&page["today"], &page["zone"]),
        (&json!("2026-11-21"), &json!("Europe/London"))
    );
    assert_eq!(
        page["meetings"][4]["dayOn"], "2026-11-28",
        "next week again"
    );
    let within = |hours: u32| lists.names(json!({ "withinHours": hours }));
    assert_eq!(within(1), ["Just begun", "In New York at two"]);
    assert_eq!(within(2), ["Just begun", "In New York at two", "Tonight"]);
    let on = |day: &str| lists.names(json!({ "day": day }));
    assert_eq!(on("2026-11-22"), ["Tomorrow at nine"]);
    assert_eq!(
        on("2026-11-21"),
        ["Just begun", "In New York at two", "Tonight"]
    );
    assert_eq!(
        on("2026-12-05"),
        [
            "Over an hour ago",
            "Just begun",
            "In New York at two",
            "Tonight"
        ]
    );
    let evening = json!({ "fromMinute": 1080, "untilMinute": 1140 });
    assert_eq!(lists.names(evening), ["Just begun"]);
    let night = json!({ "fromMinute": 1200, "untilMinute": 600 });
    assert_eq!(lists.names(night), ["Tonight", "Tomorrow at nine"]);
}

#[test]
fn words_places_ways_and_kinds_narrow_what_is_found() {
    let lists = Lists::with("meeting-guide.json");
    let names = |wish: Value| lists.names(wish);
    assert_eq!(
        names(json!({ "words": "LANT begin" })),
        ["Lantern & Harbour – Beginners"]
    );
    assert_eq!(
        names(json!({ "words": "mill lane" })),
        ["Lantern & Harbour – Beginners"]
    );
    assert_eq!(
        names(json!({ "words": "coffee" })),
        ["Lantern & Harbour – Beginners"]
    );
    assert!(names(json!({ "place": "coffee" })).is_empty());
    assert_eq!(
        names(json!({ "place": "library" })),
        ["By Arrangement"],
        "without a time, too"
    );
    assert_eq!(names(json!({ "ways": ["phone"] })).len(), 1);
    let online = names(json!({ "ways": ["online", "hybrid", "phone"] }));
    assert!(!online.is_empty() && !online.contains(&"By Arrangement".to_owned()));
    let kind = |code: &str| json!({ "vocabulary": "meeting_guide", "code": code });
    assert_eq!(
        names(json!({ "kinds": [kind("BE"), kind("O")] })),
        ["Lantern & Harbour – Beginners"]
    );
    assert!(
        names(json!({ "kinds": [kind("be")] })).is_empty(),
        "a code is exact"
    );
    for words in [
        "\u{e000}",
        "\u{e000}km4f",
        "km4f",
        "\u{e000}wayonline",
        "way online",
        "quiet \" OR (",
    ] {
        let found = lists.names(json!({ "words": words, "ways": ["in_person"] }));
        assert!(
            found.is_empty() || words == "\u{e000}",
            "{words:?} is no word of a meeting"
        );
    }
    for words in ["\"", "* OR (", "NEAR(", "\u{0}"] {
        lists.search(json!({ "words": words }));
    }
    let list = lists.app.call("meeting_feed_list", json!({}));
    assert_eq!(
        list["kinds"][0]["kind"],
        kind("O"),
        "most meetings are open"
    );
    assert_eq!(list["kinds"][0]["meetings"], 4);
}

#[test]
fn what_is_not_held_each_week_stands_where_it_is_next_held() {
    let lists = Lists::with("calendar.ics");
    let all = lists.names(json!({}));
    let place = |name: &str| all.iter().position(|it| it.starts_with(name)).unwrap();
    // The group is next on Tuesday, the family evening on the second Tuesday of December, its moved date on the 4th.
    assert!(place("Evening group,") < place("Evening group (moved)"));
    assert!(place("Evening group (moved)") < place("Family evening"));
    let on = |day: &str| lists.names(json!({ "day": day, "words": "evening" }));
    assert!(on("2026-11-26").is_empty(), "left out on that Thursday");
    assert_eq!(
        on("2026-12-08"),
        ["Family evening"],
        "and the group is called off"
    );
    assert_eq!(
        on("2027-01-12").len(),
        2,
        "the second Tuesday of January, however far"
    );
}

#[test]
fn a_meeting_tells_all_that_its_list_says() {
    let lists = Lists::with("meeting-guide.json");
    let page = lists.search(json!({ "words": "herons" }));
    let id = page["meetings"][0]["id"].clone();
    let view = lists.app.call("meeting_get", json!({ "id": id }));
    assert_eq!(view["name"], "Quiet Herons");
    assert_eq!(
        (&view["weekday"], &view["start"]),
        (&json!(1), &json!("23:30"))
    );
    assert_eq!(
        view["zone"], "Europe/London",
        "the list says none, the person did"
    );
    assert_eq!(view["minutes"], 60);
    assert_eq!(view["link"], "https://meet.example.org/j/123456?pwd=a&b=c");
    assert_eq!(
        view["repeat"],
        json!({ "weeks": 1, "months": null, "nth": null })
    );
    assert_eq!(view["feed"]["name"], "My town");
    let link = lists.app.app().link_in_view();
    assert_eq!(
        link.as_deref(),
        view["link"].as_str(),
        "this one may be followed"
    );
    lists.app.call("vault_lock", json!({}));
    assert_eq!(lists.app.app().link_in_view(), None);
    let locked = lists.app.refused("meeting_search", everything()).0;
    assert_eq!(locked, "locked");
}

#[test]
fn a_newer_file_takes_the_place_of_the_older_and_of_no_other_list() {
    let lists = Lists::with("bmlt.json");
    let other = lists.import(&fixture("central-query.json"), None);
    let old = guide(&[
        ("Old one", 1, "18:00", "Europe/London"),
        ("Stays", 2, "18:00", "Europe/London"),
    ]);
    let feed = lists.import(&lists.file("town.json", old), None)["feed"]["id"].clone();
    let new = guide(&[
        ("Stays", 2, "19:00", "Europe/London"),
        ("New one", 3, "18:00", "Europe/London"),
    ]);
    let again = lists.import(&lists.file("town.json", new), feed.as_str());
    assert_eq!(again["feed"]["id"], feed);
    assert_eq!(lists.feeds().len(), 3);
    assert!(
        lists.names(json!({ "words": "old" })).is_empty(),
        "its words are gone, too"
    );
    assert_eq!(lists.names(json!({ "words": "one" })), ["New one"]);
    assert_eq!(
        lists.names(json!({ "words": "quiet hour" })).len(),
        2,
        "of the other list"
    );
    lists
        .app
        .call("meeting_feed_delete", json!({ "id": other["feed"]["id"] }));
    assert!(lists.names(json!({ "words": "quiet hour" })).is_empty());
    assert_eq!(lists.names(json!({ "words": "one" })), ["New one"]);
    for feed in lists.feeds() {
        lists
            .app
            .call("meeting_feed_delete", json!({ "id": feed["id"] }));
    }
    assert!(lists.feeds().is_empty() && lists.names(json!({})).is_empty());
    let list = lists.app.call("meeting_feed_list", json!({}));
    assert_eq!(list["kinds"], json!([]));
    let gone = json!({ "id": feed });
    assert_eq!(
        lists.app.refused("meeting_feed_delete", gone).0,
        "not_found"
    );
}

#[test]
fn each_file_that_is_no_list_says_what_it_is() {
    let lists = Lists::new();
    for (name, bytes, code) in [
        (
            "page.html",
            &b"<!doctype html><p>Meetings"[..],
            "feed_web_page",
        ),
        ("feed.zip", b"PK\x03\x04 and more", "feed_archive"),
        ("empty.json", b"", "feed_empty"),
        ("none.json", b"[]", "feed_empty"),
        ("table.csv", b"name,day,time", "feed_unknown"),
        (
            "cut.json",
            br#"[{"name":"x","slug":"x","day":1},{"na"#,
            "feed_broken",
        ),
        (
            "cut.ics",
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
            "feed_broken",
        ),
    ] {
        assert_eq!(lists.refused(&lists.file(name, bytes)), code, "{name}");
    }
    assert_eq!(
        lists.refused(lists.stick.path()),
        "feed_unknown",
        "a folder"
    );
    let missing = lists.stick.path().join("gone.json");
    assert_eq!(lists.refused(&missing), "place_unusable");
    let all_bad = lists.file(
        "bad.json",
        r#"[{"name":"x","slug":"x","day":9,"time":"18:00"}]"#,
    );
    lists.choose(&all_bad);
    lists.app.call("meeting_feed_check", json!({}));
    let refused = lists.app.refused("meeting_feed_import", order(None)).0;
    assert_eq!(refused, "feed_empty", "there is nothing to keep");
    assert!(lists.feeds().is_empty());
}

#[test]
fn a_small_file_that_would_fill_the_memory_is_refused() {
    let lists = Lists::new();
    let notes = "n".repeat(4_000);
    let days = [0, 1, 2, 3, 4, 5, 6];
    let one =
        |n: u32| json!({ "name": "x", "slug": n, "day": days, "time": "18:00", "notes": notes });
    let many: Vec<Value> = (0..8_000).map(one).collect();
    lists.choose(&lists.file("many.json", json!(many).to_string()));
    let refused = lists.app.refused("meeting_feed_import", order(None)).0;
    assert_eq!(refused, "feed_too_large");
    assert!(lists.feeds().is_empty());
}

#[test]
fn what_is_asked_for_an_import_is_checked() {
    let lists = Lists::new();
    assert_eq!(
        lists.app.refused("meeting_feed_check", json!({})).0,
        "invalid",
        "no file was chosen"
    );
    lists.choose(&fixture("bmlt.json"));
    let refused = |change: Value| {
        let order = super::with(order(None), change);
        lists.app.refused("meeting_feed_import", order)
    };
    assert_eq!(
        refused(json!({ "name": " " })),
        ("name_needed".into(), Some("name".into()))
    );
    assert_eq!(
        refused(json!({ "zone": "Mars/Olympus" })),
        ("invalid".into(), Some("zone".into()))
    );
    let gone = "019a45b6-4500-7303-8303-030303030303";
    assert_eq!(refused(json!({ "replaces": gone })).0, "not_found");
    let odd = super::with(everything(), json!({ "after": "w.1.x" }));
    assert_eq!(lists.app.refused("meeting_search", odd).0, "invalid");
    assert_eq!(
        lists.app.refused("meeting_get", json!({ "id": "5" })).0,
        "not_found"
    );
    assert!(lists.feeds().is_empty());
}

#[test]
fn an_import_that_is_stopped_leaves_the_list_that_was_there() {
    let lists = Lists::new();
    let old = guide(&[("Old one", 1, "18:00", "Europe/London")]);
    let feed = lists.import(&lists.file("town.json", old), None)["feed"].clone();
    let one = |n: u32| json!({ "name": "New one", "slug": n, "day": 1, "time": "18:00" });
    let many: Vec<Value> = (0..30_000).map(one).collect();
    lists.choose(&lists.file("town.json", json!(many).to_string()));
    // While it is read, and while it is written.
    for share in [150, 500] {
        let app = &lists.app;
        let refused = std::thread::scope(|scope| {
            let order = order(feed["id"].as_str());
            let import = scope.spawn(move || app.refused("meeting_feed_import", order).0);
            let is_there = || {
                let work = app.call("work_get", json!({}));
                work["runs"] == true && work["done"].as_u64().unwrap() >= share
            };
            while !is_there() {
                assert!(!import.is_finished(), "it was to be stopped before");
                std::thread::yield_now();
            }
            app.call("work_cancel", json!({}));
            import.join().unwrap()
        });
        assert_eq!(refused, "stopped");
        assert_eq!(lists.feeds(), std::slice::from_ref(&feed));
        assert_eq!(lists.names(json!({})), ["Old one"]);
        assert!(lists.names(json!({ "words": "new" })).is_empty());
    }
}

#[test]
fn a_list_is_no_change_and_its_words_stand_in_no_file() {
    let lists = Lists::with("meeting-guide.json");
    let removed = lists.app.call("removed_list", json!({}));
    assert_eq!(removed, json!([]));
    let found = lists.app.call(
        "search_list",
        json!({ "text": "herons", "kinds": [], "from": null, "to": null, "before": null, "limit": 10 }),
    );
    assert_eq!(
        found["found"], 0,
        "the search of the log knows nothing of it"
    );
    for (path, bytes) in files_under(lists.app.folder()) {
        let stands = bytes.windows(6).any(|part| part == b"Herons");
        assert!(!stands, "{}", path.display());
    }
}

#[test]
fn a_list_survives_a_lock_a_kill_and_a_restart() {
    let Lists { app, stick } = Lists::with("bmlt.json");
    let app = app.killed();
    app.unlock();
    let lists = Lists { app, stick };
    assert_eq!(lists.feeds().len(), 1);
    assert_eq!(
        lists.names(json!({ "words": "harbour" })),
        ["Harbour Lights"]
    );
}

#[test]
fn all_pages_together_are_every_meeting_once_in_the_order_of_their_starts() {
    const ZONES: [&str; 6] = [
        "Europe/London",
        "America/New_York",
        "Australia/Sydney",
        "Asia/Kathmandu",
        "Pacific/Chatham",
        "America/St_Johns",
    ];
    let lists = Lists::new();
    lists.app.clock.set("2026-07-10T12:00:00Z");
    let meetings: Vec<Value> = (0..700u32)
        .map(|n| {
            let (day, hour, minute) = (n * 5 % 7, n * 7 % 24, n * 11 % 60);
            json!({
                "name": format!("M{n}"), "slug": n, "day": day, "time": format!("{hour:02}:{minute:02}"),
                "timezone": ZONES[n as usize % 6], "location": "Hall",
            })
        })
        .collect();
    lists.import(&lists.file("many.json", json!(meetings).to_string()), None);
    // Clocks are moved in four of the zones between the import and the search, and in one of them within the week.
    for now in [
        "2026-07-10T12:00:00Z",
        "2026-10-30T23:50:00Z",
        "2027-03-26T06:00:00Z",
    ] {
        lists.app.clock.set(now);
        let expected = starts(&meetings, now.parse().unwrap());
        let mut found = Vec::new();
        let mut after = Value::Null;
        loop {
            let page = lists.search(json!({ "after": after, "words": "hall" }));
            for it in page["meetings"].as_array().unwrap() {
                found.push((
                    it["atMs"].as_i64().unwrap(),
                    it["name"].as_str().unwrap().to_owned(),
                ));
            }
            after = page["more"].clone();
            if after.is_null() {
                break;
            }
        }
        assert!(found.is_sorted_by_key(|(at, _)| *at), "{now}");
        found.sort();
        assert_eq!(found, expected, "{now}");
        // The same by the hour: every one of them is in the hour that a clock in London shows.
        let shown = |at: i64| {
            let at = DateTime::from_timestamp_millis(at).unwrap();
            at.with_timezone(&Tz::Europe__London).time().hour()
        };
        for hour in [0, 1, 12, 23] {
            let of_hour = expected.iter().filter(|(at, _)| shown(*at) == hour).count();
            let wish = json!({ "fromMinute": hour * 60, "untilMinute": (hour + 1) % 24 * 60 });
            assert_eq!(lists.names(wish).len(), of_hour.min(50), "{now}, {hour}");
        }
    }
}

/// The next start of each, worked out by another library's tables, one by one.
fn starts(meetings: &[Value], now: DateTime<Utc>) -> Vec<(i64, String)> {
    let from = now - Duration::minutes(10);
    let next = |it: &Value| {
        let zone: Tz = it["timezone"].as_str().unwrap().parse().unwrap();
        let time: NaiveTime = format!("{}:00", it["time"].as_str().unwrap())
            .parse()
            .unwrap();
        let first = (from - Duration::days(1)).with_timezone(&zone).date_naive();
        let weekday = u32::try_from(it["day"].as_u64().unwrap()).unwrap();
        let mut days = first.iter_days().filter(|day| {
            use chrono::Datelike;
            day.weekday().num_days_from_sunday() == weekday
        });
        days.find_map(|day| {
            let at = match zone.from_local_datetime(&day.and_time(time)) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at,
                LocalResult::None => {
                    let later = day.and_time(time) + Duration::hours(1);
                    zone.from_local_datetime(&later).unwrap()
                }
            };
            (at >= from).then_some(at.timestamp_millis())
        })
        .unwrap()
    };
    let mut all: Vec<_> = meetings
        .iter()
        .map(|it| (next(it), it["name"].as_str().unwrap().to_owned()))
        .collect();
    all.sort();
    all
}
