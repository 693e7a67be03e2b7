// The one of the running app. What it shows goes when the vault opens and when it locks.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { QuickEntry } from "./quick-entry.svelte.ts";

export const quickEntry = new QuickEntry(call);
onLock(() => quickEntry.clear());
