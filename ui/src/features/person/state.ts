// The people of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { People } from "./person.svelte.ts";

export const people = new People(call);
onLock(() => people.clear());
