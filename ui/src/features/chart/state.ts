// The one set of charts of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Charts } from "./chart.svelte.ts";
import { Year } from "./year.svelte.ts";

export const charts = new Charts(call);
export const year = new Year(call);
onLock(() => {
  charts.clear();
  year.clear();
});
