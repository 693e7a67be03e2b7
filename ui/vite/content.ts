// Reads the cards of medicine safety, assets/content/<locale>, for the build. What they may say is tested in
// tests/content/missed_dose.rs. Gives the app `virtual:cards`: a way to load each locale's cards, a file of its own.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Where a fact was read. */
export type Source = {
  title: string;
  publisher: string;
  url: string;
  /** `YYYY-MM-DD` */
  checkedOn: string;
};
/** One card. A list that is empty, or a text that is null, is not on it. */
export type Card = {
  id: string;
  version: number;
  title: string;
  /** Safety cards: the kinds of medicine they stand beside. */
  classes: string[];
  points: string[];
  /** To be ticked off. */
  items: { id: string; text: string }[];
  helps: string[];
  /** Lines for a card that is carried. */
  wallet: string[];
  /** When to get help now. */
  signs: string[];
  emergency: string | null;
  /** What to have at hand when calling. */
  ready: string[];
  /** How a card of a missed dose ends. */
  call: string | null;
  sources: Source[];
  /** `YYYY-MM-DD` */
  reviewedOn: string;
};
/** All cards of a locale by their ids. */
export type Cards = { missed: Record<string, Card>; safety: Record<string, Card> };

const SOURCE = "en";
const LOCALE = /^[a-z]{2}(-[A-Z]{2})?$/;

const EMPTY = {
  classes: [],
  items: [],
  helps: [],
  wallet: [],
  signs: [],
  emergency: null,
  ready: [],
  call: null,
};

function cardsOf(folder: string): Record<string, Card> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  const read = (name: string): Card => {
    const text = readFileSync(join(folder, name), "utf8");
    return { ...EMPTY, ...(JSON.parse(text) as Partial<Card>) } as Card;
  };
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(0, -".json".length), read(name)]),
  );
}

/**
 * Every locale's cards below `folder`. Refused: a locale in which one is missing or one too many. A locale that has no
 * cards at all, only other content, is none of these: its readers see the English ones.
 */
export function readCards(folder: string): Record<string, Cards> {
  const hasCards = (name: string): boolean =>
    LOCALE.test(name) &&
    ["missed-dose", "safety"].some((kind) => existsSync(join(folder, name, kind)));
  const locales = readdirSync(folder).filter(hasCards).sort();
  const read = (locale: string): Cards => ({
    missed: cardsOf(join(folder, locale, "missed-dose")),
    safety: cardsOf(join(folder, locale, "safety")),
  });
  const all = Object.fromEntries(locales.map((locale) => [locale, read(locale)]));
  const ids = (cards: Cards | undefined): string =>
    [...Object.keys(cards?.missed ?? {}), ...Object.keys(cards?.safety ?? {})].join(" ");
  const odd = locales.find((locale) => ids(all[locale]) !== ids(all[SOURCE]));
  if (odd !== undefined || all[SOURCE] === undefined)
    throw new Error(`not the cards that ${SOURCE} has: ${odd ?? "there are none"}`);
  return all;
}

const VIRTUAL = "virtual:cards";
const OF_LOCALE = /^\0virtual:cards\/(.+)$/;

/** `folder` is assets/content. */
export const cards = (folder: string): Plugin => ({
  name: "mainstay-cards",
  resolveId: (id) => (id === VIRTUAL || id.startsWith(`${VIRTUAL}/`) ? `\0${id}` : undefined),
  load(id) {
    if (id === `\0${VIRTUAL}`) {
      const load = (locale: string): string => `"${locale}": () => import("${VIRTUAL}/${locale}")`;
      return `export default { ${Object.keys(readCards(folder)).map(load).join(", ")} }`;
    }
    const locale = OF_LOCALE.exec(id)?.[1];
    if (locale === undefined) return undefined;
    const text = JSON.stringify(readCards(folder)[locale]);
    return `export default JSON.parse(${JSON.stringify(text)})`;
  },
});
