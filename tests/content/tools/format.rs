//! The format of a tool (`assets/content/TOOLS.md`) as strict types: an unknown field, kind or word is refused.
#![expect(
    dead_code,
    reason = "words are judged as the file has them; the types only ask that they are there"
)]

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Tool {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) family: Family,
    pub(crate) title: String,
    pub(crate) also: Option<String>,
    pub(crate) promise: String,
    pub(crate) minutes: u32,
    pub(crate) moment: Moment,
    pub(crate) needs: Vec<Need>,
    pub(crate) strongest: u32,
    pub(crate) indicated: String,
    pub(crate) cautions: Vec<String>,
    #[serde(deserialize_with = "said")]
    pub(crate) gate: Option<Gate>,
    pub(crate) keeps: String,
    pub(crate) based_on: Vec<Source>,
    pub(crate) reviewed_on: NaiveDate,
    pub(crate) steps: Vec<Step>,
}

/// A field that may be null and may not be left out: whoever writes a tool has thought of it.
fn said<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Gate>, D::Error> {
    Option::deserialize(from)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Family {
    Cbt,
    Dbt,
    Motivational,
    Mindfulness,
    RelapsePrevention,
    Sleep,
    /// For somebody who loves a person who uses.
    #[serde(rename = "family")]
    Relatives,
}

impl Family {
    pub(crate) const ALL: [Self; 7] = [
        Self::Cbt,
        Self::Dbt,
        Self::Motivational,
        Self::Mindfulness,
        Self::RelapsePrevention,
        Self::Sleep,
        Self::Relatives,
    ];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Moment {
    Now,
    Calm,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Need {
    Urge,
    Stress,
    Sadness,
    Anger,
    Loneliness,
    Boredom,
    Shame,
    Fear,
    Conflict,
    Pressure,
    GoodTimes,
    Sleep,
    Body,
    Thoughts,
    Undecided,
    Planning,
    AfterUse,
    Family,
    Health,
}

impl Need {
    pub(crate) const ALL: [Self; 19] = [
        Self::Urge,
        Self::Stress,
        Self::Sadness,
        Self::Anger,
        Self::Loneliness,
        Self::Boredom,
        Self::Shame,
        Self::Fear,
        Self::Conflict,
        Self::Pressure,
        Self::GoodTimes,
        Self::Sleep,
        Self::Body,
        Self::Thoughts,
        Self::Undecided,
        Self::Planning,
        Self::AfterUse,
        Self::Family,
        Self::Health,
    ];

    /// Needs that wait for a quieter time: nobody plans or weighs a change in the middle of an urge, and what is
    /// urgent about health is Help's.
    pub(crate) const OF_CALM: [Self; 3] = [Self::Undecided, Self::Planning, Self::Health];
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gate {
    pub(crate) ask: String,
    pub(crate) conditions: Vec<Named>,
    pub(crate) then: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) label: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Source {
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) url: String,
    pub(crate) checked_on: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub(crate) struct Step {
    pub(crate) head: Head,
    pub(crate) kind: Kind,
}

/// What every kind of step has.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) help: Option<String>,
    pub(crate) when: Option<When>,
    pub(crate) unless: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct When {
    pub(crate) step: String,
    pub(crate) is: Vec<String>,
}

/// Serde cannot flatten and refuse unknown fields at once, so the two halves are told apart by hand.
impl TryFrom<Map<String, Value>> for Step {
    type Error = serde_json::Error;

    fn try_from(fields: Map<String, Value>) -> Result<Self, Self::Error> {
        let of_head = ["id", "title", "help", "when", "unless"];
        let is_of_head = |(name, _): &(String, Value)| of_head.contains(&name.as_str());
        let (head, kind): (Map<_, _>, Map<_, _>) = fields.into_iter().partition(is_of_head);
        let head = serde_json::from_value(head.into())?;
        let kind = serde_json::from_value(kind.into())?;
        Ok(Self { head, kind })
    }
}

#[derive(Debug, Deserialize)]
#[serde(
    tag = "kind",
    rename_all = "lowercase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub(crate) enum Kind {
    Read {
        words: Vec<String>,
    },
    Text {
        lines: u32,
        hint: Option<String>,
    },
    List {
        most: u32,
        hint: Option<String>,
        starters: Option<Vec<String>>,
    },
    Choose {
        options: Vec<Choice>,
        many: bool,
        own: bool,
    },
    Scale {
        from: u32,
        to: u32,
        by: Option<u32>,
        low: String,
        high: String,
        again: Option<String>,
    },
    Ruler {
        low: String,
        high: String,
        why_not_lower: String,
        what_would_raise: String,
    },
    Sort {
        cards: Vec<Named>,
        piles: Vec<Pile>,
        own: Option<bool>,
    },
    Timer {
        seconds: u32,
        prompts: Vec<Prompt>,
        rate_every: Option<u32>,
        until_low: Option<bool>,
    },
    Breathing {
        #[serde(rename = "in")]
        inward: u32,
        hold: u32,
        out: u32,
        rest: u32,
        rounds: u32,
    },
    Senses {
        parts: Vec<Part>,
    },
    Body {
        ask: String,
    },
    Table {
        shape: Shape,
        cells: Option<Vec<Place>>,
        links: Option<Vec<Place>>,
        weights: Option<bool>,
        step_off: Option<String>,
    },
    Person {
        why: String,
        message: Option<String>,
    },
    Schedule {
        what: String,
        offer: Offer,
    },
    Grid {
        rows: Vec<Named>,
        days: u32,
    },
    Amounts {
        items: Vec<Amount>,
    },
    Summary {
        shows: Vec<String>,
        close: String,
        keep: Option<Keep>,
        from: Option<String>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) words: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pile {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) most: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Prompt {
    pub(crate) at: u32,
    pub(crate) words: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) count: u32,
}

/// A cell of a square or a link of a chain.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) hint: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Shape {
    Square,
    Chain,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Offer {
    Today,
    Tomorrow,
    Week,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Amount {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) unit: Unit,
    pub(crate) most: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Unit {
    Minutes,
    Times,
    TimeOfDay,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Keep {
    CopingCard,
    Reason,
    PlanLine,
    GoalLine,
}
