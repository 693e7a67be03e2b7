//! A header sealed by version 1 that must open for ever.
//!
//! `UPDATE_VECTORS=1 cargo test -p mainstay-vault` writes the files anew. Do that only before a
//! first release of a format: a vector that no longer opens is a vault that no longer opens.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mainstay_vault::{create, Header, KdfParams, Passphrase, RecoveryCode, VaultKey};

use crate::support::{hex, Repeatable};

/// Composed, with a ligature and a circled digit, so that the vector fixes the NFKC form too.
const PASSPHRASE: &str = "Ein ruhiges Caf\u{e9}, \u{fb01}nd ich \u{2460}";
/// The same sentence as another keyboard writes it.
const DECOMPOSED: &str = "Ein ruhiges Cafe\u{301}, find ich 1";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

fn make() -> (Header, VaultKey, RecoveryCode) {
    let passphrase = Passphrase::new(PASSPHRASE).expect("short");
    let entropy = Repeatable::new("mainstay vector, header format 1");
    let made = create(&entropy, &passphrase, KdfParams::DEFAULT, 1_763_700_000_000);
    let (header, key, code) = made.expect("make a vault");
    let header = header
        .with_state(1_234, 98_304, true, &key)
        .expect("the right key");
    (header, key, code)
}

/// What an independent program needs, and what it must find.
fn describe(header: &Header, key: &VaultKey, code: &RecoveryCode) -> String {
    let lines = [
        ("passphrase", PASSPHRASE.to_owned()),
        ("recovery_code", code.expose_text().to_string()),
        ("vault_id", hex(header.vault_id())),
        ("generation", header.generation().to_string()),
        ("created_ms", header.created_ms().to_string()),
        ("db_min_bytes", header.db_min_bytes().to_string()),
        ("commit_seq", header.commit_seq().to_string()),
        ("clean_shutdown", header.clean_shutdown().to_string()),
        ("vault_key", hex(key.expose_bytes())),
        (
            "database_key",
            key.derive_database_key().expose_hex().to_string(),
        ),
    ];
    lines
        .map(|(name, value)| format!("{name} = {value}\n"))
        .concat()
}

fn read(text: &str) -> BTreeMap<&str, &str> {
    text.lines()
        .filter_map(|line| line.split_once(" = "))
        .collect()
}

#[test]
fn the_header_of_format_1_opens_for_ever() {
    let (made, key, code) = make();
    let (file, text) = (
        folder().join("header-v1.bin"),
        folder().join("header-v1.txt"),
    );
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(&file, made.encode()).expect("write the vector");
        std::fs::write(&text, describe(&made, &key, &code)).expect("write its description");
    }
    let bytes = std::fs::read(&file).expect("read the vector");
    let text = std::fs::read_to_string(&text).expect("read its description");
    let expected = read(&text);

    let header = Header::decode(&bytes).expect("whole");
    let typed = RecoveryCode::parse(expected["recovery_code"]).expect("a code");
    let by_code = header
        .unlock_with_recovery(&typed)
        .expect("opens by its code");
    for text in [expected["passphrase"], DECOMPOSED] {
        let passphrase = Passphrase::new(text).expect("short");
        let key = header
            .unlock_with_passphrase(&passphrase)
            .expect("opens by its passphrase");
        assert_eq!(hex(key.expose_bytes()), expected["vault_key"]);
    }
    assert_eq!(hex(by_code.expose_bytes()), expected["vault_key"]);
    assert_eq!(read(&describe(&header, &by_code, &typed)), expected);
    assert_eq!(
        made.encode(),
        bytes,
        "this version still writes the same bytes"
    );
}
