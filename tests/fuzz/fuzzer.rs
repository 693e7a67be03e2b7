//! libFuzzer around the target that `MAINSTAY_FUZZ_TARGET` names. Built by `make fuzz` alone.
#![no_main]
#![allow(unsafe_code, reason = "libFuzzer calls an exported symbol")]
#![allow(missing_docs, reason = "the macro makes functions without them")]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("MAINSTAY_FUZZ_TARGET").unwrap_or_default();
    mainstay_fuzz::target(&name).expect("MAINSTAY_FUZZ_TARGET names a target")
});

fuzz_target!(|bytes: &[u8]| TARGET(bytes));
