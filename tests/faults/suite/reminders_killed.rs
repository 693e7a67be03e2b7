//! Kills at any moment of ringing and answering, again and again on the same vault: nothing is lost, and no kill makes
//! more than one thing ring once more.

use crate::child::PROGRAM;
use crate::reminders::put_schedule;
use crate::sweep::vault;
use mainstay_faults::{put_files, report, sized, Dice, Person, Scratch};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const SEED: u64 = 381;

/// 18:30 on 21 November 2026 in London.
const START_MS: i64 = 1_795_285_800_000;

/// What all processes of a vault said.
#[derive(Default)]
struct Heard {
    at_ms: i64,
    rang: BTreeMap<u32, usize>,
    answered: BTreeSet<u32>,
    /// How often several were told of together.
    digests: usize,
    refused: Vec<String>,
}

impl Heard {
    fn line(&mut self, line: &str) {
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["at", ms] => self.at_ms = ms.parse().expect("a number"),
            ["rang", "1"] => self.digests += 1,
            ["rang", id] => *self.rang.entry(id.parse().expect("a number")).or_default() += 1,
            ["answered", id] => drop(self.answered.insert(id.parse().expect("a number"))),
            _ => self.refused.push(line.to_owned()),
        }
    }
}

/// Something is due every five minutes, day and night.
fn every_five_minutes(folder: &Path, code: &str) {
    let person = Person::at(folder);
    person.unlock(code).expect("open");
    for offset in (0..30).step_by(5) {
        let minutes: Vec<u16> = (0..48).map(|half| half * 30 + offset).collect();
        put_schedule(&person, &minutes);
    }
    person.app().reminder_tend();
    person.lock();
}

/// One life of the process, cut short.
fn life(folder: &Path, code: &str, heard: &mut Heard, dice: &mut Dice) {
    let start = heard.at_ms.to_string();
    let mut command = Command::new(PROGRAM);
    command.arg("reminders").arg(folder).args([code, &start]);
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = spawned.expect("a process");
    let mut lines = BufReader::new(child.stdout.take().expect("its lines")).lines();
    // Mostly somewhere in its work, sometimes while it starts.
    if !dice.one_in(6) {
        if let Some(Ok(line)) = lines.next() {
            heard.line(&line);
        }
        std::thread::sleep(Duration::from_micros(2_000 + dice.below(40_000) as u64));
    } else {
        std::thread::sleep(Duration::from_micros(dice.below(15_000) as u64));
    }
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    lines
        .map_while(Result::ok)
        .for_each(|line| heard.line(&line));
}

/// How the doses of the days so far stand, in order of their times.
fn states(folder: &Path, code: &str, until_ms: i64) -> Vec<(i64, String)> {
    let person = Person::at(folder);
    person.clock.set_ms(until_ms);
    person.unlock(code).expect("open after every kill");
    person.app().reminder_tend();
    let days = json!({ "fromOn": "2026-11-21", "untilOn": "2027-06-30", "schedule": null });
    let list = person.ask("occurrence_list", days).expect("read");
    let all = list.as_array().into_iter().flatten();
    let all = all.map(|one| {
        let state = one["state"].as_str().unwrap_or_default().to_owned();
        (one["dueMs"].as_i64().unwrap_or_default(), state)
    });
    all.filter(|(due, _)| (START_MS + 1..=until_ms).contains(due))
        .collect()
}

#[test]
fn after_any_kill_what_was_due_has_rung_and_what_was_answered_is_answered() {
    let kills = sized(40, 5_000);
    let mut dice = Dice::new(SEED);
    let before = vault(false);
    let folder = Scratch::new();
    put_files(folder.path(), &before.files);
    every_five_minutes(folder.path(), &before.code);
    let mut heard = Heard {
        at_ms: START_MS,
        ..Heard::default()
    };
    for _ in 0..kills {
        life(folder.path(), &before.code, &mut heard, &mut dice);
    }
    let states = states(folder.path(), &before.code, heard.at_ms);
    let count = |wanted: &[&str]| {
        let all = states.iter();
        all.filter(|(_, state)| wanted.contains(&state.as_str()))
            .count()
    };
    let answered = count(&["taken", "late"]);
    let silent = count(&["planned", "unrecorded"]);
    let again: usize = heard.rang.values().map(|times| times - 1).sum();
    report(&format!(
        "kills while ringing: {kills}, seed {SEED}, {} due, {} rang, {} together, {again} rang again, {} answered, {answered} kept as \
         answered, {silent} silent",
        states.len(),
        heard.rang.len(),
        heard.digests,
        heard.answered.len(),
    ));
    assert_eq!(heard.refused, [""; 0]);
    assert_eq!(silent, 0, "each one was asked about");
    // One that was on the screen may not have been said any more before the kill.
    assert!(
        heard.rang.len() + kills >= states.len(),
        "{} rang",
        heard.rang.len()
    );
    assert!(again <= kills, "no kill makes more than one ring again");
    assert!(answered >= heard.answered.len(), "an answer was lost");
    assert!(answered <= heard.answered.len() + kills);
    assert!(states.len() > kills, "it got somewhere");
}
