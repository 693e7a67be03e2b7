// The own reminders of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { OwnReminders } from "./own-reminder.svelte.ts";

export const ownReminders = new OwnReminders(call);
onLock(() => ownReminders.clear());
