export { default as LapseEditor } from "./LapseEditor.svelte";
export { default as LapsePage } from "./LapsePage.svelte";
