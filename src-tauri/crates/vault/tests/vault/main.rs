//! A vault from outside: made, opened, changed, damaged, and opened again years later.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that reaches outside its bytes should fail there"
)]

mod damage;
mod device;
mod pair;
mod slots;
mod support;
mod vectors;
