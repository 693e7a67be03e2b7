// The one view of what stands out in the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { PatternState } from "./pattern.svelte.ts";

export const state = new PatternState(call);
onLock(() => state.clear());
