// The one diary card of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { DiaryCards } from "./diary-card.svelte.ts";

export const diary = new DiaryCards(call);
onLock(() => diary.clear());
