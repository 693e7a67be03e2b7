// The questions of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Questions } from "./question.svelte.ts";

export const questions = new Questions(call);
onLock(() => questions.clear());
