//! Somebody who uses the app in a process of its own, and types a secret word into every field that takes words.

use serde_json::{json, Value};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{fs, mem};
use tempfile::TempDir;

/// The passphrase of the set-up.
pub const FIRST_PASSPHRASE: &str = "amber oxbow lantern quietude";
/// The one that takes its place.
pub const PASSPHRASE: &str = "seven umber herons overwinter";

/// The process, its home, and what it answered.
pub struct Person {
    child: Child,
    into: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    home: TempDir,
    requests: TempDir,
    code: Vec<String>,
    said: Vec<u8>,
    words: std::vec::IntoIter<String>,
}

impl Person {
    /// Starts the app in a home of its own: everything that it writes must be below it.
    pub fn start() -> Self {
        let home = TempDir::new().expect("a home");
        let folder = |name: &str| {
            let path = home.path().join(name);
            fs::create_dir(&path).expect("a folder");
            path
        };
        let mut child = Command::new(env!("CARGO_BIN_EXE_secrets-child"))
            .env_clear()
            .env("HOME", home.path())
            .env("TMPDIR", folder("tmp"))
            .env("SQLITE_TMPDIR", home.path().join("tmp"))
            .current_dir(home.path())
            .arg(folder("data"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        Self {
            into: child.stdin.take(),
            from: BufReader::new(child.stdout.take().expect("a pipe")),
            child,
            home,
            requests: TempDir::new().expect("a folder for requests"),
            code: Vec::new(),
            said: Vec::new(),
            words: Vec::new().into_iter(),
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// The recovery code in the ways in which it may be written.
    pub fn code_forms(&self) -> Vec<(String, Vec<u8>)> {
        ["-", " ", ""]
            .iter()
            .map(|between| {
                let code = self.code.join(between);
                (format!("code joined by “{between}”"), code.into_bytes())
            })
            .collect()
    }

    /// Runs a command. The request comes from a file and the answer goes to one, so that neither is kept in a buffer of
    /// the pipes.
    fn does(&mut self, command: &str, request: &Value) -> Value {
        let file = |name: &str| self.requests.path().join(name);
        let (question, answer) = (file("question"), file("answer"));
        fs::write(&question, request.to_string()).expect("room for a request");
        self.tells(&format!(
            "{command} {} {}",
            question.display(),
            answer.display()
        ));
        let text = fs::read(&answer).expect("an answer");
        serde_json::from_slice(&text).expect("an answer is JSON")
    }

    fn tells(&mut self, line: &str) {
        writeln!(self.into.as_mut().expect("a pipe"), "{line}").expect("it listens");
        let mut reply = String::new();
        self.from.read_line(&mut reply).expect("it answers");
        assert_eq!(reply, "done\n", "{line}");
    }

    fn word(&mut self) -> String {
        self.words.next().expect("there are enough words")
    }

    /// A command that must work; its answer.
    fn asks(&mut self, command: &str, request: Value) -> Value {
        let answer = self.does(command, &request);
        assert!(answer["error"].is_null(), "{command}: {answer}");
        answer["ok"].clone()
    }

    /// A command that must be refused.
    fn is_refused(&mut self, command: &str, request: Value) {
        let answer = self.does(command, &request);
        assert!(answer["ok"].is_null(), "{command} should be refused");
    }

    /// From the set-up to a full journal, every word used once.
    pub fn lives(&mut self, words: Vec<String>) {
        self.words = words.into_iter();
        self.sets_up();
        self.names_things();
        self.asks_their_own();
        self.writes_notes();
        self.writes_at_length();
        self.mistypes();
        self.changes_what_opens();
        self.looks_at_everything();
        assert_eq!(self.words.next(), None, "all were used");
    }

    fn sets_up(&mut self) {
        self.asks("passphrase_rate", json!({ "passphrase": FIRST_PASSPHRASE }));
        let shown = self.asks("vault_create", json!({ "passphrase": FIRST_PASSPHRASE }));
        self.keeps_code(&shown);
        let groups: Vec<Value> = shown["ask"]
            .as_array()
            .expect("positions")
            .iter()
            .map(|at| (at, usize::try_from(at.as_u64().expect("a number"))))
            .map(|(at, n)| json!({ "position": at, "text": shown["groups"][n.expect("a group")] }))
            .collect();
        self.asks("recovery_code_confirm", json!({ "groups": groups }));
        self.asks("settings_update", json!({ "setUp": "done" }));
    }

    fn keeps_code(&mut self, shown: &Value) {
        let groups = shown["groups"].as_array().expect("groups");
        let text = |group: &Value| group.as_str().expect("text").to_owned();
        self.code = groups.iter().map(text).collect();
    }

    fn names_things(&mut self) {
        for _ in 0..3 {
            let goal = json!({ "kind": "other", "name": self.word(), "direction": "abstain", "startedAt": "2026-01-01T00:00" });
            let made = self.asks("goal_create", goal);
            let change = json!({ "id": made["value"]["id"], "kind": "other", "name": self.word(), "direction": "reduce", "startedAt": "2026-01-02T00:00" });
            self.asks("goal_update", change);
        }
        for kind in ["person", "place", "situation", "feeling"] {
            let request = json!({ "kind": kind, "name": self.word() });
            self.asks("trigger_create", request);
        }
    }

    fn asks_their_own(&mut self) {
        let item =
            json!({ "kind": "text", "name": self.word(), "unit": "", "low": "", "high": "" });
        let made = self.asks("check_in_item_create", item);
        let value = json!({ "kind": "text", "value": self.word() });
        let mut answered = check_in("");
        answered["items"] = json!([{ "itemId": made["value"]["id"], "value": value }]);
        self.asks("check_in_log", answered);
    }

    fn writes_notes(&mut self) {
        let goal = self.asks("goal_list", json!({}))[0]["id"].clone();
        let mut last = Value::Null;
        for _ in 0..5 {
            let note = self.word();
            let logged = self.asks("check_in_log", check_in(&note));
            let mut changed = check_in(&self.word());
            changed["id"] = logged["value"]["id"].clone();
            self.asks("check_in_update", changed);
            let note = self.word();
            let logged = self.asks("craving_log", craving(&note));
            let mut changed = craving(&self.word());
            changed["id"] = logged["value"]["id"].clone();
            self.asks("craving_update", changed);
            let note = self.word();
            last = self.asks(
                "lapse_log",
                json!({ "goalId": goal, "at": null, "note": note }),
            );
        }
        let id = last["value"]["id"].clone();
        let update = json!({ "id": id, "goalId": goal, "at": null, "note": self.word() });
        self.asks("lapse_update", update);
        let gone = self.asks("lapse_delete", json!({ "id": id }));
        self.asks("change_undo", json!({ "changes": [gone["change"]] }));
    }

    /// An entry, a draft of it, a draft that nobody finishes, and searches; what is removed is still a secret.
    fn writes_at_length(&mut self) {
        let (text, tag) = (self.word(), self.word());
        let logged = self.asks("journal_entry_log", journal_entry(&text, &tag));
        let id = logged["value"]["id"].clone();
        let mut typed = journal_entry(&self.word(), &tag);
        typed["id"] = id.clone();
        self.asks("journal_draft_update", typed);
        self.asks("journal_entry_delete", json!({ "id": id }));
        let mut left = journal_entry(&self.word(), &tag);
        left["id"] = Value::Null;
        self.asks("journal_draft_update", left);
        let about = json!({ "dayOn": "2026-01-02", "skill": "not_wanted", "note": self.word() });
        self.asks("diary_note_log", about);
        let friend = json!({ "name": self.word(), "role": "friend", "phone": "555 010 1234", "message": self.word() });
        let friend = self.asks("person_create", friend);
        self.asks("person_delete", json!({ "id": friend["value"]["id"] }));
        let own = json!({
            "kind": "other", "words": self.word(),
            "rule": { "kind": "as_needed", "gap": null, "mostIn24Hours": null, "mostADay": null },
            "reminder": {
                "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "until_answered" },
            },
        });
        self.asks("own_reminder_create", own);
        self.takes_something();
        for looked_for in [text, self.word()] {
            let search = json!({ "text": looked_for, "kinds": [], "from": null, "to": null, "before": null, "limit": 20 });
            self.asks("search_list", search);
        }
        self.asks("removed_list", json!({}));
    }

    /// A medicine that is taken as needed, and one of its doses; then it is removed.
    fn takes_something(&mut self) {
        let amounts = [self.word()];
        let schedule = json!({
            "id": null, "rule": { "kind": "as_needed", "gap": null, "mostIn24Hours": null, "mostADay": null },
            "reminder": {
                "preAlerts": [], "nag": null, "ringsInQuietHours": false, "grace": { "kind": "until_answered" },
            },
            "amounts": amounts, "units": null,
        });
        let kit = json!({ "place": self.word(), "people": self.word(), "trainedOn": null });
        let medicine = json!({
            "name": self.word(), "discreetName": self.word(), "strength": self.word(), "form": "film",
            "class": "naloxone", "note": self.word(), "prescriberId": null, "clinicPhone": "555 010 4321",
            "pharmacyPhone": "", "onTimeMinutes": 60, "sites": [self.word()], "expiresOn": null, "kit": kit,
            "schedules": [schedule],
        });
        let made = self.asks("medicine_create", medicine)["value"].clone();
        let taken = json!({
            "schedule": made["schedules"][0]["id"], "at": null, "note": self.word(), "site": self.word(),
        });
        self.asks("dose_take", taken);
        let supply = json!({
            "medicineId": made["id"], "unit": self.word(), "uses": [], "refillOn": "2026-12-01", "refillSize": 1_000,
            "refillsLeft": 2, "lowDays": 7, "refillDays": 1, "expiryDays": 30,
        });
        self.asks("stock_update", supply);
        let amount = json!({ "medicineId": made["id"], "amount": 3_000, "at": null });
        self.asks("stock_count_log", amount.clone());
        self.asks("stock_refill_log", amount);
        let noticed = json!({
            "at": null, "medicineId": made["id"], "kind": null, "words": self.word(), "strength": "mild",
            "isOver": null, "note": self.word(),
        });
        let noticed = self.asks("side_effect_log", noticed)["value"].clone();
        self.asks("side_effect_delete", json!({ "id": noticed["id"] }));
        let question = json!({
            "at": null, "medicineId": made["id"], "text": self.word(), "askedOn": null, "note": self.word(),
        });
        self.asks("question_log", question);
        self.asks("dose_due", json!({}));
        self.asks("medicine_delete", json!({ "id": made["id"] }));
    }

    /// What is typed wrong is a secret too: it is nearly the right word.
    fn mistypes(&mut self) {
        let wrong = self.word();
        self.is_refused("passphrase_practice", json!({ "passphrase": wrong }));
        let note = format!("{}\u{0}", self.word());
        self.is_refused("check_in_log", check_in(&note));
        let nonsense = self.word();
        self.is_refused("trigger_create", json!({ "kind": nonsense, "name": 7 }));
        let unread = self.word();
        self.asks("goal_list", json!({ "unknown": { "deeper": [unread] } }));
    }

    fn changes_what_opens(&mut self) {
        let proof = json!({ "passphrase": FIRST_PASSPHRASE, "code": null });
        let change = json!({ "proof": proof, "passphrase": PASSPHRASE });
        self.asks("passphrase_change", change);
        self.asks(
            "passphrase_change_confirm",
            json!({ "passphrase": PASSPHRASE }),
        );
        self.asks("backup_create", json!({}));
        self.asks("vault_lock", json!({}));
        let wrong = self.word();
        self.is_refused(
            "vault_unlock",
            json!({ "passphrase": wrong, "acceptOlder": false }),
        );
        let mistyped = self.word();
        self.is_refused(
            "vault_unlock_with_code",
            json!({ "code": mistyped, "acceptOlder": false }),
        );
        let code = self.code.join("-");
        self.asks(
            "vault_unlock_with_code",
            json!({ "code": code, "acceptOlder": false }),
        );
        self.asks("vault_lock", json!({}));
        self.asks(
            "vault_unlock",
            json!({ "passphrase": PASSPHRASE, "acceptOlder": false }),
        );
    }

    fn looks_at_everything(&mut self) {
        self.asks("today_get", json!({}));
        self.asks("goal_list", json!({}));
        self.asks("trigger_list", json!({}));
        let page = self.asks("journey_list", json!({ "before": null, "days": 31 }));
        assert!(
            page.to_string().contains("vexkumira"),
            "the words are shown"
        );
    }

    pub fn locks(&mut self) {
        self.asks("vault_lock", json!({}));
    }

    /// Ends the process; everything it has said.
    pub fn ends(&mut self) -> Vec<u8> {
        drop(self.into.take());
        let mut said = mem::take(&mut self.said);
        self.from.read_to_end(&mut said).expect("its output");
        let mut errors = self.child.stderr.take().expect("a pipe");
        errors.read_to_end(&mut said).expect("its errors");
        assert!(self.child.wait().expect("it ends").success());
        said
    }
}

fn check_in(note: &str) -> Value {
    json!({
        "at": null, "mood": 3, "craving": null, "confidence": null, "sleepMinutes": null,
        "halt": { "hungry": null, "angry": null, "lonely": null, "tired": null }, "used": null, "note": note,
    })
}

fn craving(note: &str) -> Value {
    json!({
        "at": null, "goalId": null, "strengthBefore": 5, "strengthAfter": null, "triggers": [], "tool": null,
        "toolSeconds": null, "acted": null, "note": note,
    })
}

fn journal_entry(text: &str, tag: &str) -> Value {
    json!({ "at": null, "text": text, "tags": [tag] })
}
