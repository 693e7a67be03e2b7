//! What the tests and the preview share: ports that can be watched and moved, and an app over a real encrypted
//! vault in a folder of its own. Never part of a shipped program.

mod clock;
mod golden;
mod keystore;
pub mod life;
mod life_doses;
mod ports;
pub mod questions;
mod stopping;
mod test_app;

pub use clock::{FixedClock, SystemClock};
pub use golden::assert_golden;
pub use keystore::{KeystoreMood, MemoryKeystore};
pub use ports::{
    test_ports, CountingEntropy, FolderPaths, GivenPlaces, RecordingLogin, RecordingNotifier,
    RecordingProgram, SystemEntropy,
};
pub use stopping::{Stop, StoppingFiles, StoppingKeystore};
pub use test_app::{files_under, TestApp, PASSPHRASE};
