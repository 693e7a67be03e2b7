//! The threat model names tests and files; each of them is there.

use std::path::Path;

/// The names in the last column of the tables: what stands between backticks.
fn named(text: &str) -> Vec<String> {
    let rows = text.lines().filter(|line| line.starts_with("| "));
    let proofs = rows.filter_map(|row| row.trim_end_matches('|').rsplit_once(" | "));
    proofs
        .flat_map(|(_, proofs)| proofs.split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// Those that are neither a test of ours, in Rust or for the screens, nor a file.
fn missing(names: &[String], tests: &str, root: &Path) -> Vec<String> {
    let is_there = |name: &&String| {
        let is_file = name.contains('/') && root.join(name).is_file();
        let is_test = tests.contains(&format!("fn {name}()"))
            || ["test(\"", "step(\"", "test(`"]
                .iter()
                .any(|start| tests.contains(&format!("{start}{name}")));
        is_file || is_test
    };
    names
        .iter()
        .filter(|name| !is_there(name))
        .cloned()
        .collect()
}

#[test]
fn every_test_and_file_that_the_threat_model_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = std::fs::read_to_string(root.join("src-tauri/docs/threat-model.md")).unwrap();
    let mut tests = String::new();
    for (folder, ending) in [
        ("src-tauri/src", ".rs"),
        ("src-tauri/crates", ".rs"),
        ("tests", ".rs"),
        ("tests/phone", ".mjs"),
        ("tests/window", ".mjs"),
    ] {
        crate::files(folder, ending)
            .into_iter()
            .for_each(|(_, file)| tests.push_str(&file));
    }
    let names = named(&text);
    assert!(names.len() > 40, "{} are named", names.len());
    assert_eq!(missing(&names, &tests, &root), [""; 0]);
}

#[test]
fn a_planted_name_is_found_missing() {
    let table = "| threat | control | `it_is_there`, `it is not`, `no/such/file` |\n";
    let tests = "fn it_is_there() {}\ntest(\"it is there too\")";
    assert_eq!(
        missing(&named(table), tests, Path::new("/")),
        ["it is not", "no/such/file"]
    );
}
