export { default as CodePage } from "./CodePage.svelte";
export { default as PassphrasePage } from "./PassphrasePage.svelte";
export { default as PinPage } from "./PinPage.svelte";
export { default as PinRemovePage } from "./PinRemovePage.svelte";
export { default as PracticePage } from "./PracticePage.svelte";
export { default as ProofStep } from "./ProofStep.svelte";
export { default as ProtectPage } from "./ProtectPage.svelte";
export { TypedProof } from "./opening.svelte.ts";
export { Work } from "./work.svelte.ts";
