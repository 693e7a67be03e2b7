export { default as QuickLog } from "./QuickLog.svelte";
