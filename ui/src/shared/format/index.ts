// Dates, times and numbers in the person's language. Calendar arithmetic is the core's; here is only wording.
import { locale } from "../i18n/index.svelte.ts";

/** How a day is written: "Saturday, 21 November", "21 Nov", "Saturday", "21 November 2026", "November 2026", "November", "2026". */
export type DayStyle =
  | "long"
  | "short"
  | "weekday"
  | "weekday-short"
  | "full"
  | "month"
  | "month-name"
  | "month-short"
  | "year";

const DAY_STYLES: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  long: { weekday: "long", day: "numeric", month: "long" },
  short: { day: "numeric", month: "short" },
  weekday: { weekday: "long" },
  "weekday-short": { weekday: "short" },
  full: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  "month-name": { month: "long" },
  "month-short": { month: "short" },
  year: { year: "numeric" },
};

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language()} ${JSON.stringify(options)}`;
  const made = cache.get(key) ?? new Intl.DateTimeFormat(language(), options);
  cache.set(key, made);
  return made;
}

/** The chosen language in the form of the device's region: English on a British phone is en-GB. */
export function language(): string {
  const wanted = locale();
  return (
    navigator.languages.find((tag) => tag === wanted || tag.startsWith(`${wanted}-`)) ?? wanted
  );
}

/** A civil day, `YYYY-MM-DD` (or a month, `YYYY-MM`). */
export function formatDay(dayOn: string, style: DayStyle = "long"): string {
  const [year, month, day] = dayOn.split("-").map(Number);
  const instant = Date.UTC(year ?? 1970, (month ?? 1) - 1, day ?? 1);
  return formatter({ ...DAY_STYLES[style], timeZone: "UTC" }).format(instant);
}

/** A civil day, with its year where that is not the year of `today`. */
export function formatDayNear(dayOn: string, today: string, style: DayStyle = "long"): string {
  return formatDay(dayOn, dayOn.slice(0, 4) === today.slice(0, 4) ? style : "full");
}

/** From one civil day to another: "16–22 November 2026". */
export function formatSpan(from: string, to: string): string {
  const [first, last] = [from, to].map((day) => Date.parse(`${day}T00:00Z`));
  return formatter({ ...DAY_STYLES.full, timeZone: "UTC" }).formatRange(first ?? 0, last ?? 0);
}

/** A civil time of day, `HH:MM`. */
export const formatCivilTime = (time: string): string =>
  formatTime(Date.parse(`1970-01-01T${time}Z`), "UTC");

/** The time of day of an instant in a zone, in the form that it has behind a day: 09:15, or 9:15 AM. */
export const formatTime = (ms: number, zone?: string): string =>
  formatter({ timeStyle: "short", timeZone: zone }).format(ms);

/** Day and time of an instant in a zone. */
export const formatDateTime = (ms: number, zone?: string): string =>
  formatter({ dateStyle: "medium", timeStyle: "short", timeZone: zone }).format(ms);

export const formatNumber = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(language(), options).format(value);

const AGES: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** How long ago an instant was, in its largest whole unit: "2 hours ago", "yesterday". */
export function formatAgo(ms: number, nowMs: number): string {
  const age = Math.max(0, nowMs - ms);
  const [unit, size] = AGES.find(([, each]) => age >= each) ?? (["minute", 60_000] as const);
  const words = new Intl.RelativeTimeFormat(language(), { numeric: "auto" });
  return words.format(-Math.floor(age / size), unit);
}

/** How far on an instant is, in its largest whole unit: "in 2 hours". */
export function formatIn(ms: number, nowMs: number): string {
  const ahead = Math.max(0, ms - nowMs);
  const [unit, size] = AGES.find(([, each]) => ahead >= each) ?? (["minute", 60_000] as const);
  const words = new Intl.RelativeTimeFormat(language(), { numeric: "always" });
  return words.format(Math.floor(ahead / size), unit);
}

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

/** A size on the disk: 220 kB, 1.4 MB. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), BYTE_UNITS.length - 1);
  return formatNumber(bytes / 1000 ** step, {
    style: "unit",
    unit: BYTE_UNITS[step],
    maximumFractionDigits: step < 2 ? 0 : 1,
  });
}

const SECONDS_A_MINUTE = 60;

/** Minutes and seconds of a timer: 04:12. */
export function formatClock(seconds: number): string {
  const two = (value: number): string => formatNumber(value, { minimumIntegerDigits: 2 });
  const whole = Math.max(0, Math.round(seconds));
  return `${two(Math.floor(whole / SECONDS_A_MINUTE))}:${two(whole % SECONDS_A_MINUTE)}`;
}

/** The name of a language in itself: English, español. */
export const languageName = (tag: string): string =>
  new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;

/** "a, b and c". */
export const formatList = (items: string[]): string =>
  new Intl.ListFormat(language(), { type: "conjunction" }).format(items);
