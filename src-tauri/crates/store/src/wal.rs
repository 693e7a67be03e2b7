//! Reads the write-ahead log as a file, to say what SQLite does not: whether saved writes were lost in it.
//!
//! SQLite reads the log up to the first frame whose checksum does not fit and takes the rest for a write that a power
//! cut tore. One flipped bit in an early frame therefore rolls back everything after it, without a word (117 of 117
//! flips, reference/security.md 3.3). This module follows the same chain of checksums and then looks behind the
//! break. Frames and checksums are not encrypted, only the pages in them are, so it needs no key.
//!
//! A log that was moved into the journal, and whose head the next write had begun to replace, looks the same when that
//! write is torn. So nothing counts as lost when the journal holds the last copy of every page behind the damage.
//!
//! The rule: a write is put into the log only after the one before it was flushed. So a commit frame behind the break
//! that is followed by one more frame of the same log was acknowledged, and is lost. The very last transaction cannot
//! be told from one that a power cut tore; moving the log into the journal soon keeps that window short.
//!
//! A cut may also tear the head of a frame, so that it begins as one of an older log and ends as one of this log. A frame
//! that is not whole therefore ends a write only if its size of the journal can be true ([`Sizes`]).
//!
//! Format: <https://www.sqlite.org/fileformat2.html#walformat>.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;
/// Ends in 0 when checksums are over little-endian words, in 1 when over big-endian ones.
const MAGIC: u32 = 0x377f_0682;
const VERSION: u32 = 3_007_000;

/// What a log holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LogReport {
    /// Whether there is anything in it: the journal was not closed in order.
    pub used: bool,
    /// Whole writes that stand behind damage and that SQLite will therefore not see.
    pub lost_writes: u32,
}

/// Reads the log at `path` of the journal at `journal`; no file is an unused log. `page_bytes` is the page size.
///
/// # Errors
/// Any reason of the system's.
pub(crate) fn scan(path: &Path, journal: &Path, page_bytes: usize) -> io::Result<LogReport> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(LogReport::default()),
        file => file?,
    };
    if file.metadata()?.len() == 0 {
        return Ok(LogReport::default());
    }
    let behind = look_behind_the_break(&mut BufReader::new(&file), page_bytes)?;
    let lost_writes = match behind.lost_writes() {
        0 => 0,
        _ if behind.is_all_in(&file, journal, page_bytes) => 0,
        lost => lost,
    };
    Ok(LogReport {
        used: true,
        lost_writes,
    })
}

fn look_behind_the_break(log: &mut impl Read, page_bytes: usize) -> io::Result<BehindTheBreak> {
    let mut behind = BehindTheBreak::default();
    let mut header = [0; HEADER_BYTES];
    if !fill(log, &mut header)? {
        return Ok(behind);
    }
    let mut chain = Chain::begin(&header, page_bytes);
    behind.head_is_whole = chain.whole;
    let mut frame = vec![0; FRAME_HEADER_BYTES + page_bytes];
    for number in 0.. {
        if !fill(log, &mut frame)? {
            break;
        }
        let head = FrameHead::read(&frame);
        let is_whole = chain.is_whole_by_itself(&head, &frame);
        let is_the_break = chain.whole;
        if !chain.takes(&head, &frame) {
            let sizes = Sizes::of(&chain, number);
            let commits = head.commits()
                && (is_whole || sizes.allow(&head) || is_the_break && sizes.nearly_allow(&head));
            let salts = chain.salts.get_or_insert(head.salts);
            behind.add(salts, &head, commits, is_whole.then_some(number));
        }
    }
    Ok(behind)
}

fn read_at(file: &mut (impl Read + Seek), at: u64, bytes: usize) -> Option<Vec<u8>> {
    let mut buffer = vec![0; bytes];
    file.seek(SeekFrom::Start(at)).ok()?;
    file.read_exact(&mut buffer).ok()?;
    Some(buffer)
}

/// Fills `buffer`; `false` at the end of the file, also in the middle of a frame.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// The part of the log that SQLite believes.
struct Chain {
    /// The two random words that all frames of one log share; unknown while the log's header is damaged.
    salts: Option<[u32; 2]>,
    sum: Checksum,
    whole: bool,
    /// The journal's pages after the last write that is believed; 0 while none is.
    pages: u32,
    /// What the frame before says of itself, whether it is believed or not.
    before: [u32; 2],
}

impl Chain {
    fn begin(header: &[u8; HEADER_BYTES], page_bytes: usize) -> Self {
        let mut sum = Checksum {
            big_endian: word(header, 0) & 1 == 1,
            sums: [0, 0],
        };
        sum.add(header.get(..24).unwrap_or_default());
        let before = [word(header, 24), word(header, 28)];
        let whole = word(header, 0) & !1 == MAGIC
            && word(header, 4) == VERSION
            && usize::try_from(word(header, 8)) == Ok(page_bytes)
            && sum.sums == before;
        let salts = whole.then(|| [word(header, 16), word(header, 20)]);
        if !whole {
            // SQLite writes in the machine's own order.
            sum.big_endian = cfg!(target_endian = "big");
        }
        Self {
            salts,
            sum,
            whole,
            pages: 0,
            before,
        }
    }

    /// Whether a frame follows from what the frame before it says, whatever came earlier.
    fn is_whole_by_itself(&mut self, head: &FrameHead, frame: &[u8]) -> bool {
        let mut own = Checksum {
            sums: self.before,
            ..self.sum
        };
        own.add_frame(frame);
        self.before = head.sums;
        own.sums == head.sums
    }

    /// Follows the chain over one more frame; `false` from the first one that does not fit.
    fn takes(&mut self, head: &FrameHead, frame: &[u8]) -> bool {
        self.sum.add_frame(frame);
        self.whole = self.whole
            && self.salts == Some(head.salts)
            && head.page != 0
            && self.sum.sums == head.sums;
        if self.whole && head.commits() {
            self.pages = head.pages;
        }
        self.whole
    }
}

/// How many pages the journal can have had after a write that is not believed. It never shrinks, and a frame of the log
/// adds one page at most.
struct Sizes {
    least: u32,
    most: u32,
}

impl Sizes {
    /// Those at the frame of this number. Before anything is believed there is no bound but the frame's own page.
    fn of(chain: &Chain, number: u64) -> Self {
        let frames = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
        let most = match chain.pages {
            0 => u32::MAX,
            pages => pages.saturating_add(frames),
        };
        Self {
            least: chain.pages,
            most,
        }
    }

    fn allow(&self, head: &FrameHead) -> bool {
        (self.least..=self.most).contains(&head.pages) && (1..=head.pages).contains(&head.page)
    }

    /// The same but for one flipped bit.
    fn nearly_allow(&self, head: &FrameHead) -> bool {
        (0..u32::BITS).map(|bit| 1 << bit).any(|bit| {
            let (page, pages) = (head.page ^ bit, head.pages ^ bit);
            self.allow(&FrameHead { page, ..*head }) || self.allow(&FrameHead { pages, ..*head })
        })
    }
}

/// What stands after the first frame that does not fit.
#[derive(Default)]
struct BehindTheBreak {
    commits: u32,
    /// Whether a commit was followed by one more frame of this log, which proves that it had been acknowledged.
    proven: bool,
    head_is_whole: bool,
    /// The number of the last frame of each page, behind the last frame that is not whole.
    last_frames: BTreeMap<u32, u64>,
}

impl BehindTheBreak {
    /// `commits`: whether it ends a write; `number`: of a frame that is whole.
    fn add(&mut self, salts: &[u32; 2], head: &FrameHead, commits: bool, number: Option<u64>) {
        if !is_of_this_log(head.salts, *salts) {
            return;
        }
        match number {
            Some(number) => drop(self.last_frames.insert(head.page, number)),
            // Any page may have had its last copy here.
            None => self.last_frames.clear(),
        }
        self.proven |= self.commits > 0;
        self.commits = self.commits.saturating_add(u32::from(commits));
    }

    fn lost_writes(&self) -> u32 {
        if self.proven {
            self.commits
        } else {
            0
        }
    }

    /// Whether the journal's file already holds the last copy of every page.
    fn is_all_in(&self, mut log: &File, journal: &Path, page_bytes: usize) -> bool {
        let Ok(mut journal) = File::open(journal) else {
            return false;
        };
        if self.last_frames.is_empty() {
            return !self.head_is_whole;
        }
        let page = page_bytes as u64;
        let frame_bytes = FRAME_HEADER_BYTES as u64 + page;
        self.last_frames.iter().all(|(number, frame)| {
            let in_log = HEADER_BYTES as u64 + frame * frame_bytes + FRAME_HEADER_BYTES as u64;
            let in_journal = u64::from(number.saturating_sub(1)) * page;
            let moved = read_at(&mut log, in_log, page_bytes);
            moved.is_some() && moved == read_at(&mut journal, in_journal, page_bytes)
        })
    }
}

/// Frames of an older log that this one has not yet written over carry other salts, one of them random. A flipped bit
/// or two in the salts of one of ours must not hide it.
fn is_of_this_log(salts: [u32; 2], ours: [u32; 2]) -> bool {
    const FLIPS_AT_MOST: u32 = 3;
    let differing = |(a, b): (u32, u32)| (a ^ b).count_ones();
    salts.into_iter().zip(ours).map(differing).sum::<u32>() <= FLIPS_AT_MOST
}

struct FrameHead {
    page: u32,
    /// The journal's pages after the write that this frame ends; 0 in all others.
    pages: u32,
    salts: [u32; 2],
    sums: [u32; 2],
}

impl FrameHead {
    fn read(frame: &[u8]) -> Self {
        Self {
            page: word(frame, 0),
            pages: word(frame, 4),
            salts: [word(frame, 8), word(frame, 12)],
            sums: [word(frame, 16), word(frame, 20)],
        }
    }

    const fn commits(&self) -> bool {
        self.pages != 0
    }
}

/// SQLite's running checksum over pairs of words.
#[derive(Clone, Copy)]
struct Checksum {
    big_endian: bool,
    sums: [u32; 2],
}

impl Checksum {
    fn add_frame(&mut self, frame: &[u8]) {
        self.add(frame.get(..8).unwrap_or_default());
        self.add(frame.get(FRAME_HEADER_BYTES..).unwrap_or_default());
    }

    fn add(&mut self, bytes: &[u8]) {
        let [mut first, mut second] = self.sums;
        for pair in bytes.chunks_exact(8) {
            first = first.wrapping_add(self.word(pair, 0)).wrapping_add(second);
            second = second.wrapping_add(self.word(pair, 4)).wrapping_add(first);
        }
        self.sums = [first, second];
    }

    fn word(&self, bytes: &[u8], at: usize) -> u32 {
        let word = word(bytes, at);
        if self.big_endian {
            word
        } else {
            word.swap_bytes()
        }
    }
}

/// The big-endian word at `at`; 0 outside.
fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_be_bytes)
}
