export { default as JournalPage } from "./JournalPage.svelte";
