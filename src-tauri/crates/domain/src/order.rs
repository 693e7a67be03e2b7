//! Lists that a person puts in order: each thing has a place, the lowest comes first.

/// The things that have another place once the one at `from` stands at `to`, counted from 0 and at most the last. The
/// order of the others stays. `ordered`: all of them as they stand now.
pub(crate) fn moved<T: Clone>(
    mut ordered: Vec<T>,
    from: usize,
    to: u32,
    place: impl Fn(&mut T) -> &mut u32,
) -> Vec<T> {
    if from >= ordered.len() {
        return Vec::new();
    }
    let moving = ordered.remove(from);
    let to = usize::try_from(to).unwrap_or(usize::MAX);
    ordered.insert(to.min(ordered.len()), moving);
    let numbered = ordered.into_iter().zip(0..);
    numbered
        .filter_map(|(mut thing, at)| {
            let kept = place(&mut thing);
            (std::mem::replace(kept, at) != at).then_some(thing)
        })
        .collect()
}
