export { default as ChartsPage } from "./ChartsPage.svelte";
export { default as YearPage } from "./YearPage.svelte";
