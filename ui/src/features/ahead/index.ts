export { default as AheadCards } from "./AheadCards.svelte";
