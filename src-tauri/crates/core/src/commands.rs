//! The one list of commands. It makes the dispatcher that the shell and the preview call, and the TypeScript
//! interface `Commands` that the UI calls through.

use crate::*;
#[cfg(feature = "bindings")]
use mainstay_domain::{
    Appointment, Attendance, Chart, CheckIn, CheckInItem, CopingDate, CopingReview, Craving,
    CustomMilestone, DiaryCard, DiaryNote, Dose, Goal, GoalBreak, JournalDraft, JournalEntry,
    JourneyEntry, JourneyMonth, JourneyPage, JourneyYear, Lapse, Limit, Medicine, MyMeeting,
    Outlook, OwnReminder, Patterns, Person, Question, Rate, Removed, RowId, SearchPage, Settings,
    SideEffect, Stay, TagUse, Trigger, UseEntry, Version, VisitLine, VisitNote,
};
use serde_json::Value;

/// A refused or failed command, as it crosses to the UI: a code, no words.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[cfg_attr(feature = "bindings", ts(rename = "CallFailure"))]
pub struct Failure {
    /// What the UI tells apart.
    pub code: ErrorCode,
    /// The field of the request that was refused.
    pub field: Option<String>,
    /// Stands beside the reason in the log, so that somebody can report a problem without sending what they wrote.
    pub reference: String,
    #[serde(skip)]
    detail: String,
}

impl Failure {
    /// The reason for the log. Names operations and rules, never what a person wrote.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

macro_rules! commands {
    ($($name:ident($request:ty) -> $response:ty;)+) => {
        /// The name of every command.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),+];

        impl App {
            fn run(&self, name: &str, request: Value) -> Result<Value> {
                match name {
                    $(stringify!($name) => answer(self.$name(read::<$request>(request)?)?),)+
                    _ => Err(Error::UnknownCommand),
                }
            }
        }

        /// Describes every command and the types it needs, for the contract test.
        #[cfg(feature = "bindings")]
        #[must_use]
        pub fn describe(config: &ts_rs::Config) -> Description {
            let mut describer = Describer { config, done: Description::default() };
            describer.add::<Failure>();
            $(describer.command::<$request, $response>(stringify!($name));)+
            describer.done
        }
    };
}

commands! {
    app_status(Empty) -> AppStatus;
    passphrase_rate(PassphraseRateRequest) -> PassphraseRating;
    vault_create(VaultCreateRequest) -> RecoveryCodeShown;
    recovery_code_confirm(RecoveryCodeConfirmRequest) -> Empty;
    recovery_code_renew(RecoveryCodeRenewRequest) -> RecoveryCodeShown;
    passphrase_change(PassphraseChangeRequest) -> Empty;
    passphrase_change_confirm(PassphraseTypedRequest) -> Empty;
    passphrase_change_cancel(Empty) -> Empty;
    passphrase_practice(PassphraseTypedRequest) -> Empty;
    vault_unlock(VaultUnlockRequest) -> AppStatus;
    vault_unlock_with_code(VaultUnlockWithCodeRequest) -> AppStatus;
    vault_start(Empty) -> AppStatus;
    vault_unlock_with_device(VaultUnlockWithDeviceRequest) -> AppStatus;
    vault_unlock_with_pin(VaultUnlockWithPinRequest) -> AppStatus;
    opening_status(Empty) -> OpeningStatus;
    pin_create(PinCreateRequest) -> Empty;
    pin_delete(PinDeleteRequest) -> Empty;
    vault_lock(Empty) -> AppStatus;
    vault_wipe(VaultWipeRequest) -> AppStatus;
    aside_list(Empty) -> Vec<Aside>;
    aside_create(Empty) -> AppStatus;
    aside_restore(AsideRestoreRequest) -> AppStatus;
    session_touch(Empty) -> AppStatus;
    settings_get(Empty) -> Settings;
    settings_update(SettingsUpdateRequest) -> Settings;
    goal_list(Empty) -> Vec<Goal>;
    goal_create(GoalCreateRequest) -> Written<Goal>;
    goal_update(GoalUpdateRequest) -> Written<Goal>;
    goal_delete(GoalDeleteRequest) -> Written<Goal>;
    goal_get(GoalGetRequest) -> GoalView;
    goal_break_create(GoalBreakCreateRequest) -> Written<GoalBreak>;
    goal_break_update(GoalBreakUpdateRequest) -> Written<GoalBreak>;
    goal_break_delete(GoalBreakDeleteRequest) -> Written<GoalBreak>;
    goal_rate_update(GoalRateUpdateRequest) -> Written<Rate>;
    goal_rate_delete(GoalRateDeleteRequest) -> Written<Rate>;
    goal_limit_update(GoalLimitUpdateRequest) -> Written<Limit>;
    goal_limit_delete(GoalLimitDeleteRequest) -> Written<Limit>;
    stay_list(Empty) -> Vec<Stay>;
    stay_create(StayCreateRequest) -> Written<Stay>;
    stay_update(StayUpdateRequest) -> Written<Stay>;
    stay_delete(StayDeleteRequest) -> Written<Stay>;
    tolerance_get(Empty) -> ToleranceView;
    milestone_list(Empty) -> Vec<GoalMilestones>;
    milestone_create(MilestoneCreateRequest) -> Written<CustomMilestone>;
    milestone_delete(MilestoneDeleteRequest) -> Written<CustomMilestone>;
    today_get(Empty) -> TodayView;
    lost_writes_dismiss(Empty) -> Empty;
    quick_entry_log(QuickEntryLogRequest) -> QuickEntryKept;
    quick_entry_delete(QuickEntryDeleteRequest) -> Empty;
    quick_entries_dismiss(Empty) -> Empty;
    check_in_log(CheckInLogRequest) -> Written<CheckIn>;
    check_in_update(CheckInUpdateRequest) -> Written<CheckIn>;
    check_in_delete(CheckInDeleteRequest) -> Written<CheckIn>;
    check_in_item_list(Empty) -> Vec<CheckInItemView>;
    check_in_item_create(CheckInItemCreateRequest) -> Written<CheckInItem>;
    check_in_item_update(CheckInItemUpdateRequest) -> Written<CheckInItem>;
    check_in_item_delete(CheckInItemDeleteRequest) -> Written<CheckInItem>;
    person_list(Empty) -> Vec<PersonView>;
    person_create(PersonCreateRequest) -> Written<Person>;
    person_update(PersonUpdateRequest) -> Written<Person>;
    person_delete(PersonDeleteRequest) -> Written<Person>;
    own_reminder_list(Empty) -> Vec<OwnReminderView>;
    own_reminder_create(OwnReminderCreateRequest) -> Written<OwnReminder>;
    own_reminder_update(OwnReminderUpdateRequest) -> Written<OwnReminder>;
    own_reminder_delete(OwnReminderDeleteRequest) -> Written<OwnReminder>;
    ahead_get(Empty) -> AheadView;
    appointment_list(Empty) -> AppointmentList;
    appointment_past_list(AppointmentPastRequest) -> AppointmentPast;
    appointment_get(AppointmentGetRequest) -> AppointmentPage;
    appointment_create(AppointmentCreateRequest) -> Written<Appointment>;
    appointment_update(AppointmentUpdateRequest) -> Written<Appointment>;
    appointment_end(AppointmentDeleteRequest) -> Written<Appointment>;
    appointment_delete(AppointmentDeleteRequest) -> Written<Appointment>;
    programme_create(ProgrammeCreateRequest) -> Written<Vec<Appointment>>;
    visit_answer(VisitAnswerRequest) -> Written<Option<VisitNote>>;
    visit_resume(VisitResumeRequest) -> Written<Empty>;
    visit_update(VisitUpdateRequest) -> Written<VisitNote>;
    visit_line_create(VisitLineCreateRequest) -> Written<VisitLine>;
    visit_line_update(VisitLineUpdateRequest) -> Written<VisitLine>;
    visit_line_delete(VisitLineDeleteRequest) -> Written<VisitLine>;
    coping_date_list(Empty) -> CopingDateList;
    coping_date_create(CopingDateCreateRequest) -> Written<CopingDate>;
    coping_date_update(CopingDateUpdateRequest) -> Written<CopingDate>;
    coping_date_delete(CopingDateDeleteRequest) -> Written<CopingDate>;
    coping_review_update(CopingReviewUpdateRequest) -> Written<CopingReview>;
    calendar_export_check(CalendarExportRequest) -> CalendarExport;
    calendar_export_create(CalendarExportRequest) -> CalendarExport;
    dose_day_list(DoseDayListRequest) -> Vec<DoseView>;
    medicine_list(Empty) -> Vec<MedicineView>;
    medicine_get(MedicineIdRequest) -> MedicinePage;
    medicine_create(MedicineCreateRequest) -> Written<MedicineView>;
    medicine_update(MedicineUpdateRequest) -> Written<MedicineView>;
    medicine_order_update(MedicineOrderUpdateRequest) -> Written<MedicineView>;
    medicine_end(MedicineIdRequest) -> Written<MedicineView>;
    medicine_resume(MedicineIdRequest) -> Written<MedicineView>;
    medicine_delete(MedicineIdRequest) -> Written<Medicine>;
    stock_update(StockUpdateRequest) -> Written<MedicineView>;
    stock_count_log(StockCountLogRequest) -> Written<MedicineView>;
    stock_refill_log(StockRefillLogRequest) -> Written<MedicineView>;
    side_effect_log(SideEffectLogRequest) -> Written<SideEffect>;
    side_effect_update(SideEffectUpdateRequest) -> Written<SideEffect>;
    side_effect_delete(SideEffectDeleteRequest) -> Written<SideEffect>;
    question_list(Empty) -> QuestionList;
    question_log(QuestionLogRequest) -> Written<Question>;
    question_update(QuestionUpdateRequest) -> Written<Question>;
    question_delete(QuestionDeleteRequest) -> Written<Question>;
    dose_due(Empty) -> DoseDue;
    dose_went_by_dismiss(DoseWentByDismissRequest) -> Empty;
    dose_answer(DoseAnswerRequest) -> DoseAnswered;
    dose_correct(DoseAnswerRequest) -> DoseAnswered;
    dose_take(DoseTakeRequest) -> DoseTaken;
    dose_take_all(DoseTakeAllRequest) -> DosesAnswered;
    dose_delete(DoseDeleteRequest) -> Written<Dose>;
    dose_list(DoseListRequest) -> DosePage;
    occurrence_list(OccurrenceListRequest) -> Vec<OccurrenceView>;
    reminder_answer(ReminderAnswerRequest) -> ReminderAnswered;
    reminder_correct(ReminderAnswerRequest) -> ReminderAnswered;
    reminder_snooze(ReminderSnoozeRequest) -> OccurrenceView;
    reminder_place_get(Empty) -> Option<ReminderPlace>;
    reminder_health_get(Empty) -> ReminderHealth;
    reminder_test(Empty) -> Empty;
    closing_dismiss(Empty) -> Empty;
    device_question_get(DeviceQuestionRequest) -> Option<DeviceQuestion>;
    device_question_dismiss(Empty) -> Empty;
    app_quit(Empty) -> Empty;
    start_at_login_update(StartAtLoginUpdateRequest) -> Empty;
    zone_question_get(Empty) -> Option<ZoneQuestion>;
    zone_question_answer(ZoneAnswerRequest) -> Written<Empty>;
    meeting_feed_choose(Empty) -> MeetingFeedChosen;
    meeting_feed_check(Empty) -> MeetingFeedCheck;
    meeting_feed_import(MeetingFeedImportRequest) -> MeetingFeedImported;
    meeting_feed_list(Empty) -> MeetingFeedList;
    meeting_feed_delete(MeetingFeedDeleteRequest) -> Empty;
    meeting_search(MeetingSearchRequest) -> MeetingPage;
    meeting_get(MeetingGetRequest) -> MeetingView;
    my_meeting_list(Empty) -> MyMeetingList;
    my_meeting_get(MyMeetingGetRequest) -> MyMeetingView;
    my_meeting_create(MyMeetingCreateRequest) -> Written<MyMeeting>;
    my_meeting_keep(MyMeetingKeepRequest) -> Written<MyMeeting>;
    my_meeting_update(MyMeetingUpdateRequest) -> Written<MyMeeting>;
    my_meeting_delete(MyMeetingGetRequest) -> Written<MyMeeting>;
    my_meeting_listed_update(MyMeetingListedRequest) -> Written<MyMeeting>;
    my_meeting_due_list(MyMeetingDueRequest) -> MyMeetingsDue;
    my_meeting_answer(MyMeetingAnswerRequest) -> MyMeetingAnswered;
    attendance_log(AttendanceLogRequest) -> Written<Attendance>;
    attendance_update(AttendanceUpdateRequest) -> Written<Attendance>;
    attendance_delete(AttendanceDeleteRequest) -> Written<Attendance>;
    attendance_sheet_get(AttendanceSheetRequest) -> AttendanceSheet;
    attendance_sheet_save(AttendanceSheetSaveRequest) -> AttendanceSheetSaved;
    trigger_list(Empty) -> Vec<Trigger>;
    trigger_create(TriggerCreateRequest) -> Written<Trigger>;
    craving_log(CravingLogRequest) -> Written<Craving>;
    craving_update(CravingUpdateRequest) -> Written<Craving>;
    craving_delete(CravingDeleteRequest) -> Written<Craving>;
    lapse_log(LapseLogRequest) -> Written<Lapse>;
    lapse_update(LapseUpdateRequest) -> Written<Lapse>;
    lapse_delete(LapseDeleteRequest) -> Written<Lapse>;
    use_entry_log(UseEntryLogRequest) -> Written<UseEntry>;
    use_entry_update(UseEntryUpdateRequest) -> Written<UseEntry>;
    use_entry_delete(UseEntryDeleteRequest) -> Written<UseEntry>;
    journey_list(JourneyListRequest) -> JourneyPage;
    journey_month(JourneyMonthRequest) -> JourneyMonth;
    journey_year(JourneyYearRequest) -> JourneyYear;
    chart_get(ChartGetRequest) -> Chart;
    pattern_list(Empty) -> Patterns;
    diary_card_get(DiaryCardGetRequest) -> DiaryCard;
    diary_note_log(DiaryNoteLogRequest) -> Written<DiaryNote>;
    diary_note_update(DiaryNoteUpdateRequest) -> Written<DiaryNote>;
    diary_note_delete(DiaryNoteDeleteRequest) -> Written<DiaryNote>;
    outlook_get(Empty) -> Option<Outlook>;
    helps_list(HelpsListRequest) -> HelpsList;
    journal_entry_log(JournalEntryLogRequest) -> Written<JournalEntry>;
    journal_entry_update(JournalEntryUpdateRequest) -> Written<JournalEntry>;
    journal_entry_delete(JournalEntryDeleteRequest) -> Written<JournalEntry>;
    journal_entry_get(JournalEntryGetRequest) -> JournalEntryView;
    journal_tag_list(Empty) -> Vec<TagUse>;
    journal_draft_update(JournalDraftUpdateRequest) -> JournalDraft;
    journal_draft_confirm(JournalDraftConfirmRequest) -> Option<Written<JournalEntry>>;
    held_text_list(Empty) -> Vec<HeldText>;
    held_text_update(HeldText) -> Empty;
    held_text_delete(HeldTextDeleteRequest) -> Empty;
    search_list(SearchListRequest) -> SearchPage;
    removed_list(Empty) -> Vec<Removed>;
    removed_restore(RemovedRestoreRequest) -> Written<RowId>;
    history_get(HistoryGetRequest) -> Vec<Version>;
    history_restore(HistoryRestoreRequest) -> Written<JourneyEntry>;
    change_undo(ChangeUndoRequest) -> Undone;
    backup_list(Empty) -> Vec<Backup>;
    backup_create(Empty) -> Backup;
    backup_check(BackupCheckRequest) -> BackupContent;
    backup_restore(BackupRestoreRequest) -> AppStatus;
    elsewhere_get(Empty) -> Elsewhere;
    elsewhere_choose(ElsewhereChooseRequest) -> ElsewhereChosen;
    elsewhere_create(ElsewhereProofRequest) -> ElsewhereSaved;
    elsewhere_check(ElsewhereProofRequest) -> ElsewhereContent;
    elsewhere_restore(ElsewhereProofRequest) -> AppStatus;
    elsewhere_dismiss(Empty) -> Empty;
    work_get(Empty) -> WorkProgress;
    work_cancel(Empty) -> Empty;
}

impl App {
    /// Runs a command by its name, with its request and its answer as JSON.
    ///
    /// # Errors
    /// A [`Failure`] with the code of what went wrong.
    pub fn dispatch(&self, name: &str, request: Value) -> Result<Value, Failure> {
        self.run(name, request)
            .map_err(|error| self.failure(&error))
    }

    fn failure(&self, error: &Error) -> Failure {
        Failure {
            code: error.code(),
            field: error.field().map(str::to_owned),
            reference: self.reference(),
            detail: chain(error),
        }
    }

    /// Eight hexadecimal digits; none when the system has no random bytes.
    fn reference(&self) -> String {
        let mut bytes = [0; 4];
        match self.ports.entropy.fill(&mut bytes) {
            Ok(()) => format!("{:08x}", u32::from_be_bytes(bytes)),
            Err(_) => String::new(),
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(request: Value) -> Result<T> {
    // The parser's own message quotes what was sent; it stays here.
    serde_json::from_value(request).map_err(|_| Error::Request)
}

fn answer<T: serde::Serialize>(value: T) -> Result<Value> {
    serde_json::to_value(value).map_err(|_| Error::Request)
}

fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        text.push_str(": ");
        text.push_str(&source.to_string());
        next = source.source();
    }
    text
}

/// What the contract test writes into `bindings.ts`.
#[cfg(feature = "bindings")]
#[derive(Debug, Default)]
pub struct Description {
    /// Type declarations by name.
    pub types: std::collections::BTreeMap<String, String>,
    /// Commands as (name, request, response).
    pub commands: Vec<(&'static str, String, String)>,
}

#[cfg(feature = "bindings")]
struct Describer<'a> {
    config: &'a ts_rs::Config,
    done: Description,
}

#[cfg(feature = "bindings")]
impl Describer<'_> {
    fn command<Q: ts_rs::TS + 'static, R: ts_rs::TS + 'static>(&mut self, name: &'static str) {
        self.add::<Q>();
        self.add::<R>();
        self.done
            .commands
            .push((name, Q::name(self.config), R::name(self.config)));
    }

    fn add<T: ts_rs::TS + 'static + ?Sized>(&mut self) {
        // First: `Written<Goal>` and `Written<Lapse>` have one name and different generics.
        T::visit_generics(self);
        // Only types that have a file of their own have a declaration; the others are written where they are used.
        if T::output_path().is_some() {
            let name = T::ident(self.config);
            if self.done.types.contains_key(&name) {
                return;
            }
            self.done.types.insert(name, T::decl(self.config));
        }
        T::visit_dependencies(self);
    }
}

#[cfg(feature = "bindings")]
impl ts_rs::TypeVisitor for Describer<'_> {
    fn visit<T: ts_rs::TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}
