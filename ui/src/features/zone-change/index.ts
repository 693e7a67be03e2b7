export { default as ZoneCard } from "./ZoneCard.svelte";
