// The one search of the running app: it is there again when the person comes back from what they found.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Search } from "./search.svelte.ts";

export const search = new Search(call);
onLock(() => search.clear());
