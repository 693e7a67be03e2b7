//! Why a whole file was refused.

/// A file that is no feed, or none that can be read. Says what is wrong, never what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// It has more bytes than a feed may have.
    #[error("the file has more than {} bytes", crate::MOST_BYTES)]
    TooLarge,
    /// It has more records than a feed may have.
    #[error("the feed has more than {} records", crate::MOST_RECORDS)]
    TooManyRecords,
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is a web page: the page about the feed was saved, not the feed.
    #[error("the file is a web page")]
    WebPage,
    /// It is a compressed archive.
    #[error("the file is an archive")]
    Archive,
    /// It is no kind of feed that is known.
    #[error("the file is no feed of meetings")]
    Unknown,
    /// It begins as a feed and does not end as one: most often a download that was cut off.
    #[error("the feed is cut off or damaged")]
    Broken,
    /// Whoever takes the meetings wants no more.
    #[error("the import was stopped")]
    Stopped,
}

/// The result of reading a feed.
pub type Result<T, E = FeedError> = std::result::Result<T, E>;
