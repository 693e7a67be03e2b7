// The one error a call can end in, and the ids of its two sentences.
import { ERROR_CODES, type CallFailure, type ErrorCode } from "./bindings.ts";

/** A command was refused. `reference` finds the same event in the core's log; it holds no words of the person. */
export class CallError extends Error {
  readonly code: ErrorCode;
  /** The request's field that was refused, e.g. `groups.3`; null when it is about the whole call. */
  readonly field: string | null;
  readonly reference: string;

  constructor(failure: CallFailure) {
    super(failure.code);
    this.name = "CallError";
    this.code = failure.code;
    this.field = failure.field;
    this.reference = failure.reference;
  }
}

/** Turns whatever a host rejected with into a CallError; what is not understood becomes `internal`. */
export function toCallError(cause: unknown): CallError {
  if (cause instanceof CallError) return cause;
  return new CallError(isFailure(cause) ? cause : { code: "internal", field: null, reference: "" });
}

function isFailure(cause: unknown): cause is CallFailure {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return false;
  return (ERROR_CODES as readonly unknown[]).includes(cause.code);
}

/** What happened: `err-wrong-passphrase`. A screen may have reasons of its own. */
export const whatHappened = (code: string): string => `err-${code.replaceAll("_", "-")}`;
/** What to do now: `rec-wrong-passphrase`. */
export const whatToDo = (code: string): string => `rec-${code.replaceAll("_", "-")}`;
