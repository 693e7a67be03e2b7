export { default as GoalPage } from "./GoalPage.svelte";
export { default as StaysPage } from "./StaysPage.svelte";
