export { default as AppointmentsPage } from "./AppointmentsPage.svelte";
export { default as AppointmentPage } from "./AppointmentPage.svelte";
export { default as AppointmentEditPage } from "./AppointmentEditPage.svelte";
export { default as ProgrammePage } from "./ProgrammePage.svelte";
export { farWords, timeWords } from "./words.ts";
