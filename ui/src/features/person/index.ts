export { default as PeoplePage } from "./PeoplePage.svelte";
export { default as PeopleInHelp } from "./PeopleInHelp.svelte";
