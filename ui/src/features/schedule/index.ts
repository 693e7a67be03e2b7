export { default as HowOften } from "./HowOften.svelte";
export { default as QuietNote } from "./QuietNote.svelte";
export { default as ReminderEditor } from "./ReminderEditor.svelte";
export { default as ScheduleDetails } from "./ScheduleDetails.svelte";
export { default as ScheduleFacts } from "./ScheduleFacts.svelte";
export { default as ScheduleEditor } from "./ScheduleEditor.svelte";
export { clockOf, type Here, type Way } from "./fields.ts";
export {
  DOSE_REMINDER,
  INJECTION_REMINDER,
  MEETING_REMINDER,
  ReminderForm,
} from "./reminder.svelte.ts";
export {
  daysWords,
  phaseSentence,
  reminderSentence,
  scheduleSentence,
  spanWords,
} from "./schedule-words.ts";
export {
  DATED_WAYS,
  OTHER_DATED_WAYS,
  OTHER_WAYS,
  ScheduleForm,
  USUAL_WAYS,
} from "./schedule.svelte.ts";
export { atField, end, refuse, tell, type Scheduled } from "./record.ts";
