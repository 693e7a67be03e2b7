// What a schedule means, in one line of plain words. Used wherever a schedule is listed.
import {
  formatCivilTime,
  formatDay,
  formatList,
  formatNumber,
  language,
} from "$shared/format/index.ts";
import { zoneWords } from "$shared/format/zones.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { clockOf } from "./fields.ts";
import type {
  DaysSpec,
  NagSpec,
  OpeningSpec,
  PhaseSpec,
  ReminderSpec,
  ScheduleRule,
  TimesSpec,
} from "$ipc";

const HOUR = 60;
const DAY = 24 * HOUR;
const LAST_DAY = 31;
/** From so many weekdays in a row, they are said as a run: Monday to Friday. */
const RUN = 3;

/** The most that the core reads: for as long as it is open, of all but what stays so for days. */
export const AGAIN_ALWAYS = 1000;

type Unit = "minute" | "hour" | "day";

const inUnit = (value: number, unit: Unit): string =>
  formatNumber(value, { style: "unit", unit, unitDisplay: "long" });

/** "28 days". */
export const daysWords = (days: number): string => inUnit(days, "day");

/** A span as people say it: "8 hours", "1 day", "1 hour 30 minutes". */
export const spanWords = (minutes: number): string =>
  minutes > 0 && minutes % DAY === 0 ? inUnit(minutes / DAY, "day") : hoursWords(minutes);

/** The same for time that passes, where a day is 24 hours whatever the clock on the wall does. */
export function hoursWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR];
  if (rest === 0 && hours > 0) return inUnit(hours, "hour");
  if (hours === 0) return inUnit(rest, "minute");
  const parts = [inUnit(hours, "hour"), inUnit(rest, "minute")];
  return new Intl.ListFormat(language(), { type: "unit", style: "narrow" }).format(parts);
}

export const shownTime = (minutes: number): string => formatCivilTime(clockOf(minutes));

/** 2001-01-01 was a Monday. */
export const weekdayName = (weekday: number): string =>
  formatDay(`2001-01-0${String(weekday)}`, "weekday");

/** "Monday, Wednesday and Friday", or "Monday to Friday". */
export function weekdaysWords(weekdays: readonly number[]): string {
  const sorted = [...new Set(weekdays)].sort((one, other) => one - other);
  const [first, last] = [sorted[0] ?? 1, sorted.at(-1) ?? 1];
  if (sorted.length >= RUN && last - first === sorted.length - 1) {
    return t("schedule-run", { first: weekdayName(first), last: weekdayName(last) });
  }
  return formatList(sorted.map(weekdayName));
}

function monthDaysWords(days: readonly number[], hasLast: boolean): string {
  const word = (day: number): string =>
    hasLast && day === LAST_DAY
      ? t("schedule-last-day")
      : t("schedule-day", { day: formatNumber(day) });
  return formatList([...days].sort((one, other) => one - other).map(word));
}

type Said = { id: "days" | "weeks" | "months" | "cycle"; args: Record<string, string | number> };

function daysSaid(days: DaysSpec): Said {
  switch (days.kind) {
    case "days":
      return { id: "days", args: { count: days.every } };
    case "weeks":
      return { id: "weeks", args: { count: days.every, days: weekdaysWords(days.weekdays) } };
    case "month_days": {
      const words = monthDaysWords(days.days, days.short === "last_day");
      return { id: "months", args: { count: days.every, days: words } };
    }
    case "month_weekday": {
      const words = t(`schedule-nth-${days.nth}`, { day: weekdayName(days.weekday) });
      return { id: "months", args: { count: days.every, days: words } };
    }
    case "cycle":
      return { id: "cycle", args: { on: daysWords(days.on), off: daysWords(days.off) } };
  }
}

function timesArgs(times: TimesSpec): Record<string, string> {
  if (times.kind === "at") {
    const sorted = [...times.minutes].sort((one, other) => one - other);
    return { times: formatList(sorted.map(shownTime)) };
  }
  const { from, until, every } = times;
  return { gap: hoursWords(every), first: shownTime(from), last: shownTime(until) };
}

/** One phase: its days and times, without when it begins and ends. */
export function phaseSentence({ days, times, fromOn, untilOn }: PhaseSpec): string {
  const isOnce = fromOn === untilOn && days.kind === "days" && days.every === 1;
  const once: { id: string; args: Said["args"] } = {
    id: "once",
    args: { day: formatDay(fromOn, "full") },
  };
  const { id, args } = isOnce ? once : daysSaid(days);
  const how = times.kind === "at" ? "at" : "within";
  return t(`schedule-${id}-${how}`, { ...args, ...timesArgs(times) });
}

function civilParts(phases: readonly PhaseSpec[], today: string | null): string[] {
  const [first, last] = [phases[0], phases.at(-1)];
  if (first === undefined || last === undefined) return [];
  const what =
    phases.length === 1
      ? phaseSentence(first)
      : t("schedule-steps", { count: phases.length, shown: formatNumber(phases.length) });
  const parts = [what];
  const isOnce = first.fromOn === last.untilOn;
  if (today !== null && first.fromOn > today && !isOnce) {
    parts.push(t("schedule-from", { day: formatDay(first.fromOn, "full") }));
  }
  if (last.untilOn !== null && !isOnce) {
    parts.push(t("schedule-until", { day: formatDay(last.untilOn, "full") }));
  }
  return parts;
}

function neededParts(rule: Extract<ScheduleRule, { kind: "as_needed" }>): string[] {
  const parts = [t("schedule-needed")];
  const { gap, mostIn24Hours, mostADay } = rule;
  if (gap !== null) parts.push(t("schedule-gap", { span: hoursWords(gap) }));
  if (mostIn24Hours !== null) parts.push(t("schedule-most-24", { count: mostIn24Hours }));
  if (mostADay !== null) parts.push(t("schedule-most-day", { count: mostADay }));
  return parts;
}

const clinicDays = (openings: readonly OpeningSpec[]): string =>
  weekdaysWords(openings.flatMap(({ weekdays }) => weekdays));

/**
 * `today`: with it, a beginning that is still ahead is said; `nameOf`: what a schedule that is followed is called;
 * `namesClock`: by which clock its times are, where that is not the one on the wall.
 */
export interface SentenceOptions {
  today?: string | null;
  namesClock?: boolean;
  nameOf?: (schedule: string) => string | null;
}

/** What a rule means: "Every day at 08:00 and 20:00". */
export function scheduleSentence(rule: ScheduleRule, options: SentenceOptions = {}): string {
  const parts = sentenceParts(rule, options);
  if (options.namesClock && rule.kind === "civil" && rule.zone !== null) {
    parts.push(t("schedule-clock", { zone: zoneWords(rule.zone) }));
  }
  return parts.join(" · ");
}

function sentenceParts(rule: ScheduleRule, { today = null, nameOf }: SentenceOptions): string[] {
  switch (rule.kind) {
    case "civil":
      return civilParts(rule.phases, today);
    case "every":
      return [t(`schedule-every-${rule.from}`, { span: hoursWords(rule.minutes) })];
    case "after": {
      const name = nameOf?.(rule.schedule) ?? null;
      const span = hoursWords(rule.minutes);
      return [
        name === null ? t("schedule-after-other", { span }) : t("schedule-after", { span, name }),
      ];
    }
    case "long_acting": {
      const { earliest, target, latest } = rule;
      const planned = t("schedule-long-acting", { span: daysWords(target) });
      const isExact = earliest === target && latest === target;
      const window = { earliest: formatNumber(earliest), latest: formatNumber(latest) };
      return isExact ? [planned] : [planned, t("schedule-window", window)];
    }
    case "clinic":
      return [t("schedule-clinic", { days: clinicDays(rule.openings) })];
    case "as_needed":
      return neededParts(rule);
  }
}

function againWords({ minutes, times }: NagSpec, isLong: boolean): string {
  if (minutes === DAY) return t("schedule-ring-daily");
  const span = spanWords(minutes);
  if (times < AGAIN_ALWAYS) {
    return t("schedule-ring-times", { span, count: times, shown: formatNumber(times) });
  }
  return t(isLong ? "schedule-ring-again" : "schedule-ring-open", { span });
}

/** How it rings: "Rings at its time · 30 minutes before · again each day · not in quiet hours". */
export function reminderSentence(spec: ReminderSpec): string {
  const { preAlerts, nag, ringsInQuietHours, grace } = spec;
  const before = preAlerts.map((lead) => t("schedule-ring-before", { span: spanWords(lead) }));
  const parts = [t("schedule-ring-at"), ...before];
  if (nag !== null) parts.push(againWords(nag, grace.kind === "until_answered"));
  parts.push(t(ringsInQuietHours ? "schedule-ring-quiet" : "schedule-ring-not-quiet"));
  return parts.join(" · ");
}
