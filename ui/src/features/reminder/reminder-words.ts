// What can be chosen about reminders, in words.
import { formatCivilTime } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";

type Option<T> = { value: T; label: string };

const HALF_HOUR = 30;
const DAY_MINUTES = 24 * 60;

const clock = (minutes: number): string =>
  formatCivilTime(
    [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":"),
  );

/** Each half hour of a day but the `other` end, and what was chosen beside them; in minutes since midnight. */
export function times(chosen: number, other: number): Option<number>[] {
  const halves = Array.from({ length: DAY_MINUTES / HALF_HOUR }, (_, at) => at * HALF_HOUR);
  return [...new Set([...halves, chosen])]
    .filter((value) => value !== other)
    .sort((one, two) => one - two)
    .map((value) => ({ value, label: clock(value) }));
}

export const onOff = (what: "login" | "closed" | "quiet" | "says"): Option<boolean>[] => [
  { value: true, label: t(`reminder-${what}-on`) },
  { value: false, label: t(`reminder-${what}-off`) },
];
