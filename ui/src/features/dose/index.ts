export { default as DoseRow } from "./DoseRow.svelte";
export { default as DosesPage } from "./DosesPage.svelte";
export { default as DoseSheet } from "./DoseSheet.svelte";
export { default as DueCard } from "./DueCard.svelte";
export { default as NeededCard } from "./NeededCard.svelte";
export { default as NeededRows } from "./NeededRows.svelte";
export { isOpen } from "./due.svelte.ts";
export {
  doseAbout,
  doseLine,
  doseName,
  dueWords,
  overdueWords,
  removedDoseWords,
  stateWords,
} from "./dose-words.ts";
export { takeOrAsk } from "./offers.ts";
export { due } from "./state.ts";
