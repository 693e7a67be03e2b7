// The one Today of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Today } from "./today.svelte.ts";

export const today = new Today(call);
onLock(() => today.clear());
