// The one Journey of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Journey } from "./journey.svelte.ts";

export const journey = new Journey(call);
onLock(() => journey.clear());
