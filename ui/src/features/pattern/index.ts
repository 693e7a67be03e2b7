export { default as PatternsPage } from "./PatternsPage.svelte";
