//! Kills at any moment of writing, again and again on the same vault.

use crate::child::{Vault, PROGRAM};
use mainstay_faults::{report, sized, Dice};
use std::process::Command;
use std::time::{Duration, Instant};

const SEED: u64 = 565;
/// After so many, a new vault: reading all of it back would take more time than the kills.
const KILLS_OF_A_VAULT: usize = 50;

/// One life of the process, cut short; what it said.
fn life(vault: &Vault, tag: &str, dice: &mut Dice) -> Vec<String> {
    let folder = vault.folder.path();
    let mut writer = vault.writer(Command::new(PROGRAM), folder, tag, usize::MAX);
    // One in five is killed while it opens what the last kill left.
    if dice.one_in(5) {
        std::thread::sleep(Duration::from_millis(dice.below(25) as u64));
    } else if writer.wait_for("try 0") {
        std::thread::sleep(Duration::from_micros(5_000 + dice.below(60_000) as u64));
    }
    writer.kill()
}

#[test]
fn after_any_kill_the_vault_opens_and_holds_all_that_was_saved() {
    let kills = sized(200, 20_000);
    let (mut dice, mut bad, mut saved) = (Dice::new(SEED), Vec::new(), 0);
    let mut vault = Vault::new();
    for kill in 0..kills {
        if kill % KILLS_OF_A_VAULT == 0 {
            vault = Vault::new();
        }
        let tag = format!("kill {kill}").replace(' ', "-");
        let lines = life(&vault, &tag, &mut dice);
        saved += lines
            .iter()
            .filter(|line| line.starts_with("saved"))
            .count();
        let refused = lines
            .iter()
            .find(|line| line.starts_with("refused") || line.starts_with("locked"));
        let folder = vault.folder.path().to_owned();
        let checked = vault.check(&folder, &tag, &lines);
        let whole = checked.and_then(|()| vault.check_under_the_lid());
        if let Err(why) = refused.map_or(whole, |line| Err(line.clone())) {
            bad.push(format!("kill {kill}: {why}"));
            vault = Vault::new();
        }
    }
    let lost = bad.iter().filter(|why| why.contains("lost:")).count();
    report(&format!(
        "kill: {kills} kills, seed {SEED}, {saved} saved, {lost} lost, {} bad in all",
        bad.len()
    ));
    let first: Vec<_> = bad.iter().take(12).collect();
    assert!(bad.is_empty(), "{} of {kills}: {first:#?}", bad.len());
}

#[test]
fn a_second_process_is_refused_within_a_second_and_the_first_goes_on() {
    let mut vault = Vault::new();
    let folder = vault.folder.path().to_owned();
    let mut writer = vault.writer(Command::new(PROGRAM), &folder, "first", usize::MAX);
    assert!(writer.wait_for("try 0"));
    #[expect(clippy::disallowed_methods, reason = "a real second is meant")]
    let start = Instant::now();
    let second = vault
        .writer(Command::new(PROGRAM), &folder, "second", 1)
        .end();
    assert_eq!(second, ["locked out in_use"]);
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "{:?}",
        start.elapsed()
    );
    assert!(writer.wait_for("saved"));
    let lines = writer.kill();
    vault.check(&folder, "first", &lines).unwrap();
}
