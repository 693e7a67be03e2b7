// What the picture of use shows: a bar for each week or day, beside the limit that held. Pure.
import type { WeekUse } from "$ipc";

export type UseView = "weeks" | "days";

export interface UsePoint {
  /** The week's Monday, or the day. */
  on: string;
  /** In thousandths of the unit. */
  amount: number;
  limit: number | null;
}

/** Days shown at once: four weeks fit a phone. */
const DAYS = 28;

export function pointsOf(weeks: readonly WeekUse[], view: UseView): UsePoint[] {
  if (view === "weeks") {
    return weeks.map(({ fromOn, amount, weekly }) => ({ on: fromOn, amount, limit: weekly }));
  }
  const days = weeks.flatMap((week) => week.days).slice(-DAYS);
  return days.map(({ dayOn, amount, daily }) => ({ on: dayOn, amount, limit: daily }));
}

/** Weeks, unless only days have a limit. */
export function usualView(weeks: readonly WeekUse[]): UseView {
  const hasWeekly = weeks.some(({ weekly }) => weekly !== null);
  return hasWeekly || !weeks.some(({ days }) => days.some(({ daily }) => daily !== null))
    ? "weeks"
    : "days";
}

/** How many had a limit, and how many of these were within it. */
export function within(points: readonly UsePoint[]): { within: number; count: number } {
  const limited = points.filter(({ limit }) => limit !== null);
  const kept = limited.filter(({ amount, limit }) => limit !== null && amount <= limit);
  return { within: kept.length, count: limited.length };
}

const UNIT = 1000;
/** Where an axis may end, in units. */
const ROUND = [2, 4, 6, 10, 20, 40, 60, 100, 200, 400, 600, 1000, 2000, 4000, 10_000, 20_000];

/** The top of the axis: a round number above all that was used or allowed. */
export function topOf(points: readonly UsePoint[]): number {
  const highest = Math.max(0, ...points.flatMap(({ amount, limit }) => [amount, limit ?? 0]));
  return (ROUND.find((round) => round * UNIT >= highest) ?? Math.ceil(highest / UNIT)) * UNIT;
}
