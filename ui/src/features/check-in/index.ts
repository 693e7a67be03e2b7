export { default as CheckInDetails } from "./CheckInDetails.svelte";
export { default as CheckInEditor } from "./CheckInEditor.svelte";
export type { Items } from "./items.svelte.ts";
export { items } from "./state.ts";
export {
  checkInDraft,
  emptyCheckIn,
  isOfAnotherDay,
  type CheckInDraft,
} from "./check-in.svelte.ts";
