export { default as LockPage } from "./LockPage.svelte";
