export { default as PeoplePage } from "./PeoplePage.svelte";
export { default as PeopleInHelp } from "./PeopleInHelp.svelte";
export { default as Reach } from "./Reach.svelte";
