export { default as DiaryCardPage } from "./DiaryCardPage.svelte";
export { default as DiaryNoteEditor } from "./DiaryNoteEditor.svelte";
