// The meetings of the running app: the search is there again when the person comes back from what they found.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Lists } from "./lists.svelte.ts";
import { One } from "./one.svelte.ts";
import { Meetings } from "./search.svelte.ts";

export const meetings = new Meetings(call);
export const lists = new Lists(call);
export const one = new One(call);
onLock(() => {
  meetings.clear();
  lists.clear();
  one.clear();
});
