export { default as GoalPage } from "./GoalPage.svelte";
export { default as SetUpPage } from "./SetUpPage.svelte";
