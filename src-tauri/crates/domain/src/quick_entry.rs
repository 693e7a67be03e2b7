//! Quick entries: what can be logged while the vault is locked. They hold an answer and a moment, no words and no
//! names; unlocking makes a check-in or a craving of each, or an answer to a reminder.

use crate::{
    Answer, CheckIn, CheckInAnswers, CheckInId, Craving, CravingAnswers, CravingId, DayStart,
    Logged, Moment, Mood, OccurrenceKey, Outcome, QuickEntryId, Rating, Result, ScheduleId,
};
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum QuickAnswer {
    /// How they are: a whole check-in.
    CheckIn {
        /// 1 to 5.
        mood: Mood,
    },
    /// That there is a craving.
    Craving {
        /// How strong, 0 to 10; `None` is "not said".
        strength: Option<Rating>,
    },
    /// What became of something that rang. Its names are short: a sealed record has room for 256 bytes.
    Reminder {
        /// The schedule of what rang.
        #[serde(rename = "s")]
        schedule: ScheduleId,
        /// Its revision.
        #[serde(rename = "r")]
        revision: u32,
        /// Its time by the rule.
        #[serde(rename = "c")]
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        civil: NaiveDateTime,
        /// What happened.
        outcome: Outcome,
    },
    /// Something was heard of ahead of its time. It has the names of an answer.
    Heard {
        /// The schedule of what rang.
        #[serde(rename = "s")]
        schedule: ScheduleId,
        /// Its revision.
        #[serde(rename = "r")]
        revision: u32,
        /// Its time by the rule.
        #[serde(rename = "c")]
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        civil: NaiveDateTime,
    },
}

impl QuickAnswer {
    /// Whether it was pressed on a notification.
    #[must_use]
    pub const fn is_pressed(self) -> bool {
        match self {
            Self::Reminder { .. } | Self::Heard { .. } => true,
            Self::CheckIn { .. } | Self::Craving { .. } => false,
        }
    }
}

/// One quick entry, as it is sealed: its JSON form is in `docs/data-format.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuickEntry {
    /// Its id, which becomes that of the check-in or the craving.
    pub id: QuickEntryId,
    /// When it was logged, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The zone of the device at that time.
    pub zone: Tz,
    /// What was answered.
    #[serde(flatten)]
    pub answer: QuickAnswer,
}

/// What a quick entry becomes.
#[derive(Debug, Clone, PartialEq)]
pub enum Unsealed {
    /// A check-in with a mood.
    CheckIn(CheckIn),
    /// A craving, perhaps with a strength.
    Craving(Craving),
    /// An answer to a reminder.
    Answer(OccurrenceKey, Answer),
    /// That a reminder was heard ahead of its time.
    Heard(OccurrenceKey, Moment),
}

impl QuickEntry {
    /// The entry of the journal that this becomes. Its day is settled now, by the hour at which the person's day
    /// starts, which a locked vault does not tell.
    ///
    /// # Errors
    /// None in practice: the id is one.
    pub fn unsealed(&self, day_start: DayStart) -> Result<Unsealed> {
        let (at_ms, zone) = (self.at_ms, self.zone);
        let when = Logged::new(Moment { at_ms, zone }, day_start);
        let id = self.id.as_bytes();
        Ok(match self.answer {
            QuickAnswer::CheckIn { mood } => Unsealed::CheckIn(CheckIn {
                id: CheckInId::from_slice(id)?,
                when,
                answers: CheckInAnswers {
                    mood: Some(mood),
                    ..CheckInAnswers::default()
                },
            }),
            QuickAnswer::Craving { strength } => Unsealed::Craving(Craving {
                id: CravingId::from_slice(id)?,
                when,
                answers: CravingAnswers {
                    strength_before: strength,
                    ..CravingAnswers::default()
                },
            }),
            QuickAnswer::Reminder {
                schedule,
                revision,
                civil,
                outcome,
            } => {
                let occurrence = OccurrenceKey {
                    schedule,
                    revision,
                    civil,
                };
                let answer = Answer {
                    outcome,
                    at: Moment { at_ms, zone },
                    take_home: None,
                    told_ms: at_ms,
                };
                Unsealed::Answer(occurrence, answer)
            }
            QuickAnswer::Heard {
                schedule,
                revision,
                civil,
            } => {
                let occurrence = OccurrenceKey {
                    schedule,
                    revision,
                    civil,
                };
                Unsealed::Heard(occurrence, Moment { at_ms, zone })
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(answer: QuickAnswer) -> QuickEntry {
        QuickEntry {
            id: QuickEntryId::new(1_795_285_800_000, &[3; 10]),
            at_ms: 1_795_228_200_000,
            zone: Tz::Europe__London,
            answer,
        }
    }

    #[test]
    fn a_mood_becomes_a_check_in_of_the_day_by_the_persons_own_hour() {
        let mood = Mood::new(2).unwrap();
        let at_half_past_two = entry(QuickAnswer::CheckIn { mood });
        let Unsealed::CheckIn(late) = at_half_past_two
            .unsealed(DayStart::new(4).unwrap())
            .unwrap()
        else {
            panic!("a check-in");
        };
        assert_eq!(late.answers.mood, Some(mood));
        assert_eq!(late.id.as_bytes(), at_half_past_two.id.as_bytes());
        let Unsealed::CheckIn(early) = at_half_past_two.unsealed(DayStart::default()).unwrap()
        else {
            panic!("a check-in");
        };
        assert_eq!(early.when.day_on, late.when.day_on.succ_opt().unwrap());
    }

    #[test]
    fn a_craving_without_a_strength_is_still_a_craving() {
        let entry = entry(QuickAnswer::Craving { strength: None });
        let Unsealed::Craving(craving) = entry.unsealed(DayStart::default()).unwrap() else {
            panic!("a craving");
        };
        assert_eq!(craving.answers, CravingAnswers::default());
    }

    #[test]
    fn an_entry_reads_back_from_its_text_and_a_wrong_one_is_refused() {
        let entry = entry(QuickAnswer::Craving {
            strength: Rating::new(7).ok(),
        });
        let text = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<QuickEntry>(&text).unwrap(), entry);
        for (good, bad) in [
            ("7", "12"),
            ("craving", "lapse"),
            ("Europe/London", "Mars/Base"),
        ] {
            assert!(
                serde_json::from_str::<QuickEntry>(&text.replace(good, bad)).is_err(),
                "{bad}"
            );
        }
    }
}
