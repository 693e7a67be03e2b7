export { default as CodePage } from "./CodePage.svelte";
export { default as PassphrasePage } from "./PassphrasePage.svelte";
export { default as PracticePage } from "./PracticePage.svelte";
export { default as ProofStep } from "./ProofStep.svelte";
export { TypedProof } from "./opening.svelte.ts";
export { Work } from "./work.svelte.ts";
