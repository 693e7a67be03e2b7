// Every word the person sees comes from assets/messages/<locale>/*.ftl, through `t`.
// `t` is reactive: a new language shows at once, without a reload.
// What a person typed, and names, stay isolated so that they cannot turn a sentence round.
import { FluentBundle, type FluentResource, type FluentVariable } from "@fluent/bundle";
import { PSEUDO } from "./pseudo.ts";

/** Messages by their ids, read when the app was built (`vite/catalogue.ts`). */
type Patterns = Record<string, FluentResource["body"][number]["value"]>;

const files = import.meta.glob<Patterns>("../../../../assets/messages/*/*.ftl", {
  import: "default",
});

const SOURCE = "en";
const RTL = new Set(["ar", "fa", "he", "ur", "ps", "yi"]);

type Loaded = { locale: string; bundle: FluentBundle };
let loaded = $state.raw<Loaded>({ locale: SOURCE, bundle: new FluentBundle(SOURCE) });

const localeOf = (path: string): string => /messages\/([^/]+)\//.exec(path)?.[1] ?? SOURCE;

/** The languages there are catalogues for, without the pseudo-locales. */
export const LOCALES: readonly string[] = [...new Set(Object.keys(files).map(localeOf))].sort();

/** The language in use, e.g. `en`; for Intl, pseudo-locales answer with what they are made from. */
export const locale = (): string => PSEUDO[loaded.locale]?.base ?? loaded.locale;

/** True while text runs from right to left. */
export const isRtl = (): boolean =>
  PSEUDO[loaded.locale]?.rtl ?? RTL.has(loaded.locale.split("-")[0] ?? "");

/** The best catalogue for what was asked: the same tag, the same language, else English. */
export function chooseLocale(wanted: readonly string[]): string {
  for (const tag of wanted) {
    if (tag in PSEUDO || LOCALES.includes(tag)) return tag;
    const language = tag.split("-")[0] ?? "";
    if (LOCALES.includes(language)) return language;
  }
  return SOURCE;
}

/** Loads a catalogue and shows it. Words missing in a translation are shown in English. */
export async function useLocale(wanted: string): Promise<void> {
  const chosen = chooseLocale([wanted]);
  const pseudo = PSEUDO[chosen];
  const base = pseudo?.base ?? chosen;
  const bundle = new FluentBundle(base, { transform: pseudo?.transform });
  for (const each of new Set([SOURCE, base])) {
    for (const patterns of await catalogueOf(each)) {
      bundle.addResource(resourceOf(patterns), { allowOverrides: true });
    }
  }
  loaded = { locale: chosen, bundle };
  document.documentElement.lang = chosen;
  document.documentElement.dir = isRtl() ? "rtl" : "ltr";
}

const resourceOf = (patterns: Patterns): FluentResource => ({
  body: Object.entries(patterns).map(([id, value]) => ({ id, value, attributes: {} })),
});

const catalogueOf = (wanted: string): Promise<Patterns[]> =>
  Promise.all(
    Object.entries(files)
      .filter(([path]) => localeOf(path) === wanted)
      .map(([, load]) => load()),
  );

/** The message, with its arguments filled in. A missing one stops a preview and shows its id in the app. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const { bundle } = loaded;
  const message = bundle.getMessage(id);
  if (message?.value == null) return missing(id);
  const errors: Error[] = [];
  const text = bundle.formatPattern(message.value, args ?? null, errors);
  if (errors[0] && __STRICT_MESSAGES__) throw new Error(`message ${id}: ${errors[0].message}`);
  return text.replace(ISOLATED_NUMBER, "$1");
}

/** A text of assets/content in the language in use: the invented ones stretch it or turn it round, as they do messages. */
export const ofLocale = (text: string): string => PSEUDO[loaded.locale]?.transform(text) ?? text;

/** True when the catalogue has the message (for data that names a key). */
export const hasMessage = (id: string): boolean => loaded.bundle.hasMessage(id);

/** Numbers need no isolation; without it they can be found and copied as they look. */
const ISOLATED_NUMBER = /\u2068([\p{N}.,]*)\u2069/gu;

function missing(id: string): string {
  if (__STRICT_MESSAGES__) throw new Error(`no message ${id}`);
  return id;
}
