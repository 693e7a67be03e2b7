//! Occurrences as the outbox keeps them: plain times under opaque ids, those of one schedule together.

use crate::notice::Manner;
use chrono::NaiveDateTime;
use mainstay_domain::{
    Again, Due, Entry, Follows, Grace, HalfWay, Interval, Nag, OccurrenceKey, Reminder, RingKind,
    Rung, ScheduleId, Snoozed, Waiting,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Some occurrences of a schedule, and how they ring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptPlan {
    schedule: ScheduleId,
    revision: u32,
    /// Minutes before the time.
    pre_alerts: Vec<u32>,
    /// After how many minutes it asks again, and how often.
    nag: Option<(u32, u16)>,
    rings_in_quiet_hours: bool,
    /// None before one that was asked about is asked about.
    one_at_a_time: bool,
    #[serde(default)]
    manner: Manner,
    /// From when on it may be due at other times: the clock may have been behind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rights_ms: Option<i64>,
    due: Vec<KeptDue>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptDue {
    civil: NaiveDateTime,
    /// In milliseconds since 1970 UTC, in the zone in which it was kept.
    at_ms: i64,
    /// For so many milliseconds after; `None` until it is answered.
    grace_ms: Option<i64>,
    /// It is due by the clock on the wall wherever the device is.
    floats: bool,
    /// Where it does not, and is open until half way to the next one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    half_way: Option<KeptHalfWay>,
    /// When something may ring first that follows from an answer at its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next_ms: Option<i64>,
    /// How long after it was taken something else may ring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wait_ms: Option<i64>,
    /// How long after it was taken the next of its own may ring, and none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    again_ms: Option<i64>,
    /// Only what was due or taken from then on counts for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    again_from_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry: Option<KeptEntry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptHalfWay {
    most_ms: i64,
    /// When the next one is due; `None` when none follows.
    next_ms: Option<i64>,
}

/// What became of an occurrence. All times are milliseconds since 1970 UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeptEntry {
    rungs: Vec<KeptRung>,
    snoozed: Option<KeptSnooze>,
    closed_ms: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptRung {
    kind: String,
    number: u32,
    at_ms: i64,
    shown: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptSnooze {
    asked_ms: i64,
    until_ms: i64,
    number: u32,
}

/// What became of an occurrence since the vault was locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RangEntry {
    occurrence: OccurrenceKey,
    at_ms: i64,
    grace_ms: Option<i64>,
    #[serde(flatten)]
    entry: KeptEntry,
}

impl KeptPlan {
    pub(super) fn of(all: &[Waiting], manner: impl Fn(ScheduleId) -> Manner) -> Vec<Self> {
        let mut plans = BTreeMap::new();
        for one in all {
            let key = (one.key.schedule, one.key.revision);
            let plan = plans
                .entry(key)
                .or_insert_with(|| Self::empty(one, &manner));
            plan.due.push(KeptDue {
                civil: one.key.civil,
                at_ms: one.due.at_ms,
                grace_ms: one.due.grace_ms,
                floats: one.floats,
                half_way: one.half_way.map(KeptHalfWay::new),
                next_ms: one.follows.next_ms,
                wait_ms: one.follows.wait_ms,
                again_ms: one.follows.again.map(|again| again.after_ms),
                again_from_ms: one.follows.again.map(|again| again.first_ms),
                entry: one.entry.as_ref().map(KeptEntry::new),
            });
        }
        plans.into_values().collect()
    }

    fn empty(one: &Waiting, manner: impl Fn(ScheduleId) -> Manner) -> Self {
        let nag = one.reminder.nag();
        Self {
            schedule: one.key.schedule,
            revision: one.key.revision,
            pre_alerts: one.reminder.pre_alerts().to_vec(),
            nag: nag.map(|nag| (nag.every.minutes(), nag.times)),
            rings_in_quiet_hours: one.reminder.rings_in_quiet_hours(),
            one_at_a_time: one.one_at_a_time,
            manner: manner(one.key.schedule),
            rights_ms: one.rights_ms,
            due: Vec::new(),
        }
    }

    pub(super) const fn manner(&self) -> (ScheduleId, Manner) {
        (self.schedule, self.manner)
    }

    pub(super) fn waiting(&self) -> Vec<Waiting> {
        let Some(reminder) = self.reminder() else {
            return Vec::new();
        };
        let due = self.due.iter();
        due.map(|one| self.one(one, &reminder)).collect()
    }

    /// How they ring. For how long each is open stands beside its time.
    fn reminder(&self) -> Option<Reminder> {
        let nag = match self.nag {
            Some((minutes, times)) => Some(Nag {
                every: Interval::new(minutes).ok()?,
                times,
            }),
            None => None,
        };
        let leads = self.pre_alerts.clone();
        Reminder::new(leads, nag, self.rings_in_quiet_hours, Grace::UntilAnswered).ok()
    }

    fn one(&self, one: &KeptDue, reminder: &Reminder) -> Waiting {
        let due = Due {
            at_ms: one.at_ms,
            grace_ms: one.grace_ms,
        };
        Waiting {
            key: OccurrenceKey {
                schedule: self.schedule,
                revision: self.revision,
                civil: one.civil,
            },
            due,
            half_way: one.half_way.map(KeptHalfWay::half_way),
            floats: one.floats,
            one_at_a_time: self.one_at_a_time,
            rights_ms: self.rights_ms,
            reminder: reminder.clone(),
            follows: Follows {
                next_ms: one.next_ms,
                wait_ms: one.wait_ms,
                again: one.again_ms.map(|after_ms| Again {
                    after_ms,
                    first_ms: one.again_from_ms.unwrap_or(i64::MIN),
                }),
            },
            entry: one.entry.as_ref().map(|entry| entry.entry(due)),
        }
    }
}

impl KeptHalfWay {
    const fn new(one: HalfWay) -> Self {
        Self {
            most_ms: one.most_ms,
            next_ms: one.next_ms,
        }
    }

    const fn half_way(self) -> HalfWay {
        HalfWay {
            most_ms: self.most_ms,
            next_ms: self.next_ms,
        }
    }
}

impl KeptEntry {
    fn new(entry: &Entry) -> Self {
        let rung = |rung: &Rung| {
            let (kind, number) = rung.kind.word();
            KeptRung {
                kind: kind.to_owned(),
                number,
                at_ms: rung.at_ms,
                shown: rung.shown,
            }
        };
        Self {
            rungs: entry.rungs.iter().map(rung).collect(),
            snoozed: entry.snoozed.map(|off| KeptSnooze {
                asked_ms: off.asked_ms,
                until_ms: off.until_ms,
                number: off.number,
            }),
            closed_ms: entry.closed_ms,
        }
    }

    fn entry(&self, due: Due) -> Entry {
        let rung = |one: &KeptRung| {
            Some(Rung {
                kind: RingKind::parse(&one.kind, one.number).ok()?,
                at_ms: one.at_ms,
                shown: one.shown,
            })
        };
        let mut entry = Entry::new(due);
        entry.rungs = self.rungs.iter().filter_map(rung).collect();
        entry.snoozed = self.snoozed.as_ref().map(|off| Snoozed {
            asked_ms: off.asked_ms,
            until_ms: off.until_ms,
            number: off.number,
        });
        entry.closed_ms = self.closed_ms;
        entry
    }
}

impl RangEntry {
    pub(super) fn new(occurrence: OccurrenceKey, entry: &Entry) -> Self {
        Self {
            occurrence,
            at_ms: entry.due.at_ms,
            grace_ms: entry.due.grace_ms,
            entry: KeptEntry::new(entry),
        }
    }

    pub(crate) fn entry(&self) -> (OccurrenceKey, Entry) {
        let due = Due {
            at_ms: self.at_ms,
            grace_ms: self.grace_ms,
        };
        (self.occurrence, self.entry.entry(due))
    }
}
