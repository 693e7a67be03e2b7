//! The command line.

use mainstay_support::KeystoreMood;
use std::path::PathBuf;

/// What the preview was asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The data folder; made when it is not there.
    pub data: PathBuf,
    /// The port; 0 picks a free one.
    pub port: u16,
    /// The folder of the built UI.
    pub ui: PathBuf,
    /// The instant at which the clock stands, if it stands.
    pub now: Option<String>,
    /// The zone.
    pub zone: String,
    /// The file that every dialog is answered with.
    pub place: Option<PathBuf>,
    /// What the device's keystore does: `absent`, `working`, `locked`, `refusing`.
    pub keystore: KeystoreMood,
    /// Whether the device is a desktop, on which the program stays when its window is closed: `phone`, `desktop`.
    pub is_desktop: bool,
}

impl Options {
    /// Reads the arguments after the program's name.
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut data = None;
        let mut options = Self {
            data: PathBuf::new(),
            port: 0,
            ui: "ui/dist-preview".into(),
            now: None,
            zone: "UTC".into(),
            place: None,
            keystore: KeystoreMood::Absent,
            is_desktop: false,
        };
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or(format!("{name} needs a value"))?;
            match name.as_str() {
                "--data" => data = Some(PathBuf::from(value)),
                "--port" => options.port = value.parse().map_err(|_| "--port needs a number")?,
                "--ui" => options.ui = value.into(),
                "--now" => options.now = Some(instant(value)?),
                "--place" => options.place = Some(value.into()),
                "--zone" => options.zone = zone(value)?,
                "--keystore" => {
                    options.keystore = KeystoreMood::named(&value)
                        .ok_or("--keystore needs absent, working, locked or refusing")?;
                }
                "--device" => options.is_desktop = value == "desktop",
                _ => return Err(format!("unknown option {name}")),
            }
        }
        options.data = data.ok_or("--data DIR is needed")?;
        Ok(options)
    }
}

fn instant(text: String) -> Result<String, String> {
    match chrono::DateTime::parse_from_rfc3339(&text) {
        Ok(_) => Ok(text),
        Err(_) => Err("--now needs an RFC 3339 instant, like 2026-11-21T18:30:00Z".into()),
    }
}

fn zone(text: String) -> Result<String, String> {
    match text.parse::<chrono_tz::Tz>() {
        Ok(_) => Ok(text),
        Err(_) => Err("--zone needs an IANA zone, like Europe/London".into()),
    }
}
