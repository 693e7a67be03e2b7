// The one craving being met, kept while the person looks at Help or records a lapse.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { CravingFlow } from "./craving.svelte.ts";

export const flow = new CravingFlow(call);
onLock(() => flow.clear());
