// The question about the zone, in the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { ZoneChange } from "./zone-change.svelte.ts";

export const zoneChange = new ZoneChange(call);
onLock(() => zoneChange.clear());
