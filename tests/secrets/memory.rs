//! Looks through the memory of another process, and through bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::os::unix::fs::FileExt;

/// A secret, with what to call it.
type Secret = (String, Vec<u8>);

/// The secrets by their first two bytes: memory is long, and most of it begins none.
struct Index<'a>(BTreeMap<[u8; 2], Vec<&'a Secret>>, Vec<bool>);

impl<'a> Index<'a> {
    fn of(secrets: &'a [Secret]) -> Self {
        let mut by_start: BTreeMap<[u8; 2], Vec<&Secret>> = BTreeMap::new();
        let mut starts = vec![false; 1 << 16];
        for secret in secrets {
            let start = [secret.1[0], secret.1[1]];
            starts[usize::from(u16::from_le_bytes(start))] = true;
            by_start.entry(start).or_default().push(secret);
        }
        Self(by_start, starts)
    }

    fn look(&self, bytes: &[u8], mut found: impl FnMut(&str, usize)) {
        for at in 0..bytes.len().saturating_sub(1) {
            let start = [bytes[at], bytes[at + 1]];
            if !self.1[usize::from(u16::from_le_bytes(start))] {
                continue;
            }
            for (name, secret) in self.0.get(&start).into_iter().flatten() {
                if bytes[at..].starts_with(secret) {
                    found(name, at);
                }
            }
        }
    }
}

/// The secrets in these bytes.
pub fn found_in(bytes: &[u8], secrets: &[Secret]) -> Vec<String> {
    let mut found = BTreeSet::new();
    Index::of(secrets).look(bytes, |name, _| {
        found.insert(name.to_owned());
    });
    found.into_iter().collect()
}

/// The secrets in the memory that a process can write to (heap, stacks, all other pages of its own), with the place of
/// each: a name, and what the system calls the mapping.
pub fn hits(pid: u32, secrets: &[Secret]) -> Vec<(String, String)> {
    let index = Index::of(secrets);
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).expect("the process is ours");
    let memory = File::open(format!("/proc/{pid}/mem")).expect("its memory may be read");
    let mut found = BTreeSet::new();
    let mut read = 0;
    for line in maps.lines() {
        let mut fields = line.split_whitespace();
        let range = fields.next().expect("a range");
        let may = fields.next().expect("what may be done there");
        if !may.starts_with("rw") {
            continue;
        }
        let name = fields.nth(3).unwrap_or("anonymous");
        let (start, end) = range.split_once('-').expect("two ends");
        let number = |text| u64::from_str_radix(text, 16).expect("a hexadecimal number");
        let (start, end) = (number(start), number(end));
        let mut bytes = vec![0; usize::try_from(end - start).expect("fits in memory")];
        // A mapping may have gone since, or may be one that nobody can read ([vvar]).
        let Ok(length) = memory.read_at(&mut bytes, start) else {
            continue;
        };
        bytes.truncate(length);
        read += length;
        index.look(&bytes, |secret, at| {
            let place = if std::env::var_os("MAINSTAY_PLACES").is_some() {
                let around = &bytes[at.saturating_sub(64)..(at + 96).min(bytes.len())];
                format!("{name} +{at:#x}: {}", around.escape_ascii())
            } else {
                name.to_owned()
            };
            found.insert((secret.to_owned(), place));
        });
    }
    assert!(read > 1_000_000, "the memory was read: {read} bytes");
    found.into_iter().collect()
}
