export { default as CheckInItemsPage } from "./CheckInItemsPage.svelte";
