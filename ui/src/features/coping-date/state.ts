// The coping dates of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { CopingDates } from "./coping-date.svelte.ts";

export const copingDates = new CopingDates(call);
onLock(() => copingDates.clear());
