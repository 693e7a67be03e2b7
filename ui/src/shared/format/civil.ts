// Arithmetic on civil days ("2026-03-12") and civil date-times ("2026-03-12T18:40").
// Civil values carry no zone, so everything here is done on UTC dates and never
// touches daylight saving. What a day *means* (its end, its zone) is the core's business.

const DAY_MS = 86_400_000;

export interface CalendarCell {
  day: string;
  /** False for the days that only fill the first and last week. */
  inMonth: boolean;
}

function msOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The day `count` days after (before, when negative) the given one. */
export function addDays(day: string, count: number): string {
  return dayOf(msOf(day) + count * DAY_MS);
}

/** The month ("2026-03") `count` months after the given one. */
export function addMonths(month: string, count: number): string {
  const start = new Date(`${month}-01T00:00:00Z`);
  start.setUTCMonth(start.getUTCMonth() + count);
  return start.toISOString().slice(0, 7);
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((msOf(to) - msOf(from)) / DAY_MS);
}

/** The months of a year, from `first` to `last`. */
export function monthsOfYear(year: string, first: string, last: string): string[] {
  const all = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, "0")}`);
  return all.filter((month) => month >= first && month <= last);
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** 1 Monday .. 7 Sunday. */
export function weekdayOf(day: string): number {
  return ((new Date(msOf(day)).getUTCDay() + 6) % 7) + 1;
}

/** The weeks of a month as full rows of seven, starting on `firstWeekday` (1 Monday .. 7 Sunday). */
export function weeksOfMonth(month: string, firstWeekday: number): CalendarCell[][] {
  const first = `${month}-01`;
  const lead = (weekdayOf(first) - firstWeekday + 7) % 7;
  const weeks: CalendarCell[][] = [];
  let day = addDays(first, -lead);
  do {
    weeks.push(Array.from({ length: 7 }, (_, at) => cell(addDays(day, at), month)));
    day = addDays(day, 7);
  } while (monthOf(day) === month);
  return weeks;
}

function cell(day: string, month: string): CalendarCell {
  return { day, inMonth: monthOf(day) === month };
}

/** The civil date-time that clocks in `zone` showed at an instant. An unknown zone is read as UTC. */
export function civilFromMs(ms: number, zone: string): string {
  const parts = new Map(
    clock(zone)
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "00";
  return `${get("year").padStart(4, "0")}-${get("month")}-${get("day")}T${get("hour")}:${get("minute")}`;
}

function clock(zone: string): Intl.DateTimeFormat {
  const fields: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    calendar: "gregory",
    numberingSystem: "latn",
  };
  try {
    return new Intl.DateTimeFormat("en", { ...fields, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en", { ...fields, timeZone: "UTC" });
  }
}
