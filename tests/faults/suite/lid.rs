//! A vault under its lid: what the app does not show.

use mainstay_faults::Entries;
use mainstay_store::{Extent, Store};
use mainstay_vault::{HeaderPair, RecoveryCode};
use std::path::Path;

/// What is not as it was saved, in words.
pub fn difference(found: &Entries, saved: &Entries) -> String {
    let lost = saved
        .iter()
        .filter(|(id, said)| found.get(*id) != Some(said))
        .count();
    format!(
        "lost: {lost} of {} entries are not as saved, {} were found",
        saved.len(),
        found.len()
    )
}

/// Opens the header and the journal without the app, and checks every page, table and index.
pub fn under_the_lid(folder: &Path, code: &str) -> Result<(), String> {
    let read = |name: &str| std::fs::read(folder.join("vault").join(name)).ok();
    let pair = HeaderPair::choose(
        read("vault.hdr.a").as_deref(),
        read("vault.hdr.b").as_deref(),
    );
    let code = RecoveryCode::parse(code).expect("a code");
    let opened = pair.and_then(|pair| pair.unlock_with_recovery(&code));
    let key = opened
        .map_err(|error| format!("header: {error}"))?
        .key
        .derive_database_key();
    let store = Store::open(&folder.join("vault/vault.db"), &key, Extent::NONE);
    let store = store.map_err(|error| format!("journal: {error}"))?;
    store
        .verify_pages()
        .and_then(|()| store.verify_structure())
        .map_err(|error| format!("corrupt: {error}"))
}
