// Amounts of what is used: the core counts in thousandths of a unit, a person types "1.5" or "1,5".
import { formatNumber } from "./index.ts";

const THOUSANDTHS = 1000;

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

/**
 * What was typed as a number (".5" too), of any size and either side of nought: whether it fits is for who asked. One comma or one
 * point parts the fraction. Null for what is no number, or has more than three decimals.
 */
export function parseNumber(text: string): number | null {
  const plain = plainNumber(text).replace("\u2212", "-");
  return /^-?(\d+(\.\d{0,3})?|\.\d{1,3})$/.test(plain) ? Number(plain) : null;
}

/** A number as it is typed: without marks between thousands. */
export function formatPlain(value: number, scale: number): string {
  return formatNumber(value / scale, { maximumFractionDigits: 3, useGrouping: false });
}
