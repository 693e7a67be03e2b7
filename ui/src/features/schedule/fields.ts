// A rule as a form asks for it: what each question holds, from a rule to the form and back.
// Everything here is plain values, so that a half-filled form can be held over a lock as JSON.
// Deliberately not here: what is due when. The core works that out, and checks every rule again.
import { civilFromMs } from "$shared/format/civil.ts";
import type {
  CountFrom,
  DaysSpec,
  Nth,
  OpeningSpec,
  PhaseSpec,
  ScheduleRule,
  ShortMonth,
  TimesSpec,
} from "$ipc";

/** On which days: the ways that a step of a longer plan may have too. */
export const DAY_WAYS = [
  "daily",
  "weekdays",
  "every_days",
  "every_weeks",
  "month_days",
  "month_weekday",
  "cycle",
  "once",
] as const;
export type DayWay = (typeof DAY_WAYS)[number];
export type Way = DayWay | "needed" | "steps" | "hours" | "after" | "long_acting" | "clinic";

export interface PhaseFields {
  days: DayWay;
  every: number | null;
  weekdays: number[];
  monthDays: number[];
  short: ShortMonth;
  nth: Nth;
  weekday: number;
  on: number | null;
  off: number | null;
  fromOn: string;
  /** Empty: it goes on. */
  untilOn: string;
  /** Every so often between two times, instead of at times one by one. */
  isSpread: boolean;
  /** "08:00"; empty while it is not said. */
  times: string[];
  first: string;
  last: string;
  /** Minutes between two of them. */
  gap: number | null;
  /** How much, in the words of whoever prescribed it. Not part of the rule. */
  amount: string;
}

export interface OpeningFields {
  weekdays: number[];
  opens: string;
  closes: string;
}

export interface ScheduleFields {
  /** Null until "How often?" is answered. */
  way: Way | null;
  /** The days and times of every way that has some; several only for steps. */
  phases: PhaseFields[];
  /** The zone of a place; null follows the clock on the wall. */
  zone: string | null;
  /** The zone that it had of its own, to go back to; a form that was held earlier has none. */
  home?: string | null;
  hours: { minutes: number | null; first: string; firstMs: number | null; from: CountFrom };
  after: { schedule: string | null; minutes: number | null };
  longActing: {
    earliest: number | null;
    target: number | null;
    latest: number | null;
    firstOn: string;
    at: string;
  };
  clinic: {
    firstOn: string;
    openings: OpeningFields[];
    usual: string;
    atHome: string;
    /** By whose clock it opens, where it is another than here; a form that was held earlier has none. */
    zone?: string | null;
  };
  needed: { gap: number | null; mostIn24Hours: number | null; mostADay: number | null };
}

/** Where the person is: the day it is for them, and the zone of this device. */
export interface Here {
  today: string;
  zone: string;
  /** What the clock shows there, a civil date-time; left out where only the day matters. */
  now?: string;
}

const HOUR = 60;
const DAY_MS = 86_400_000;

const two = (value: number): string => String(value).padStart(2, "0");

/** Minutes since midnight as a time field shows them: 08:05. */
export const clockOf = (minutes: number): string =>
  `${two(Math.floor(minutes / HOUR))}:${two(minutes % HOUR)}`;

const optionalClock = (minutes: number | null): string =>
  minutes === null ? "" : clockOf(minutes);

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(":").map(Number);
  return (hours ?? 0) * HOUR + (minutes ?? 0);
}

const optionalMinutes = (clock: string): number | null => (clock === "" ? null : minutesOf(clock));

/** A phase of which nothing is said but that it begins on a day. */
export const newPhase = (fromOn: string, days: DayWay = "daily"): PhaseFields => ({
  days,
  every: null,
  weekdays: [],
  monthDays: [],
  short: "last_day",
  nth: "first",
  weekday: 1,
  on: null,
  off: null,
  fromOn,
  untilOn: "",
  isSpread: false,
  times: [""],
  first: "",
  last: "",
  gap: null,
  amount: "",
});

export const newOpening = (): OpeningFields => ({ weekdays: [], opens: "", closes: "" });

/** A form of which nothing is answered. */
export const noFields = ({ today }: Here): ScheduleFields => ({
  way: null,
  phases: [newPhase(today)],
  zone: null,
  hours: { minutes: null, first: "", firstMs: null, from: "taken" },
  after: { schedule: null, minutes: null },
  longActing: { earliest: null, target: null, latest: null, firstOn: today, at: "" },
  clinic: { firstOn: today, openings: [newOpening()], usual: "", atHome: "" },
  needed: { gap: null, mostIn24Hours: null, mostADay: null },
});

/** The form of a rule, with the amount of each of its phases. */
export function fieldsOf(
  rule: ScheduleRule,
  here: Here,
  amounts: readonly string[] = [],
): ScheduleFields {
  const fields = noFields(here);
  // One amount is that of all phases.
  const amountOf = (at: number): string => (amounts.length === 1 ? amounts[0] : amounts[at]) ?? "";
  fields.phases = fields.phases.map((phase) => ({ ...phase, amount: amountOf(0) }));
  switch (rule.kind) {
    case "civil": {
      const phases = rule.phases.map((phase, at) => phaseOf(phase, amountOf(at)));
      const [first] = phases;
      const isSteps = first === undefined || phases.length > 1;
      if (!isSteps && isOneDay(first)) first.days = "once";
      const way = isSteps ? "steps" : first.days;
      return { ...fields, way, phases, zone: rule.zone, home: rule.zone };
    }
    case "every": {
      const { minutes, firstMs, from } = rule;
      const hours = { minutes, firstMs, from, first: civilFromMs(firstMs, here.zone) };
      return { ...fields, way: "hours", hours };
    }
    case "after": {
      const { schedule, minutes } = rule;
      return { ...fields, way: "after", after: { schedule, minutes } };
    }
    case "long_acting": {
      const { earliest, target, latest, firstOn, at, zone } = rule;
      const unlessPlanned = (day: number): number | null => (day === target ? null : day);
      const window = { earliest: unlessPlanned(earliest), target, latest: unlessPlanned(latest) };
      const longActing = { ...window, firstOn, at: clockOf(at) };
      return { ...fields, way: "long_acting", longActing, zone };
    }
    case "clinic": {
      const { firstOn, openings, usual, atHome, zone } = rule;
      const clinic = {
        firstOn,
        openings: openings.map(openingOf),
        usual: optionalClock(usual),
        atHome: optionalClock(atHome),
        zone,
      };
      return { ...fields, way: "clinic", clinic };
    }
    case "as_needed": {
      const { gap, mostIn24Hours, mostADay } = rule;
      return { ...fields, way: "needed", needed: { gap, mostIn24Hours, mostADay } };
    }
  }
}

const openingOf = ({ weekdays, opens, closes }: OpeningSpec): OpeningFields => ({
  weekdays,
  opens: clockOf(opens),
  closes: clockOf(closes),
});

function phaseOf(spec: PhaseSpec, amount: string): PhaseFields {
  const phase = { ...newPhase(spec.fromOn), untilOn: spec.untilOn ?? "", amount };
  return Object.assign(phase, daysOf(spec.days), timesOf(spec.times));
}

/** What comes alone on one day comes once; a step of one day keeps its last day, which may be moved. */
const isOneDay = ({ days, fromOn, untilOn }: PhaseFields): boolean =>
  days === "daily" && fromOn === untilOn;

function daysOf(days: DaysSpec): Partial<PhaseFields> {
  switch (days.kind) {
    case "days":
      return days.every === 1 ? { days: "daily" } : { days: "every_days", every: days.every };
    case "weeks": {
      const { every, weekdays } = days;
      return every === 1
        ? { days: "weekdays", weekdays }
        : { days: "every_weeks", every, weekdays };
    }
    case "month_days":
      return { days: "month_days", every: days.every, monthDays: days.days, short: days.short };
    case "month_weekday":
      return { days: "month_weekday", every: days.every, nth: days.nth, weekday: days.weekday };
    case "cycle":
      return { days: "cycle", on: days.on, off: days.off };
  }
}

function timesOf(times: TimesSpec): Partial<PhaseFields> {
  if (times.kind === "at") return { times: times.minutes.map(clockOf) };
  const { from, until, every } = times;
  return { isSpread: true, first: clockOf(from), last: clockOf(until), gap: every };
}

/** An answer without which there is no rule. `field` is named as the core names it. */
export class Missing extends Error {
  constructor(readonly field: string) {
    super(field);
  }
}

function said<T>(value: T | null | "", field: string): T {
  if (value === null || value === "") throw new Missing(field);
  return value;
}

function some<T>(list: readonly T[], field: string): T[] {
  if (list.length === 0) throw new Missing(field);
  return [...list];
}

const saidClock = (clock: string, field: string): number => minutesOf(said(clock, field));

/**
 * The rule that a form says.
 *
 * @throws {Missing} for the first answer that is not there yet
 */
export function ruleOf(fields: ScheduleFields, here: Here): ScheduleRule {
  const { way, zone } = fields;
  switch (way) {
    case null:
      throw new Missing("way");
    case "needed":
      return { kind: "as_needed", ...fields.needed };
    case "hours":
      return everyOf(fields.hours, here);
    case "after": {
      const schedule = said(fields.after.schedule, "schedule");
      return { kind: "after", schedule, minutes: said(fields.after.minutes, "minutes") };
    }
    case "long_acting":
      return longActingOf(fields.longActing, zone);
    case "clinic":
      return clinicOf(fields.clinic, fields.clinic.zone ?? zone ?? here.zone);
    case "steps":
      return { kind: "civil", phases: fields.phases.map(phaseSpec), zone };
    default:
      return { kind: "civil", phases: fields.phases.slice(0, 1).map(phaseSpec), zone };
  }
}

function everyOf(hours: ScheduleFields["hours"], { zone }: Here): ScheduleRule {
  const minutes = said(hours.minutes, "minutes");
  const first = said(hours.first, "firstMs");
  // What was not touched keeps its second, and its side of an hour that the clock shows twice.
  const { firstMs: kept, from } = hours;
  const isKept = kept !== null && civilFromMs(kept, zone) === first;
  return { kind: "every", minutes, firstMs: isKept ? kept : msFromCivil(first, zone), from };
}

/** The first instant at which clocks in a zone show a civil date-time; in a gap, the one as long behind its begin. */
export function msFromCivil(civil: string, zone: string): number {
  const asUtc = Date.parse(`${civil}Z`);
  const offset = (ms: number): number => Date.parse(`${civilFromMs(ms, zone)}Z`) - ms;
  const [before, after] = [asUtc - offset(asUtc - DAY_MS), asUtc - offset(asUtc + DAY_MS)];
  const found = [before, after].filter((ms) => civilFromMs(ms, zone) === civil.slice(0, 16));
  return found.length > 0 ? Math.min(...found) : before;
}

function longActingOf(fields: ScheduleFields["longActing"], zone: string | null): ScheduleRule {
  const target = said(fields.target, "target");
  return {
    kind: "long_acting",
    earliest: fields.earliest ?? target,
    target,
    latest: fields.latest ?? target,
    firstOn: said(fields.firstOn, "firstOn"),
    at: saidClock(fields.at, "at"),
    zone,
  };
}

function clinicOf(fields: ScheduleFields["clinic"], zone: string): ScheduleRule {
  const opening = (one: OpeningFields, at: number): OpeningSpec => ({
    weekdays: some(one.weekdays, `openings.${at}.weekdays`),
    opens: saidClock(one.opens, `openings.${at}.opens`),
    closes: saidClock(one.closes, `openings.${at}.closes`),
  });
  return {
    kind: "clinic",
    firstOn: said(fields.firstOn, "firstOn"),
    openings: fields.openings.map(opening),
    usual: optionalMinutes(fields.usual),
    atHome: optionalMinutes(fields.atHome),
    zone,
  };
}

function phaseSpec(phase: PhaseFields, at: number): PhaseSpec {
  const way = `phases.${at}`;
  const days = daysSpec(phase, `${way}.days`);
  const fromOn = said(phase.fromOn, `${way}.fromOn`);
  const until = phase.days === "once" ? fromOn : phase.untilOn;
  return { days, fromOn, untilOn: until === "" ? null : until, times: timesSpec(phase, way) };
}

function daysSpec(phase: PhaseFields, way: string): DaysSpec {
  const every = (): number => said(phase.every, `${way}.every`);
  const weekdays = (): number[] => some(phase.weekdays, `${way}.weekdays`);
  switch (phase.days) {
    case "daily":
    case "once":
      return { kind: "days", every: 1 };
    case "every_days":
      return { kind: "days", every: every() };
    case "weekdays":
      return { kind: "weeks", every: 1, weekdays: weekdays() };
    case "every_weeks":
      return { kind: "weeks", every: every(), weekdays: weekdays() };
    case "month_days": {
      const days = some(phase.monthDays, `${way}.days`);
      return { kind: "month_days", every: every(), days, short: phase.short };
    }
    case "month_weekday":
      return { kind: "month_weekday", every: every(), nth: phase.nth, weekday: phase.weekday };
    case "cycle":
      return { kind: "cycle", on: said(phase.on, `${way}.on`), off: said(phase.off, `${way}.off`) };
  }
}

function timesSpec(phase: PhaseFields, way: string): TimesSpec {
  if (!phase.isSpread) {
    const times = phase.times.filter((time) => time !== "");
    return { kind: "at", minutes: some(times, `${way}.times`).map(minutesOf) };
  }
  return {
    kind: "within",
    from: saidClock(phase.first, `${way}.first`),
    until: saidClock(phase.last, `${way}.last`),
    every: said(phase.gap, `${way}.gap`),
  };
}
