export * from "./bindings.ts";
export { call, onLockedByCore, type Call, type CommandName } from "./call.ts";
export { CallError, toCallError, whatHappened, whatToDo } from "./errors.ts";
