//! The numbers of each kind of step.

use std::ops::RangeInclusive;

use super::format::{Amount, Kind, Named, Part, Pile, Place, Prompt, Shape, Unit};
use super::rules::{are_ids, broken, within, Wrong};

/// The last minute of a day, counted from midnight.
const LAST_MINUTE: u32 = 23 * 60 + 59;

/// Numbers out of their range.
pub(super) fn faults_of_kind(kind: &Kind) -> Wrong {
    match kind {
        Kind::Read { words } => {
            broken(&[(within(1..=6, words.len()), "has no words, or too many")])
        }
        Kind::Text { lines, .. } => {
            broken(&[([1, 3, 6].contains(lines), "has another number of lines")])
        }
        Kind::List { most, starters, .. } => of_list(*most, starters.as_ref()),
        Kind::Choose { options, .. } => {
            let ids = options.iter().map(|option| &option.id);
            of_many(ids, 2..=14, "has too few options, or two of one id")
        }
        Kind::Scale { from, to, by, .. } => {
            let is_known = matches!((from, to, by), (0, 10, None) | (0, 100, Some(5)));
            broken(&[(is_known, "is another scale than 0 to 10, or 0 to 100 by 5")])
        }
        Kind::Sort { cards, piles, .. } => of_sort(cards, piles),
        Kind::Timer { .. } => of_timer(kind),
        Kind::Breathing { .. } => of_breathing(kind),
        Kind::Senses { parts } => of_senses(parts),
        Kind::Table { .. } => of_table(kind),
        Kind::Grid { rows, days } => of_grid(rows, *days),
        Kind::Amounts { items } => of_amounts(items),
        Kind::Ruler { .. }
        | Kind::Body { .. }
        | Kind::Person { .. }
        | Kind::Schedule { .. }
        | Kind::Summary { .. } => Wrong::new(),
    }
}

fn of_many<'a>(
    ids: impl ExactSizeIterator<Item = &'a String>,
    count: RangeInclusive<usize>,
    what: &'static str,
) -> Wrong {
    broken(&[(within(count, ids.len()) && are_ids(ids), what)])
}

fn of_list(most: u32, starters: Option<&Vec<String>>) -> Wrong {
    broken(&[
        ((1..=12).contains(&most), "takes nothing, or too much"),
        (
            starters.is_none_or(|list| within(1..=12, list.len())),
            "has no starters, or too many",
        ),
    ])
}

fn of_sort(cards: &[Named], piles: &[Pile]) -> Wrong {
    let ids = cards.iter().map(|card| &card.id);
    let mut wrong = of_many(ids, 6..=40, "has too few cards, or two of one id");
    let has_piles = are_piles(piles, cards.len());
    wrong.extend(broken(&[(
        has_piles,
        "has other than two or three piles that fit",
    )]));
    wrong
}

fn of_timer(kind: &Kind) -> Wrong {
    let Kind::Timer {
        seconds,
        prompts,
        rate_every,
        until_low,
    } = kind
    else {
        return Wrong::new();
    };
    broken(&[
        ((10..=900).contains(seconds), "runs too short, or too long"),
        (
            are_in_time(prompts, *seconds),
            "has prompts out of order, or too late",
        ),
        (
            rate_every.is_none_or(|every| (15..*seconds).contains(&every)),
            "asks too often, or never",
        ),
        (
            until_low.is_none_or(|is_on| is_on && rate_every.is_some()),
            "ends by an urge that it does not ask for",
        ),
    ])
}

fn of_breathing(kind: &Kind) -> Wrong {
    let Kind::Breathing {
        inward,
        hold,
        out,
        rest,
        rounds,
    } = kind
    else {
        return Wrong::new();
    };
    let is_mild = (2..=6).contains(inward) && *out <= 10 && *hold <= 4 && *rest <= 4;
    broken(&[
        (inward < out, "breathes in as long as out"),
        (is_mild, "asks for breaths too long"),
        ((3..=30).contains(rounds), "has too few rounds, or too many"),
    ])
}

fn of_senses(parts: &[Part]) -> Wrong {
    let ids = parts.iter().map(|part| &part.id);
    let mut wrong = of_many(ids, 2..=6, "has too few parts, or two of one id");
    let counts = parts.iter().all(|part| (1..=5).contains(&part.count));
    wrong.extend(broken(&[(counts, "counts too far")]));
    wrong
}

fn of_table(kind: &Kind) -> Wrong {
    let Kind::Table {
        shape,
        cells,
        links,
        weights,
        step_off,
    } = kind
    else {
        return Wrong::new();
    };
    let is_whole = match shape {
        Shape::Square => are_places(cells.as_ref(), 4..=4) && links.is_none() && step_off.is_none(),
        Shape::Chain => are_places(links.as_ref(), 3..=9) && cells.is_none() && weights.is_none(),
    };
    broken(&[(
        is_whole,
        "is no square of four and no chain of three to nine",
    )])
}

fn of_grid(rows: &[Named], days: u32) -> Wrong {
    let ids = rows.iter().map(|row| &row.id);
    let mut wrong = of_many(ids, 2..=8, "has too few rows, or two of one id");
    wrong.extend(broken(&[(days == 7, "is no week")]));
    wrong
}

fn of_amounts(items: &[Amount]) -> Wrong {
    let ids = items.iter().map(|item| &item.id);
    let mut wrong = of_many(ids, 2..=12, "has too few items, or two of one id");
    let has_ends = items.iter().all(is_in_measure);
    wrong.extend(broken(&[(has_ends, "has a measure without an end")]));
    wrong
}

fn are_piles(piles: &[Pile], cards: usize) -> bool {
    let fits = |pile: &Pile| pile.most.is_none_or(|most| within(1..=cards, most));
    within(2..=3, piles.len())
        && are_ids(piles.iter().map(|pile| &pile.id))
        && piles.iter().all(fits)
}

fn are_in_time(prompts: &[Prompt], seconds: u32) -> bool {
    let first = prompts.first().map(|prompt| prompt.at);
    let last = prompts.last().map(|prompt| prompt.at);
    first == Some(0)
        && last.is_some_and(|at| at < seconds)
        && prompts.windows(2).all(|pair| pair[0].at < pair[1].at)
}

fn are_places(places: Option<&Vec<Place>>, count: RangeInclusive<usize>) -> bool {
    places.is_some_and(|places| {
        within(count, places.len()) && are_ids(places.iter().map(|place| &place.id))
    })
}

fn is_in_measure(item: &Amount) -> bool {
    match item.unit {
        Unit::TimeOfDay => item.most == LAST_MINUTE,
        Unit::Minutes => (1..=LAST_MINUTE + 1).contains(&item.most),
        Unit::Times => (1..=100).contains(&item.most),
    }
}
