export { default as Grounding } from "./Grounding.svelte";
export { default as PacedBreathing } from "./PacedBreathing.svelte";
export { default as ToolPage } from "./ToolPage.svelte";
export { default as UrgeWave } from "./UrgeWave.svelte";
