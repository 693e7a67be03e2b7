// A supply in words: counts and dates, and nothing about what to take.
import type { MedicineView, StockView } from "$ipc";
import { formatAmount } from "$shared/format/amount.ts";
import { formatDay, formatNumber } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { seen } from "$shared/i18n/words.ts";

/** From here on a list says for how long it is enough. */
const LOW_DAYS = 7;

/** For how long it is enough; null where that is not known. */
export function enoughLine({ left, enoughDays, countsDown }: StockView): string | null {
  if (left === null || !countsDown || enoughDays === null) return null;
  return t("stock-enough", { count: enoughDays, shown: formatNumber(enoughDays) });
}

/** The same where it is soon over, for lists. */
export function lowLine(stock: StockView | null): string | null {
  if (stock === null || stock.enoughDays === null || stock.enoughDays > LOW_DAYS) return null;
  return enoughLine(stock);
}

/** That the day on its pack is over, for lists; null where it is not, or the person left it. */
export function pastLine({
  expiresOn,
  expiresInDays,
  endedMs,
  stock,
}: MedicineView): string | null {
  const isLeft = endedMs !== null || (stock !== null && stock.expiryDays === null);
  if (expiresOn === null || (expiresInDays ?? 0) >= 0 || isLeft) return null;
  return t("stock-expired", { day: formatDay(expiresOn, "full") });
}

/** What is left, in a few words; null where nothing was counted. */
export function leftLine({ left, unit }: StockView): string | null {
  if (left === null) return null;
  if (left === 0) return t("stock-left-none");
  const shown = formatAmount(left);
  return seen(unit) === ""
    ? t("stock-left-bare", { shown })
    : t("stock-left", { shown, unit: seen(unit) });
}

/** Whether it is a kit against overdose that nobody takes doses of: nothing counts it down but who says that one was used. */
export const isOnlyKit = ({ class: kind, schedules }: MedicineView): boolean =>
  kind === "naloxone" && schedules.length === 0;

/** What is known besides, a line each. */
export function stockLines(medicine: MedicineView): string[] {
  const { stock, expiresOn, expiresInDays } = medicine;
  const lines: string[] = [];
  const day = (on: string): string => formatDay(on, "full");
  if (stock !== null) {
    const { runsOutOn, lastOn, isByPace, countedOn, countsDown, refillOn, refillsLeft } = stock;
    // Whoever orders more needs the day of the last one: "runs out on" could be that day or the one after it.
    if (lastOn !== null) lines.push(t("stock-last", { day: day(lastOn) }));
    else if (runsOutOn !== null && isByPace) {
      lines.push(t("stock-runs-out", { day: day(runsOutOn) }));
    }
    if (runsOutOn !== null && isByPace) lines.push(t("stock-pace"));
    if (countedOn !== null) {
      const goesDown = countsDown && !isOnlyKit(medicine);
      const id = goesDown ? "stock-counted-on" : "stock-counted-still";
      lines.push(t(id, { day: day(countedOn) }));
    }
    if (refillOn !== null) lines.push(t("stock-refill-from", { day: day(refillOn) }));
    if (refillsLeft !== null) {
      lines.push(t("stock-refills-left", { count: refillsLeft, shown: formatNumber(refillsLeft) }));
    }
  }
  // One that is over asks for another date, above these lines.
  if (expiresOn !== null && expiresInDays !== null && pastLine(medicine) === null) {
    lines.push(t(expiresInDays < 0 ? "stock-expired" : "stock-expires", { day: day(expiresOn) }));
    if (stock?.expiryDays === null) lines.push(t("stock-expiry-off"));
  }
  return lines;
}
