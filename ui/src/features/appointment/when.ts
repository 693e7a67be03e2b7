// Days and times of appointments as the screens need them beside the schedule editor. Pure.
import type { ReminderSpec, ScheduleRule } from "$ipc";
import { addDays } from "$shared/format/civil.ts";
import { minuteOfTime } from "$shared/format/minutes.ts";

const HOUR = 60;
const WEEK = 7;
const USUAL_LEADS = [1_440, HOUR];

/** 1 (Monday) to 7 (Sunday). */
export const weekdayOf = (day: string): number =>
  ((new Date(`${day}T00:00:00Z`).getUTCDay() + WEEK - 1) % WEEK) + 1;

/** The first day from `today` on that is one of these weekdays. */
export function firstOf(weekdays: readonly number[], today: string): string {
  const days = Array.from({ length: WEEK }, (_, at) => addDays(today, at));
  return days.find((day) => weekdays.includes(weekdayOf(day))) ?? today;
}

/** Every week on these weekdays, by a place's clock; an empty last day: it goes on. */
export function weekly(
  weekdays: readonly number[],
  time: string,
  { fromOn, untilOn, zone }: { fromOn: string; untilOn: string; zone: string },
): ScheduleRule {
  const days = { kind: "weeks" as const, every: 1, weekdays: [...weekdays] };
  const times = { kind: "at" as const, minutes: [minuteOfTime(time) ?? 0] };
  return {
    kind: "civil",
    phases: [{ days, fromOn, untilOn: untilOn === "" ? null : untilOn, times }],
    zone,
  };
}

/** Whether it comes once. */
export const isOnce = (rule: ScheduleRule): boolean =>
  rule.kind === "civil" && rule.phases.every(({ fromOn, untilOn }) => fromOn === untilOn);

/** A day and an hour before, and open until it is over. */
export const usualReminder = (minutes: number | null): ReminderSpec => ({
  preAlerts: USUAL_LEADS,
  nag: null,
  ringsInQuietHours: false,
  grace: { kind: "minutes", minutes: Math.max(minutes ?? HOUR, HOUR) },
});
