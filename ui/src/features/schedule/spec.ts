// The forms of a rule and a reminder as they travel (`domain/src/schedule/spec.rs`), while no command carries them yet.

export type ShortMonth = "last_day" | "leave_out";
export type Nth = "first" | "second" | "third" | "fourth" | "last";
export type CountFrom = "taken" | "planned";

export type DaysSpec =
  | { kind: "days"; every: number }
  | { kind: "weeks"; every: number; weekdays: number[] }
  | { kind: "month_days"; every: number; days: number[]; short: ShortMonth }
  | { kind: "month_weekday"; every: number; nth: Nth; weekday: number }
  | { kind: "cycle"; on: number; off: number };

export type TimesSpec =
  | { kind: "at"; minutes: number[] }
  | { kind: "within"; from: number; until: number; every: number };

export type PhaseSpec = {
  days: DaysSpec;
  fromOn: string;
  untilOn: string | null;
  times: TimesSpec;
};

export type OpeningSpec = { weekdays: number[]; opens: number; closes: number };

export type ScheduleRule =
  | { kind: "civil"; phases: PhaseSpec[]; zone: string | null }
  | { kind: "every"; minutes: number; firstMs: number; from: CountFrom }
  | { kind: "after"; schedule: string; minutes: number }
  | {
      kind: "long_acting";
      earliest: number;
      target: number;
      latest: number;
      firstOn: string;
      at: number;
      zone: string | null;
    }
  | {
      kind: "clinic";
      firstOn: string;
      openings: OpeningSpec[];
      usual: number | null;
      atHome: number | null;
      zone: string;
    }
  | {
      kind: "as_needed";
      gap: number | null;
      mostIn24Hours: number | null;
      mostADay: number | null;
    };

export type GraceSpec =
  | { kind: "minutes"; minutes: number }
  | { kind: "half_way"; minutes: number }
  | { kind: "until_answered" };

export type NagSpec = { minutes: number; times: number };

export type ReminderSpec = {
  preAlerts: number[];
  nag: NagSpec | null;
  ringsInQuietHours: boolean;
  grace: GraceSpec;
};
