// What is kept outside the vault, because the lock screen and Help need it: language, look, text size, country, and
// whether the lock screen offers to log.
// Nothing here tells who the person is or what they recover from. Storage that fails is lived without.
import { chooseLocale, useLocale } from "./i18n/index.svelte.ts";

export const THEMES = ["system", "light", "dark", "contrast", "calm"] as const;
export type Theme = (typeof THEMES)[number];
/** Per cent of the system's own size. */
export const TEXT_SIZES = [100, 125, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export const FONTS = ["bundled", "device"] as const;
export type Font = (typeof FONTS)[number];

type Kept = {
  locale: string | null;
  theme: Theme;
  textSize: TextSize;
  font: Font;
  country: string | null;
  quickLog: boolean;
};

const KEY = "mainstay.device";
const NOTHING_KEPT: Kept = {
  locale: null,
  theme: "system",
  textSize: 100,
  font: "bundled",
  country: null,
  quickLog: true,
};

class Device {
  #kept = $state.raw<Kept>(read());
  /** Asking Intl for the zone takes long on a slow phone, so once. */
  #guessed: string | undefined;

  get theme(): Theme {
    return this.#kept.theme;
  }
  set theme(theme: Theme) {
    this.#keep({ theme });
  }

  get textSize(): TextSize {
    return this.#kept.textSize;
  }
  set textSize(textSize: TextSize) {
    this.#keep({ textSize });
  }

  get font(): Font {
    return this.#kept.font;
  }
  set font(font: Font) {
    this.#keep({ font });
  }

  /** ISO 3166 code, as chosen or as guessed from language and time zone. */
  get country(): string {
    return this.#kept.country ?? (this.#guessed ??= guessCountry());
  }
  set country(country: string) {
    this.#keep({ country });
  }

  /** Whether the lock screen offers to log without opening. */
  get quickLog(): boolean {
    return this.#kept.quickLog;
  }
  set quickLog(quickLog: boolean) {
    this.#keep({ quickLog });
  }

  /** `?locale=` for tests, then what was chosen, then the device's languages. */
  get locale(): string {
    const asked = new URLSearchParams(location.search).get("locale");
    return chooseLocale(
      [asked, this.#kept.locale, ...navigator.languages].filter((tag) => tag !== null),
    );
  }

  async chooseLocale(locale: string): Promise<void> {
    this.#keep({ locale });
    await useLocale(locale);
  }

  /** After a wipe: as on a new device. */
  forget(): void {
    this.#kept = NOTHING_KEPT;
    try {
      localStorage.clear();
    } catch {
      // Storage that fails kept nothing.
    }
    this.apply();
    void useLocale(this.locale);
  }

  #keep(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    write(this.#kept);
    this.apply();
  }

  /** Puts the look on <html>; public/theme.js does the same before the first paint. */
  apply(): void {
    const { theme, textSize, font } = this.#kept;
    const look = document.documentElement.dataset;
    set(look, "theme", theme === "system" ? systemTheme() : theme);
    set(look, "textSize", textSize === 100 ? undefined : String(textSize));
    set(look, "font", font === "bundled" ? undefined : font);
  }
}

/** A system that asks for more contrast gets the contrast theme; light and dark follow by themselves. */
const systemTheme = (): string | undefined =>
  matchMedia("(prefers-contrast: more)").matches ? "contrast" : undefined;

function set(look: DOMStringMap, name: string, value: string | undefined): void {
  if (value === undefined) delete look[name];
  else look[name] = value;
}

function read(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>;
    return {
      locale: typeof kept.locale === "string" ? kept.locale : null,
      theme: oneOf(THEMES, kept.theme, NOTHING_KEPT.theme),
      textSize: oneOf(TEXT_SIZES, kept.textSize, NOTHING_KEPT.textSize),
      font: oneOf(FONTS, kept.font, NOTHING_KEPT.font),
      country: typeof kept.country === "string" ? kept.country : null,
      quickLog: kept.quickLog !== false,
    };
  } catch {
    return NOTHING_KEPT;
  }
}

function oneOf<T>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((each) => each === value) ?? otherwise;
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A full or forbidden storage costs the choice at the next start, nothing else.
  }
}

/** Time zones say where the device is better than its language does. */
const ZONES: [RegExp, string][] = [
  [/^Europe\/(London|Belfast)/, "GB"],
  [/^Europe\/Dublin/, "IE"],
  [/^Europe\/(Madrid)|^Atlantic\/Canary|^Africa\/Ceuta/, "ES"],
  [/^Europe\/(Berlin|Busingen)/, "DE"],
  [/^Europe\/Paris/, "FR"],
  [/^Australia\//, "AU"],
  [/^(Pacific\/(Auckland|Chatham))/, "NZ"],
  [/^Asia\/(Kolkata|Calcutta)/, "IN"],
  [/^Africa\/Johannesburg/, "ZA"],
  [
    /^America\/(Mexico_City|Tijuana|Monterrey|Cancun|Merida|Chihuahua|Hermosillo|Mazatlan|Bahia_Banderas|Matamoros|Ojinaga|Ciudad_Juarez)/,
    "MX",
  ],
  [
    /^America\/(Toronto|Vancouver|Edmonton|Winnipeg|Halifax|St_Johns|Regina|Moncton|Montreal|Whitehorse|Yellowknife|Iqaluit|Glace_Bay|Goose_Bay)/,
    "CA",
  ],
  [
    /^America\/(New_York|Chicago|Denver|Phoenix|Los_Angeles|Anchorage|Detroit|Boise|Juneau|Indiana|Kentucky|North_Dakota)|^Pacific\/Honolulu/,
    "US",
  ],
];

function guessCountry(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const byZone = ZONES.find(([zones]) => zones.test(zone))?.[1];
  const byLanguage = navigator.languages.map((tag) => /-([A-Z]{2})$/.exec(tag)?.[1]).find(Boolean);
  return byZone ?? byLanguage ?? "US";
}

export const device = new Device();
