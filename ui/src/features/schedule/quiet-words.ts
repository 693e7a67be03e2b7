// What quiet hours do to the times of a schedule: said where a time is chosen, and where it is looked up.
import { formatList } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { shownTime } from "./schedule-words.ts";
import type { QuietHoursChoice, ReminderSpec, ScheduleRule, TimesSpec } from "$ipc";

const DAY = 24 * 60;

/** The minutes from one time of the day on to the next time that it is another. */
const span = (from: number, until: number): number => (until - from + DAY) % DAY;

function minutesOf(times: TimesSpec): number[] {
  if (times.kind === "at") return times.minutes;
  const count = Math.floor(span(times.from, times.until) / times.every) + 1;
  return Array.from({ length: count }, (_, at) => (times.from + at * times.every) % DAY);
}

/** The times of the day at which it rings, by the clock of `here`; none where it follows no such clock. */
function timesOf(rule: ScheduleRule, here: string): number[] {
  if (rule.kind === "long_acting") return [rule.at];
  if (rule.kind !== "civil" || (rule.zone !== null && rule.zone !== here)) return [];
  const all = rule.phases.flatMap(({ times }) => minutesOf(times));
  return [...new Set(all)].sort((one, other) => one - other);
}

/** That some of its times are in quiet hours and when it rings instead, if at all; null where none is. */
export function quietSentence(
  rule: ScheduleRule,
  spec: ReminderSpec,
  quiet: QuietHoursChoice,
  here: string,
): string | null {
  if (!quiet.on || spec.ringsInQuietHours || spec.silent) return null;
  const isQuiet = (at: number): boolean => span(quiet.from, at) < span(quiet.from, quiet.until);
  const inside = timesOf(rule, here).filter(isQuiet);
  const { grace, preAlerts } = spec;
  const fate = (at: number): "later" | "ahead" | "over" => {
    const isOpen = grace.kind !== "minutes" || grace.minutes > span(at, quiet.until);
    if (isOpen) return "later";
    return preAlerts.some((lead) => !isQuiet(span(lead % DAY, at))) ? "ahead" : "over";
  };
  const until = shownTime(quiet.until);
  const lines = (["later", "ahead", "over"] as const).flatMap((what) => {
    const times = inside.filter((at) => fate(at) === what);
    const args = { count: times.length, times: formatList(times.map(shownTime)), until };
    return times.length === 0 ? [] : [t(`schedule-quiet-${what}`, args)];
  });
  return lines.length === 0 ? null : lines.join(" ");
}
