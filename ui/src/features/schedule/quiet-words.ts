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
  const { grace } = spec;
  const isOver = (at: number): boolean =>
    grace.kind === "minutes" && grace.minutes <= span(at, quiet.until);
  const said = (key: string, times: number[]): string[] =>
    times.length === 0
      ? []
      : [
          t(key, {
            count: times.length,
            times: formatList(times.map(shownTime)),
            until: shownTime(quiet.until),
          }),
        ];
  const lines = [
    ...said(
      "schedule-quiet-later",
      inside.filter((at) => !isOver(at)),
    ),
    ...said("schedule-quiet-over", inside.filter(isOver)),
  ];
  return lines.length === 0 ? null : lines.join(" ");
}
