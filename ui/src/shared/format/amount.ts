// Amounts of what is used: the core counts in thousandths of a unit, a person types "1.5" or "1,5".
import { formatNumber } from "./index.ts";

const THOUSANDTHS = 1000;
/** The largest amount that the core takes, in units. */
const MOST = 100_000;

/** "1.5" of 1500. */
export function formatAmount(thousandths: number): string {
  return formatNumber(thousandths / THOUSANDTHS, { maximumFractionDigits: 3 });
}

/** What was typed, in thousandths; null for what is no amount. One comma or one point parts the fraction. */
export function parseAmount(text: string): number | null {
  const plain = text.trim().replace(",", ".");
  if (!/^\d{1,6}(\.\d{0,3})?$/.test(plain)) return null;
  const amount = Math.round(Number(plain) * THOUSANDTHS);
  return amount <= MOST * THOUSANDTHS ? amount : null;
}

/** What was typed, times `scale`, rounded; null for what is no number from 0 on. */
export function parseScaled(text: string, scale: number): number | null {
  const plain = text.trim().replace(",", ".");
  if (!/^\d{1,9}(\.\d{0,3})?$/.test(plain)) return null;
  return Math.round(Number(plain) * scale);
}

/** A number as it is typed: without marks between thousands. */
export function formatPlain(value: number, scale: number): string {
  return formatNumber(value / scale, { maximumFractionDigits: 3, useGrouping: false });
}
