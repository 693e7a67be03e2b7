// The one way from a screen to the core.
import { host } from "$host-in-use";
import type { AppStatus, Commands } from "./bindings.ts";
import { toCallError } from "./errors.ts";

export type CommandName = keyof Commands;
/** The type of `call`, for state classes that take it by constructor. */
export type Call = <N extends CommandName>(
  name: N,
  request: Commands[N]["request"],
) => Promise<Commands[N]["response"]>;

const lockedHandlers = new Set<(status: AppStatus | null) => void>();
const answeredHandlers = new Set<() => void>();

/** Asks the core. Rejects with a `CallError` and nothing else. */
export const call: Call = async (name, request) => {
  try {
    const answer = (await host.call(name, request)) as Commands[typeof name]["response"];
    for (const handler of answeredHandlers) handler();
    return answer;
  } catch (cause) {
    const error = toCallError(cause);
    if (error.code === "locked") for (const handler of lockedHandlers) handler(null);
    throw error;
  }
};

/** Runs the handler when the core has locked by itself, or when a call finds it locked. The answer stops listening. */
export function onLockedByCore(handler: (status: AppStatus | null) => void): () => void {
  lockedHandlers.add(handler);
  const stop = host.listen("locked", (payload) => handler(payload as AppStatus | null));
  return () => {
    lockedHandlers.delete(handler);
    stop();
  };
}

/** Runs the handler when something rang, or was answered on its notification. The answer stops listening. */
export const onReminders = (handler: () => void): (() => void) => host.listen("reminders", handler);

/** Runs the handler when a notification was touched: `reminder_place_get` says where it leads. The answer stops listening. */
export const onNoticeOpened = (handler: () => void): (() => void) => host.listen("opened", handler);

/** Runs the handler whenever the core has done what it was asked. The answer stops listening. */
export function onAnswered(handler: () => void): () => void {
  answeredHandlers.add(handler);
  return () => void answeredHandlers.delete(handler);
}
