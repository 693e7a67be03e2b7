//! How much of anything a feed may have. Each is several times what the largest known feeds have.

/// The most bytes of a file: 100,000 meetings of a kilobyte each. The largest list there is has about 98,000.
pub const MOST_BYTES: usize = 96 * 1024 * 1024;

/// The most records of a feed.
pub const MOST_RECORDS: u32 = 200_000;

/// The most bytes of one record.
pub const MOST_RECORD_BYTES: usize = 256 * 1024;

/// How deep a record may be nested. Known ones have three levels.
pub const MOST_DEPTH: u32 = 16;

/// The most bytes of one line of a calendar, its folds taken out.
pub const MOST_LINE_BYTES: usize = 64 * 1024;

/// The most type codes of a meeting.
pub const MOST_CODES: usize = 32;

/// The most values of a list in a record that are looked at.
pub(crate) const MOST_VALUES: usize = 64;
