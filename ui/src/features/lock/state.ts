// The one lock screen of the running app: what was typed is still there after a look at Help, and gone when it opened.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Lock } from "./lock.svelte.ts";

export const lock = new Lock(call);
onLock(() => lock.clear());
