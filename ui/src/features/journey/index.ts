export { default as JourneyPage, type Editors } from "./JourneyPage.svelte";
