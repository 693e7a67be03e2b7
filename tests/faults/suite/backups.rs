//! Damage to the backups on the device: a damaged one is told by what is wrong with it, never takes a good vault's
//! place, and never outlives the last good one.

use crate::sweep::image;
use mainstay_faults::{note, report, sized, Dice, Entries, Image, Person, Scratch};
use mainstay_support::files_under;
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};

const SEED: u64 = 14;
const PAGE: usize = 4_096;
/// Far above what all backups together may take.
const HUGE: u64 = 600 * 1024 * 1024;
/// What a damaged backup is called.
const TOLD: [&str; 8] = [
    "vault_damaged",
    "header_damaged",
    "journal_missing",
    "journal_empty",
    "journal_cut_short",
    "journal_foreign",
    "newer_version",
    "not_found",
];

/// A vault with a backup, and more in it since.
struct BackedUp {
    folder: Scratch,
    person: Person,
    code: String,
    saved: Entries,
    backup: Value,
    whole: Image,
}

impl BackedUp {
    fn new() -> Self {
        let folder = Scratch::new();
        let person = Person::at(folder.path());
        let code = person.create().expect("a vault");
        let done = json!({ "setUp": "done" });
        person.ask("settings_update", done).expect("set up");
        for n in 0..12 {
            person
                .log(4, &note(&format!("note {n}"), 2_000))
                .expect("logged");
        }
        let made = person.ask("backup_create", json!({})).expect("a backup");
        person.log(2, "after the backup").expect("logged");
        let saved = person.entries().expect("read");
        let backup = made["atMs"].clone();
        let whole = image(&place(folder.path(), &backup));
        Self {
            folder,
            person,
            code,
            saved,
            backup,
            whole,
        }
    }

    fn bytes(&self, name: &str) -> &[u8] {
        let found = self.whole.iter().find(|(path, _)| path == Path::new(name));
        &found.expect("the file is there").1
    }

    /// With these bytes in a file of the backup, it is refused, told, and the vault is as it was. Then it is mended.
    fn refuses(&self, name: &str, bytes: &[u8], what: &str) {
        let file = place(self.folder.path(), &self.backup).join(name);
        fs::write(&file, bytes).expect("written");
        let vault = files_under(&self.folder.path().join("vault"));
        let check = json!({ "atMs": self.backup });
        let checked = self.person.ask("backup_check", check);
        let restored = self.restore(&self.backup);
        for (answer, asked) in [(checked.map(drop), "check"), (restored, "restore")] {
            let code = answer.expect_err(&format!("{what}: {asked} believed it"));
            assert!(TOLD.contains(&code.as_str()), "{what}, {asked}: {code}");
        }
        let after = files_under(&self.folder.path().join("vault"));
        assert!(vault == after, "{what}: the vault is as it was");
        assert!(
            fs::read(&file).expect("there") == bytes,
            "{what}: it is kept"
        );
        assert_eq!(self.person.entries().as_ref(), Ok(&self.saved), "{what}");
        let others: Vec<_> = names(self.folder.path());
        assert_eq!(others, ["backups", "vault", "vault.lock"], "{what}");
        let mended = place(Path::new(""), &self.backup);
        for (path, bytes) in &self.whole {
            let path = self.folder.path().join(&mended).join(path);
            fs::write(path, bytes).expect("written");
        }
    }

    fn restore(&self, backup: &Value) -> Result<(), String> {
        let proof = json!({ "code": self.code });
        let asked = json!({ "atMs": backup, "proof": proof });
        self.person.ask("backup_restore", asked).map(drop)
    }

    fn backups(&self) -> Vec<Value> {
        let list = self.person.ask("backup_list", json!({})).expect("a list");
        let all = list.as_array().expect("a list").iter();
        all.map(|backup| backup["atMs"].clone()).collect()
    }
}

fn place(folder: &Path, backup: &Value) -> PathBuf {
    folder.join("backups").join(backup.to_string())
}

fn names(folder: &Path) -> Vec<String> {
    let all = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = all
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn flipped(bytes: &[u8], at: usize, bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 1 << bit;
    bytes
}

#[test]
fn a_flip_in_any_page_or_byte_of_the_head_of_a_backup_is_told_and_it_replaces_nothing() {
    let vault = BackedUp::new();
    let (mut dice, mut flips) = (Dice::new(SEED), 0);
    let journal = vault.bytes("vault.db");
    for page in 0..journal.len() / PAGE {
        for _ in 0..sized(1, 8) {
            let at = page * PAGE + dice.below(PAGE);
            let spoilt = flipped(journal, at, dice.below(8));
            vault.refuses("vault.db", &spoilt, &format!("journal, byte {at}"));
            flips += 1;
        }
    }
    let header = vault.bytes("vault.hdr");
    for at in (0..header.len()).step_by(sized(3, 1)) {
        let spoilt = flipped(header, at, dice.below(8));
        vault.refuses("vault.hdr", &spoilt, &format!("header, byte {at}"));
        flips += 1;
    }
    vault.restore(&vault.backup).expect("mended, it is whole");
    report(&format!("backup: {flips} flips, seed {SEED}, all told"));
}

#[test]
fn a_backup_of_any_other_size_is_told_and_replaces_nothing() {
    let vault = BackedUp::new();
    let journal = vault.bytes("vault.db");
    let mut sizes: Vec<usize> = (0..journal.len()).step_by(sized(4 * PAGE, 512)).collect();
    let whole = journal.len();
    sizes.extend([
        1,
        PAGE - 1,
        whole - PAGE,
        whole - 1,
        whole + 1,
        whole + PAGE,
    ]);
    for size in &sizes {
        let mut bytes = journal.to_vec();
        bytes.resize(*size, 0);
        vault.refuses("vault.db", &bytes, &format!("journal of {size} bytes"));
    }
    let header = vault.bytes("vault.hdr");
    for size in (0..header.len())
        .step_by(sized(37, 1))
        .chain([header.len() + 1, 5_000])
    {
        let mut bytes = header.to_vec();
        bytes.resize(size, 0);
        vault.refuses("vault.hdr", &bytes, &format!("header of {size} bytes"));
    }
    vault.restore(&vault.backup).expect("mended, it is whole");
    report(&format!("backup: {} sizes, all told", sizes.len()));
}

/// Spoils every backup that is there but one in three, by one flip, by its size or by its header.
fn spoil(vault: &BackedUp, dice: &mut Dice) {
    for backup in vault.backups() {
        if dice.one_in(3) {
            continue;
        }
        let place = place(vault.folder.path(), &backup);
        let journal = fs::read(place.join("vault.db")).expect("a journal");
        match dice.below(3) {
            _ if journal.is_empty() => Ok(()),
            0 => fs::write(place.join("vault.hdr"), b"damaged"),
            1 => fs::write(place.join("vault.db"), &journal[..journal.len() / 2]),
            _ => {
                let spoilt = flipped(&journal, dice.below(journal.len()), 0);
                fs::write(place.join("vault.db"), spoilt)
            }
        }
        .expect("written");
    }
}

#[test]
fn as_old_backups_go_a_good_one_stays_however_many_are_damaged() {
    let vault = BackedUp::new();
    let mut dice = Dice::new(SEED);
    let days = sized(40, 400);
    for day in 0..days {
        spoil(&vault, &mut dice);
        // Every few days the clock is put back, so that damaged ones stand in the future.
        let hours = if day % 5 == 4 { -30 } else { 24 };
        vault.person.clock.advance(hours * 60 * 60);
        vault.person.lock();
        vault.person.unlock(&vault.code).expect("open");
        let made = vault.person.ask("backup_create", json!({}));
        let made = made.expect("a backup")["atMs"].clone();
        assert!(
            vault.backups().contains(&made),
            "day {day}: the new one stays"
        );
        let check = json!({ "atMs": made });
        vault
            .person
            .ask("backup_check", check)
            .expect("and is whole");
    }
    report(&format!(
        "backup: {days} days with damaged ones, a good one on each"
    ));
}

#[test]
fn damaged_backups_that_are_huge_and_of_the_future_take_no_good_one_with_them() {
    let vault = BackedUp::new();
    for _ in 0..3 {
        vault.person.clock.advance(25 * 60 * 60);
        let made = vault.person.ask("backup_create", json!({}));
        let made = made.expect("a backup")["atMs"].clone();
        let journal = place(vault.folder.path(), &made).join("vault.db");
        // A hole and no bytes: it takes no room.
        let file = fs::File::options().write(true).open(journal);
        file.and_then(|file| file.set_len(HUGE)).expect("a hole");
    }
    vault.person.clock.advance(-30 * 24 * 60 * 60);
    vault.person.lock();
    vault.person.unlock(&vault.code).expect("open");
    let made = vault.person.ask("backup_create", json!({}));
    let made = made.expect("a backup")["atMs"].clone();
    assert!(vault.backups().contains(&made), "the one just made stays");
    vault.restore(&made).expect("and can be put back");
}
