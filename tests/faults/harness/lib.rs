//! What is needed to let a vault meet a power cut, a kill, a full disk and damage, and to look at it afterwards.
//!
//! Every run uses the same seeds. `MAINSTAY_SOAK=1` makes it the long run of `make soak`; without it, it is the size
//! that fits into every CI run.

mod dice;
mod disk;
mod files;
mod person;
mod recorder;
mod scratch;
pub mod statements;
mod vfs;

pub use dice::Dice;
pub use disk::{Disk, Image};
pub use files::WatchedFiles;
pub use person::{code_of, note, size_of_note, Entries, Person};
pub use recorder::{Event, Fault, Recorder, Trouble};
pub use scratch::{is_soak, put_files, report, sized, Scratch};
pub use vfs::install;
