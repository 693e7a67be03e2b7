// Which number leads the sober-time card. Pure: the core has counted, this only chooses what to say.
// A day with a lapse never leads with a zero: what stands comes first.
import type { Headline, SoberTime } from "$ipc";

export type Lead =
  | { kind: "starts"; days: number }
  | { kind: "first_day" }
  /** Nothing stands yet and there was a lapse: only what comes can be said. */
  | { kind: "new_run"; isTomorrow: boolean }
  | { kind: "current_run" | "total_days"; days: number }
  | { kind: "last30"; days: number; ofDays: number }
  /** The goal is not pursued now; what stands, where numbers are wanted. */
  | { kind: "paused" | "ended"; stands: number | null }
  | { kind: "hidden" };

export function leadOf(headline: Headline, time: SoberTime): Lead {
  if (time.phase === "not_started") return { kind: "starts", days: time.daysUntilStart };
  if (time.phase === "paused" || time.phase === "ended") {
    const stands = headline !== "none" && time.totalDays > 0;
    return { kind: time.phase, stands: stands ? time.totalDays : null };
  }
  if (headline === "none") return { kind: "hidden" };
  if (headline === "last30") return last30(time) ?? total(time) ?? nothingYet(time);
  if (headline === "current_run" && time.currentRunDays > 0 && !isOpenToday(time)) {
    return { kind: "current_run", days: time.currentRunDays };
  }
  return total(time) ?? last30(time) ?? nothingYet(time);
}

function total(time: SoberTime): Lead | null {
  return time.totalDays > 0 ? { kind: "total_days", days: time.totalDays } : null;
}

function last30(time: SoberTime): Lead | null {
  const { soberDays, ofDays } = time.last30;
  return soberDays > 0 ? { kind: "last30", days: soberDays, ofDays } : null;
}

/** No day stands: it is the first day only when no lapse is known. */
function nothingYet(time: SoberTime): Lead {
  const isFirst = !isOpenToday(time) && time.last30.days.every((day) => day.sober);
  return isFirst ? { kind: "first_day" } : { kind: "new_run", isTomorrow: isOpenToday(time) };
}

/** In a first run the three numbers are one. */
export function isFirstRun(time: SoberTime): boolean {
  return !isOpenToday(time) && time.totalDays > 0 && time.totalDays === time.currentRunDays;
}

/** What else can be told in numbers; a zero tells nothing. */
export function factsOf(time: SoberTime): { key: "all" | "longest" | "now"; days: number }[] {
  const facts = [
    { key: "all" as const, days: time.totalDays },
    { key: "longest" as const, days: time.longestRunDays },
    { key: "now" as const, days: isOpenToday(time) ? 0 : time.currentRunDays },
  ];
  return facts.filter(({ days }) => days > 0);
}

/** Today is settled already, and does not count: a lapse, or over the limit. */
export const isOpenToday = (time: SoberTime): boolean => time.lapseToday || time.overToday;

/** The days with a lapse among the last thirty, oldest first. */
export function daysWithLapse(time: SoberTime): string[] {
  return time.last30.days.filter((day) => !day.sober && !day.over).map((day) => day.dayOn);
}

/** Those over the limit, which are no lapses. */
export function daysOver(time: SoberTime): string[] {
  return time.last30.days.filter((day) => day.over).map((day) => day.dayOn);
}
