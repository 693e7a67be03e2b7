//! What is inside a copy that leaves the device: three files one after the other, as tar (POSIX ustar) lays them out,
//! sealed as a whole by `mainstay_vault`. `docs/data-format.md` lists every byte.
//!
//! ```text
//! manifest.json   what this is and what belongs to it
//! vault.hdr       the header: how the vault key is wrapped
//! vault.db        the journal
//! ```
//! Streams both ways. Read as strictly as written: these three names in this order, no other field of tar, nothing
//! after the end. Deliberately not here: where the file stands, and what opens it.

use crate::work::Part;
use crate::{Error, Result};
use mainstay_vault::{why_unread, FileHash, Header, SealError, MAX_HEADER_BYTES};
use std::io::{self, Read, Write};

/// The layout that is written, and the newest that is read.
const FORMAT: u16 = 1;
const MANIFEST: &str = "manifest.json";
const HEADER: &str = "vault.hdr";
const JOURNAL: &str = "vault.db";
const BLOCK: usize = 512;
const MOST_MANIFEST_BYTES: u64 = 4_096;
/// Two empty blocks end a tar file.
const END: usize = 2 * BLOCK;
/// As much as is in memory of a journal.
const PIECE: usize = 64 * 1024;

/// What a copy is, and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Manifest {
    format: u16,
    vault_id: String,
    /// When it was made, in milliseconds since 1970 UTC.
    pub(crate) made_ms: i64,
    /// The commit counter.
    writes: u64,
    /// Check-ins, cravings and lapses in it.
    pub(crate) entries: u32,
    /// The size of the journal.
    pub(crate) journal_bytes: u64,
    journal_sha256: String,
}

impl Manifest {
    /// Describes a journal; `hash` is the SHA-256 of its file.
    pub(crate) fn new(
        header: &Header,
        made_ms: i64,
        entries: u32,
        journal_bytes: u64,
        hash: FileHash,
    ) -> Self {
        Self {
            format: FORMAT,
            vault_id: hex(header.vault_id()),
            made_ms,
            writes: header.commit_seq(),
            entries,
            journal_bytes,
            journal_sha256: hex(&hash.finish()),
        }
    }
}

/// What was found in a copy beside its journal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) manifest: Manifest,
    pub(crate) header: Header,
}

/// Writes a copy.
pub(crate) fn write(
    found: &Found,
    journal: &mut dyn Read,
    output: &mut dyn Write,
    part: Part<'_>,
) -> Result<()> {
    let manifest = serde_json::to_vec(&found.manifest).map_err(|_| Error::Request)?;
    let seconds = u64::try_from(found.manifest.made_ms / 1_000).unwrap_or_default();
    put_entry(output, MANIFEST, seconds, &manifest)?;
    put_entry(output, HEADER, seconds, &found.header.encode())?;
    let bytes = found.manifest.journal_bytes;
    put(output, &head(JOURNAL, bytes, seconds))?;
    let mut left = bytes;
    let mut piece = vec![0; PIECE];
    while left > 0 {
        let most = piece.len().min(usize::try_from(left).unwrap_or(PIECE));
        let here = piece.get_mut(..most).unwrap_or_default();
        let read = journal.read_exact(here);
        read.map_err(|source| Error::from_io("reading a copy of the journal", source))?;
        put(output, here)?;
        left -= u64::try_from(most).unwrap_or(left);
        part.heard(bytes - left, bytes)?;
    }
    put(output, &vec![0; padding(bytes) + END])
}

/// Reads a copy, its journal into `journal`, and checks that all of it belongs together and nothing follows.
pub(crate) fn read(input: &mut dyn Read, journal: &mut dyn Write, part: Part<'_>) -> Result<Found> {
    let manifest = read_manifest(&take_entry(input, MANIFEST, MOST_MANIFEST_BYTES)?)?;
    let most = u64::try_from(MAX_HEADER_BYTES).unwrap_or_default();
    let header = Header::decode(&take_entry(input, HEADER, most)?).map_err(Error::Vault)?;
    let bytes = take_head(input, JOURNAL)?;
    let mut hash = FileHash::new();
    let mut left = bytes;
    let mut piece = vec![0; PIECE];
    while left > 0 {
        let most = piece.len().min(usize::try_from(left).unwrap_or(PIECE));
        let here = piece.get_mut(..most).unwrap_or_default();
        fill(input, here)?;
        hash.add(here);
        let written = journal.write_all(here);
        written.map_err(|source| Error::from_io("writing a copy of the journal", source))?;
        left -= u64::try_from(most).unwrap_or(left);
        part.heard(bytes - left, bytes)?;
    }
    take_zeros(input, padding(bytes) + END)?;
    let found = Found { manifest, header };
    if !is_over(input)? || !found.fits(bytes, hash) {
        return Err(Error::FileDamaged);
    }
    Ok(found)
}

impl Found {
    fn fits(&self, bytes: u64, hash: FileHash) -> bool {
        let Self { manifest, header } = self;
        *manifest == Manifest::new(header, manifest.made_ms, manifest.entries, bytes, hash)
    }
}

/// What the failed read or opening of a sealed file means.
pub(crate) fn of_seal(error: SealError, wrong: Error) -> Error {
    match error {
        SealError::Foreign => Error::FileForeign,
        SealError::WrongSecret => wrong,
        SealError::Damaged | SealError::TooDear { .. } => Error::FileDamaged,
        SealError::OutOfMemory { bytes } => Error::Vault(mainstay_vault::Error::OutOfMemory {
            memory_kib: bytes / 1_024,
        }),
        SealError::Io(source) => place("reading the chosen file", source),
    }
}

/// The trouble of a place that the person chose.
pub(crate) fn place(operation: &'static str, source: io::Error) -> Error {
    Error::Place {
        operation,
        source: Some(source),
    }
}

fn read_manifest(bytes: &[u8]) -> Result<Manifest> {
    /// What every version keeps.
    #[derive(serde::Deserialize)]
    struct Version {
        format: u16,
    }
    let version: Version = serde_json::from_slice(bytes).map_err(|_| Error::FileForeign)?;
    if version.format > FORMAT {
        return Err(Error::Vault(mainstay_vault::Error::NewerVersion {
            format: version.format,
            min_reader: version.format,
        }));
    }
    serde_json::from_slice(bytes).map_err(|_| Error::FileForeign)
}

fn put(output: &mut dyn Write, bytes: &[u8]) -> Result<()> {
    let written = output.write_all(bytes);
    written.map_err(|source| place("writing a copy elsewhere", source))
}

fn put_entry(output: &mut dyn Write, name: &str, seconds: u64, bytes: &[u8]) -> Result<()> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    put(output, &head(name, length, seconds))?;
    put(output, bytes)?;
    put(output, &vec![0; padding(length)])
}

fn take_entry(input: &mut dyn Read, name: &str, most: u64) -> Result<Vec<u8>> {
    let length = take_head(input, name)?;
    if length > most {
        return Err(Error::FileForeign);
    }
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    fill(input, &mut bytes)?;
    take_zeros(input, padding(length))?;
    Ok(bytes)
}

/// The head of the entry that must come next; answers its length.
fn take_head(input: &mut dyn Read, name: &str) -> Result<u64> {
    let mut block = [0; BLOCK];
    fill(input, &mut block)?;
    let number = |at: std::ops::Range<usize>| {
        let digits = std::str::from_utf8(block.get(at)?).ok()?;
        u64::from_str_radix(digits, 8).ok()
    };
    let (Some(length), Some(seconds)) = (number(124..135), number(136..147)) else {
        return Err(Error::FileForeign);
    };
    if block[..] != head(name, length, seconds)[..] {
        return Err(Error::FileForeign);
    }
    Ok(length)
}

fn take_zeros(input: &mut dyn Read, count: usize) -> Result<()> {
    let mut zeros = vec![1; count];
    fill(input, &mut zeros)?;
    if zeros.iter().any(|byte| *byte != 0) {
        return Err(Error::FileForeign);
    }
    Ok(())
}

/// A stream that ends in order before it is full was sealed by something else.
fn fill(input: &mut dyn Read, mut out: &mut [u8]) -> Result<()> {
    while !out.is_empty() {
        match input.read(out) {
            Ok(0) => return Err(Error::FileForeign),
            Ok(read) => out = out.get_mut(read..).unwrap_or_default(),
            Err(source) => return Err(of_seal(why_unread(source), Error::FileDamaged)),
        }
    }
    Ok(())
}

fn is_over(input: &mut dyn Read) -> Result<bool> {
    let read = input.read(&mut [0]);
    let read = read.map_err(|source| of_seal(why_unread(source), Error::FileDamaged))?;
    Ok(read == 0)
}

/// How many zeros fill the last block of an entry.
fn padding(bytes: u64) -> usize {
    let over = usize::try_from(bytes % 512).unwrap_or_default();
    (BLOCK - over) % BLOCK
}

/// The block before an entry: name, mode, owner, length, time, checksum, kind, and the marks of ustar.
fn head(name: &str, length: u64, seconds: u64) -> Vec<u8> {
    let with_sum = |sum: &str| {
        let fields: [(&str, usize); 10] = [
            (name, 100),
            ("0000600", 8),
            ("0000000", 8),
            ("0000000", 8),
            (&format!("{length:011o}"), 12),
            (&format!("{seconds:011o}"), 12),
            (sum, 8),
            ("0", 1 + 100),
            ("ustar", 6),
            ("00", BLOCK - 263),
        ];
        let mut block = Vec::with_capacity(BLOCK);
        for (text, width) in fields {
            let end = block.len() + width;
            block.extend(text.bytes());
            block.resize(end, 0);
        }
        block
    };
    let sum: u64 = with_sum("        ")
        .iter()
        .map(|byte| u64::from(*byte))
        .sum();
    with_sum(&format!("{sum:06o}\0 "))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
