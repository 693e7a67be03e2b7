export { default as SideEffectEditor } from "./SideEffectEditor.svelte";
export { default as SideEffectsCard } from "./SideEffectsCard.svelte";
