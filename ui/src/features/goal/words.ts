// A goal in words: milestones, stays, spans, limits, rates. The numbers come from the core.
import type { Limit, Milestone, Rate, Run, SoberTime, Stay } from "$ipc";
import { formatDayNear, formatList, formatNumber } from "$shared/format/index.ts";
import { formatMoney } from "$shared/format/money.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { amountWords } from "$shared/i18n/words.ts";

const HOUR = 60;

/** "9 days". */
export const days = (count: number): string =>
  t("goal-days", { days: count, shown: formatNumber(count) });

/** "in 5 days", "3 more". */
export function leftWords({ unit, left }: Milestone): string {
  const shown = formatNumber(left);
  return t(unit === "times" ? "milestone-left-times" : "milestone-left-days", { left, shown });
}

/** "1 November to 3 November", "Since 1 November". */
export function spanWords(
  { fromOn, untilOn }: { fromOn: string; untilOn: string | null },
  today: string,
): string {
  const from = formatDayNear(fromOn, today, "short");
  if (untilOn === null) return t("span-since", { from });
  if (untilOn === fromOn) return t("span-one-day", { from });
  return t("span-on", { from, until: formatDayNear(untilOn, today, "short") });
}

/** "28 of these in residential treatment", with the place where all of them were; null without any. */
export function stayWords(
  stayDays: number,
  run: { beganOn: string; lastOn: string },
  stays: readonly Stay[],
): string | null {
  if (stayDays === 0) return null;
  const touched = stays.filter(
    ({ fromOn, untilOn }) => fromOn <= run.lastOn && (untilOn ?? run.lastOn) >= run.beganOn,
  );
  const places = new Set(touched.map(({ place }) => place));
  const [only] = places;
  const place = places.size === 1 && only !== undefined ? only : "other";
  return t(`stay-days-${place}`, { days: formatNumber(stayDays) });
}

/** The same of a run in the list. */
export const runStayWords = (run: Run, stays: readonly Stay[]): string | null =>
  stayWords(run.stayDays, run, stays);

export const isOpenToday = (time: SoberTime): boolean => time.lapseToday || time.overToday;

/** "2 drinks a day, 10 drinks a week". */
export function limitWords({ daily, weekly }: Limit, unit: string): string {
  const parts = [
    daily === null ? null : t("limit-daily-of", { amount: amountWords(daily, unit) }),
    weekly === null ? null : t("limit-weekly-of", { amount: amountWords(weekly, unit) }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? t("limit-none") : formatList(parts);
}

/** "£35.00, 6 hours, 14 drinks". */
export function rateWords({ money, minutes, units }: Rate, currency: string, unit: string): string {
  const parts = [
    money === null ? null : formatMoney(money, currency),
    minutes === null ? null : timeWords(minutes),
    units === null ? null : amountWords(units, unit),
  ].filter((part) => part !== null);
  return formatList(parts);
}

/** "6 hours", with a fraction of hours below ten; minutes below one hour. */
export function timeWords(minutes: number): string {
  if (minutes < HOUR) return t("saved-minutes-of", { minutes, shown: formatNumber(minutes) });
  const exact = minutes / HOUR;
  const hours = exact < 10 ? Math.floor(exact * 2) / 2 : Math.floor(exact);
  return t("saved-hours", { hours, shown: formatNumber(hours) });
}
