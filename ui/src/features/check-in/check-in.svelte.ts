// A check-in being filled in: the fields, and the draft that saves each answer as it is given.
import type { Call, CheckIn } from "$ipc";
import { Draft } from "$shared/draft.svelte.ts";
import { civilFromMs } from "$shared/format/civil.ts";
import { answersOf, fieldsOf, type Answers } from "./items.svelte.ts";
import { items } from "./state.ts";

export type CheckInFields = Omit<CheckIn, "id" | "atMs" | "zone" | "dayOn" | "items"> & Answers;
export type CheckInDraft = Draft<CheckInFields, CheckIn>;

/** HALT rows in the order of the word; each level is 0 none, 1 a little, 2 quite, 3 very. */
export const HALT_KEYS = ["hungry", "angry", "lonely", "tired"] as const;
export type HaltKey = (typeof HALT_KEYS)[number];

/** Where the hours of sleep start counting at the first tap of + or -. */
const USUAL_SLEEP_MINUTES = 7 * 60;
const HALF_HOUR = 30;
const DAY_MINUTES = 24 * 60;

/** A check-in in which nothing was said yet. */
export function emptyCheckIn(): CheckInFields {
  return {
    mood: null,
    craving: null,
    confidence: null,
    sleepMinutes: null,
    halt: { hungry: null, angry: null, lonely: null, tired: null },
    used: null,
    note: "",
  };
}

export function checkInFields(entry: CheckIn): CheckInFields {
  const { mood, craving, confidence, sleepMinutes, halt, used, items, note } = entry;
  const said = { mood, craving, confidence, sleepMinutes, halt: { ...halt }, used, note };
  return { ...said, ...fieldsOf(items) };
}

/** A draft of an existing check-in, or of a new one at `at` (civil; left out: now). */
export function checkInDraft(call: Call, entry?: CheckIn, at?: string): CheckInDraft {
  const known = ({
    mood,
    craving,
    confidence,
    sleepMinutes,
    halt,
    used,
    note,
    ...more
  }: CheckInFields) => {
    const said = { mood, craving, confidence, sleepMinutes, halt, used, note };
    return { ...said, items: items.known(answersOf(more)) };
  };
  const writer = {
    place: "check_in",
    log: (fields: CheckInFields, at: string | null) =>
      call("check_in_log", { ...known(fields), at }),
    update: (id: string, fields: CheckInFields, at: string | null) =>
      call("check_in_update", { ...known(fields), id, at }),
  };
  return entry === undefined
    ? new Draft(writer, emptyCheckIn(), undefined, at)
    : new Draft(writer, checkInFields(entry), entry, civilFromMs(entry.atMs, entry.zone));
}

/** The next sleep in half hours up or down; the first tap answers with a usual night. */
export function steppedSleep(minutes: number | null, steps: number): number {
  if (minutes === null) return USUAL_SLEEP_MINUTES;
  return Math.min(DAY_MINUTES, Math.max(0, minutes + steps * HALF_HOUR));
}

/** Whether a check-in is about another day than `today`: then it is asked about that day, not about now. */
export function isOfAnotherDay(draft: CheckInDraft, today: string | undefined): boolean {
  const day = draft.entry?.dayOn ?? draft.at?.slice(0, 10) ?? today;
  return Boolean(today) && day !== today;
}
