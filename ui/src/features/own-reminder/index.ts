export { default as OwnReminderEditPage } from "./OwnReminderEditPage.svelte";
export { default as OwnRemindersPage } from "./OwnRemindersPage.svelte";
export { default as WaitingReminders } from "./WaitingReminders.svelte";
