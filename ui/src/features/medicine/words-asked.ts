// The answers about a medicine that are typed in words, and how each is asked for.
import { NAME_LIMIT, NOTE_LIMIT, PHONE_LIMIT } from "$shared/limits.ts";

export type WordsName =
  "name" | "strength" | "discreetName" | "clinicPhone" | "pharmacyPhone" | "sites" | "note";

/** Messages for the label and the hint; the rest as in Field. */
type Asked = { label: string; hint?: string; type?: string; limit?: number };

export const ASKED: Record<WordsName, Asked> = {
  name: { label: "medicine-name-field", limit: NAME_LIMIT },
  strength: { label: "medicine-strength", hint: "medicine-strength-hint", limit: NAME_LIMIT },
  discreetName: { label: "medicine-discreet", hint: "medicine-discreet-hint", limit: NAME_LIMIT },
  clinicPhone: { label: "medicine-clinic-phone", type: "tel", limit: PHONE_LIMIT },
  pharmacyPhone: { label: "medicine-pharmacy-phone", type: "tel", limit: PHONE_LIMIT },
  sites: { label: "medicine-sites", hint: "medicine-sites-hint", type: "textarea" },
  note: { label: "check-in-note", type: "textarea", limit: NOTE_LIMIT },
};
