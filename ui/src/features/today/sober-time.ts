// Which number leads the sober-time card. Pure: the core has counted, this only chooses what to say.
// A day with use never leads with a zero: what stands comes first.
import type { Headline, SoberTime } from "$ipc";

export type Lead =
  | { kind: "starts"; days: number }
  | { kind: "first_day" }
  | { kind: "current_run" | "total_days"; days: number }
  | { kind: "last30"; days: number; ofDays: number }
  | { kind: "hidden" };

export function leadOf(headline: Headline, time: SoberTime): Lead {
  if (time.phase === "not_started") return { kind: "starts", days: time.daysUntilStart };
  if (headline === "none") return { kind: "hidden" };
  if (headline === "last30") return last30(time) ?? total(time) ?? { kind: "first_day" };
  if (headline === "current_run" && time.currentRunDays > 0 && !time.lapseToday) {
    return { kind: "current_run", days: time.currentRunDays };
  }
  return total(time) ?? last30(time) ?? { kind: "first_day" };
}

function total(time: SoberTime): Lead | null {
  return time.totalDays > 0 ? { kind: "total_days", days: time.totalDays } : null;
}

function last30(time: SoberTime): Lead | null {
  const { soberDays, ofDays } = time.last30;
  return soberDays > 0 ? { kind: "last30", days: soberDays, ofDays } : null;
}

/** The days with use among the last thirty, oldest first. */
export function daysWithUse(time: SoberTime): string[] {
  return time.last30.days.filter((day) => !day.sober).map((day) => day.dayOn);
}
