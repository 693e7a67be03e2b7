export * from "./bindings.ts";
export {
  call,
  onAnswered,
  onLockedByCore,
  onNoticeOpened,
  onReminders,
  type Call,
  type CommandName,
} from "./call.ts";
export { undoChanges } from "./undo.ts";
export { CallError, toCallError, whatHappened, whatToDo } from "./errors.ts";
