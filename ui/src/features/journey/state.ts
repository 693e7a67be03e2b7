// The one Journey of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { navigate } from "$shared/navigation.svelte.ts";
import { Journey } from "./journey.svelte.ts";

export const journey = new Journey(call);
onLock(() => journey.clear());

/** Opens Journey on one day. */
export function showDay(day: string): void {
  journey.arrive(day);
  navigate("/journey");
}
