//! Walking a JSON feed, record by record, and reading fields of whatever type they come in.
//!
//! A record is first only delimited (`RawValue`), then measured, then read: so one that cannot be read is one refused
//! record and not the end of the feed. Fields are [`Loose`]: servers write numbers as text, text as numbers, `null`,
//! `false` and lists of one where the specification has text.

use crate::limits::{MOST_DEPTH, MOST_RECORD_BYTES, MOST_VALUES};
use crate::take::{Draft, Taking};
use crate::{FeedError, Result};
use mainstay_domain::RowRefusal;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The key under which BMLT servers put the meetings when they are asked for the formats too.
const WRAPPER_KEY: &str = "meetings";

/// Reads each record with `adapter` and takes what it makes of it.
pub(crate) fn each(
    text: &str,
    taking: &mut Taking<'_>,
    adapter: impl Fn(&str) -> Result<Draft, RowRefusal>,
) -> Result<()> {
    walk(text, &mut |raw| {
        let record = taking.record()?;
        taking.one(record, measured(raw).and_then(&adapter))
    })
}

fn measured(raw: &str) -> Result<&str, RowRefusal> {
    if raw.len() > MOST_RECORD_BYTES {
        return Err(RowRefusal::TooLarge);
    }
    if !raw.starts_with('{') {
        return Err(RowRefusal::Malformed);
    }
    // Most records have fewer brackets than that altogether, which is quicker to see.
    let brackets = raw
        .bytes()
        .filter(|byte| matches!(byte, b'[' | b'{'))
        .count();
    if brackets > MOST_DEPTH as usize && depth(raw) > MOST_DEPTH {
        return Err(RowRefusal::TooDeep);
    }
    Ok(raw)
}

/// How deep valid JSON is nested.
fn depth(raw: &str) -> u32 {
    let (mut depth, mut deepest) = (0u32, 0u32);
    let (mut in_text, mut is_escaped) = (false, false);
    for byte in raw.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Hands each record of a feed to `record`, as it stands.
///
/// # Errors
/// What `record` failed with; [`FeedError::Broken`] for what is no JSON; [`FeedError::Unknown`] for JSON without
/// records.
pub(crate) fn walk(text: &str, record: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
    let mut walk = Walk {
        record,
        failure: None,
    };
    let mut source = serde_json::Deserializer::from_str(text);
    let walked = source
        .deserialize_any(Outer(&mut walk))
        .and_then(|()| source.end());
    match (walk.failure, walked) {
        (Some(failure), _) => Err(failure),
        (None, Err(_)) => Err(FeedError::Broken),
        (None, Ok(())) => Ok(()),
    }
}

struct Walk<'w> {
    record: &'w mut dyn FnMut(&str) -> Result<()>,
    failure: Option<FeedError>,
}

impl Walk<'_> {
    fn fail<T, E: serde::de::Error>(&mut self, failure: FeedError) -> Result<T, E> {
        self.failure = Some(failure);
        Err(E::custom("stopped"))
    }
}

/// The list of records, or an object with the list under [`WRAPPER_KEY`].
struct Outer<'o, 'w>(&'o mut Walk<'w>);

impl<'de> Visitor<'de> for Outer<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of meetings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(raw) = list.next_element::<&RawValue>()? {
            if let Err(failure) = (self.0.record)(raw.get()) {
                return self.0.fail(failure);
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut has_list = false;
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            if key == WRAPPER_KEY && !has_list {
                has_list = true;
                map.next_value_seed(List(self.0))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        if has_list {
            Ok(())
        } else {
            self.0.fail(FeedError::Unknown)
        }
    }
}

struct List<'o, 'w>(&'o mut Walk<'w>);

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(Outer(self.0))
    }
}

/// A value of any type. Lists beyond [`MOST_VALUES`] and the inside of objects are left out.
#[derive(Debug, Default)]
pub(crate) enum Loose<'a> {
    /// Nothing, `null`, `true` or `false`: WordPress writes `false` where there is no value.
    #[default]
    Nothing,
    /// Text, or a number as text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Loose<'a>>),
    /// An object.
    Object,
}

impl Loose<'_> {
    /// Its text; empty for anything else. A list of texts is its first.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::List(list) => list.first().map_or("", |first| match first {
                Self::Text(text) => text,
                Self::Nothing | Self::List(_) | Self::Object => "",
            }),
            Self::Nothing | Self::Object => "",
        }
    }

    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(list) => list.iter().all(Self::is_blank),
            Self::Object => false,
        }
    }

    /// Every text in it, in order: a text is one, and lists may be in lists.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::List(list) => list.iter().flat_map(Self::texts).collect(),
            Self::Nothing | Self::Object => Vec::new(),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Loose<'a> {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(number.to_string())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Loose<'de>, E> {
        Ok(Loose::Text(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Loose<'de>, E> {
        Ok(Loose::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Loose<'de>, E> {
        Ok(Loose::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Loose<'de>, A::Error> {
        let mut values = Vec::new();
        while values.len() < MOST_VALUES {
            match list.next_element()? {
                Some(value) => values.push(value),
                None => return Ok(Loose::List(values)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Loose<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Loose::Object)
    }
}

/// A record of [`Loose`] fields: those that are named, and no others.
macro_rules! record {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        #[derive(serde::Deserialize)]
        struct $name<'a> {
            $(#[serde(borrow, default)] $field: $crate::json::Loose<'a>,)+
        }
    };
}

pub(crate) use record;

#[cfg(test)]
mod tests {
    use super::*;

    fn walked(text: &str) -> (Result<()>, usize) {
        let mut count = 0;
        let result = walk(text, &mut |_| {
            count += 1;
            Ok(())
        });
        (result, count)
    }

    #[test]
    fn records_are_walked_in_a_list_and_under_meetings() {
        assert_eq!(walked("[{}, 1, null]"), (Ok(()), 3));
        assert_eq!(
            walked(r#"{"formats":[{}],"meetings":[{},{}]}"#),
            (Ok(()), 2)
        );
        assert_eq!(walked(r#"{"features":[]}"#), (Err(FeedError::Unknown), 0));
        assert_eq!(walked("[{},"), (Err(FeedError::Broken), 1));
        assert_eq!(walked("[{}] <!-- page -->"), (Err(FeedError::Broken), 1));
    }

    #[test]
    fn brackets_in_text_are_no_depth() {
        assert_eq!(depth(r#"{"a":"[[[[{{{{\"[["}"#), 1);
        assert_eq!(depth(r#"{"a":[{"b":[]}]}"#), 4);
    }

    #[test]
    fn a_million_brackets_are_no_trouble() {
        let open = "[".repeat(1_000_000);
        assert_eq!(walked(&open).0, Err(FeedError::Broken));
        let whole = format!("[{open}{}]", "]".repeat(1_000_000));
        let mut refused = None;
        walk(&whole, &mut |raw| {
            refused = measured(raw).err();
            Ok(())
        })
        .unwrap();
        assert_eq!(refused, Some(RowRefusal::TooLarge));
    }

    #[test]
    fn any_type_is_read_as_text() {
        let text = |json: &str| {
            serde_json::from_str::<Loose<'_>>(json)
                .unwrap()
                .text()
                .to_owned()
        };
        for (json, expected) in [
            (r#""x""#, "x"),
            (r#""\u0041""#, "A"),
            ("3", "3"),
            ("-3", "-3"),
            ("40.7127753", "40.7127753"),
            ("null", ""),
            ("false", ""),
            (r#"["a","b"]"#, "a"),
            (r#"{"$oid":"x"}"#, ""),
        ] {
            assert_eq!(text(json), expected, "{json}");
        }
        let nested: Loose<'_> = serde_json::from_str(r#"["O",["D","B"],null,7]"#).unwrap();
        assert_eq!(nested.texts(), ["O", "D", "B", "7"]);
    }
}
