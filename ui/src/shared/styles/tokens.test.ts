// Measures the pairs of colours that meet on the screens, in every theme, light and dark.
import { expect, test } from "vitest";
import css from "./tokens.css?raw";

type Scheme = "light" | "dark";
type Colours = Record<string, string>;

const TEXT = 4.5;
const CONTROL = 3;
const HELP = 7;

const PAIRS: readonly [ink: string, behind: string, least: number][] = [
  ...["ground", "surface", "sunken", "accent-soft", "warm-soft"].map(pair("ink", TEXT)),
  ...["ground", "surface", "sunken", "accent-soft", "warm-soft"].map(pair("ink-soft", TEXT)),
  ...["ground", "surface", "accent-soft"].map(pair("accent", TEXT)),
  ...["ground", "surface", "warm-soft"].map(pair("warm", TEXT)),
  ["on-accent", "accent", TEXT],
  ["on-accent", "ramp-4", TEXT],
  ["on-ramp-3", "ramp-3", TEXT],
  ...["ramp-0", "ramp-1", "ramp-2"].map(pair("ink", TEXT)),
  ...["ground", "surface"].map(pair("edge", CONTROL)),
  ...["sunken", "ground", "surface"].map(pair("accent", CONTROL)),
  ["ramp-3", "surface", CONTROL],
  ["on-help", "help", HELP],
  ...["ground", "surface", "help-soft"].map(pair("help", HELP)),
  ...["ground", "surface", "help-soft"].map(pair("ink", HELP)),
];

function pair(ink: string, least: number): (behind: string) => [string, string, number] {
  return (behind) => [ink, behind, least];
}

/** The colours of one `:root` block, one scheme of `light-dark()`. */
function coloursOf(selector: string, scheme: Scheme): Colours {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("\n  }", start));
  const found = block.matchAll(/--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g);
  return Object.fromEntries(
    [...found].map(([, name = "", light, dark, both]) => [
      name,
      both ?? (scheme === "light" ? light : dark) ?? "",
    ]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const THEMES = {
  plain: [],
  contrast: [':root[data-theme="contrast"]'],
  calm: [':root[data-theme="calm"]'],
};

for (const [theme, over] of Object.entries(THEMES)) {
  for (const scheme of ["light", "dark"] as const) {
    test(`every pair of ${theme} ${scheme} can be told apart`, () => {
      const layers = ["  :root", ...over].map((selector) => coloursOf(selector, scheme));
      const colours: Colours = Object.assign({}, ...layers);
      const weak = PAIRS.map(([ink, behind, least]) => {
        const reached = contrast(colours[ink] ?? "#000000", colours[behind] ?? "#000000");
        return { pair: `${ink} on ${behind}`, reached: Number(reached.toFixed(2)), least };
      }).filter(({ reached, least }) => reached < least);
      expect(weak).toEqual([]);
    });
  }
}
