export { default as AsideList } from "./AsideList.svelte";
export { default as ForgotPage } from "./ForgotPage.svelte";
