// The one use being logged in the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { UseFlow } from "./use-entry.svelte.ts";

export const flow = new UseFlow(call);
onLock(() => flow.clear());
