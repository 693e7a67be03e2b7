// The questions of the running app, to change.
import { items } from "$features/check-in/index.ts";
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { OwnItems } from "./check-in-item.svelte.ts";

export const own = new OwnItems(call, items);
onLock(() => (own.failure = null));
