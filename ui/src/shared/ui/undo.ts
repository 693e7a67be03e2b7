// Act first, then offer to take it back by name.
import { refusalOf } from "../draft.svelte.ts";
import { t } from "../i18n/index.svelte.ts";
import { refusalText } from "../i18n/words.ts";
import { revision } from "../revision.svelte.ts";
import { toast } from "./toast.svelte.ts";

const BRIEF_MS = 5000;

export interface UndoOffer {
  /** What was done: "Removed check-in from Tuesday". */
  text: string;
  /** The changes of this very act, oldest first: fixed by whoever offers, never looked up on a page that may be left. */
  changes: readonly string[] | (() => Promise<readonly string[]>);
  /** Takes these changes back. */
  undo: (changes: string[]) => Promise<unknown>;
  /** Runs once it was taken back. */
  after?: () => void;
}

/** Announces what was done and how to take it back. Screens in view hear of both through `revision`. */
export function offerUndo(offer: UndoOffer): void {
  revision.bump();
  toast.show({ text: offer.text, undo: () => takeBack(offer) });
}

async function takeBack({ changes, undo, after }: UndoOffer): Promise<void> {
  try {
    const list = typeof changes === "function" ? await changes() : changes;
    // "Undone" may only be said when there was something to undo.
    if (list.length === 0) return toast.show({ text: t("undo-nothing") });
    await undo([...list]);
    sayBriefly(t("undone"));
    after?.();
    revision.bump();
  } catch (error) {
    toast.show({ text: refusalText(refusalOf(error)) ?? "" });
  }
}

/** Nothing is left to decide, so the words need not stay. */
function sayBriefly(text: string): void {
  const said = { text };
  toast.show(said);
  setTimeout(() => {
    if (toast.current === said) toast.hide();
  }, BRIEF_MS);
}
