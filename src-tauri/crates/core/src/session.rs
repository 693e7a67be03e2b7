//! What is true while the vault is open, and how long it stays so.

use crate::catch_up::Behind;
use crate::outbox::Outbox;
use crate::planning::Planning;
use crate::stock_keep::SuppliesSeen;
use mainstay_domain::{ChangeId, Moment, QuickEntryId, Write as LedgerWrite};
use mainstay_store::Store;
use mainstay_vault::{CopyName, Header, SlotId, VaultKey};
use std::time::Duration;
use zeroize::Zeroizing;

/// An open vault. Dropping it wipes the key.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) store: Store,
    pub(crate) key: VaultKey,
    pub(crate) header: Header,
    pub(crate) copy: CopyName,
    pub(crate) shown_code: Option<ShownCode>,
    /// A passphrase that was added and is not confirmed yet.
    pub(crate) new_passphrase: Option<SlotId>,
    /// Since it was opened, a passphrase has opened what is on the disk.
    pub(crate) passphrase_proven: bool,
    pub(crate) touched: Touch,
    /// When to move the log into the journal, on the monotonic clock.
    pub(crate) settle_at: Duration,
    /// When to look whether a backup is due, on the monotonic clock.
    pub(crate) next_backup: Duration,
    /// Schedules and what rang, read when they are first asked for; none again after a write that failed, and after one
    /// that knew nothing of them.
    pub(crate) planning: Option<Planning>,
    /// For what the schedules of supplies were last compared; none when they never were.
    pub(crate) supplies: Option<SuppliesSeen>,
    /// What looks found and the disk did not take: the planner knows of it, and it is tried again.
    pub(crate) unkept: Vec<LedgerWrite>,
    /// What of the time while it was locked is not in the journal yet.
    pub(crate) behind: Behind,
    /// What was about to be shown when the program last ended was handed out.
    pub(crate) has_looked: bool,
    /// The next rings as they were kept last, for when it is locked.
    pub(crate) outbox: Option<Outbox>,
    /// What this unlock took in from the sealed inbox, until the person puts the message away.
    pub(crate) merged: Option<Merged>,
}

/// What an unlock took in from the sealed inbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[cfg_attr(feature = "bindings", ts(rename = "QuickEntriesMerged"))]
#[serde(rename_all = "camelCase")]
pub struct Merged {
    /// How many check-ins.
    pub check_ins: u32,
    /// How many cravings.
    pub cravings: u32,
    /// How many records this vault's key did not open. They are kept.
    pub unreadable: u32,
    /// How many could not be taken in now, for want of room or of a newer version: they wait for a later unlock.
    pub waiting: u32,
    /// The change that undo takes back; none when nothing was taken in.
    pub change: Option<ChangeId>,
}

/// A quick entry that was made since the vault was locked: as much as is needed to say more about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct QuickOne {
    pub(crate) id: QuickEntryId,
    pub(crate) moment: Moment,
}

/// The recovery code on the screen, until three of its groups were typed back.
pub(crate) struct ShownCode {
    pub(crate) groups: Zeroizing<[String; 7]>,
    pub(crate) ask: [u8; 3],
    /// Its slot, where another code is to go when this one is confirmed.
    pub(crate) slot: Option<SlotId>,
}

impl std::fmt::Debug for ShownCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ShownCode(..)")
    }
}

/// When somebody was last here, on both clocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Touch {
    pub(crate) monotonic: Duration,
    pub(crate) wall_ms: i64,
}

impl Touch {
    /// How long nobody has been here. The monotonic clock stands still while a device sleeps and the wall clock does
    /// not: the longer answer counts, so that a device that slept for an hour wakes locked.
    pub(crate) fn idle(self, now: Self) -> Duration {
        let wall = u64::try_from(now.wall_ms.saturating_sub(self.wall_ms)).unwrap_or(0);
        now.monotonic
            .saturating_sub(self.monotonic)
            .max(Duration::from_millis(wall))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(monotonic: u64, wall_ms: i64) -> Touch {
        Touch {
            monotonic: Duration::from_secs(monotonic),
            wall_ms,
        }
    }

    #[test]
    fn the_longer_of_two_clocks_counts() {
        assert_eq!(at(10, 10_000).idle(at(70, 70_000)), Duration::from_secs(60));
        assert_eq!(
            at(10, 10_000).idle(at(11, 3_610_000)),
            Duration::from_secs(3_600),
            "asleep for an hour"
        );
        assert_eq!(
            at(10, 10_000).idle(at(70, -5)),
            Duration::from_secs(60),
            "the wall clock was put back"
        );
    }
}
