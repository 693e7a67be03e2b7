export { default as CravingEditor } from "./CravingEditor.svelte";
export { default as CravingPage } from "./CravingPage.svelte";
export { toggled, TriggerWords } from "./craving.svelte.ts";
export { default as TriggerChips } from "./TriggerChips.svelte";
