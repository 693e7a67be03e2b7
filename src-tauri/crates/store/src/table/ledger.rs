//! The ledger of reminders: what rang, what was answered, what nobody could be asked about.
//!
//! - [`LedgerWriter::apply`] is `mainstay_domain::Ledger::apply` in SQL. A property test gives the same writes to both.
//! - `occurrences` and `rungs` are not recorded in the log of changes: undo does not make a bell unrung. `answers` are.
//! - `occurrences.answers` counts the answers; triggers keep it, also when an answer is taken back. `latest_at_ms` is
//!   the latest instant that an occurrence holds: what lies ahead of a clock that was put back is found by it.

mod read;

use super::table;
use crate::error::During;
use crate::{Result, Store};
use mainstay_domain::{Answer, AnswerId, Due, OccurrenceKey, RingKey, Snoozed, Write};
use rusqlite::{named_params, Params};

table!(ledger: LedgerReader, LedgerWriter);

const DURING: &str = "keeping what rang";

impl Store {
    /// Keeps what a look found, on the disk when this returns. It is no change: it is not counted and cannot be undone.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is; then nothing is kept.
    pub fn keep_rings(&self, writes: &[Write]) -> Result<()> {
        self.write_unrecorded(|connection| {
            let ledger = LedgerWriter(connection);
            // Nothing but an answer has a name of its own, and a look finds none.
            let nameless = AnswerId::new(0, &[0; 10]);
            let mut all = writes
                .iter()
                .filter(|one| !matches!(one, Write::Answered { .. }));
            all.try_for_each(|write| ledger.apply(write, nameless).map(drop))
        })
    }
}

/// The civil time of an occurrence as it is kept.
pub(crate) fn civil(occurrence: OccurrenceKey) -> String {
    civil_text(occurrence.civil)
}

/// A civil time as it is kept: text order is the order of times.
fn civil_text(civil: chrono::NaiveDateTime) -> String {
    civil.format("%Y-%m-%dT%H:%M:%S%.3f").to_string()
}

/// The time of a name, read back.
pub(super) fn civil_of(text: &str) -> mainstay_domain::Result<chrono::NaiveDateTime> {
    text.parse().map_err(|_| mainstay_domain::Error::Invalid)
}

impl LedgerWriter<'_> {
    /// Makes a change; tells whether it changed anything. `id` names the answer, if it is one.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is; [`Error::NotFound`](crate::Error::NotFound) for an answer
    /// to an unknown schedule.
    pub fn apply(&self, write: &Write, id: AnswerId) -> Result<bool> {
        match *write {
            Write::Rung { ring, at_ms, due } => self.rung(ring, at_ms, due),
            Write::Shown { ring } => self.shown(ring),
            Write::Closed { occurrence, at_ms } => self.closed(occurrence, at_ms),
            Write::Moved { occurrence, due } => self.moved(occurrence, due),
            Write::Cancelled { occurrence, at_ms } => self.cancelled(occurrence, at_ms),
            Write::Snoozed {
                occurrence,
                snoozed,
                due,
            } => self.snoozed(occurrence, snoozed, due),
            Write::Answered {
                occurrence,
                answer,
                due,
            } => self.answered(occurrence, &answer, due, id),
            Write::Righted { occurrence } => self.righted(occurrence),
            Write::PutBack { now_ms } => self.put_back(now_ms),
        }
    }

    fn rung(&self, ring: RingKey, at_ms: i64, due: Due) -> Result<bool> {
        const RUNG: &str = "INSERT INTO rungs
               (schedule_id, revision, civil, place, kind, number, at_ms, shown)
             SELECT :schedule, :revision, :civil, coalesce(max(place), 0) + 1, :kind, :number, :at, 0
             FROM rungs WHERE schedule_id = :schedule AND revision = :revision AND civil = :civil
             ON CONFLICT DO NOTHING";
        const NOTED: &str = "UPDATE occurrences
             SET cancelled_at_ms = NULL, latest_at_ms = max(latest_at_ms, ?4)
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        self.begin(ring.occurrence, due)?;
        let (key, name) = (ring.occurrence, civil(ring.occurrence));
        let (kind, number) = ring.kind.word();
        let added = self.run(
            RUNG,
            named_params! {
                ":schedule": key.schedule.as_bytes(), ":revision": key.revision, ":civil": name,
                ":kind": kind, ":number": number, ":at": at_ms,
            },
        )?;
        if added {
            let values = (key.schedule.as_bytes(), key.revision, &name, at_ms);
            self.run(NOTED, values)?;
        }
        Ok(added)
    }

    fn shown(&self, ring: RingKey) -> Result<bool> {
        const SQL: &str = "UPDATE rungs SET shown = 1
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3 AND kind = ?4 AND number = ?5 AND shown = 0";
        let (kind, number) = ring.kind.word();
        let key = ring.occurrence;
        let name = civil(key);
        self.run(
            SQL,
            (key.schedule.as_bytes(), key.revision, name, kind, number),
        )
    }

    fn closed(&self, key: OccurrenceKey, at_ms: i64) -> Result<bool> {
        const SQL: &str = "UPDATE occurrences
             SET closed_at_ms = ?4, latest_at_ms = max(latest_at_ms, ?4)
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3
               AND (closed_at_ms IS NULL OR closed_at_ms < due_at_ms)";
        let values = (key.schedule.as_bytes(), key.revision, civil(key), at_ms);
        self.run(SQL, values)
    }

    fn moved(&self, key: OccurrenceKey, due: Due) -> Result<bool> {
        const SQL: &str = "UPDATE occurrences
             SET due_at_ms = ?4, grace_ms = ?5, cancelled_at_ms = NULL,
               closed_at_ms = iif(?5 IS NULL, NULL, closed_at_ms)
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3
               AND (due_at_ms <> ?4 OR grace_ms IS NOT ?5 OR cancelled_at_ms IS NOT NULL)";
        let name = civil(key);
        let id = key.schedule.as_bytes();
        self.run(SQL, (id, key.revision, name, due.at_ms, due.grace_ms))
    }

    fn cancelled(&self, key: OccurrenceKey, at_ms: i64) -> Result<bool> {
        const SQL: &str = "UPDATE occurrences
             SET cancelled_at_ms = ?4, latest_at_ms = max(latest_at_ms, ?4)
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3 AND cancelled_at_ms IS NULL";
        let values = (key.schedule.as_bytes(), key.revision, civil(key), at_ms);
        self.run(SQL, values)
    }

    fn snoozed(&self, key: OccurrenceKey, snoozed: Snoozed, due: Due) -> Result<bool> {
        const SQL: &str = "UPDATE occurrences
             SET snoozed_at_ms = :asked, snoozed_until_ms = :until, snooze_number = :number, closed_at_ms = NULL,
               latest_at_ms = max(latest_at_ms, :asked)
             WHERE schedule_id = :schedule AND revision = :revision AND civil = :civil
               AND answers = 0 AND (snooze_number IS NULL OR snooze_number < :number)";
        self.begin(key, due)?;
        self.run(
            SQL,
            named_params! {
                ":schedule": key.schedule.as_bytes(), ":revision": key.revision, ":civil": civil(key),
                ":asked": snoozed.asked_ms, ":until": snoozed.until_ms, ":number": snoozed.number,
            },
        )
    }

    /// Takes the answers to an occurrence back, so that it waits as before them; whether there were any. The ledger in
    /// memory is to be read anew.
    ///
    /// # Errors
    /// [`Error::Full`](crate::Error::Full) when the disk is.
    pub fn reopen(&self, key: OccurrenceKey) -> Result<bool> {
        const SQL: &str =
            "DELETE FROM answers WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        self.run(SQL, (key.schedule.as_bytes(), key.revision, civil(key)))
    }

    fn answered(
        &self,
        key: OccurrenceKey,
        answer: &Answer,
        due: Due,
        id: AnswerId,
    ) -> Result<bool> {
        const ANSWER: &str = "INSERT INTO answers
               (id, schedule_id, revision, civil, number, outcome, at_ms, zone, take_home, told_at_ms, counts_from_at_ms)
             SELECT :id, :schedule, :revision, :civil,
               coalesce(max(number), 0) + 1, :outcome, :at, :zone, :take_home, :told, :at
             FROM answers WHERE schedule_id = :schedule AND revision = :revision AND civil = :civil";
        const NOTED: &str = "UPDATE occurrences SET latest_at_ms = max(latest_at_ms, ?4)
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        self.begin(key, due)?;
        if self.read().last_answer(key)?.as_ref() == Some(answer) {
            return Ok(false);
        }
        let name = civil(key);
        let added = self.run(
            ANSWER,
            named_params! {
                ":id": id.as_bytes(), ":schedule": key.schedule.as_bytes(), ":revision": key.revision,
                ":civil": name, ":outcome": answer.outcome.as_str(), ":at": answer.at.at_ms,
                ":zone": answer.at.zone.name(), ":take_home": answer.take_home, ":told": answer.told_ms,
            },
        )?;
        let latest = answer.at.at_ms.max(answer.told_ms);
        let values = (key.schedule.as_bytes(), key.revision, &name, latest);
        self.run(NOTED, values)?;
        Ok(added)
    }

    /// The answer that counts does so from its own time again.
    fn righted(&self, key: OccurrenceKey) -> Result<bool> {
        const RIGHT: &str = "UPDATE answers SET counts_from_at_ms = at_ms
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3 AND counts_from_at_ms < at_ms AND number =
               (SELECT max(number) FROM answers WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3)";
        const NOTED: &str = "UPDATE occurrences SET latest_at_ms = max(latest_at_ms,
               (SELECT max(counts_from_at_ms) FROM answers WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3))
             WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3";
        let name = civil(key);
        let values = (key.schedule.as_bytes(), key.revision, &name);
        let changed = self.run(RIGHT, values)?;
        if changed {
            self.run(NOTED, values)?;
        }
        Ok(changed)
    }

    /// What lies ahead of now becomes now. The revisions of schedules are few, and are read through.
    fn put_back(&self, now_ms: i64) -> Result<bool> {
        const ALL: [&str; 4] = [
            "UPDATE rungs SET at_ms = ?1 WHERE at_ms > ?1 AND (schedule_id, revision, civil) IN
               (SELECT schedule_id, revision, civil FROM occurrences WHERE latest_at_ms > ?1)",
            "UPDATE answers
             SET told_at_ms = min(told_at_ms, ?1), counts_from_at_ms = min(counts_from_at_ms, ?1)
             WHERE (told_at_ms > ?1 OR counts_from_at_ms > ?1) AND (schedule_id, revision, civil) IN
               (SELECT schedule_id, revision, civil FROM occurrences WHERE latest_at_ms > ?1)",
            "UPDATE occurrences
             SET snoozed_until_ms = snoozed_until_ms - max(snoozed_at_ms - ?1, 0),
               snoozed_at_ms = min(snoozed_at_ms, ?1), closed_at_ms = min(closed_at_ms, ?1),
               cancelled_at_ms = min(cancelled_at_ms, ?1), latest_at_ms = ?1
             WHERE latest_at_ms > ?1",
            "UPDATE schedule_revisions
             SET from_at_ms = min(from_at_ms, ?1), until_at_ms = min(until_at_ms, ?1)
             WHERE from_at_ms > ?1 OR until_at_ms > ?1",
        ];
        let mut changed = false;
        for sql in ALL {
            changed |= self.run(sql, [now_ms])?;
        }
        Ok(changed)
    }

    /// The entry of an occurrence, if there is none yet.
    fn begin(&self, key: OccurrenceKey, due: Due) -> Result<()> {
        const SQL: &str = "INSERT INTO occurrences
               (schedule_id, revision, civil, due_at_ms, grace_ms, answers, latest_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5,
               (SELECT count(*) FROM answers WHERE schedule_id = ?1 AND revision = ?2 AND civil = ?3), ?6)
             ON CONFLICT DO NOTHING";
        let id = key.schedule.as_bytes();
        let (name, never) = (civil(key), i64::MIN);
        let values = (id, key.revision, name, due.at_ms, due.grace_ms, never);
        self.run(SQL, values).map(drop)
    }

    fn run(&self, sql: &str, values: impl Params) -> Result<bool> {
        let mut statement = self.0.prepare_cached(sql).during(DURING)?;
        let changed = statement.execute(values).during(DURING)?;
        Ok(changed > 0)
    }
}
