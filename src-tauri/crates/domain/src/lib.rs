//! Pure types and rules of Mainstay.
//!
//! What is true about goals, check-ins, cravings, lapses and sober time is decided here, from values alone.
//! Nothing here reads a file, a clock or a random number: the caller passes them in, so that every rule can be
//! tested for any moment and any zone.
//!
//! Deliberately not here: storage (crate `mainstay-store`), keys (`mainstay-vault`), commands (`mainstay-core`).
//!
//! The types are also what travels to the UI (serde, camelCase); under the feature `bindings` they describe
//! themselves in TypeScript.

mod adherence;
mod agenda;
mod amount;
mod appointment;
mod attendance;
mod backup;
mod bindings;
mod chart;
mod chart_doses;
mod chart_measure;
mod check_in;
mod check_in_item;
mod coping_date;
mod craving;
mod currency;
mod diary_card;
mod diary_doses;
mod diary_note;
mod dose;
mod error;
mod goal;
mod goal_break;
mod helps;
mod history;
mod id;
mod journal_entry;
mod journey;
mod lapse;
mod limit;
mod log_rows;
mod medicine;
mod medicine_schedule;
mod meeting;
mod milestone;
mod my_meeting;
mod order;
mod outlook;
mod own_reminder;
mod patterns;
mod person;
mod question;
mod quick_entry;
mod savings;
mod scale;
mod schedule;
mod search;
mod settings;
mod side_effect;
#[cfg(test)]
mod simulated;
mod sobriety;
mod span;
mod stats;
mod stay;
mod stock;
mod text;
mod time;
mod tolerance;
mod trigger;
mod use_entry;

pub use adherence::{
    adherence, not_taken_since, Adherence, DoseKnown, ADHERENCE_DAYS, DOSES_FOR_PERCENT,
};
pub use agenda::{
    agenda_from, agenda_topics, medicine_topics, AgendaTopic, AGENDA_DAYS, AGENDA_USUAL_DAYS,
    MOST_NAMED,
};
pub use amount::Amount;
pub use appointment::{
    appointment_place, visit_line_text, visit_minutes, Appointment, AppointmentKind, VisitLine,
    VisitLineKind, VisitNote, WebLink, LONGEST_VISIT_MINUTES, MOST_AT_A_TIME, MOST_LINES,
};
pub use attendance::Attendance;
pub use backup::backups_to_remove;
pub use chart::{chart, chart_from, Bucket, BucketUnit, Change, Chart, ChartSummary, DayValue};
pub use chart_doses::dose_values;
pub use chart_measure::{ChartMeasure, ChartRange};
pub use check_in::{CheckIn, CheckInAnswers};
pub use check_in_item::{
    check_item_answers, free_name, is_called, item_end, item_moved, item_unit, CheckInItem,
    CheckInItemKind, ItemAnswer, ItemValue, MOST_ITEMS,
};
pub use coping_date::{
    exit_line, rings_once, CopingDate, CopingKind, CopingNear, CopingRepeat, CopingReview,
    MOST_ALERT_DAYS, MOST_COPING_DATES,
};
pub use craving::{Craving, CravingAnswers, ToolKey};
pub use currency::Currency;
pub use diary_card::{diary_card, DiaryCard, DiaryDay, DiaryFeeling, DiaryLog, DiaryWeek, Week};
pub use diary_doses::{DiaryDose, DiaryDoses};
pub use diary_note::{DiaryNote, SkillAnswer};
pub use dose::{is_off_time, AsNeededStand, Dose, SkipReason};
pub use error::{Error, Result};
pub use goal::{Direction, Goal, GoalKind};
pub use goal_break::{BreakKind, GoalBreak};
pub use helps::{helped_last, helps, Help, HelpKnown, Use, HELPED_BY, TRIES_NEEDED};
pub use history::{Removed, RemovedDose, RemovedRow, Version};
pub use id::{
    AnswerId, AppointmentId, AttendanceId, ChangeId, CheckInId, CheckInItemId, CopingDateId,
    CopingReviewId, CravingId, DiaryNoteId, DoseId, GoalBreakId, GoalId, JournalEntryId, LapseId,
    MedicineId, MeetingFeedId, MilestoneId, MyMeetingId, OwnReminderId, PersonId, QuestionId,
    QuickEntryId, RowId, ScheduleId, SideEffectId, StayId, StockEntryId, TriggerId, UseEntryId,
    VisitId, VisitLineId,
};
pub use journal_entry::{tags, EntryKind, JournalDraft, JournalEntry, TagUse};
pub use journey::{
    journey_days, JourneyDay, JourneyEntry, JourneyKind, JourneyMonth, JourneyPage, JourneyYear,
    Month, MonthDay, StayEnd, StayMark,
};
pub use lapse::{Lapse, NextStep};
pub use limit::{days_over, limit_on, Limit, UsedOn};
pub use log_rows::{CheckInRow, CravingRow, DoseDay, LapseRow, LogRows, LogTime};
pub use medicine::{
    medicine_amounts, medicine_moved, medicine_sites, on_time_minutes, Medicine, MedicineClass,
    MedicineForm, MedicineKit, Names, MOST_MEDICINES, MOST_MEDICINE_SCHEDULES, MOST_SITES,
    USUAL_ON_TIME_MINUTES,
};
pub use medicine_schedule::{MedicineAmounts, MedicineSchedule, SchedulePurpose};
pub use meeting::{
    base_minute, start_near, FeedEncoding, FeedKind, FeedRemark, FeedReport, Held, ListedMeeting,
    MeetingFeed, MeetingLine, MeetingLink, MeetingNotes, MeetingType, MeetingTypeUse, MeetingWay,
    MinuteOfDay, Position, RefusedRecord, Rhythm, RowRefusal, TypeCodes, TypeVocabulary,
    BASE_SLACK_MINUTES, MOST_FEEDS, MOST_LEFT_OUT, USUAL_MEETING_MINUTES, WEEK_MINUTES,
};
pub use milestone::{
    milestones_of_effort, milestones_of_goal, milestones_reached_on, CustomMilestone, Milestone,
    MilestoneMeasure, MilestoneUnit,
};
pub use my_meeting::{
    listed_rule, meeting_moved, meeting_reminder, with_length, MeetingSource, MyMeeting,
    MOST_MEETING_MINUTES, MOST_MEETING_TIMES, MOST_MY_MEETINGS,
};
pub use outlook::{
    outlook, Outlook, OutlookInput, OutlookReason, OutlookState, OutlookWeights, OutlookWord,
    DAYS_TO_CHECK, DAYS_TO_LEARN,
};
pub use own_reminder::{
    own_reminder_words, OwnReminder, OwnReminderKind, COUNTS_AHEAD_MINUTES, MOST_OWN_REMINDERS,
};
pub use patterns::{
    patterns, DayPart, HaltItem, PatternCard, PatternCell, PatternEvent, Patterns, DAYS_NEEDED,
    MOST_CARDS, WINDOW_DAYS,
};
pub use person::{person_message, person_moved, Person, PersonRole, PhoneNumber, MOST_PEOPLE};
pub use question::Question;
pub use quick_entry::{QuickAnswer, QuickEntry, Unsealed};
pub use savings::{saved, Rate, Saved, MAX_MINUTES, MAX_MONEY};
pub use scale::{Halt, HaltLevel, Mood, Rating, SleepMinutes};
pub use schedule::{
    Again, Answer, AsNeeded, AsNeededNow, CivilSchedule, ClinicVisits, Consequence, CountFrom,
    DayRule, DayTimes, DaysSpec, Due, DueDays, Entry, Follows, Grace, GraceSpec, HalfWay,
    InjectionStage, Interval, KeptSpec, Ledger, LongActing, LongActingDue, Look, MonthDays, Nag,
    NagSpec, Now, Nth, Occurrence, OccurrenceKey, OccurrenceState, Opening, OpeningSpec, Outcome,
    PhaseSpec, Planner, QuietHours, Refusal, Reminder, ReminderSpec, Revision, Ring, RingKey,
    RingKind, Rule, Rung, Schedule, ScheduleOwner, ScheduleOwnerKind, SchedulePhase, ScheduleRule,
    ScheduleZone, ShortMonth, Snoozed, Standby, TakeHome, TimesSpec, Told, Visit, Waiting,
    WaitingEnd, WaitingList, Weekdays, Write, ZoneChange, LATEST_YEAR, LATE_AFTER_MINUTES,
    LONGEST_INTERVAL_MINUTES, LONGEST_STEP, MOST_AT_ONCE, MOST_GRACE_MINUTES, MOST_NAGS,
    MOST_PHASES, MOST_PRE_ALERTS, MOST_SNOOZE_MINUTES, MOST_TAKE_HOME, MOST_TIMES, MOST_WAITING,
    SHORTEST_REPEAT_MINUTES, SPEC_VERSION,
};
pub use search::{Marked, SearchDay, SearchHit, SearchPage, TextSpan};
pub use settings::{Headline, QuietHoursChoice, SetUpStep, Settings};
pub use side_effect::{SideEffect, SideEffectKind, SideEffectStrength};
pub use sobriety::{
    sober_time, DayMark, LastDays, LastDaysCount, Phase, Run, SoberDays, SoberTime, SoberTimeInput,
};
pub use span::Span;
pub use stay::{Place, Stay};
pub use stock::{
    counted_in, refills_left, supply_days, supply_ends, supply_lasts, supply_left, supply_pace,
    supply_rings, supply_rings_before, Stock, StockEntry, StockEntryKind, SupplyKind, SupplyLeft,
    SupplyUse, MOST_REFILLS, MOST_SUPPLY_DAYS, PACE_DAYS, PACE_USES, SUPPLY_DAYS, SUPPLY_RINGS_AT,
    USUAL_EXPIRY_DAYS, USUAL_LOW_DAYS, USUAL_REFILL_DAYS,
};
pub use text::{Line, LongText, Name, Note};
pub use time::{
    clock_changes, day_of, resolve, CivilMinute, ClockChange, DayStart, Logged, Moment,
    EARLIEST_YEAR,
};
pub use tolerance::{
    is_after_stay, is_just_over, may_be_opioids, tolerance_card, ToleranceCard, TOLERANCE_DAYS,
};
pub use trigger::{Trigger, TriggerKind};
pub use use_entry::UseEntry;
