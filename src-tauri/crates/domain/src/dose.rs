//! Doses: what was said about an occurrence of a medicine. How it stands is the ledger's; what is here goes with the
//! answer that counts: why it was left out, how much, where on the body, and the day of the log that it belongs to.

use crate::bindings::{wire, words};
use crate::schedule::Rule;
use crate::{
    Amount, AsNeeded, AsNeededNow, DoseId, Logged, MedicineId, Moment, Name, Note, OccurrenceKey,
    OccurrenceState, Outcome,
};

const MINUTE_MS: i64 = 60_000;

wire! {
    /// Why a dose was not taken.
    pub enum SkipReason {
        /// It was not there.
        RanOut,
        /// It was somewhere else.
        NotWithMe,
        /// It does something that they do not want.
        SideEffects,
        /// They were unwell.
        Unwell,
        /// Who prescribes it said so.
        PrescriberSaid,
        /// It was not needed.
        NotNeeded,
        /// They did not want to.
        NotWanted,
        /// They forgot.
        Forgot,
        /// They could not get to the clinic.
        CouldNotGo,
        /// The clinic was closed.
        WasClosed,
        /// Something else.
        Other,
    }
}
words!(SkipReason {
    RanOut = "ran_out",
    NotWithMe = "not_with_me",
    SideEffects = "side_effects",
    Unwell = "unwell",
    PrescriberSaid = "prescriber_said",
    NotNeeded = "not_needed",
    NotWanted = "not_wanted",
    Forgot = "forgot",
    CouldNotGo = "could_not_go",
    WasClosed = "was_closed",
    Other = "other",
});

wire! {
    /// A dose of which something was said.
    #[derive(Eq)]
    pub struct Dose {
        /// Its id, which stays when it is corrected.
        pub id: DoseId,
        /// Of which medicine.
        pub medicine_id: MedicineId,
        /// Which occurrence of its schedule.
        pub occurrence: OccurrenceKey,
        /// When it was due, in milliseconds since 1970 UTC.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        pub due_ms: i64,
        /// When it was taken or left out, as the person says.
        #[serde(flatten)]
        pub when: Logged,
        /// What happened.
        pub outcome: Outcome,
        /// Whether it was taken at another time than its own, later or earlier, by what counted as on time then.
        pub is_off_time: bool,
        /// How much, in the words of the schedule at that time.
        pub amount: Name,
        /// How much of the supply it took; `None` where none was followed.
        pub units: Option<Amount>,
        /// Why it was not taken; `None` is not said.
        pub reason: Option<SkipReason>,
        /// In their own words; may be empty.
        pub note: Note,
        /// Where on the body; may be empty.
        pub site: Name,
    }
}

impl Dose {
    /// How it stands.
    #[must_use]
    pub const fn state(&self) -> OccurrenceState {
        match self.outcome {
            Outcome::Taken if self.is_off_time => OccurrenceState::Late,
            Outcome::Taken => OccurrenceState::Taken,
            Outcome::Skipped => OccurrenceState::Skipped,
            Outcome::Missed => OccurrenceState::Missed,
        }
    }
}

/// Whether something was taken at another time than its own. Most doses: more than so many minutes before or after they
/// were due. An injection: on a day before or behind its window. A visit: on an earlier day, or after the clinic had
/// closed. As needed: never.
#[must_use]
pub fn is_off_time(
    rule: &Rule,
    key: OccurrenceKey,
    (due_ms, grace_ms): (i64, Option<i64>),
    at: Moment,
    on_time_minutes: u16,
) -> bool {
    let after_ms = at.at_ms.saturating_sub(due_ms);
    let there = Moment {
        zone: rule.zone(at.zone),
        ..at
    };
    let ahead_days = (key.civil.date() - there.local().date()).num_days();
    match rule {
        Rule::AsNeeded(_) => false,
        Rule::LongActing { window, .. } => {
            let [earliest, target, latest] = window.days().map(i64::from);
            ahead_days > target - earliest || -ahead_days > latest - target
        }
        Rule::Clinic(_) => ahead_days > 0 || grace_ms.is_some_and(|open| after_ms > open),
        Rule::Civil(_) | Rule::Every { .. } | Rule::After { .. } => {
            after_ms.saturating_abs() > i64::from(on_time_minutes) * MINUTE_MS
        }
    }
}

wire! {
    /// How a medicine that is taken as needed stands. A warning and never a lock.
    #[derive(Eq, Copy)]
    pub struct AsNeededStand {
        /// From when the rule has nothing against another one, in milliseconds since 1970 UTC; `None` when it has nothing now.
        #[cfg_attr(feature = "bindings", ts(type = "number | null"))]
        pub not_before_ms: Option<i64>,
        /// How many within the last 24 hours.
        pub in24_hours: u32,
        /// The most within 24 hours, where the rule has one.
        pub most_in24_hours: Option<u8>,
        /// How many today.
        pub today: u32,
        /// The most a day, where the rule has one.
        pub most_a_day: Option<u8>,
    }
}

impl AsNeededStand {
    /// How it stands now by a rule.
    #[must_use]
    pub const fn new(rule: AsNeeded, now: AsNeededNow) -> Self {
        Self {
            not_before_ms: now.not_before_ms,
            in24_hours: now.in_24_hours,
            most_in24_hours: rule.most_in_24_hours,
            today: now.today,
            most_a_day: rule.most_a_day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::{LongActing, Rule, ScheduleZone};
    use crate::{CivilMinute, ScheduleId};
    use chrono::NaiveTime;
    use chrono_tz::{America, Europe, Tz};

    fn key(civil: &str) -> OccurrenceKey {
        OccurrenceKey {
            schedule: ScheduleId::new(1, &[1; 10]),
            revision: 1,
            civil: civil.parse().unwrap(),
        }
    }

    fn at(text: &str, zone: Tz) -> Moment {
        CivilMinute::parse(text).unwrap().at(zone)
    }

    fn every_eight_hours() -> Rule {
        Rule::Every {
            interval: crate::Interval::new(480).unwrap(),
            first_ms: 0,
            from: crate::CountFrom::Planned,
        }
    }

    #[test]
    fn a_dose_is_off_its_time_outside_the_minutes_that_were_chosen_both_ways() {
        let due = at("2026-11-21T08:00", Tz::UTC);
        let is_off = |taken: &str, minutes| {
            let at = at(taken, Tz::UTC);
            let due = (due.at_ms, None);
            is_off_time(
                &every_eight_hours(),
                key("2026-11-21T08:00:00"),
                due,
                at,
                minutes,
            )
        };
        for (last, behind) in [
            ("2026-11-21T09:00", "2026-11-21T09:01"),
            ("2026-11-21T07:00", "2026-11-21T06:59"),
        ] {
            assert!(!is_off(last, 60), "the last minute is on time: {last}");
            assert!(is_off(behind, 60), "{behind}");
            assert!(!is_off(behind, 61), "{behind}");
        }
        assert!(is_off("2026-11-20T02:00", 60), "the day before");
        assert!(is_off("2026-11-22T14:00", 60), "thirty hours later");
    }

    #[test]
    fn an_injection_is_off_its_time_outside_its_days_at_its_place() {
        let rule = Rule::LongActing {
            window: LongActing::new(26, 28, 42).unwrap(),
            first_on: "2026-11-01".parse().unwrap(),
            at: NaiveTime::MIN,
            zone: ScheduleZone::Here,
        };
        let due = key("2026-12-01T09:00:00");
        let is_off =
            |taken: &str| is_off_time(&rule, due, (0, None), at(taken, America::New_York), 60);
        assert!(!is_off("2026-12-15T23:59"));
        assert!(is_off("2026-12-16T00:00"));
        assert!(!is_off("2026-11-29T00:00"), "its earliest day");
        assert!(is_off("2026-11-28T23:59"));
    }

    #[test]
    fn a_visit_is_off_its_time_on_an_earlier_day_and_behind_closing() {
        let spec: crate::ScheduleRule = serde_json::from_value(serde_json::json!({
            "kind": "clinic", "firstOn": "2026-11-21", "usual": 600, "atHome": null, "zone": "Europe/London",
            "openings": [{ "weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": 360, "closes": 720 }],
        }))
        .unwrap();
        let rule = Rule::try_from(&spec).unwrap();
        let due = at("2026-11-21T10:00", Europe::London);
        let is_off = |taken: &str| {
            let due_of = (due.at_ms, Some(2 * 60 * MINUTE_MS));
            let taken = at(taken, Europe::London);
            is_off_time(&rule, key("2026-11-21T10:00:00"), due_of, taken, 5)
        };
        assert!(!is_off("2026-11-21T06:00"), "the clinic was open");
        assert!(!is_off("2026-11-21T12:00"));
        assert!(is_off("2026-11-21T12:01"));
        assert!(is_off("2026-11-20T23:59"));
    }
}
