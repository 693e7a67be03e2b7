// The one goal and the stays in view of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { GoalState } from "./goal.svelte.ts";
import { StaysState } from "./stays.svelte.ts";

export const state = new GoalState(call);
export const stays = new StaysState(call);
onLock(() => {
  state.clear();
  stays.clear();
});
