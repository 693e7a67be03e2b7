// What is due in the running app: one for Today, Plan and the medicines.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { DueState } from "./due.svelte.ts";

export const due = new DueState(call);
onLock(() => due.clear());
