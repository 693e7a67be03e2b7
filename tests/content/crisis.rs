//! Crisis lines: `assets/content/crisis/README.md` says what the fields mean.

use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Where step 1 starts.
const COUNTRIES: &[&str] = &[
    "US", "GB", "IE", "CA", "AU", "NZ", "ES", "MX", "DE", "FR", "IN", "ZA",
];

/// The day on which the first entries were read.
const FIRST_CHECK: &str = "2026-11-21";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Country {
    country: String,
    checked_on: NaiveDate,
    emergency: Emergency,
    lines: Vec<Line>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Emergency {
    numbers: Vec<String>,
    status: Status,
    source: String,
    #[serde(rename = "sourceDated")]
    _source_dated: Option<String>,
    checked_on: NaiveDate,
    evidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Line {
    id: String,
    name: String,
    org: String,
    categories: Vec<String>,
    about: String,
    channels: Vec<Channel>,
    #[serde(rename = "hours")]
    _hours: serde_json::Value,
    #[serde(rename = "languages")]
    _languages: Vec<String>,
    #[serde(rename = "cost")]
    _cost: String,
    #[serde(rename = "status")]
    _status: Status,
    source: String,
    #[serde(rename = "sourceDated")]
    _source_dated: Option<String>,
    checked_on: NaiveDate,
    evidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Channel {
    kind: Kind,
    display: String,
    dial: Option<String>,
    #[serde(rename = "keyword")]
    _keyword: Option<String>,
    url: Option<String>,
}

#[derive(Debug, Deserialize, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Status {
    Confirmed,
    Unconfirmed,
}

#[derive(Debug, Deserialize, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Voice,
    Sms,
    Chat,
}

fn countries() -> Vec<Country> {
    let files = crate::files("assets/content/crisis", ".json");
    files
        .iter()
        .map(|(path, text)| {
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}

/// What is wrong with a country's file; nothing, when all is well.
fn faults(country: &Country, messages: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut need = |good: bool, what: String| {
        if !good {
            faults.push(format!("{}: {what}", country.country));
        }
    };
    let emergency = &country.emergency;
    need(
        emergency.status == Status::Confirmed,
        "the emergency number is not confirmed".into(),
    );
    need(
        sourced(&emergency.source, &emergency.evidence, emergency.checked_on),
        "the emergency number has no source".into(),
    );
    need(
        emergency
            .numbers
            .iter()
            .all(|number| digits(number) == *number),
        "an emergency number is no number".into(),
    );
    need(
        country.checked_on.to_string().as_str() >= FIRST_CHECK,
        "it was never checked".into(),
    );
    for line in &country.lines {
        let named = !line.name.is_empty() && !line.org.is_empty() && !line.categories.is_empty();
        need(
            named && line.id.starts_with(&country.country.to_lowercase()),
            format!("{} has no name", line.id),
        );
        need(
            sourced(&line.source, &line.evidence, line.checked_on),
            format!("{} has no source", line.id),
        );
        need(
            messages.contains(&format!("{} =", line.about)),
            format!("{} has no words", line.id),
        );
        need(
            !line.channels.is_empty() && line.channels.iter().all(reachable),
            format!("{} cannot be reached", line.id),
        );
    }
    faults
}

fn sourced(source: &str, evidence: &str, checked_on: NaiveDate) -> bool {
    source.starts_with("https://")
        && evidence.len() >= 20
        && checked_on.to_string().as_str() >= FIRST_CHECK
}

/// The number to dial is the number that is shown.
fn reachable(channel: &Channel) -> bool {
    let scheme = match channel.kind {
        Kind::Voice => "tel:",
        Kind::Sms => "sms:",
        Kind::Chat => {
            return channel
                .url
                .as_deref()
                .is_some_and(|url| url.starts_with("https://"))
        }
    };
    let dialled = channel
        .dial
        .as_deref()
        .and_then(|dial| dial.strip_prefix(scheme));
    dialled
        .is_some_and(|dialled| !dialled.is_empty() && digits(dialled) == digits(&channel.display))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn messages() -> String {
    crate::files("assets/messages/en", "crisis.ftl")
        .into_iter()
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn every_country_of_step_one_has_a_confirmed_emergency_number_and_sourced_lines() {
    let countries = countries();
    let there: BTreeSet<_> = countries
        .iter()
        .map(|country| country.country.as_str())
        .collect();
    assert!(
        COUNTRIES.iter().all(|country| there.contains(country)),
        "{there:?}"
    );
    let messages = messages();
    let faults: Vec<_> = countries
        .iter()
        .flat_map(|country| faults(country, &messages))
        .collect();
    assert_eq!(faults, [""; 0]);
}

#[test]
fn no_line_stands_twice() {
    let mut ids = BTreeSet::new();
    for line in countries().iter().flat_map(|country| &country.lines) {
        assert!(ids.insert(line.id.clone()), "{} stands twice", line.id);
    }
}

#[test]
fn planted_faults_are_found() {
    let messages = messages();
    let plant = |spoil: fn(&mut Country)| {
        let mut country = countries().remove(0);
        spoil(&mut country);
        faults(&country, &messages).len()
    };
    assert_eq!(plant(|_| {}), 0);
    assert_eq!(
        plant(|country| country.lines[0].source = "somebody said so".into()),
        1
    );
    assert_eq!(
        plant(|country| country.lines[0].channels[0].dial = Some("tel:000000".into())),
        1
    );
    assert_eq!(
        plant(|country| country.lines[0].about = "crisis-about-nothing".into()),
        1
    );
    assert_eq!(
        plant(|country| country.emergency.status = Status::Unconfirmed),
        1
    );
}
