export { default as CheckInDetails } from "./CheckInDetails.svelte";
export { default as CheckInEditor } from "./CheckInEditor.svelte";
export {
  checkInDraft,
  emptyCheckIn,
  isOfAnotherDay,
  type CheckInDraft,
} from "./check-in.svelte.ts";
