export { default as HistoryPage } from "./HistoryPage.svelte";
export { default as RemovedPage } from "./RemovedPage.svelte";
