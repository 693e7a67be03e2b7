//! A window with nothing in it: what `make bench` measures the app's start against. Not part of the app.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!("examples/blank/tauri.conf.json"))
}
