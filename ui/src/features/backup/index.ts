export { default as BackupsPage } from "./BackupsPage.svelte";
export { default as ElsewherePage } from "./ElsewherePage.svelte";
export { default as RestorePage } from "./RestorePage.svelte";
export { default as WayBack } from "./WayBack.svelte";
export { LongWork } from "./long-work.svelte.ts";
export { default as WorkBar } from "./WorkBar.svelte";
