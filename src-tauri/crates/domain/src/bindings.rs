//! One derive for the types that travel to the UI.
//!
//! `wire!` adds serde in camelCase and, under the feature `bindings`, the TypeScript description. It keeps the five
//! lines of attributes out of every type, so that a type cannot get one without the other.

/// Derives what a type needs to cross the IPC: `Debug`, `Clone`, `PartialEq`, serde in camelCase, TypeScript.
macro_rules! wire {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($body)* }
    };
    // An enum whose values carry data says itself how it is tagged.
    ($(#[$meta:meta])* pub data enum $name:ident { $($body:tt)* }) => {
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        $(#[$meta])*
        pub enum $name { $($body)* }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($body)* }
    };
}

/// Gives a field-less enum its stored word: `as_str` and `parse` are exact inverses. The words are in every vault:
/// never change one.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the order in which a person sees them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that stands for this value in the vault and on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value that `word` stands for.
            ///
            /// # Errors
            /// [`Error::Invalid`](crate::Error::Invalid) for any other word.
            pub fn parse(word: &str) -> crate::Result<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word).ok_or(crate::Error::Invalid)
            }
        }
    };
}

pub(crate) use {wire, words};
