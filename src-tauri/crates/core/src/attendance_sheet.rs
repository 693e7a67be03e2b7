//! A sheet of the meetings that the person was at, for a court or an employer.
//!
//! What is shown is what goes out: screen, HTML and CSV are made of the same finished words, and of nothing else. No
//! note, no mood and nothing that the person takes away has a way in. The file is written straight to the place that the
//! person picked, through the same ports as copies elsewhere.

use crate::copy_file::place;
use crate::error::InField;
use crate::words::{say, say_count, say_with};
use crate::{settings, App, Error, Result};
use chrono::{Datelike, NaiveDate};
use mainstay_domain::{Attendance, Error as DomainError, MeetingWay, Moment, MyMeetingId, Name};
use std::io::Write as _;
use std::path::Path;

/// The longest period, in days: some courts ask for two years.
const MOST_DAYS: i64 = 800;

/// What a sheet is to have.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AttendanceSheetRequest {
    /// The first day.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub from_on: NaiveDate,
    /// The last; at most 800 days with both.
    #[cfg_attr(feature = "bindings", ts(type = "string"))]
    pub until_on: NaiveDate,
    /// Of these meetings alone; `null` for all that the person was at.
    pub meetings: Option<Vec<MyMeetingId>>,
    /// The name of the person, as it is to stand there; empty leaves a line to write it on.
    pub name: String,
    /// Whether there is an empty column for signatures on paper.
    pub has_signatures: bool,
}

/// A sheet, in finished words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AttendanceSheet {
    /// What it is.
    pub title: String,
    /// Whose it is.
    pub person: String,
    /// Which days it is about.
    pub period: String,
    /// The heads of its columns.
    pub columns: Vec<String>,
    /// Its rows, oldest first, with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Who says so, and how many there are.
    pub closing: String,
    /// The name that is kept for sheets; empty when none is.
    pub kept_name: String,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SheetFormat {
    /// A page to print, in one file.
    Html,
    /// A table for a spreadsheet.
    Csv,
}

/// A sheet to be written into a file.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AttendanceSheetSaveRequest {
    /// What it is to have.
    #[serde(flatten)]
    pub sheet: AttendanceSheetRequest,
    /// In which form.
    pub format: SheetFormat,
    /// Whether the name is kept for the next sheet. Otherwise none is kept from now on.
    pub keep_name: bool,
}

/// A sheet that was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct AttendanceSheetSaved {
    /// The file's name; `null` when the person picked no place.
    pub name: Option<String>,
}

impl App {
    /// A sheet as it would go out.
    ///
    /// # Errors
    /// A refusal of `untilOn` or `name`; [`Error::Locked`].
    pub fn attendance_sheet_get(&self, request: AttendanceSheetRequest) -> Result<AttendanceSheet> {
        let days = (request.until_on - request.from_on).num_days();
        if !(0..MOST_DAYS).contains(&days) {
            Err(DomainError::DateOutOfRange).in_field("untilOn")?;
        }
        let name = Name::new(&request.name).in_field("name")?;
        let now_ms = self.ports.clock.now_ms();
        self.with_open(|open| {
            let attendances = open.store.attendances();
            let mut there = attendances.between(request.from_on, request.until_on)?;
            there.reverse();
            there.retain(|one| one.when.at_ms <= now_ms && is_wanted(&request, one));
            let kept_name = settings::sheet_name(&open.store)?;
            Ok(sheet(&request, &name, &there, kept_name))
        })
    }

    /// Asks for a place, and writes a sheet into it.
    ///
    /// # Errors
    /// Those of [`attendance_sheet_get`](Self::attendance_sheet_get); [`Error::Place`]; [`Error::Request`] where no
    /// place can be asked for. Then a file that stood there is as it was.
    pub fn attendance_sheet_save(
        &self,
        request: AttendanceSheetSaveRequest,
    ) -> Result<AttendanceSheetSaved> {
        let sheet = self.attendance_sheet_get(request.sheet.clone())?;
        let places = self.ports.places.as_ref().ok_or(Error::Request)?;
        let proposed = file_name(request.sheet.until_on, request.format);
        let picked = places.pick_save(&proposed);
        let Some(path) = picked.map_err(|source| place("asking for a place", source))? else {
            return Ok(AttendanceSheetSaved { name: None });
        };
        // Somebody may have locked while the dialog was open.
        self.with_open(|_| Ok(()))?;
        self.refuse_own_folder(&path)?;
        let text = match request.format {
            SheetFormat::Html => html(&sheet),
            SheetFormat::Csv => csv(&sheet),
        };
        self.write_beside(&path, text.as_bytes())?;
        self.keep_sheet_name(&request)?;
        let name = path.file_name().unwrap_or_default();
        Ok(AttendanceSheetSaved {
            name: Some(name.to_string_lossy().into_owned()),
        })
    }

    fn keep_sheet_name(&self, request: &AttendanceSheetSaveRequest) -> Result<()> {
        let name = if request.keep_name {
            Name::new(&request.sheet.name).in_field("name")?
        } else {
            Name::default()
        };
        let kept = self.with_open(|open| settings::sheet_name(&open.store))?;
        if kept == name.as_str() {
            return Ok(());
        }
        self.write(|write, _| settings::put_sheet_name(write, name.as_str()))
            .map(drop)
    }

    /// Writes a file beside its place and gives it its name when it is whole.
    fn write_beside(&self, to: &Path, bytes: &[u8]) -> Result<()> {
        let failed = |source| place("writing a sheet", source);
        let draft = self.draft_beside(to)?;
        let written = || -> std::io::Result<()> {
            let mut file = self.ports.files.create(&draft)?;
            file.write_all(bytes)?;
            file.finish()?;
            self.ports.files.replace(&draft, to)
        };
        let done = written().map_err(failed);
        if done.is_err() {
            // Ours, and nobody was told of it.
            let _ = self.ports.files.remove(&draft);
        }
        done
    }
}

fn is_wanted(request: &AttendanceSheetRequest, one: &Attendance) -> bool {
    request
        .meetings
        .as_ref()
        .is_none_or(|wanted| one.meeting_id.is_some_and(|id| wanted.contains(&id)))
}

/// Says nothing about what it is for.
fn file_name(until_on: NaiveDate, format: SheetFormat) -> String {
    let ending = match format {
        SheetFormat::Html => "html",
        SheetFormat::Csv => "csv",
    };
    format!("sheet-{}.{ending}", until_on.format("%Y-%m"))
}

fn sheet(
    request: &AttendanceSheetRequest,
    name: &Name,
    there: &[Attendance],
    kept_name: String,
) -> AttendanceSheet {
    let heads = [
        "sheet-date",
        "sheet-start",
        "sheet-meeting",
        "sheet-place",
        "sheet-minutes",
    ];
    let mut columns: Vec<String> = heads.map(say).to_vec();
    if request.has_signatures {
        columns.push(say("sheet-signature"));
    }
    let whose = if name.is_empty() {
        "_".repeat(30)
    } else {
        name.as_str().to_owned()
    };
    let days = [
        ("from", date(request.from_on).into()),
        ("until", date(request.until_on).into()),
    ];
    AttendanceSheet {
        title: say("sheet-title"),
        person: say_with("sheet-person", &[("name", whose.into())]),
        period: say_with("sheet-period", &days),
        rows: there
            .iter()
            .map(|one| row(one, request.has_signatures))
            .collect(),
        columns,
        closing: say_count("sheet-closing", there.len()),
        kept_name,
    }
}

fn row(one: &Attendance, has_signatures: bool) -> Vec<String> {
    let began = Moment {
        at_ms: one.when.at_ms,
        zone: one.when.tz(),
    };
    let local = began.local();
    let minutes = one
        .minutes
        .map(|minutes| say_count("sheet-length", minutes.into()));
    let mut cells = vec![
        date(local.date()),
        local.format("%H:%M").to_string(),
        one.name.as_str().to_owned(),
        place_of(one),
        minutes.unwrap_or_default(),
    ];
    if has_signatures {
        cells.push(String::new());
    }
    cells
}

fn place_of(one: &Attendance) -> String {
    let way = match one.way {
        MeetingWay::Online => Some("sheet-online"),
        MeetingWay::Phone => Some("sheet-phone"),
        MeetingWay::InPerson | MeetingWay::Hybrid | MeetingWay::NotSaid => None,
    };
    way.map_or_else(|| one.place.as_str().to_owned(), say)
}

/// A day in words, which mean the same everywhere: one of numbers is read in two ways.
pub(crate) fn date(day: NaiveDate) -> String {
    let text = |number: String| number.into();
    say_with(
        "sheet-day",
        &[
            ("weekday", day.weekday().number_from_monday().into()),
            ("day", text(day.day().to_string())),
            ("month", day.month().into()),
            ("year", text(day.year().to_string())),
        ],
    )
}

/// One page that stands alone: no script, no link, nothing to load. It prints on A4 and on Letter.
fn html(sheet: &AttendanceSheet) -> String {
    const STYLE: &str = "@page{margin:18mm}body{font:12pt/1.4 sans-serif;color:#000;background:#fff;margin:2rem auto;\
        max-width:60rem;padding:0 1rem}h1{font-size:18pt;margin:0 0 .5rem}p{margin:.25rem 0}table{width:100%;\
        border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #555;padding:.35rem .5rem;text-align:start;\
        vertical-align:top;overflow-wrap:anywhere}thead{display:table-header-group}tr{break-inside:avoid}\
        @media print{body{margin:0;padding:0}}";
    let cells = |tag: &str, cells: &[String]| -> String {
        let cell = |text: &String| format!("<{tag}>{}</{tag}>", escaped(text));
        let cells: String = cells.iter().map(cell).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = sheet.rows.iter().map(|row| cells("td", row)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n<p>{}</p>\n<table>\n<thead>\n{}</thead>\n<tbody>\n{rows}</tbody>\n\
         </table>\n<p>{}</p>\n</body>\n</html>\n",
        say("sheet-language"),
        escaped(&sheet.person),
        escaped(&sheet.period),
        cells("th", &sheet.columns),
        escaped(&sheet.closing),
        title = escaped(&sheet.title),
    )
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// A table with a head, for a spreadsheet: what else the sheet says stands in rows of its own.
fn csv(sheet: &AttendanceSheet) -> String {
    // The mark tells a spreadsheet that it is UTF-8.
    let mut text = String::from("\u{feff}");
    let mut line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    };
    for said in [&sheet.title, &sheet.person, &sheet.period] {
        line(std::slice::from_ref(said));
    }
    line(&sheet.columns);
    sheet.rows.iter().for_each(|row| line(row));
    line(std::slice::from_ref(&sheet.closing));
    text
}

/// A cell in quotes. One that a spreadsheet would take for a formula gets an apostrophe in front.
fn quoted(cell: &str) -> String {
    let is_formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula_and_never_ends_early() {
        assert_eq!(quoted("Quiet \"Herons\""), "\"Quiet \"\"Herons\"\"\"");
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"] {
            assert_eq!(quoted(formula), format!("\"'{formula}\""));
        }
        assert_eq!(quoted("19:00"), "\"19:00\"");
    }

    #[test]
    fn words_of_a_person_are_no_markup() {
        assert_eq!(escaped("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
    }

    #[test]
    fn a_file_name_says_a_month_and_nothing_else() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        assert_eq!(file_name(day, SheetFormat::Html), "sheet-2026-11.html");
    }
}
