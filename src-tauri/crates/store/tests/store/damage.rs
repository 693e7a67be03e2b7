//! What damage to the journal and to its log is noticed, bit by bit.

use super::{change, check_in, Home};
use mainstay_store::{Damage, Error, Extent, Store};
use std::fs;

const PAGE: usize = 4_096;
const LOG_HEADER: usize = 32;
const FRAME: usize = 24 + PAGE;

/// A journal as a kill left it, with `writes` in its log.
fn killed(writes: u8) -> Home {
    let home = Home::new();
    let store = home.open();
    for n in 1..=writes {
        let entry = check_in(n, 3, "a note of the usual length");
        store
            .write::<_, Error>(change(i64::from(n)), |write| {
                write.check_ins().insert(&entry)
            })
            .unwrap();
    }
    let left = Home {
        folder: tempfile::tempdir().unwrap(),
        key: mainstay_vault::DatabaseKey::from_bytes(&[7; 32]),
    };
    fs::copy(home.path(), left.path()).unwrap();
    fs::copy(Store::log_path(&home.path()), Store::log_path(&left.path())).unwrap();
    left
}

fn known(writes: u64) -> Extent {
    Extent { writes, bytes: 0 }
}

fn log(home: &Home) -> Vec<u8> {
    fs::read(Store::log_path(&home.path())).unwrap()
}

fn put_log(home: &Home, bytes: &[u8]) {
    fs::write(Store::log_path(&home.path()), bytes).unwrap();
}

fn lost(home: &Home) -> u32 {
    Store::read_log(&home.path()).unwrap().lost_writes
}

/// The frames that end a transaction, by number.
fn commits(log: &[u8]) -> Vec<usize> {
    let frames = log[LOG_HEADER..].chunks_exact(FRAME).enumerate();
    frames
        .filter(|(_, frame)| frame[4..8] != [0; 4])
        .map(|(n, _)| n)
        .collect()
}

#[test]
fn a_whole_log_has_lost_nothing_and_every_write_is_taken_in() {
    let home = killed(6);
    let report = Store::read_log(&home.path()).unwrap();
    assert!(report.used);
    assert_eq!(report.lost_writes, 0);
    let store = home.open();
    assert_eq!(store.writes().unwrap(), 6);
    assert_eq!(log(&home).len(), 0, "moved into the journal at once");
    store.close().unwrap();
    assert!(!Store::read_log(&home.path()).unwrap().used);
}

#[test]
fn a_flipped_bit_in_any_frame_but_the_last_writes_is_noticed() {
    let home = killed(6);
    let whole = log(&home);
    let ends = commits(&whole);
    assert_eq!(ends.len(), 6);
    let before_the_last = ends[4];
    for frame in 0..=before_the_last {
        for at in [0, 5, 9, 17, 24, 24 + PAGE / 2, FRAME - 1] {
            let mut flipped = whole.clone();
            flipped[LOG_HEADER + frame * FRAME + at] ^= 0x10;
            put_log(&home, &flipped);
            let write = ends.iter().filter(|end| **end < frame).count();
            let told = usize::try_from(lost(&home)).unwrap();
            assert!(told >= 5 - write, "frame {frame}, byte {at}: {told} told");
            // A frame that the flip makes look like the end of a write is counted as one more.
            assert!(told <= 7, "frame {frame}, byte {at}: {told} told");
        }
    }
}

#[test]
fn a_damaged_head_of_the_log_is_noticed() {
    let home = killed(4);
    let whole = log(&home);
    for at in 0..LOG_HEADER {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        put_log(&home, &flipped);
        assert_eq!(lost(&home), 4, "byte {at}");
    }
}

#[test]
fn a_write_that_a_power_cut_tore_is_not_called_lost() {
    let home = killed(4);
    let whole = log(&home);
    let ends = commits(&whole);
    for frame in ends[2] + 1..=ends[3] {
        let start = LOG_HEADER + frame * FRAME;
        put_log(&home, &whole[..start + 100]);
        assert_eq!(lost(&home), 0, "cut in frame {frame}");
        let mut garbage = whole.clone();
        garbage[start + 512..start + 1_024].fill(0xa5);
        put_log(&home, &garbage);
        assert_eq!(lost(&home), 0, "torn in frame {frame}");
    }
    put_log(&home, &[]);
    assert!(!Store::read_log(&home.path()).unwrap().used);
    put_log(&home, &whole[..20]);
    assert_eq!(lost(&home), 0, "not even a whole head");
}

#[test]
fn a_head_that_a_power_cut_tore_does_not_end_a_write() {
    let home = killed(4);
    let whole = log(&home);
    let ends = commits(&whole);
    let pages = |frame: usize| {
        let at = LOG_HEADER + frame * FRAME + 4;
        u32::from_be_bytes(whole[at..at + 4].try_into().unwrap())
    };
    // The last write: its first frame is torn, and a later one still begins as the end of a write in an older log.
    let (torn, older) = (ends[2] + 1, ends[2] + 3);
    assert!(older < ends[3], "a write of several frames");
    for begins in [
        [7, pages(ends[2]) - 1],
        [0x5566_7788, 0x0607_0809],
        [0x0607_0809, 0x5566_7788],
    ] {
        let mut cut = whole.clone();
        cut[LOG_HEADER + torn * FRAME + 100] ^= 0xff;
        let at = LOG_HEADER + older * FRAME;
        for (n, word) in begins.into_iter().enumerate() {
            cut[at + 4 * n..][..4].copy_from_slice(&word.to_be_bytes());
        }
        put_log(&home, &cut);
        assert_eq!(lost(&home), 0, "{begins:x?}");
    }
}

#[test]
fn what_an_older_log_left_behind_is_not_taken_for_this_one() {
    let home = killed(6);
    let (older, store) = (log(&home), home.open());
    let entry = check_in(9, 3, "one more");
    store
        .write::<_, Error>(change(9), |write| write.check_ins().insert(&entry))
        .unwrap();
    let mut newer = log(&home);
    newer.extend_from_slice(&older[newer.len()..]);
    drop(store);
    put_log(&home, &newer);
    assert_eq!(lost(&home), 0);
    assert_eq!(home.open().writes().unwrap(), 7);
}

#[test]
fn a_flipped_bit_in_any_page_is_found_before_anything_is_written() {
    let home = killed(6);
    home.open().close().unwrap();
    let whole = fs::read(home.path()).unwrap();
    for page in 0..whole.len() / PAGE {
        for at in [3, 100, PAGE - 1] {
            let mut flipped = whole.clone();
            flipped[page * PAGE + at] ^= 4;
            fs::write(home.path(), &flipped).unwrap();
            let found = Store::open(&home.path(), &home.key, Extent::NONE)
                .and_then(|store| store.verify_pages());
            if page == 0 && at < 16 {
                // The salt, which is known from the key.
                found.unwrap();
                continue;
            }
            let expected = Damage::Pages;
            assert!(
                matches!(found, Err(Error::Damaged(damage)) if damage == expected),
                "page {page}, byte {at}: {found:?}"
            );
            assert_eq!(
                fs::read(home.path()).unwrap(),
                flipped,
                "nothing was written"
            );
        }
    }
}

#[test]
fn another_vaults_journal_is_told_from_a_damaged_one() {
    let (home, other) = (killed(3), killed(3));
    home.open().close().unwrap();
    let wrong = mainstay_vault::DatabaseKey::from_bytes(&[8; 32]);
    assert!(matches!(
        Store::open(&home.path(), &wrong, Extent::NONE),
        Err(Error::Damaged(Damage::Foreign))
    ));
    drop(other);
}

#[test]
fn an_older_copy_is_refused_untouched() {
    let home = killed(3);
    home.open().close().unwrap();
    let older = fs::read(home.path()).unwrap();
    assert!(matches!(
        Store::open(&home.path(), &home.key, known(4)),
        Err(Error::OlderCopy {
            found: 3,
            expected: 4
        })
    ));
    assert_eq!(fs::read(home.path()).unwrap(), older);
    assert_eq!(
        Store::open(&home.path(), &home.key, known(3))
            .unwrap()
            .writes()
            .unwrap(),
        3
    );
}

#[test]
fn a_refused_journal_keeps_its_log() {
    let home = killed(3);
    let (journal, log_bytes) = (fs::read(home.path()).unwrap(), log(&home));
    assert!(Store::open(&home.path(), &home.key, known(99)).is_err());
    assert_eq!(fs::read(home.path()).unwrap(), journal);
    assert_eq!(log(&home), log_bytes);
    assert_eq!(home.open().writes().unwrap(), 3);
}

#[test]
fn a_journal_shorter_than_it_is_known_to_be_is_cut_short() {
    let home = killed(3);
    let store = home.open();
    let extent = store.settle().unwrap();
    store.close().unwrap();
    let whole = fs::read(home.path()).unwrap();
    for bytes in (PAGE..whole.len()).step_by(512) {
        fs::write(home.path(), &whole[..bytes]).unwrap();
        let found = Store::open(&home.path(), &home.key, extent);
        assert!(
            matches!(found, Err(Error::Damaged(Damage::CutShort))),
            "{bytes} bytes: {found:?}"
        );
    }
    fs::write(home.path(), &whole).unwrap();
    Store::open(&home.path(), &home.key, extent).unwrap();
}
