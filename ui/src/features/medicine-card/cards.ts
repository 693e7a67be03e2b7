// The cards of medicine safety: static texts with sources, from assets/content. Nothing is worked out here.
import locales from "virtual:cards";
import type { MedicineCall } from "$ipc";
import { isolated } from "$shared/i18n/words.ts";
import type { Card, Cards } from "../../../vite/content.ts";

export type { Card, Cards, Source } from "../../../vite/content.ts";

/** The kinds of medicine that there are cards for. */
export type CardClass =
  | "acamprosate"
  | "antidepressant"
  | "buprenorphine_daily"
  | "buprenorphine_injection"
  | "bupropion"
  | "disulfiram"
  | "methadone"
  | "mood_or_psychosis"
  | "naloxone"
  | "naltrexone_daily"
  | "naltrexone_injection"
  | "nicotine_replacement"
  | "opioid_pain"
  | "other"
  | "sedative"
  | "varenicline";

/**
 * The number to call: as it is dialled, null when it cannot be, and as it was typed. `name`: whose it is, where it is not
 * the clinic's.
 */
export type ClinicPhone = { dialled: string | null; shown: string; name?: string };

const SOURCE = "en";

/** The cards in the wanted language, else in English; `lang` says in which they are. */
export async function loadCards(wanted: string): Promise<{ cards: Cards; lang: string }> {
  const lang = wanted in locales ? wanted : SOURCE;
  const load = locales[lang];
  if (load === undefined) throw new Error(`no cards in ${lang}`);
  return { cards: (await load()).default, lang };
}

/** The card of a missed dose. A kind that has none, and one that was not said, get the one for any medicine. */
export function missedCard({ missed }: Cards, kind: CardClass | null): Card {
  const card = missed[kind ?? "other"] ?? missed["other"];
  if (card === undefined) throw new Error("no card for any medicine");
  return card;
}

export function safetyCard({ safety }: Cards, id: string): Card {
  const card = safety[id];
  if (card === undefined) throw new Error(`no card ${id}`);
  return card;
}

/** The safety cards that stand beside a kind of medicine, but for those that are shown elsewhere. */
export const safetyCardsOf = (
  { safety }: Cards,
  kind: CardClass | null,
  elsewhere: readonly string[],
): Card[] =>
  Object.values(safety).filter(
    ({ id, classes }) => kind !== null && classes.includes(kind) && !elsewhere.includes(id),
  );

/** Whom to call about a missed dose, as the cards say it. */
export const clinicOf = (call: MedicineCall | null): ClinicPhone | null =>
  call && { dialled: call.dialled, shown: call.phone, name: call.name };

/** Whom to call, for the wallet: somebody who finds it knows nobody. */
export const walletNumber = ({ name, shown }: ClinicPhone): string =>
  name ? `${isolated(name)}: ${isolated(shown)}` : shown;

/** Digits, and what a keypad has besides; after a comma what is dialled when somebody answered. */
const DIALLED = /^\+?[\d*#]+(,\d+)?$/;

/** Opens the phone's dialler; the person still presses Call there. Null when there is nothing to dial. */
export function dialAddress(phone: ClinicPhone | null): string | null {
  const dialled = phone?.dialled ?? "";
  return DIALLED.test(dialled) ? `tel:${dialled}` : null;
}
