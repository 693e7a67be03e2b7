// Amounts of what is used: the core counts in thousandths of a unit, a person types "1.5" or "1,5".
import { formatNumber } from "./index.ts";

const THOUSANDTHS = 1000;
/** The largest amount that the core takes, in units. */
const MOST = 100_000;

/** "1.5" of 1500. */
export function formatAmount(thousandths: number): string {
  return formatNumber(thousandths / THOUSANDTHS, { maximumFractionDigits: 3 });
}

/**
 * A number as it was typed, with a point before its fraction. The locale's mark between thousands goes, where it stands
 * as one: "1,500" is fifteen hundred in English, as this app writes it itself, and "1,5" is one and a half.
 */
function plainNumber(text: string): string {
  const typed = text.trim();
  const mark = formatNumber(10_000).replace(/\d/g, "");
  const groups = typed.split(mark);
  const isGrouped =
    mark !== "" &&
    /^[1-9]\d{0,2}$/.test(groups[0] ?? "") &&
    groups
      .slice(1)
      .every((group, at) =>
        (at === groups.length - 2 ? /^\d{3}([.,]\d*)?$/ : /^\d{3}$/).test(group),
      );
  return (isGrouped ? groups.join("") : typed).replace(",", ".");
}

/** What was typed, in thousandths; null for what is no amount. One comma or one point parts the fraction. */
export function parseAmount(text: string): number | null {
  const plain = plainNumber(text);
  if (!/^\d{1,6}(\.\d{0,3})?$/.test(plain)) return null;
  const amount = Math.round(Number(plain) * THOUSANDTHS);
  return amount <= MOST * THOUSANDTHS ? amount : null;
}

/** What was typed, times `scale`, rounded; null for what is no number from 0 on. */
export function parseScaled(text: string, scale: number): number | null {
  const plain = plainNumber(text);
  if (!/^\d{1,9}(\.\d{0,3})?$/.test(plain)) return null;
  return Math.round(Number(plain) * scale);
}

/** A number as it is typed: without marks between thousands. */
export function formatPlain(value: number, scale: number): string {
  return formatNumber(value / scale, { maximumFractionDigits: 3, useGrouping: false });
}
