//! Lists of meetings from a file: chosen, looked through, taken in, removed.
//!
//! A file is read without the lock of the vault, from end to end, before anything is written; then its meetings take the
//! place of those that the list had, in one transaction. Whoever stops it in between has what was there before.
//!
//! Deliberately not here: what a feed looks like (`mainstay-feeds`), finding a meeting (`meeting_search.rs`), and
//! meetings of the person's own.

use crate::copy_file::place;
use crate::error::InField;
use crate::work::{Part, Work};
use crate::{App, Empty, Error, Result};
use chrono::NaiveDate;
use chrono_tz::Tz;
use mainstay_domain::{
    base_minute, Error as DomainError, FeedReport, ListedMeeting, MeetingFeed, MeetingFeedId,
    MeetingTypeUse, Name, MOST_FEEDS,
};
use mainstay_feeds::{FeedError, MOST_BYTES};
use mainstay_store::PlacedMeeting;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

/// The most bytes of text that a list may have. A record that is held on many days is many meetings with one text, so
/// that a small file could fill the memory.
const MOST_TEXT_BYTES: usize = 192 * 1024 * 1024;

/// How many bytes a meeting takes in most files, to guess how many there are.
const USUAL_BYTES: usize = 700;

/// How many kinds of meetings are offered to choose from.
const MOST_KINDS: u32 = 60;

/// What the person chose. Where it is stays in the core.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingFeedChosen {
    /// The file's name; none when they chose none.
    pub name: Option<String>,
}

/// What is in the chosen file.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct MeetingFeedCheck {
    /// A name for the list, from the file's.
    pub name: String,
    /// What was found.
    pub report: FeedReport,
    /// The zone of the device, an IANA name: for meetings that say none.
    pub zone: String,
}

/// Takes the meetings of the chosen file in.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingFeedImportRequest {
    /// What the person calls the list.
    pub name: String,
    /// The zone of meetings that say none, an IANA name.
    pub zone: String,
    /// The list whose meetings they take the place of; `null` is a new list.
    pub replaces: Option<MeetingFeedId>,
}

/// A list that was taken in.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingFeedImported {
    /// The list.
    pub feed: MeetingFeed,
    /// What was found.
    pub report: FeedReport,
}

/// All lists, and what can be chosen from in them.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingFeedList {
    /// Whether this device can ask for a file.
    pub available: bool,
    /// The lists, by their names.
    pub feeds: Vec<MeetingFeed>,
    /// The kinds of their meetings, those of the most first.
    pub kinds: Vec<MeetingTypeUse>,
}

/// Names a list.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct MeetingFeedDeleteRequest {
    /// Its id.
    pub id: MeetingFeedId,
}

impl App {
    /// Asks the person for a file, and keeps it for the commands that follow.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::Place`].
    pub fn meeting_feed_choose(&self, _: Empty) -> Result<MeetingFeedChosen> {
        self.with_open(|_| Ok(()))?;
        let places = self.ports.places.as_ref().ok_or(Error::Request)?;
        let picked = places.pick_open();
        let path = picked.map_err(|source| place("asking for a file", source))?;
        let name = path.as_deref().map(file_name);
        if path.is_some() {
            *self.meeting_file() = path;
        }
        Ok(MeetingFeedChosen { name })
    }

    /// Looks the chosen file through and keeps nothing.
    ///
    /// # Errors
    /// [`Error::Request`] when none was chosen; [`Error::Feed`] when it is no list that can be read; [`Error::Place`];
    /// when locked, busy or stopped.
    pub fn meeting_feed_check(&self, _: Empty) -> Result<MeetingFeedCheck> {
        let today = self.with_open(|open| self.today(&open.store))?;
        let path = self.meeting_file().clone().ok_or(Error::Request)?;
        let work = self.work.begin()?;
        let bytes = self.feed_bytes(&path, &work)?;
        let report = read(&bytes, today, work.part(100, 1_000), &mut |_| Ok(()))?;
        Ok(MeetingFeedCheck {
            name: list_name(&path),
            report,
            zone: self.ports.clock.zone().name().to_owned(),
        })
    }

    /// Takes the meetings of the chosen file in: as a new list, or in place of what a list has.
    ///
    /// # Errors
    /// A refusal of `name`, of `zone`, or of one list more than 50; those of [`meeting_feed_check`]; not found for a list
    /// that is gone; those of the disk. Then every list is as it was.
    ///
    /// [`meeting_feed_check`]: Self::meeting_feed_check
    pub fn meeting_feed_import(
        &self,
        request: MeetingFeedImportRequest,
    ) -> Result<MeetingFeedImported> {
        let name = name_of(&request)?;
        let zone = request.zone.parse().map_err(|_| DomainError::Invalid);
        let zone: Tz = zone.in_field("zone")?;
        let (today, id) = self.list_for(&request)?;
        let path = self.meeting_file().clone().ok_or(Error::Request)?;
        let work = self.work.begin()?;
        let bytes = self.feed_bytes(&path, &work)?;
        let mut placed = Placed::new(zone, self.ports.clock.now_ms());
        let report = read(&bytes, today, work.part(100, 400), &mut |it| placed.put(it))?;
        drop(bytes);
        if report.meetings == 0 {
            return Err(Error::Feed(FeedError::Empty));
        }
        let feed = MeetingFeed {
            id,
            name: name.as_str().to_owned(),
            kind: report.kind,
            zone: zone.name().to_owned(),
            imported_on: today,
            meetings: report.meetings,
            left_out: report.refusals.iter().map(|(_, count)| count).sum(),
        };
        self.keep_list(&feed, placed.all, work.part(400, 1_000))?;
        Ok(MeetingFeedImported { feed, report })
    }

    /// All lists, and the kinds of meetings in them.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn meeting_feed_list(&self, _: Empty) -> Result<MeetingFeedList> {
        self.with_open(|open| {
            let feeds = open.store.meeting_feeds();
            Ok(MeetingFeedList {
                available: self.ports.places.is_some(),
                feeds: feeds.list()?,
                kinds: feeds.kinds(MOST_KINDS)?,
            })
        })
    }

    /// Removes a list with its meetings. The file that it came from brings it back.
    ///
    /// # Errors
    /// Not found; [`Error::Locked`]; those of the disk.
    pub fn meeting_feed_delete(&self, request: MeetingFeedDeleteRequest) -> Result<Empty> {
        self.with_open(|open| {
            open.store.drop_meetings(request.id)?;
            Ok(Empty {})
        })
    }

    /// Today, and the id of the list that is to be written.
    fn list_for(&self, request: &MeetingFeedImportRequest) -> Result<(NaiveDate, MeetingFeedId)> {
        let new = self.id(MeetingFeedId::new)?;
        self.with_open(|open| {
            let feeds = open.store.meeting_feeds();
            if let Some(id) = request.replaces {
                feeds.get(id)?;
            } else if feeds.list()?.len() >= MOST_FEEDS {
                Err(DomainError::TooMany).in_field("name")?;
            }
            Ok((self.today(&open.store)?, request.replaces.unwrap_or(new)))
        })
    }

    fn keep_list(&self, feed: &MeetingFeed, all: Vec<PlacedMeeting>, part: Part<'_>) -> Result<()> {
        let of = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let mut heard = |done: usize| {
            let done = u64::try_from(done).unwrap_or(u64::MAX);
            flow(part.heard(done, of).is_ok())
        };
        // Somebody may have locked, and opened again, while the file was read.
        part.heard(0, of)?;
        self.with_open(|open| Ok(open.store.keep_meetings(feed, all, &mut heard)?))
    }

    /// All bytes of a file, as far as a list may have them.
    fn feed_bytes(&self, path: &Path, work: &Work<'_>) -> Result<Vec<u8>> {
        let failed = |source| place("reading the chosen file", source);
        let meta = std::fs::metadata(path).map_err(failed)?;
        if !meta.is_file() {
            return Err(Error::Feed(FeedError::Unknown));
        }
        let mut file = self.ports.files.open(path).map_err(failed)?;
        let part = work.part(0, 100);
        let mut bytes = Vec::new();
        let mut piece = vec![0; 256 * 1024];
        loop {
            let read = file.read(&mut piece).map_err(failed)?;
            let Some(here) = piece.get(..read).filter(|here| !here.is_empty()) else {
                return Ok(bytes);
            };
            bytes.extend_from_slice(here);
            if bytes.len() > MOST_BYTES {
                return Err(Error::Feed(FeedError::TooLarge));
            }
            part.heard(u64::try_from(bytes.len()).unwrap_or(0), meta.len())?;
        }
    }
}

/// Meetings with their places in the week.
struct Placed {
    zone: Tz,
    now_ms: i64,
    text_bytes: usize,
    all: Vec<PlacedMeeting>,
}

impl Placed {
    const fn new(zone: Tz, now_ms: i64) -> Self {
        Self {
            zone,
            now_ms,
            text_bytes: 0,
            all: Vec::new(),
        }
    }

    fn put(&mut self, meeting: ListedMeeting) -> Result<()> {
        self.text_bytes += std::mem::size_of::<ListedMeeting>()
            + meeting.notes.as_str().len()
            + meeting.joining.as_str().len()
            + meeting.link.as_ref().map_or(0, |link| link.as_str().len());
        if self.text_bytes > MOST_TEXT_BYTES {
            return Err(Error::Feed(FeedError::TooManyRecords));
        }
        let zone = meeting.zone.unwrap_or(self.zone);
        let held = meeting.held.as_ref();
        let base = held.map(|held| base_minute(held.week_minute(), zone, self.now_ms));
        self.all.push(PlacedMeeting {
            base,
            zone,
            meeting: Box::new(meeting),
        });
        Ok(())
    }
}

/// Reads a list to its end, until `taken` or the person stops it.
fn read(
    bytes: &[u8],
    today: NaiveDate,
    part: Part<'_>,
    taken: &mut dyn FnMut(ListedMeeting) -> Result<()>,
) -> Result<FeedReport> {
    let guess = u64::try_from(bytes.len() / USUAL_BYTES).unwrap_or(1).max(1);
    let mut done = 0;
    let mut failed = None;
    let report = mainstay_feeds::read(bytes, today, &mut |meeting| {
        done += 1;
        let went = part.heard(done, guess).and_then(|()| taken(meeting));
        failed = went.err();
        flow(failed.is_none())
    });
    match failed {
        Some(error) => Err(error),
        None => report.map_err(Error::Feed),
    }
}

const fn flow(goes_on: bool) -> ControlFlow<()> {
    if goes_on {
        ControlFlow::Continue(())
    } else {
        ControlFlow::Break(())
    }
}

fn name_of(request: &MeetingFeedImportRequest) -> Result<Name> {
    let name = Name::new(&request.name).in_field("name")?;
    if name.is_empty() {
        Err(DomainError::NameNeeded).in_field("name")?;
    }
    Ok(name)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The file's name without its ending, where it can be a name.
fn list_name(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let short: String = stem.chars().take(60).collect();
    Name::new(&short).map_or_else(|_| String::new(), |name| name.as_str().to_owned())
}
