export { default as PlanPage } from "./PlanPage.svelte";
