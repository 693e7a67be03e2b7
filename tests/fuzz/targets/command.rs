//! Every command with any request, against a real vault.
//!
//! The bytes are lines of `command request`, run one after the other. A word that is no command stands for one of
//! them. In a request, `$id` and `$change` stand for the last ones that were answered.

use mainstay_core::COMMANDS;
use mainstay_support::{TestApp, PASSPHRASE};
use serde_json::{json, Value};
use std::cell::RefCell;

/// A sequence longer than this finds nothing more, and takes long.
const LONGEST: usize = 12;
/// How many inputs one vault takes: making one takes as long as a hundred commands.
const OF_ONE_VAULT: u32 = 200;

thread_local! {
    static PERSON: RefCell<Option<Person>> = const { RefCell::new(None) };
}

struct Person {
    app: TestApp,
    inputs: u32,
    id: String,
    change: String,
}

pub(crate) fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    PERSON.with_borrow_mut(|person| {
        let mut one = person.take().unwrap_or_else(Person::new);
        text.lines().take(LONGEST).for_each(|line| one.does(line));
        if one.is_well() {
            *person = Some(one);
        }
    });
}

impl Person {
    fn new() -> Self {
        Self {
            app: TestApp::open(),
            inputs: 0,
            id: String::new(),
            change: String::new(),
        }
    }

    fn does(&mut self, line: &str) {
        let (word, request) = line.split_once(' ').unwrap_or((line, "{}"));
        let request = request
            .replace("$id", &self.id)
            .replace("$change", &self.change);
        let Ok(request) = serde_json::from_str::<Value>(&request) else {
            return;
        };
        let Ok(answer) = self.app.app().dispatch(command(word), request) else {
            return;
        };
        let text = |value: &Value| value.as_str().map(str::to_owned);
        if let Some(id) = text(&answer["value"]["id"]) {
            self.id = id;
        }
        if let Some(change) = text(&answer["change"]) {
            self.change = change;
        }
    }

    /// Whether the vault can go on; and that what it holds can be read, whatever was put in.
    fn is_well(&mut self) -> bool {
        self.inputs += 1;
        self.app.call("app_status", json!({}));
        if self.app.state() == "unlocked" {
            self.app.call("today_get", json!({}));
            self.app.call("settings_get", json!({}));
            self.app.call("goal_list", json!({}));
            self.app
                .call("journey_list", json!({ "before": null, "days": 31 }));
            self.app.call("removed_list", json!({}));
            let search = json!({ "text": "a", "kinds": [], "from": null, "to": null, "before": null, "limit": 20 });
            self.app.call("search_list", search);
        }
        let unlock = json!({ "passphrase": PASSPHRASE });
        let opens = self.app.state() == "unlocked"
            || self.app.app().dispatch("vault_unlock", unlock).is_ok();
        opens && self.inputs < OF_ONE_VAULT
    }
}

/// The command of that name, or one that the word stands for.
fn command(word: &str) -> &str {
    if COMMANDS.contains(&word) {
        return word;
    }
    let sum = word.bytes().map(usize::from).sum::<usize>();
    COMMANDS.get(sum % COMMANDS.len()).copied().unwrap_or(word)
}
