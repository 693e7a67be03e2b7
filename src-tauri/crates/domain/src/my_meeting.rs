//! A meeting of the person's own: typed in, or kept from a list.
//!
//! When it is held is not here: it owns schedules (`ScheduleOwnerKind::Meeting`), each by the clock of its place. What
//! was kept from a list is a copy; [`MeetingSource`] says of what, so that a newer list can be compared with it.
//!
//! Deliberately not here: having been there ([`Attendance`](crate::Attendance)), who else goes there (nobody asked
//! those people).

use crate::bindings::wire;
use crate::order::moved;
use crate::{
    DaysSpec, GraceSpec, Held, Line, ListedMeeting, MeetingFeedId, MeetingLink, MeetingNotes,
    MeetingType, MeetingWay, MyMeetingId, Note, PhaseSpec, ReminderSpec, Rhythm, ScheduleRule,
    TimesSpec, USUAL_MEETING_MINUTES,
};
use chrono::NaiveDate;
use chrono_tz::Tz;

/// The most meetings that are kept: a list that one can look through.
pub const MOST_MY_MEETINGS: usize = 100;
/// The most times of one meeting: one for each day of the week.
pub const MOST_MEETING_TIMES: usize = 7;
/// The longest meeting, in minutes: a day.
pub const MOST_MEETING_MINUTES: u16 = 1_440;
/// How long before it one is told of a meeting, in minutes, unless the person says otherwise.
const HEADS_UP_MINUTES: u32 = 30;

wire! {
    /// One of them.
    #[derive(Eq)]
    pub struct MyMeeting {
        /// Its id.
        pub id: MyMeetingId,
        /// Its name; never empty.
        pub name: Line,
        /// What kind of meeting or whose, in the person's words; may be empty.
        pub kind: Line,
        /// The group that holds it; may be empty.
        pub group: Line,
        /// How one takes part.
        pub way: MeetingWay,
        /// The building or room; may be empty.
        pub place: Line,
        /// The address; may be empty.
        pub address: Line,
        /// The link to take part.
        pub link: Option<MeetingLink>,
        /// The number to call to take part, as typed or listed; may be empty.
        pub phone: Line,
        /// How to get in online or by phone: a number, a password; may be empty.
        pub joining: Note,
        /// Anything else; may be empty.
        pub notes: Note,
        /// How long it lasts, 1 to 1,440 minutes; `None` is "not said".
        pub minutes: Option<u16>,
        /// Whether it is the person's home group.
        pub is_home_group: bool,
        /// Its place: the lowest comes first.
        pub position: u32,
        /// What kinds its list says it is of; none for one that was typed in.
        pub kinds: Vec<MeetingType>,
        /// Where it was kept from; `None` for one that was typed in.
        pub source: Option<MeetingSource>,
    }
}

wire! {
    /// What a meeting was kept from, as its list had it then.
    #[derive(Eq)]
    pub struct MeetingSource {
        /// The list.
        pub feed_id: MeetingFeedId,
        /// What the list calls it.
        pub source_id: String,
        /// Who lists it; may be empty.
        pub listed_by: Line,
        /// The date on which the list said it was last changed, else the one on which it was taken in.
        #[cfg_attr(feature = "bindings", ts(type = "string"))]
        pub listed_on: NaiveDate,
        /// The weekday on its own clock, 1 (Monday) to 7; `None` without a time.
        pub weekday: Option<u8>,
        /// The minute of the day at which it began on its own clock.
        pub start: Option<u16>,
        /// The zone of its clock, an IANA name.
        pub zone: String,
    }
}

impl MeetingSource {
    /// Of a listed meeting of a list that was taken in on a day. `zone` is the list's, for meetings that say none.
    #[must_use]
    pub fn of(
        listed: &ListedMeeting,
        feed_id: MeetingFeedId,
        imported_on: NaiveDate,
        zone: Tz,
    ) -> Self {
        let held = listed.held.as_ref();
        let weekday = held.map(|held| held.weekday.number_from_monday());
        Self {
            feed_id,
            source_id: listed.source_id.as_str().to_owned(),
            listed_by: line(listed.listed_by.as_str()),
            listed_on: listed.listed_on.unwrap_or(imported_on),
            weekday: weekday.and_then(|day| u8::try_from(day).ok()),
            start: held.map(|held| held.start.get()),
            zone: listed.zone.unwrap_or(zone).name().to_owned(),
        }
    }

    /// Whether another listing of the meeting has it at the same time of the week, by the same clock.
    #[must_use]
    pub fn has_time_of(&self, other: &Self) -> bool {
        self.weekday == other.weekday && self.start == other.start && self.zone == other.zone
    }
}

impl MyMeeting {
    /// A copy of a listed meeting.
    #[must_use]
    pub fn of_listed(
        id: MyMeetingId,
        listed: &ListedMeeting,
        source: MeetingSource,
        position: u32,
    ) -> Self {
        let new = Self {
            id,
            name: Line::default(),
            kind: Line::default(),
            group: line(listed.group.as_str()),
            way: listed.way,
            place: Line::default(),
            address: Line::default(),
            link: None,
            phone: Line::default(),
            joining: Note::default(),
            notes: note(&listed.notes),
            minutes: None,
            is_home_group: false,
            position,
            kinds: Vec::new(),
            source: None,
        };
        new.as_listed(listed, source)
    }

    /// The same with what the list says now. What the person added stays.
    #[must_use]
    pub fn as_listed(self, listed: &ListedMeeting, source: MeetingSource) -> Self {
        let codes = listed.types.codes().map(|code| MeetingType {
            vocabulary: listed.vocabulary,
            code: code.to_owned(),
        });
        let minutes = listed.held.as_ref().and_then(|held| held.minutes);
        Self {
            name: line(listed.name.as_str()),
            way: listed.way,
            place: line(listed.place.as_str()),
            address: line(listed.address.as_str()),
            link: listed.link.clone(),
            phone: line(listed.phone.as_str()),
            joining: note(&listed.joining),
            minutes: minutes.or(self.minutes),
            kinds: codes.collect(),
            source: Some(source),
            ..self
        }
    }

    /// Where it is, as short as can be said; may be empty.
    #[must_use]
    pub fn where_it_is(&self) -> &Line {
        if self.place.is_empty() {
            &self.address
        } else {
            &self.place
        }
    }
}

/// The meetings that have another place once one of them stands at `place`, counted from 0 and at most the last.
#[must_use]
pub fn meeting_moved(all: Vec<MyMeeting>, id: MyMeetingId, place: u32) -> Vec<MyMeeting> {
    let from = all.iter().position(|meeting| meeting.id == id);
    moved(all, from.unwrap_or(usize::MAX), place, |meeting| {
        &mut meeting.position
    })
}

/// What was read from a list fits: its lines are as long, and have no control characters either.
fn line(text: &str) -> Line {
    Line::new(text).unwrap_or_default()
}

fn note(text: &MeetingNotes) -> Note {
    Note::new(text.as_str()).unwrap_or_default()
}

/// When a listed meeting is held, as a rule by its own clock, from `today` on. Dates that the list leaves out are not
/// left out: whoever goes there confirms it first.
#[must_use]
pub fn listed_rule(held: &Held, zone: Tz, today: NaiveDate) -> ScheduleRule {
    let weekday = u8::try_from(held.weekday.number_from_monday()).unwrap_or(1);
    let from_on = held.from_on.unwrap_or(today);
    let (days, until_on) = match held.rhythm {
        Rhythm::Weeks(every) => {
            let weekdays = vec![weekday];
            (DaysSpec::Weeks { every, weekdays }, held.until_on)
        }
        Rhythm::Months(every, nth) => {
            let days = DaysSpec::MonthWeekday {
                every,
                nth,
                weekday,
            };
            (days, held.until_on)
        }
        Rhythm::Once => (DaysSpec::Days { every: 1 }, Some(from_on)),
    };
    ScheduleRule::Civil {
        phases: vec![PhaseSpec {
            days,
            from_on,
            until_on,
            times: TimesSpec::At {
                minutes: vec![held.start.get()],
            },
        }],
        zone: Some(zone.name().to_owned()),
    }
}

/// How a meeting of so many minutes rings until the person says otherwise: half an hour before, and at its start; quiet
/// hours hold. What is over does not ring: one is told that it came, and asked in the app whether one was there.
#[must_use]
pub fn meeting_reminder(minutes: Option<u16>) -> ReminderSpec {
    ReminderSpec {
        pre_alerts: vec![HEADS_UP_MINUTES],
        nag: None,
        rings_in_quiet_hours: false,
        grace: until_its_end(minutes),
        silent: false,
    }
}

/// The same reminder for a meeting that is longer or shorter now, where it rang until its end.
#[must_use]
pub fn with_length(reminder: ReminderSpec, was: Option<u16>, minutes: Option<u16>) -> ReminderSpec {
    if reminder.grace != until_its_end(was) {
        return reminder;
    }
    ReminderSpec {
        grace: until_its_end(minutes),
        ..reminder
    }
}

fn until_its_end(minutes: Option<u16>) -> GraceSpec {
    GraceSpec::Minutes {
        minutes: minutes.unwrap_or(USUAL_MEETING_MINUTES).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MeetingLine, MinuteOfDay, Nth, Rule, TypeCodes, TypeVocabulary};
    use chrono::Weekday;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn listed(start: u32) -> ListedMeeting {
        let text = |text: &str| MeetingLine::new(text).unwrap();
        let mut meeting = ListedMeeting::named(
            text("monday-night"),
            text("Quiet Herons"),
            TypeVocabulary::MeetingGuide,
        );
        let start = MinuteOfDay::new(start, 30).unwrap();
        meeting.held = Some(Held::weekly(Weekday::Mon, start, Some(60)));
        meeting.place = text("Upstairs hall");
        meeting.types = TypeCodes::new("O D").unwrap();
        meeting.notes = MeetingNotes::new("Ring twice.\nSide door.").unwrap();
        meeting
    }

    fn feed() -> MeetingFeedId {
        MeetingFeedId::new(1, &[0; 10])
    }

    fn kept(listed: &ListedMeeting) -> MyMeeting {
        let source = MeetingSource::of(listed, feed(), day("2026-11-20"), Tz::Europe__London);
        MyMeeting::of_listed(MyMeetingId::new(1, &[0; 10]), listed, source, 3)
    }

    #[test]
    fn a_listed_meeting_is_copied_with_where_it_is_from() {
        let meeting = kept(&listed(19));
        assert_eq!(meeting.name.as_str(), "Quiet Herons");
        assert_eq!(meeting.where_it_is().as_str(), "Upstairs hall");
        assert_eq!(meeting.notes.as_str(), "Ring twice.\nSide door.");
        let codes: Vec<&str> = meeting
            .kinds
            .iter()
            .map(|kind| kind.code.as_str())
            .collect();
        assert_eq!((meeting.minutes, codes), (Some(60), vec!["O", "D"]));
        let source = meeting.source.unwrap();
        assert_eq!(
            (source.weekday, source.start),
            (Some(1), Some(19 * 60 + 30))
        );
        assert_eq!(source.zone, "Europe/London");
        assert_eq!(source.listed_on, day("2026-11-20"), "no date of its own");
    }

    #[test]
    fn what_the_list_says_now_leaves_what_the_person_added() {
        let mut meeting = kept(&listed(19));
        meeting.notes = Note::new("Bring a cake").unwrap();
        meeting.is_home_group = true;
        let later = listed(20);
        let source = MeetingSource::of(&later, feed(), day("2026-12-20"), Tz::Europe__London);
        assert!(!meeting.source.as_ref().unwrap().has_time_of(&source));
        let now = meeting.as_listed(&later, source.clone());
        assert_eq!(
            (now.notes.as_str(), now.is_home_group),
            ("Bring a cake", true)
        );
        assert!(now.source.unwrap().has_time_of(&source));
    }

    #[test]
    fn it_rings_until_its_end_also_when_that_is_another() {
        let usual = meeting_reminder(None);
        assert_eq!(usual.grace, GraceSpec::Minutes { minutes: 60 });
        let longer = with_length(usual, None, Some(90));
        assert_eq!(longer, meeting_reminder(Some(90)));
        let chosen = with_length(longer.clone(), Some(60), Some(45));
        assert_eq!(chosen, longer, "somebody chose that");
    }

    #[test]
    fn every_rhythm_of_a_list_is_a_rule_that_the_planner_takes() {
        let start = MinuteOfDay::new(19, 0).unwrap();
        let mut held = Held::weekly(Weekday::Sun, start, None);
        for rhythm in [
            Rhythm::Weeks(1),
            Rhythm::Weeks(2),
            Rhythm::Months(1, Nth::Last),
            Rhythm::Once,
        ] {
            held.rhythm = rhythm;
            held.from_on = Some(day("2026-11-22"));
            let rule = listed_rule(&held, Tz::America__New_York, day("2026-11-22"));
            assert!(Rule::try_from(&rule).is_ok(), "{rule:?}");
        }
    }
}
