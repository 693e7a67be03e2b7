export { default as QuestionEditor } from "./QuestionEditor.svelte";
export { default as QuestionsPage } from "./QuestionsPage.svelte";
