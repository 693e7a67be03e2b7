//! Fuzz targets: whatever the bytes are, nothing panics, nothing hangs, and what was kept can be read again.
//!
//! A target is a function of bytes and a line in [`TARGETS`]. Its corpus is in `corpus/<name>/`: seeds that
//! `examples/seeds.rs` writes, and what fuzzing found. `cargo test -p mainstay-fuzz` replays it; `make fuzz` looks for more.

mod command;
mod copy;
mod feed;
mod header;
mod inbox;
mod log;
mod recovery_code;

/// A target: what it is called, and what it does with bytes. It panics when a promise is broken.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("header", header::run),
    ("recovery_code", recovery_code::run),
    ("command", command::run),
    ("log", log::run),
    ("inbox", inbox::run),
    ("copy", copy::run),
    ("feed", feed::run),
];

/// The seeds of a target that are bytes of ours: (target, file, bytes).
#[must_use]
pub fn binary_seeds() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let mut seeds = vec![
        ("header", "whole", header::seed()),
        ("log", "whole", log::seed(0)),
        ("log", "behind-damage", log::seed(1)),
        ("log", "two-logs", log::seed(2)),
        ("inbox", "sealed", inbox::seed(0)),
        ("inbox", "content", inbox::seed(1)),
        ("copy", "whole", copy::seed()),
        ("copy", "for-a-key", copy::foreign()),
    ];
    seeds.extend(feed::seeds());
    seeds
}

/// The target of that name.
#[must_use]
pub fn target(name: &str) -> Option<fn(&[u8])> {
    TARGETS
        .iter()
        .find_map(|(known, run)| (*known == name).then_some(*run))
}
