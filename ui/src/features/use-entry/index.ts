export { default as UseEntryEditor } from "./UseEntryEditor.svelte";
export { default as UsePage } from "./UsePage.svelte";
