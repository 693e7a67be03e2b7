// Whether somebody could dial what was typed, as the core reads a number: said at once, and not three steps later.

const FEWEST_DIGITS = 2;
/** With a country's code. */
const FEWEST_ABROAD = 5;
const MOST_DIGITS = 20;
const EXTENSION = /extension|ext\.?|[x#,;]/i;
/** Digits and what groups them, in one line. */
const PLAIN = /^[\d\p{Z}()./\u2010-\u2013-]*$/u;
/** What takes no room on a screen, or only empty room: numbers are copied with it. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu;

const digits = (text: string): number => text.replace(/\D/g, "").length;

/** None is fine, too. */
export function isNumber(typed: string): boolean {
  const text = typed.replace(UNSEEN, "").trim();
  if (text === "") return true;
  const mark = EXTENSION.exec(text);
  const main = text.slice(0, mark?.index);
  const extension = mark && text.slice(mark.index + mark[0].length);
  const least = main.startsWith("+") ? FEWEST_ABROAD : FEWEST_DIGITS;
  const count = digits(main);
  const isMain = PLAIN.test(main.replace(/^\+/, "")) && count >= least && count <= MOST_DIGITS;
  return isMain && (extension === null || (PLAIN.test(extension) && digits(extension) > 0));
}
