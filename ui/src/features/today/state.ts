// The one Today of the running app, and the outlook on it.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { OutlookNoteState } from "./outlook-note.svelte.ts";
import { Today } from "./today.svelte.ts";

export const today = new Today(call);
export const outlookNote = new OutlookNoteState(call);
onLock(() => {
  today.clear();
  outlookNote.clear();
});
