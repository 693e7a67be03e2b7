// The one of the running app. What was typed is gone after a lock, and when the page was left.
import { TypedProof, Work } from "$features/opening/index.ts";
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Wipe } from "./wipe.svelte.ts";

export const proof = new TypedProof();
export const work = new Work(call);
export const wipe = new Wipe(call, proof, work);
onLock(() => wipe.clear());
