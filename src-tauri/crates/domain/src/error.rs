//! Why a value was refused.

/// A value that breaks a rule. Names the rule, never the value: what a person typed stays out of errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Empty where something is needed, outside its range, or not one of the known words.
    #[error("value is not valid here")]
    Invalid,
    /// Longer than the field can keep.
    #[error("text is too long")]
    TooLong,
    /// Holds control characters that no screen can show.
    #[error("text holds characters that cannot be kept")]
    UnreadableText,
    /// Before 1900, or later than the field allows.
    #[error("date is out of range")]
    DateOutOfRange,
    /// A day in a year that nobody means: before 1900, or more than ten years ahead.
    #[error("date is too far away")]
    DateTooFar,
    /// Its last day is before its first.
    #[error("ends before it begins")]
    EndsBeforeStart,
    /// A day before the goal began.
    #[error("day is before the goal began")]
    BeforeGoal,
    /// Nothing was said where something is needed.
    #[error("answer is needed")]
    AnswerNeeded,
    /// It needs a name that can be seen.
    #[error("name is needed")]
    NameNeeded,
    /// Another one has this name.
    #[error("name is in use")]
    NameTaken,
    /// No telephone number: it has letters, or no digits.
    #[error("not a telephone number")]
    PhoneNumber,
    /// As many as there may be are there.
    #[error("there are as many as there may be")]
    TooMany,
    /// A limit for the week that is smaller than the one for a day.
    #[error("week's limit is smaller than the day's")]
    WeekBelowDay,
    /// A step of a schedule begins before the one before it is over.
    #[error("step begins before the last one ends")]
    StepsOverlap,
}

/// The result of checking a value.
pub type Result<T> = std::result::Result<T, Error>;
