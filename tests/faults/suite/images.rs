//! Makes the images of one log, on both cores, and counts what is wrong with them.

use mainstay_faults::{Dice, Disk, Event, Image, Scratch};
use std::path::Path;
use std::sync::Mutex;

/// One image: where the log was cut, and which choices the disk made.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    pub at: usize,
    pub seed: u64,
    /// The last state that was called saved before.
    pub saved: Option<usize>,
}

/// A log of what happened below a folder, and what stood there before.
pub struct Log {
    pub root: std::path::PathBuf,
    pub before: Image,
    pub events: Vec<Event>,
}

impl Log {
    fn saved_before(&self, at: usize) -> Option<usize> {
        let events = self.events[..at].iter().rev();
        let mut saved = events.filter_map(Event::saved);
        saved.next()
    }

    fn cuts(&self, count: usize, seed: u64) -> Vec<Cut> {
        let mut dice = Dice::new(seed);
        let mut cuts: Vec<usize> = (0..count).map(|_| dice.below(self.events.len())).collect();
        cuts.sort_unstable();
        let seeds = (0..).map(|n: u64| seed.wrapping_mul(1_000_003).wrapping_add(n));
        let cut = |(at, seed)| Cut {
            at,
            seed,
            saved: self.saved_before(at),
        };
        cuts.into_iter().zip(seeds).map(cut).collect()
    }
}

/// Checks `count` images. Returns what `check` said of those that are bad.
pub fn bad_images(
    log: &Log,
    count: usize,
    seed: u64,
    check: impl Fn(&Path, &Image, Cut) -> Result<(), String> + Sync,
) -> Vec<String> {
    let cuts = log.cuts(count, seed);
    let bad = Mutex::new(Vec::new());
    let (keep, check) = (&bad, &check);
    std::thread::scope(|scope| {
        for part in cuts.chunks(cuts.len().div_ceil(2).max(1)) {
            scope.spawn(move || {
                let mut disk = Disk::with(&log.root, &log.before);
                let (mut taken, folder) = (0, Scratch::new());
                for cut in part {
                    log.events[taken..cut.at]
                        .iter()
                        .for_each(|event| disk.take(event));
                    taken = cut.at;
                    let mut last = disk.clone();
                    last.take_last(&log.events[cut.at]);
                    let image = last.cut(&mut Dice::new(cut.seed));
                    if let Err(why) = check(folder.path(), &image, *cut) {
                        keep.lock().unwrap().push(format!("{why} ({cut:?})"));
                    }
                }
            });
        }
    });
    bad.into_inner().unwrap()
}
