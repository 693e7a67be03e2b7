// The one editor of a medicine, and what it means elsewhere that a change of one is not saved yet.
import type { Call } from "$ipc";
import { heldTexts } from "$shared/held-text.svelte.ts";
import { onLock } from "$shared/lifetime.ts";
import { MedicineEditor, whereOf } from "./medicine-editor.svelte.ts";

/** One editor, alive while Help is looked at in the middle of it. */
export function keptEditor(call: Call): MedicineEditor {
  if (kept === undefined) {
    const made = new MedicineEditor(call);
    onLock(() => made.end());
    kept = made;
  }
  return kept;
}
let kept: MedicineEditor | undefined;

/** Whether a change of a medicine was begun and is not saved: what stands on its page is still what holds. */
export const isPending = (id: string): boolean =>
  heldTexts.waiting.some((where) => where.place === "medicine" && where.id === id);

/** Its page is shown: what was typed a moment ago is held by then, and where nothing was changed, nobody edits it. */
export function putAside(id: string): void {
  void heldTexts.flush();
  if (kept?.isChanged === false) kept.forget(id);
}

/** Leaves such a change out. Answers what takes that back; null where there is none. */
export async function leaveOut(id: string): Promise<(() => Promise<void>) | null> {
  await heldTexts.flush();
  const text = heldTexts.at(whereOf(id));
  kept?.forget(id);
  await heldTexts.letGo(whereOf(id));
  return text === null ? null : () => heldTexts.hold(whereOf(id), text);
}
