// A side effect while it is filled in. It is kept once it says what was noticed.
import type { Call, SideEffect, SideEffectKind, SideEffectLogRequest } from "$ipc";
import { Draft } from "$shared/draft.svelte.ts";
import { civilFromMs } from "$shared/format/civil.ts";
import { seen } from "$shared/i18n/words.ts";

export type SideEffectFields = Omit<SideEffectLogRequest, "at" | "medicineId">;
export type SideEffectDraft = Draft<SideEffectFields, SideEffect>;

export const KINDS: readonly SideEffectKind[] = [
  "nausea",
  "constipation",
  "headache",
  "tired",
  "dizzy",
  "sleep",
  "sweating",
  "dry_mouth",
  "appetite",
  "mood",
  "skin",
  "other",
];

/** A draft of one, or of a new one of a medicine at `at` (civil; left out: now). */
export function sideEffectDraft(
  call: Call,
  entry?: SideEffect,
  medicineId: string | null = null,
  at?: string,
): SideEffectDraft {
  const writer = {
    place: "side_effect",
    ...(medicineId !== null && { about: medicineId }),
    isNothing: ({ kind, words }: SideEffectFields) => kind === null && seen(words) === "",
    log: (fields: SideEffectFields, when: string | null) =>
      call("side_effect_log", { ...fields, medicineId, at: when }),
    update: (id: string, fields: SideEffectFields, when: string | null) =>
      call("side_effect_update", { ...fields, id, at: when }),
  };
  if (entry === undefined) {
    const fields = { kind: null, words: "", strength: null, isOver: null, note: "" };
    return new Draft<SideEffectFields, SideEffect>(writer, fields, undefined, at);
  }
  const { kind, words, strength, isOver, note } = entry;
  const shown = civilFromMs(entry.atMs, entry.zone);
  const fields = { kind, words, strength, isOver, note };
  return new Draft<SideEffectFields, SideEffect>(writer, fields, entry, shown);
}
