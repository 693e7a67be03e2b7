//! The rules of a tool's structure: ids, ranges, and that whatever is named is there (`assets/content/TOOLS.md`).

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::format::{Kind, Moment, Source, Step, Tool};
use super::kinds::faults_of_kind;
use super::OLDEST_REVIEW;

/// A tool for now is offered at this strength too, or it would not be one.
const STRONG: u32 = 8;

/// What is wrong with the tool, as far as it is no matter of words.
pub(crate) fn faults(name: &str, tool: &Tool) -> Vec<String> {
    let head = faults_of_head(name, tool).into_iter().map(str::to_owned);
    let mut faults: Vec<_> = head.collect();
    for (at, step) in tool.steps.iter().enumerate() {
        let earlier = &tool.steps[..at];
        let wrong = [
            faults_of_step(tool, earlier, step),
            faults_of_kind(&step.kind),
            faults_of_references(earlier, &step.kind),
            faults_of_placeables(&step.kind),
        ];
        let wrong = wrong.into_iter().flatten();
        faults.extend(wrong.map(|what| format!("{}: {what}", step.head.id)));
    }
    faults
}

pub(super) type Wrong = Vec<&'static str>;

/// Of rules, each with whether it is kept, what the broken ones say.
pub(super) fn broken(rules: &[(bool, &'static str)]) -> Wrong {
    let broken = rules.iter().filter(|(kept, _)| !kept);
    broken.map(|(_, what)| *what).collect()
}

pub(super) fn within(range: RangeInclusive<usize>, count: usize) -> bool {
    range.contains(&count)
}

/// Kebab-case, and each only once.
pub(super) fn are_ids<'a>(ids: impl IntoIterator<Item = &'a String>) -> bool {
    let mut seen = BTreeSet::new();
    ids.into_iter().all(|id| is_id(id) && seen.insert(id))
}

fn is_id(id: &str) -> bool {
    let is_part = |part: &str| {
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        !part.is_empty() && part.chars().all(good)
    };
    id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(is_part)
}

fn faults_of_head(name: &str, tool: &Tool) -> Wrong {
    let needs: BTreeSet<_> = tool.needs.iter().collect();
    let is_now = tool.moment == Moment::Now;
    let mut wrong = broken(&[
        (
            tool.id == name && is_id(name),
            "is named otherwise than its file",
        ),
        (tool.version > 0, "has no version"),
        (
            (1..=20).contains(&tool.minutes),
            "takes no time, or too much",
        ),
        (
            within(1..=4, tool.needs.len()),
            "is for no need, or for too many",
        ),
        (needs.len() == tool.needs.len(), "names a need twice"),
        (tool.strongest <= 10, "is stronger than ten"),
        (
            !is_now || tool.strongest >= STRONG,
            "is for now, but not for a strong urge",
        ),
        (
            within(1..=4, tool.based_on.len()),
            "has no source, or too many",
        ),
        (
            tool.based_on.iter().all(is_sourced),
            "has a source that cannot be looked up",
        ),
        (is_new(&tool.reviewed_on), "was reviewed too long ago"),
        (
            was_read_before_review(tool),
            "was reviewed before its sources were read",
        ),
        (
            within(2..=12, tool.steps.len()),
            "has too few steps, or too many",
        ),
        (
            are_ids(tool.steps.iter().map(|step| &step.head.id)),
            "has a step without an id of its own",
        ),
        (ends_well(tool), "does not end in a summary"),
        (
            tool.steps
                .iter()
                .all(|step| lasts(&step.kind) < (tool.minutes + 1) * 60),
            "takes longer than it says",
        ),
    ]);
    wrong.extend(faults_of_gate(tool));
    wrong
}

fn is_new(day: &chrono::NaiveDate) -> bool {
    day.to_string().as_str() >= OLDEST_REVIEW
}

fn is_sourced(source: &Source) -> bool {
    source.url.starts_with("https://")
        && !source.url.contains("utm_")
        && !source.title.is_empty()
        && !source.publisher.is_empty()
        && is_new(&source.checked_on)
}

fn was_read_before_review(tool: &Tool) -> bool {
    let mut read = tool.based_on.iter().map(|source| source.checked_on);
    read.all(|day| day <= tool.reviewed_on)
}

fn is_summary(step: &Step) -> bool {
    matches!(step.kind, Kind::Summary { .. })
}

/// One summary at most, and at the end; in its place something to read, when there is an urge and little to sum up.
fn ends_well(tool: &Tool) -> bool {
    let Some((last, before)) = tool.steps.split_last() else {
        return false;
    };
    let reads = matches!(last.kind, Kind::Read { .. }) && tool.moment == Moment::Now;
    (is_summary(last) || reads) && !before.iter().any(is_summary)
}

/// How long a step goes on by itself, in seconds.
fn lasts(kind: &Kind) -> u32 {
    if let Kind::Timer { seconds, .. } = kind {
        return *seconds;
    }
    if let Kind::Breathing {
        inward,
        hold,
        out,
        rest,
        rounds,
    } = kind
    {
        return (inward + hold + out + rest) * rounds;
    }
    0
}

/// A question that changes nothing is not asked: each of its conditions leaves a step out.
fn faults_of_gate(tool: &Tool) -> Wrong {
    let Some(gate) = &tool.gate else {
        return Wrong::new();
    };
    let ids = || gate.conditions.iter().map(|condition| &condition.id);
    let left_out = tool
        .steps
        .iter()
        .filter_map(|step| step.head.unless.as_ref());
    let left_out: BTreeSet<_> = left_out.flatten().collect();
    broken(&[
        (
            !gate.conditions.is_empty() && are_ids(ids()),
            "has a gate without conditions of their own",
        ),
        (
            ids().all(|id| left_out.contains(id)),
            "asks for a condition that leaves nothing out",
        ),
    ])
}

fn faults_of_step(tool: &Tool, earlier: &[Step], step: &Step) -> Wrong {
    let gate = tool.gate.iter().flat_map(|gate| &gate.conditions);
    let gate: BTreeSet<_> = gate.map(|condition| &condition.id).collect();
    let unless = step.head.unless.as_ref();
    let is_free = step.head.unless.is_none() && step.head.when.is_none();
    let is_long = matches!(step.kind, Kind::Text { lines: 6, .. });
    broken(&[
        (
            unless.is_none_or(|ids| !ids.is_empty() && are_ids(ids)),
            "is left out for nothing",
        ),
        (
            unless.is_none_or(|ids| ids.iter().all(|id| gate.contains(id))),
            "is left out for what the gate does not ask",
        ),
        (
            shown_by_a_choice(earlier, step),
            "is shown by no choice before it",
        ),
        (
            !is_summary(step) || is_free,
            "is a summary that not everybody sees",
        ),
        (
            !(is_long && tool.moment == Moment::Now),
            "asks for long typing now",
        ),
    ])
}

fn shown_by_a_choice(earlier: &[Step], step: &Step) -> bool {
    let Some(when) = &step.head.when else {
        return true;
    };
    let Some(Kind::Choose { options, .. }) = find(earlier, &when.step) else {
        return false;
    };
    let is_option = |id: &String| options.iter().any(|option| option.id == *id);
    !when.is.is_empty() && are_ids(&when.is) && when.is.iter().all(is_option)
}

fn find<'a>(earlier: &'a [Step], id: &str) -> Option<&'a Kind> {
    let step = earlier.iter().find(|step| step.head.id == id);
    step.map(|step| &step.kind)
}

/// What a step names of those before it.
fn faults_of_references(earlier: &[Step], kind: &Kind) -> Wrong {
    if let Kind::Scale {
        to,
        again: Some(again),
        ..
    } = kind
    {
        let is_like =
            matches!(find(earlier, again), Some(Kind::Scale { to: before, .. }) if before == to);
        return broken(&[(is_like, "is set beside no scale like it")]);
    }
    let Kind::Summary {
        shows, keep, from, ..
    } = kind
    else {
        return Wrong::new();
    };
    let is_shown = |id: &String| find(earlier, id).is_some_and(stores);
    let is_kept = |id: &String| find(earlier, id).is_some_and(can_be_kept) && shows.contains(id);
    broken(&[
        (
            !shows.is_empty() && are_ids(shows) && shows.iter().all(is_shown),
            "shows what is not there",
        ),
        (
            keep.is_some() == from.is_some(),
            "keeps nothing, or from nowhere",
        ),
        (
            from.as_ref().is_none_or(is_kept),
            "keeps from a step that has no words, or is not shown",
        ),
    ])
}

fn stores(kind: &Kind) -> bool {
    !matches!(kind, Kind::Read { .. } | Kind::Summary { .. })
}

/// A card, a reason or a line of a plan is words.
fn can_be_kept(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Text { .. } | Kind::List { .. } | Kind::Choose { .. }
    )
}

/// What is filled in by the app stands where it is filled in. Elsewhere there is none: `language.rs` sees to that.
fn faults_of_placeables(kind: &Kind) -> Wrong {
    if let Kind::Ruler {
        why_not_lower,
        what_would_raise,
        ..
    } = kind
    {
        let asks_why = has(why_not_lower, &["{n}", "{lower}"]);
        let asks_what = has(what_would_raise, &["{higher}"]);
        return broken(&[(asks_why && asks_what, "asks of no number")]);
    }
    if let Kind::Person {
        message: Some(message),
        ..
    } = kind
    {
        return broken(&[(has(message, &["{name}"]), "has a message to nobody")]);
    }
    Wrong::new()
}

/// Each of these once, and no other brace.
fn has(text: &str, placeables: &[&str]) -> bool {
    let each_once = placeables.iter().all(|one| text.matches(one).count() == 1);
    each_once && text.matches(['{', '}']).count() == 2 * placeables.len()
}
