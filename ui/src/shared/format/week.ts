// How a week is laid out where the person lives.
import { language } from "./index.ts";

const MONDAY = 1;
const DAYS = 7;
/** A Monday; any one would do. */
const SOME_MONDAY_MS = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export interface WeekdayName {
  long: string;
  short: string;
  narrow: string;
}

/** Newer engines answer by method, older ones by property, some not at all. */
type WeekLocale = Intl.Locale & {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
};

/** 1 Monday .. 7 Sunday; Monday where the engine cannot say. */
export function firstWeekday(): number {
  const region: WeekLocale = new Intl.Locale(language()).maximize();
  return (region.getWeekInfo?.() ?? region.weekInfo)?.firstDay ?? MONDAY;
}

/** The seven names, in the order of the week. */
export function weekdayNames(): WeekdayName[] {
  const word = (weekday: "long" | "short" | "narrow", ms: number): string =>
    new Intl.DateTimeFormat(language(), { weekday, timeZone: "UTC" }).format(ms);
  return Array.from({ length: DAYS }, (_, at) => {
    const ms = SOME_MONDAY_MS + ((firstWeekday() - MONDAY + at) % DAYS) * DAY_MS;
    return { long: word("long", ms), short: word("short", ms), narrow: word("narrow", ms) };
  });
}
