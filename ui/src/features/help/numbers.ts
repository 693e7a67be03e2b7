// The numbers of Help, bundled with the app. No call to the core is made anywhere in this feature.
import countries from "virtual:crisis";
import type { Country, Line } from "../../../vite/crisis.ts";

export type { Channel, Country, Line } from "../../../vite/crisis.ts";
export const COUNTRIES: readonly Country[] = countries;

/** The person's country, or the first we know when theirs has no entry. */
export const numbersFor = (code: string): Country | undefined =>
  COUNTRIES.find(({ country }) => country === code);

/** Days after which a number is shown with a doubt. */
const TRUSTED_DAYS = 180;
const DAY_MS = 86_400_000;

/** True when nobody has checked the entry for a long time. */
export const isOld = (checkedOn: string, now: number): boolean =>
  now - Date.parse(checkedOn) > TRUSTED_DAYS * DAY_MS;

/** The oldest check among a country's lines: one honest date for the page. */
export const oldestCheck = (lines: readonly Line[]): string | undefined =>
  lines.map(({ checkedOn }) => checkedOn).sort()[0];
