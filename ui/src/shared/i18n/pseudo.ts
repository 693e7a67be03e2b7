// Two invented languages that find layout faults: one longer and accented, one from right to left.

/** What a pseudo-locale is made from and does. */
export type Pseudo = { base: string; rtl: boolean; transform: (text: string) => string };

const PLAIN = "abcdefghijklmnoprstuvwyzABCDEGHINOSTUWY";
const ACCENTED = "áƀçđéƒĝĥíĵķļɱñóþŕšţúṽŵýžÅƁÇÐÉĜĤÎÑÖŠŢÛŴÝ";
const ACCENTS = new Map([...PLAIN].map((letter, at) => [letter, [...ACCENTED][at] ?? letter]));

const LONGER = 0.4;
const VOWEL = /[aeiou]/gi;

/** Accents every letter and stretches vowels until the text is 40 % longer. */
export function stretch(text: string): string {
  const owed = Math.ceil(text.trim().length * LONGER);
  const vowels = text.match(VOWEL)?.length ?? 0;
  const each = Math.ceil(owed / Math.max(1, vowels));
  return [...text]
    .map((letter) => {
      const accented = ACCENTS.get(letter) ?? letter;
      return letter.match(VOWEL) ? accented + accented.toLowerCase().repeat(each) : accented;
    })
    .join("");
}

const RIGHT_TO_LEFT_MARK = "\u200F";

/** Keeps the letters readable; the marks make punctuation and order behave as in Arabic. */
export function turn(text: string): string {
  return text.trim() === "" ? text : `${RIGHT_TO_LEFT_MARK}${text}${RIGHT_TO_LEFT_MARK}`;
}

export const PSEUDO: Record<string, Pseudo> = {
  "en-XA": { base: "en", rtl: false, transform: stretch },
  "ar-XB": { base: "en", rtl: true, transform: turn },
};
