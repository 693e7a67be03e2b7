export { default as RemindersPage } from "./RemindersPage.svelte";
export { default as RingsHere } from "./RingsHere.svelte";
