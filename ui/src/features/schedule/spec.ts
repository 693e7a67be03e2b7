// The forms of a rule and a reminder as they travel.
export type {
  CountFrom,
  DaysSpec,
  GraceSpec,
  NagSpec,
  Nth,
  OpeningSpec,
  PhaseSpec,
  ReminderSpec,
  ScheduleRule,
  ShortMonth,
  TimesSpec,
} from "$ipc";
