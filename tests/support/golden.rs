//! Files that must stay as they are until somebody means to change them.

use std::path::Path;

/// Compares `actual` with the file at `path` (from the workspace's root); with the variable `update` set in the
/// environment, writes it instead.
///
/// # Panics
/// When they differ, naming the first line that does.
pub fn assert_golden(path: &str, actual: &str, update: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    #[expect(
        clippy::disallowed_methods,
        reason = "how a person asks for the new file"
    )]
    if std::env::var(update).is_ok() {
        std::fs::write(&path, actual).expect("the golden file can be written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = expected
        .lines()
        .zip(actual.lines())
        .position(|(old, new)| old != new);
    let line = differs.unwrap_or_else(|| expected.lines().count().min(actual.lines().count()));
    assert!(
        expected == actual,
        "{} differs from line {}:\n  there: {:?}\n  now:   {:?}\nrewrite it with {update}=1",
        path.display(),
        line + 1,
        expected.lines().nth(line),
        actual.lines().nth(line),
    );
}
