export { default as WipePage } from "./WipePage.svelte";
