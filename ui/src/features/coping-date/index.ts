export { default as CopingDatesPage } from "./CopingDatesPage.svelte";
export { default as CopingPage } from "./CopingPage.svelte";
export { dayWords } from "./words.ts";
