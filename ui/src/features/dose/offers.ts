// What is said after an answer, with its Undo.
import { undoChanges, type DoseAsNeeded, type DoseView } from "$ipc";
import { t } from "$shared/i18n/index.svelte.ts";
import { offerUndo } from "$shared/ui/undo.ts";
import type { DueState } from "./due.svelte.ts";
import { doseName, standLines } from "./dose-words.ts";

const offer = (text: string, change: string): void =>
  offerUndo({ text, changes: [change], undo: undoChanges });

export async function take(due: DueState, dose: DoseView): Promise<void> {
  const change = await due.take(dose);
  if (change !== null) offer(t("dose-said-taken", { name: doseName(dose) }), change);
}

export async function takeAll(due: DueState, doses: readonly DoseView[]): Promise<void> {
  const change = await due.takeAll(doses);
  if (change !== null) offer(t("dose-said-all", { count: doses.length }), change);
}

/** It is kept, whatever the limits say; they are said beside it. */
export async function takeNeeded(due: DueState, needed: DoseAsNeeded): Promise<void> {
  const nowMs = due.due?.nowMs ?? Date.now();
  const taken = await due.takeNeeded(needed.schedule);
  if (taken === null) return;
  const said = t("dose-said-taken", { name: doseName(needed) });
  // One is enough here: all of them stand at the medicine, where it was tapped.
  const [warning] = taken.warning === null ? [] : standLines(taken.warning, nowMs);
  offer([said, ...(warning ? [warning.text] : [])].join(" · "), taken.change);
}
