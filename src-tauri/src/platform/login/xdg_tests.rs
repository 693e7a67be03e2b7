use super::*;
use std::fs;

/// A folder of configuration of its own.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Self {
        let folder = format!("mainstay-autostart-{}-{name}", std::process::id());
        Self(std::env::temp_dir().join(folder))
    }

    fn program(&self, path: &str) -> Autostart {
        Autostart::new(&self.0, path)
    }

    fn entry(&self) -> PathBuf {
        self.0.join("autostart/Mainstay.desktop")
    }

    fn change(&self, from: &str, to: &str) {
        let text = fs::read_to_string(self.entry()).expect("an entry");
        assert!(text.contains(from), "{text}");
        fs::write(self.entry(), text.replace(from, to)).expect("written");
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_path_is_quoted_as_the_specification_has_it() {
    for (path, exec) in [
        ("/usr/bin/mainstay", r#""/usr/bin/mainstay""#),
        ("/My Apps/mainstay", r#""/My Apps/mainstay""#),
        ("/a\"b", r#""/a\\"b""#),
        ("/a`b", r#""/a\\`b""#),
        ("/a$b", r#""/a\\$b""#),
        ("/a\\b", r#""/a\\\\b""#),
        ("/100%", r#""/100%%""#),
        ("/a\tb\nc", r#""/a\tb\nc""#),
        ("/día/ł", r#""/día/ł""#),
    ] {
        assert_eq!(quoted(path), exec, "{path}");
    }
}

#[test]
fn a_path_with_a_percent_sign_is_started_by_env() {
    assert_eq!(exec("/a b/mainstay"), r#""/a b/mainstay" --hidden"#);
    assert_eq!(exec("/100%/mainstay"), r#"env "/100%%/mainstay" --hidden"#);
}

#[test]
fn it_is_on_when_the_entry_starts_this_program_and_off_when_it_is_gone() {
    let home = Home::new("on");
    let login = home.program("/My Apps/mainstay");
    assert!(!login.is_on().expect("asked"), "nothing is there");
    login.set(false).expect("off twice is off");
    login.set(true).expect("on");
    assert!(login.is_on().expect("asked"));
    let text = fs::read_to_string(home.entry()).expect("an entry");
    assert!(text.starts_with("[Desktop Entry]\nType=Application\n"));
    assert!(text.contains("\nExec=\"/My Apps/mainstay\" --hidden\n"));
    login.set(false).expect("off");
    assert!(!login.is_on().expect("asked"));
    assert!(!home.entry().exists());
}

#[test]
fn a_program_that_was_moved_is_followed() {
    let home = Home::new("moved");
    home.program("/old/mainstay").set(true).expect("on");
    let login = home.program("/new/mainstay");
    assert!(!login.is_on().expect("asked"), "it would start another");
    login.follow_program().expect("followed");
    assert!(login.is_on().expect("asked"));
}

#[test]
fn what_is_off_stays_off() {
    let home = Home::new("off");
    let moved = home.program("/new/mainstay");
    moved.follow_program().expect("nothing to follow");
    assert!(!home.entry().exists());
    home.program("/old/mainstay").set(true).expect("on");
    for off in ["Hidden=true", "X-GNOME-Autostart-enabled=false"] {
        home.change("Terminal=false", &format!("{off}\nTerminal=false"));
        moved.follow_program().expect("left alone");
        assert!(!moved.is_on().expect("asked"), "{off}");
        home.change(&format!("{off}\n"), "");
    }
    moved.follow_program().expect("followed");
    assert!(moved.is_on().expect("asked"));
}

#[test]
fn only_the_entrys_own_group_counts() {
    let text =
        "# kept by hand\n[Desktop Entry]\nExec = /a\n[Desktop Action New]\nHidden=true\nExec=/b\n";
    assert_eq!(value(text, "Exec"), Some("/a"));
    assert!(is_wanted(text));
    assert_eq!(value("Exec=/a\n", "Exec"), None);
}
