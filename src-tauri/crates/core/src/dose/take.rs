//! What is taken as needed: noted once for a double tap, with a warning where the rule that was typed in says so.

use super::Said;
use crate::dose_view::{day_begins, day_of_now, DoseView};
use crate::planning::{Planned, Planning};
#[cfg(doc)]
use crate::Error;
use crate::{App, Result, Written};
use mainstay_domain::{
    AsNeededStand, ChangeId, DayStart, Dose, Moment, Now, OccurrenceKey, Outcome, Rule, ScheduleId,
};
use mainstay_store::LedgerReader;

/// What is taken as needed and told twice within this time, by a tap each, was taken once, in milliseconds. The second tap
/// of a hand that shakes comes within a second and a half; whoever took another one has read what the first tap said, and
/// that takes longer than two.
const SAME_TAP_MS: i64 = 2_000;

/// Something that was taken as needed.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DoseTakeRequest {
    /// By which schedule.
    pub schedule: ScheduleId,
    /// When, as `YYYY-MM-DDTHH:MM` in the device's zone; `null` for now.
    pub at: Option<String>,
    /// In their own words; may be empty.
    pub note: String,
    /// Where on the body; may be empty.
    pub site: String,
}

/// What was taken as needed. It is kept, whatever the rule says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct DoseTaken {
    /// How it stands now.
    pub dose: DoseView,
    /// The change that undo takes back.
    pub change: ChangeId,
    /// How it stands now with this one, if the rule that was typed in had something against it; else `null`.
    pub warning: Option<AsNeededStand>,
}

/// What an act noted as taken as needed.
struct Noted {
    dose: DoseView,
    warning: Option<AsNeededStand>,
    /// The change of the tap before this one, where this one is the second of a double tap.
    first: Option<ChangeId>,
}

impl App {
    /// Notes that something was taken as needed, with a warning where the rule says that it was too soon or too often. The
    /// second tap of a double tap notes nothing, and has the answer of the first one. What is told with its time (`at`) is
    /// always another dose.
    ///
    /// # Errors
    /// Not found for a schedule of another rule; a refusal of `at`, `note` or `site`; [`Error::Locked`].
    pub fn dose_take(&self, request: DoseTakeRequest) -> Result<DoseTaken> {
        let said = Said::checked(Outcome::Taken, None, &request.note, &request.site)?;
        let typed = request.at.as_deref();
        let typed = typed.map(|at| self.said(Some(at))).transpose()?;
        let Written { value, change } = self.write_planned(|planned, _| {
            let id = request.schedule;
            if typed.is_none() {
                if let Some(noted) = planned.noted_by_the_tap_before(id, &said)? {
                    return Ok(noted);
                }
            }
            let at = typed.unwrap_or_else(|| planned.moment());
            let before = planned.stand(id, at)?;
            let key = planned.take(id, at)?;
            planned.say(key, said)?;
            Ok(Noted {
                dose: planned.dose_view(key)?,
                warning: planned.warning(id, before)?,
                first: None,
            })
        })?;
        Ok(DoseTaken {
            dose: value.dose,
            change: value.first.unwrap_or(change),
            warning: value.warning,
        })
    }
}

impl Planned<'_> {
    /// How what is taken as needed stands at a moment that is not ahead.
    fn stand(&self, id: ScheduleId, at: Moment) -> Result<Option<AsNeededStand>> {
        let then = Now {
            at_ms: at.at_ms,
            here: at.zone,
            ..self.now
        };
        let ledger = self.write.ledger().read();
        let when = (then, self.now.at_ms);
        as_needed(&ledger, self.planning, id, when, self.day_start)
    }

    /// How it stands now, where it stood `before` so that the rule had something against another one. What is said beside a
    /// dose is what stands everywhere else: with this one.
    fn warning(
        &self,
        id: ScheduleId,
        before: Option<AsNeededStand>,
    ) -> Result<Option<AsNeededStand>> {
        let is_warned = before.is_some_and(|before| before.not_before_ms.is_some());
        if is_warned {
            self.stand(id, self.moment())
        } else {
            Ok(None)
        }
    }

    /// What the tap before this one noted, where both are one double tap: of the same rule and amount, told as taken at
    /// the moment of the tap, with the same words, and not taken back since.
    fn noted_by_the_tap_before(&self, id: ScheduleId, said: &Said) -> Result<Option<Noted>> {
        let Some((key, at)) = self.tapped(id) else {
            return Ok(None);
        };
        let kept = self.write.doses().read().of(key)?;
        let is_it = |kept: &Dose| kept.note == said.note && kept.site == said.site;
        let Some(kept) = kept.filter(is_it) else {
            return Ok(None);
        };
        let history = self.write.history();
        let first = history.read().added_by("doses", kept.id.into())?;
        let just_before = Moment {
            at_ms: at.at_ms.saturating_sub(1),
            ..at
        };
        let before = self.stand(id, just_before)?;
        Ok(Some(Noted {
            dose: self.dose_view(key)?,
            warning: self.warning(id, before)?,
            first,
        }))
    }

    /// The last one of a schedule that was told by a tap just now, by the rule that holds.
    fn tapped(&self, id: ScheduleId) -> Option<(OccurrenceKey, Moment)> {
        let planner = &self.planning.planner;
        let last = planner.schedule(id)?.revisions().last()?;
        let entries: Vec<_> = planner.ledger().of(id).collect();
        let is_just_now = |told_ms: i64| (0..SAME_TAP_MS).contains(&(self.now.at_ms - told_ms));
        entries.into_iter().rev().find_map(|(key, entry)| {
            let answer = entry.answered().filter(|_| key.revision == last.number)?;
            // A time that was typed is a whole minute, and not the instant at which it is told.
            let is_tap = answer.outcome == Outcome::Taken && answer.at.at_ms == answer.told_ms;
            (is_tap && is_just_now(answer.told_ms)).then_some((key, answer.at))
        })
    }
}

/// How a schedule of what is taken as needed stands at a moment, which is now by the clock or before it; `None` for
/// another rule. What lies ahead of the clock was taken while it was wrong, and counts as taken at the moment.
pub(crate) fn as_needed(
    ledger: &LedgerReader<'_>,
    planning: &Planning,
    id: ScheduleId,
    (now, clock_ms): (Now, i64),
    day_start: DayStart,
) -> Result<Option<AsNeededStand>> {
    /// A gap has at most 31 days.
    const LONGEST_MS: i64 = 32 * 24 * 60 * 60_000;
    let schedule = planning.planner.schedule(id);
    let last = schedule.and_then(|one| one.revisions().last());
    let Some(Rule::AsNeeded(rule)) = last.map(|last| &last.rule) else {
        return Ok(None);
    };
    let entries = ledger.taken_since(id, now.at_ms.saturating_sub(LONGEST_MS))?;
    let taken = entries.values().filter_map(|entry| entry.answered());
    // One that was told later than this moment happened: it is what stood then that counts.
    let taken: Vec<i64> = taken
        .filter(|answer| answer.outcome == Outcome::Taken)
        .map(|answer| answer.at.at_ms)
        .filter(|at| *at <= now.at_ms || *at > clock_ms)
        .collect();
    let today = day_of_now(now, day_start);
    let is_today = |at_ms| {
        let there = Moment {
            at_ms,
            zone: now.here,
        };
        there.day(day_start) == today
    };
    let tomorrow_ms = day_begins(today.succ_opt(), now, day_start);
    let stands = rule.now(&taken, now.at_ms, is_today, tomorrow_ms);
    Ok(Some(AsNeededStand::new(*rule, stands)))
}
