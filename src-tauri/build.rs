//! Puts the UI, the icons and the capabilities into the program, and makes the one command known to them.
#![allow(
    clippy::print_stdout,
    reason = "Cargo takes its instructions from there"
)]

use tauri_build::{AppManifest, Attributes};

fn main() {
    // A changed UI is a changed program.
    println!("cargo:rerun-if-changed=../ui/dist");
    let commands = AppManifest::new().commands(&["call"]);
    tauri_build::try_build(Attributes::new().app_manifest(commands))
        .expect("the shell's configuration is sound");
}
