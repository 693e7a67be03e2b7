// The one lapse being recorded, kept while the person looks at Help.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { LapseFlow } from "./lapse.svelte.ts";

export const flow = new LapseFlow(call);
onLock(() => flow.clear());
