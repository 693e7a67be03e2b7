export { default as CravingEditor } from "./CravingEditor.svelte";
export { default as CravingPage } from "./CravingPage.svelte";
