// What lies ahead in the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Ahead } from "./ahead.svelte.ts";

export const ahead = new Ahead(call);
onLock(() => ahead.clear());
