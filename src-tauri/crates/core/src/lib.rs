//! The use cases of Mainstay: what a person can do, one method each.
//!
//! [`App`] is all of it. The shell, the preview and the tests make one from their [`Ports`](ports::Ports) and call
//! [`App::dispatch`] with a command's name; the list of commands stands once, in `commands.rs`.
//!
//! Invariants: synchronous; no clock, randomness, window or notification except through [`ports`]; a command either
//! does all of what it says, durably, or changes nothing and returns an [`Error`] with a code.
//!
//! Deliberately not here: rules about values (`mainstay-domain`), SQL (`mainstay-store`), key handling
//! (`mainstay-vault`), words for people (the message catalogues).

mod ahead;
mod app;
mod appointment;
mod appointment_view;
mod aside;
mod attempts;
mod attendance;
mod attendance_sheet;
mod backup;
mod backup_home;
mod calendar_export;
mod came_while_off;
mod catch_up;
mod change;
mod chart;
mod check_in;
mod check_in_item;
mod commands;
mod coping_date;
mod copy_file;
mod craving;
mod day_text;
mod device_question;
mod diary_card;
mod diary_note;
mod dose;
mod dose_days;
mod dose_list;
mod dose_overdue;
mod dose_view;
mod dose_went_by;
mod draft;
mod elsewhere;
mod elsewhere_file;
mod error;
mod error_code;
mod found;
mod goal;
mod goal_break;
mod goal_days;
mod goal_limit;
mod goal_rate;
mod goal_view;
mod held_text;
mod helps;
mod history;
mod home;
mod inbox;
mod journal_entry;
mod journey;
mod keystore;
mod lapse;
mod log_rows;
mod medicine;
mod medicine_call;
mod medicine_order;
mod medicine_schedules;
mod medicine_view;
mod meeting_feed;
mod meeting_place;
mod meeting_search;
mod meeting_walk;
mod milestone;
mod my_meeting;
mod my_meeting_due;
mod my_meeting_view;
mod notice;
mod occurrence;
mod open_journal;
mod opening;
mod outbox;
mod outlook;
mod own_reminder;
mod owned;
mod passphrase;
mod pattern;
mod person;
mod pin;
mod planning;
pub mod ports;
mod protection;
mod question;
mod quick_entry;
mod recovery;
mod remembered;
mod reminder;
mod reminder_health;
mod schedule;
mod search;
mod secret_text;
mod session;
mod settings;
mod side_effect;
mod stay;
mod stock;
mod stock_keep;
mod stock_view;
mod today;
mod tolerance;
mod trigger;
mod unkept;
mod use_entry;
mod vault;
mod visit;
mod when;
mod wipe;
mod words;
mod work;
mod zone_change;

pub use ahead::AheadView;
pub use app::{App, KeyDerivation};
pub use appointment::{
    AppointmentCreateRequest, AppointmentDeleteRequest, AppointmentFields,
    AppointmentUpdateRequest, ProgrammeCreateRequest,
};
pub use appointment_view::{
    AppointmentGetRequest, AppointmentList, AppointmentPage, AppointmentPast,
    AppointmentPastRequest, AppointmentView, VisitView,
};
pub use aside::{Aside, AsideRestoreRequest};
pub use attendance::{
    AttendanceDeleteRequest, AttendanceFields, AttendanceLogRequest, AttendanceUpdateRequest,
};
pub use attendance_sheet::{
    AttendanceSheet, AttendanceSheetRequest, AttendanceSheetSaveRequest, AttendanceSheetSaved,
    SheetFormat,
};
pub use backup::{Backup, BackupCheckRequest, BackupContent, BackupRestoreRequest};
pub use calendar_export::{CalendarExport, CalendarExportRequest};
pub use came_while_off::{CameOf, CameWhileOff};
pub use change::{ChangeUndoRequest, Undone, Written};
pub use chart::ChartGetRequest;
pub use check_in::{
    CheckInDeleteRequest, CheckInFields, CheckInLogRequest, CheckInUpdateRequest, ItemSaid,
    ValueSaid,
};
pub use check_in_item::{
    CheckInItemCreateRequest, CheckInItemDeleteRequest, CheckInItemFields,
    CheckInItemUpdateRequest, CheckInItemView,
};
#[cfg(feature = "bindings")]
pub use commands::{describe, Description};
pub use commands::{Failure, COMMANDS};
pub use coping_date::{
    CopingDateCreateRequest, CopingDateDeleteRequest, CopingDateFields, CopingDateList,
    CopingDateUpdateRequest, CopingDateView, CopingReviewUpdateRequest,
};
pub use craving::{CravingDeleteRequest, CravingFields, CravingLogRequest, CravingUpdateRequest};
pub use device_question::{DeviceQuestion, DeviceQuestionRequest};
pub use diary_card::DiaryCardGetRequest;
pub use diary_note::{DiaryNoteDeleteRequest, DiaryNoteLogRequest, DiaryNoteUpdateRequest};
pub use dose::{
    DoseAnswerRequest, DoseAnswered, DoseDeleteRequest, DoseTakeAllRequest, DoseTakeRequest,
    DoseTaken, DosesAnswered,
};
pub use dose_days::DoseDayListRequest;
pub use dose_list::{DoseAsNeeded, DoseDue, DoseGroup, DoseListRequest, DosePage, DueOverdue};
pub use dose_overdue::DoseOverdue;
pub use dose_view::DoseView;
pub use dose_went_by::DoseWentByDismissRequest;
pub use draft::{JournalDraftConfirmRequest, JournalDraftUpdateRequest};
pub use elsewhere::{
    Elsewhere, ElsewhereChooseRequest, ElsewhereChosen, ElsewhereContent, ElsewhereProofRequest,
    ElsewherePurpose, ElsewhereSaved,
};
pub use error::{Error, Result};
pub use error_code::ErrorCode;
pub use goal::{GoalCreateRequest, GoalDeleteRequest, GoalFields, GoalUpdateRequest};
pub use goal_break::{GoalBreakCreateRequest, GoalBreakDeleteRequest, GoalBreakUpdateRequest};
pub use goal_limit::{GoalLimitDeleteRequest, GoalLimitUpdateRequest};
pub use goal_rate::{GoalRateDeleteRequest, GoalRateUpdateRequest};
pub use goal_view::{DayUse, GoalGetRequest, GoalView, WeekUse};
pub use held_text::{HeldText, HeldTextDeleteRequest};
pub use helps::{HelpsList, HelpsListRequest};
pub use history::{HistoryGetRequest, HistoryRestoreRequest, RemovedRestoreRequest};
pub use journal_entry::{
    JournalEntryDeleteRequest, JournalEntryFields, JournalEntryGetRequest, JournalEntryLogRequest,
    JournalEntryUpdateRequest, JournalEntryView,
};
pub use journey::{JourneyListRequest, JourneyMonthRequest, JourneyYearRequest};
pub use lapse::{LapseDeleteRequest, LapseLogRequest, LapseUpdateRequest};
pub use medicine::{
    MedicineCreateRequest, MedicineFields, MedicineIdRequest, MedicineKitFields,
    MedicineScheduleFields, MedicineUpdateRequest,
};
pub use medicine_call::MedicineCall;
pub use medicine_order::MedicineOrderUpdateRequest;
pub use medicine_view::{InjectionView, MedicinePage, MedicineScheduleView, MedicineView};
pub use meeting_feed::{
    MeetingFeedCheck, MeetingFeedChosen, MeetingFeedDeleteRequest, MeetingFeedImportRequest,
    MeetingFeedImported, MeetingFeedList,
};
pub use meeting_search::{
    MeetingGetRequest, MeetingHit, MeetingPage, MeetingRepeat, MeetingSearchRequest, MeetingView,
};
pub use milestone::{GoalMilestones, MilestoneCreateRequest, MilestoneDeleteRequest};
pub use my_meeting::{
    MeetingTime, MyMeetingCreateRequest, MyMeetingFields, MyMeetingGetRequest,
    MyMeetingKeepRequest, MyMeetingListedRequest, MyMeetingUpdateRequest,
};
pub use my_meeting_due::{
    MeetingAnswer, MeetingDue, MeetingSaid, MyMeetingAnswerRequest, MyMeetingAnswered,
    MyMeetingDueRequest, MyMeetingsDue,
};
pub use my_meeting_view::{MeetingListedNow, MyMeetingHit, MyMeetingList, MyMeetingView};
pub use notice::{ReminderPlace, Tended};
pub use occurrence::OccurrenceListRequest;
pub use opening::{PassphraseChangeRequest, PassphraseTypedRequest, Proof};
pub use own_reminder::{
    OwnReminderCreateRequest, OwnReminderDeleteRequest, OwnReminderFields,
    OwnReminderUpdateRequest, OwnReminderView,
};
pub use passphrase::{PassphraseRateRequest, PassphraseRating};
pub use person::{
    PersonCreateRequest, PersonDeleteRequest, PersonFields, PersonUpdateRequest, PersonView,
};
pub use pin::{PinCreateRequest, PinDeleteRequest, VaultUnlockWithPinRequest};
pub use protection::{OpeningStatus, Protection, VaultUnlockWithDeviceRequest};
pub use question::{
    QuestionDeleteRequest, QuestionFields, QuestionList, QuestionLogRequest, QuestionUpdateRequest,
};
pub use quick_entry::{QuickEntryDeleteRequest, QuickEntryKept, QuickEntryLogRequest};
pub use recovery::{
    RecoveryCodeConfirmRequest, RecoveryCodeRenewRequest, RecoveryCodeShown, TypedGroup,
};
pub use reminder::{
    AnswerView, OccurrenceView, ReminderAnswerRequest, ReminderAnswered, ReminderLook,
    ReminderRing, ReminderSnoozeRequest,
};
pub use reminder_health::{ReminderHealth, ReminderTrouble, StartAtLoginUpdateRequest};
pub use schedule::{ScheduleEditRequest, SchedulePutRequest};
pub use search::SearchListRequest;
pub use secret_text::SecretText;
pub use session::Merged as QuickEntriesMerged;
pub use settings::SettingsUpdateRequest;
pub use side_effect::{
    SideEffectDeleteRequest, SideEffectFields, SideEffectLogRequest, SideEffectUpdateRequest,
};
pub use stay::{StayCreateRequest, StayDeleteRequest, StayFields, StayUpdateRequest};
pub use stock::{StockCountLogRequest, StockRefillLogRequest, StockUpdateRequest, StockUse};
pub use stock_view::{StockView, SupplyNear};
pub use today::TodayView;
pub use tolerance::ToleranceView;
pub use trigger::{TriggerCreateRequest, TriggerShown};
pub use use_entry::{UseEntryDeleteRequest, UseEntryLogRequest, UseEntryUpdateRequest};
pub use vault::{
    AppStatus, Opens, VaultCreateRequest, VaultState, VaultUnlockRequest,
    VaultUnlockWithCodeRequest,
};
pub use visit::{
    VisitAnswerRequest, VisitLineCreateRequest, VisitLineDeleteRequest, VisitLineFields,
    VisitLineUpdateRequest, VisitResumeRequest, VisitUpdateRequest,
};

pub use wipe::VaultWipeRequest;
pub use work::WorkProgress;
pub use zone_change::{ClockKept, MovedDose, ZoneAnswerRequest, ZoneQuestion};

/// A request or a response with nothing in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[cfg_attr(feature = "bindings", ts(type = "Record<string, never>"))]
pub struct Empty {}
