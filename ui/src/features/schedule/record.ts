// A record that has a schedule: how what its two editors say reaches it, and where a refusal of them stands.
// Appointments and own reminders are such records.
import { untrack } from "svelte";
import { undoChanges, type ReminderSpec, type ScheduleRule } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { offerUndo } from "$shared/ui/undo.ts";
import type { ReminderForm } from "./reminder.svelte.ts";
import type { ScheduleForm } from "./schedule.svelte.ts";

/** What such a record holds of its schedule. */
export type Scheduled = {
  /** When it is due; null while something of it is missing. */
  rule: ScheduleRule | null;
  reminder: ReminderSpec;
  /** The answers about when it is due as far as they go, so that a lock takes none of them. */
  when: ScheduleForm["held"] | null;
};

/** As much of a draft as is needed here. */
interface Recorded {
  readonly fields: Scheduled;
  readonly isSaved: boolean;
  type(patch: Partial<Scheduled>): void;
  begin(patch: Partial<Scheduled>): void;
}

export interface Editors {
  schedule: ScheduleForm;
  reminder: ReminderForm;
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Hands the record what the editors say, as it is answered. For an effect: it follows the editors alone. */
export function tell(draft: Recorded, { schedule, reminder }: Editors): void {
  const [rule, when, spec] = [schedule.rule, schedule.held, reminder.spec];
  untrack(() => {
    const kept = draft.fields;
    const isNew = !same(kept.rule, rule) || (rule === null && !same(kept.when ?? when, when));
    if (isNew) draft.type({ rule: rule ?? kept.rule, when: rule === null ? when : null });
    if (!same(kept.reminder, spec)) {
      if (draft.isSaved || rule !== null) draft.type({ reminder: spec });
      else draft.begin({ reminder: spec });
    }
    if (rule === null && kept.when === null) draft.begin({ when });
  });
}

/** Says where exactly the core refused, at its own question. */
export function refuse(editors: Editors | null, refusal: Refusal): void {
  // That it is not said yet is asked for when they want to close, at its own question.
  if (refusal.field === "rule" && refusal.code === "answer_needed") return;
  if (refusal.field?.startsWith("rule")) editors?.schedule.refuse(refusal);
  else editors?.reminder.refuse(refusal);
}

/** As much of an open record as its end needs. */
interface Ending<Entry> {
  draft: { readonly changes: string[]; readonly entry: Entry | null };
  schedule: ScheduleForm;
}

/**
 * Ends an open record. `mayGo`: whether nothing that was said would be lost; else it stays, and what is missing of its
 * schedule is asked for. `said(entry)`: what is told of it beside Undo. Whether it ended.
 */
export async function end<Entry, Open extends Ending<Entry>>(
  open: Open & Ending<Entry>,
  mayGo: (open: Open) => Promise<boolean>,
  said: (entry: Entry) => string,
): Promise<boolean> {
  if (!(await mayGo(open))) {
    open.schedule.check();
    return false;
  }
  const { changes, entry } = open.draft;
  if (changes.length > 0 && entry !== null)
    offerUndo({ text: said(entry), changes, undo: undoChanges });
  return true;
}

/** A refusal below `rule` or `reminder` is that one's; `onrefused` hears where exactly. */
export async function atField<T>(
  work: () => Promise<T>,
  onrefused: (refusal: Refusal) => void,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    const [field = ""] = refusal.field?.split(".") ?? [];
    if (field !== "rule" && field !== "reminder") throw error;
    onrefused(refusal);
    throw { ...refusal, field };
  }
}
