//! What the formats of a BMLT server mean.
//!
//! Their codes differ by server. A server that is asked for the formats too (`get_used_formats`) names for many of them the
//! one of the NA World Services that is meant (`world_id`), and these are the same everywhere. Those that mean what a code
//! of the Meeting Guide specification means become that code.

use crate::json::record;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// More formats than a server has.
const MOST_FORMATS: usize = 1_000;

/// The formats of a server by their codes, each as a code of the Meeting Guide specification.
pub(crate) type Formats = HashMap<String, &'static str>;

record!(Format {
    key_string,
    world_id,
});

#[derive(Deserialize)]
struct Wrapper<'a> {
    #[serde(borrow)]
    formats: Vec<&'a RawValue>,
}

/// The formats that come with a list; none where the list comes alone.
pub(crate) fn formats(text: &str) -> Formats {
    let wrapper: Option<Wrapper<'_>> = serde_json::from_str(text).ok();
    let all = wrapper.map(|wrapper| wrapper.formats).unwrap_or_default();
    let read = |raw: &RawValue| {
        let format: Format<'_> = serde_json::from_str(raw.get()).ok()?;
        let code = guide_code(format.world_id.text())?;
        Some((format.key_string.text().trim().to_owned(), code))
    };
    let near = all.into_iter().take(MOST_FORMATS);
    near.filter_map(read).collect()
}

/// A format of the NA World Services as a code of the Meeting Guide specification, where both mean the same.
fn guide_code(world_id: &str) -> Option<&'static str> {
    Some(match world_id.trim() {
        "OPEN" => "O",
        "CLOSED" => "C",
        "BEG" => "BE",
        "DISC" => "D",
        "STEP" => "ST",
        "SPK" => "SP",
        "LIT" => "LIT",
        "MED" => "MED",
        "CAN" => "CAN",
        "M" => "M",
        "W" => "W",
        "Y" => "Y",
        "GL" => "LGBTQ",
        "CW" => "CF",
        "WCHR" => "X",
        _ => return None,
    })
}
