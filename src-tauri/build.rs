//! Puts the UI, the icons and the capabilities into the program, and makes the one command known to them.

fn main() {
    // A changed UI is a changed program.
    println!("cargo:rerun-if-changed=../ui/dist");
    let commands = tauri_build::AppManifest::new().commands(&["call"]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("the shell's configuration is sound");
}
