// The questions of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Items } from "./items.svelte.ts";

export const items = new Items(call);
onLock(() => items.clear());
