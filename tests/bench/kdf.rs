//! What it costs to try one passphrase: time and memory of the derivation, at the start and as set for this device.

use crate::timed;
use mainstay_vault::KdfParams;

/// Prints a row for the defaults and one for what a vault made here would get.
pub fn rows() {
    let measure = |params: KdfParams| timed(|| drop(params.rehearse()));
    row("derive a key, at least", KdfParams::DEFAULT);
    row("derive a key, as set here", KdfParams::calibrate(measure));
}

#[expect(clippy::print_stdout, reason = "what the program is for")]
fn row(what: &str, params: KdfParams) {
    let before = peak_kib();
    let took = timed(|| drop(params.rehearse()));
    println!(
        "{what:26} {:9.0} ms   {} passes over {} MiB, at the peak {} MiB more than before",
        took.as_secs_f64() * 1_000.0,
        params.iterations(),
        params.memory_kib() / 1_024,
        peak_kib().saturating_sub(before) / 1_024
    );
}

/// The most memory that this process has had, in KiB; 0 where the system does not say.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|text| text.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
