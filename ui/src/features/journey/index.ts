export { default as EntryRow } from "./EntryRow.svelte";
export { default as EntrySheets, type Editors, type OpenEntry } from "./EntrySheets.svelte";
export { default as Hidden } from "./Hidden.svelte";
export { default as JourneyPage } from "./JourneyPage.svelte";
export { default as KindChips } from "./KindChips.svelte";
export { showDay } from "./state.ts";
export { isLogged, whenOf, wordsOf, type EntryWords, type Lookup } from "./entry-words.ts";
