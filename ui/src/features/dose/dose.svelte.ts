// One dose while something is said about it: taken or not, when, why, where. Each answer saves itself.
import { CallError, type Call, type DoseView, type Outcome, type SkipReason } from "$ipc";
import { Draft, type Saved } from "$shared/draft.svelte.ts";
import { keyOf } from "$shared/occurrence.ts";

export type DoseFields = {
  outcome: Outcome | null;
  reason: SkipReason | null;
  note: string;
  site: string;
  takeHome: number | null;
};

/** A dose as a record of the log: with an id, a time and a day. */
export type DoseEntry = DoseFields &
  Pick<DoseView, "state" | "dueMs"> & { id: string; atMs: number; zone: string; dayOn: string };
export type DoseDraft = Draft<DoseFields, DoseEntry>;

const AT_CLINIC: readonly SkipReason[] = ["could_not_go", "was_closed"];
const AT_HOME: readonly SkipReason[] = ["not_with_me", "ran_out"];
const REASONS: readonly SkipReason[] = [
  ...AT_CLINIC,
  "forgot",
  "not_with_me",
  "ran_out",
  "side_effects",
  "unwell",
  "not_wanted",
  "not_needed",
  "prescriber_said",
  "other",
];

/** Why it may not have been taken; one that was said stays to be seen. */
export const reasonsOf = ({ asksTakeHome, reason }: DoseView): SkipReason[] =>
  REASONS.filter((one) => one === reason || !(asksTakeHome ? AT_HOME : AT_CLINIC).includes(one));

const ANSWERED: readonly DoseView["state"][] = ["taken", "late", "skipped", "missed"];

/** What was said; nothing for a dose that was missed without a word. */
function outcomeOf({ state, atMs }: DoseView): Outcome | null {
  if (!ANSWERED.includes(state) || atMs === null) return null;
  return state === "late" ? "taken" : (state as Outcome);
}

const fieldsOf = (dose: DoseView): DoseFields => ({
  outcome: outcomeOf(dose),
  reason: dose.reason,
  note: dose.note,
  site: dose.site,
  takeHome: dose.takeHome,
});

const sayable = ({ outcome, reason, note, site, takeHome }: DoseEntry): DoseFields => ({
  outcome,
  reason,
  note,
  site,
  takeHome,
});

const entryOf = (dose: DoseView): DoseEntry => ({
  ...fieldsOf(dose),
  state: dose.state,
  dueMs: dose.dueMs,
  id: dose.id ?? "",
  atMs: dose.atMs ?? dose.dueMs,
  zone: dose.zone ?? "UTC",
  dayOn: "",
});

/** A draft of what is said about a dose. It is kept with its first answer: whether it was taken. */
export function doseDraft(call: Call, dose: DoseView): DoseDraft {
  const { occurrence } = dose;
  const tell = async (
    command: "dose_answer" | "dose_correct",
    fields: DoseFields,
    at: string | null,
  ): Promise<Saved<DoseEntry>> => {
    const { outcome, ...said } = fields;
    if (outcome === null)
      throw new CallError({ code: "answer_needed", field: "outcome", reference: "" });
    const reason = outcome === "taken" ? null : said.reason;
    const told = await call(command, { ...said, occurrence, outcome, reason, at });
    return { value: entryOf(told.dose), change: told.change };
  };
  /** Answered elsewhere meanwhile, that answer stands; words from here go beside it. */
  const answer = async (fields: DoseFields, at: string | null): Promise<Saved<DoseEntry>> => {
    const told = await tell("dose_answer", fields, at);
    if (told.change !== null || told.value.outcome === null) return told;
    const { note } = fields;
    const kept = sayable(told.value);
    const isSaid = note === "" || note === kept.note;
    const saved = isSaid ? told : await tell("dose_correct", { ...kept, note }, null);
    return { ...saved, stands: sayable(saved.value) };
  };
  const writer = {
    place: "dose",
    // A dose that nobody has said anything about has no id: it is known by its occurrence.
    about: keyOf(occurrence),
    isNothing: ({ outcome }: DoseFields): boolean => outcome === null,
    log: answer,
    update: (_: string, fields: DoseFields, at: string | null) => tell("dose_correct", fields, at),
  };
  const fields = fieldsOf(dose);
  if (fields.outcome === null) return new Draft<DoseFields, DoseEntry>(writer, fields);
  return new Draft<DoseFields, DoseEntry>(writer, fields, entryOf(dose));
}
