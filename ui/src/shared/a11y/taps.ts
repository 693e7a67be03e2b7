// The second tap of a double tap, from a shaking hand, must not answer the screen that came in between, nor do an act twice.
import type { Attachment } from "svelte/attachments";
import { keepFocus } from "./focus.ts";

/** A double tap is over by then. */
const ARRIVAL_MS = 1000;

/** How long an act rests after it ran: the second tap of a slow hand comes within this. */
const REST_MS = 700;

/**
 * An act that runs once for a double tap: while it runs, and shortly after, it does nothing, and answers nothing. For
 * what writes at a tap and stays on the screen, wherever clicks are counted or not.
 */
export function once<Said extends unknown[], Answer>(
  act: (...said: Said) => Promise<Answer>,
  now: () => number = () => performance.now(),
): ((...said: Said) => Promise<Answer | undefined>) & { isResting: () => boolean } {
  let isRunning = false;
  let restsUntil = -Infinity;
  const isResting = (): boolean => isRunning || now() < restsUntil;
  const guarded = async (...said: Said): Promise<Answer | undefined> => {
    if (isResting()) return undefined;
    isRunning = true;
    try {
      return await act(...said);
    } finally {
      isRunning = false;
      restsUntil = now() + REST_MS;
    }
  };
  return Object.assign(guarded, { isResting });
}

/**
 * One rest for all that waits for an answer, whatever it is: what was answered goes, something else moves to where the
 * second tap comes down, and the keyboard's place may have gone with the button.
 */
export const answering = once(async (act: () => Promise<void>): Promise<void> => {
  await act();
  await keepFocus();
});

function stop(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Lets only first taps through. For buttons that stand in the same place on every step. */
export function ignoreSecondTap(): Attachment<HTMLElement> {
  return guard((event) => event.detail > 1);
}

/** Lets second taps through only when the element was there before the first one. */
export function ignoreStrayTap(
  now: () => number = () => performance.now(),
): Attachment<HTMLElement> {
  return (element) => {
    const shownAt = now();
    return guard((event) => event.detail > 1 && now() - shownAt < ARRIVAL_MS)(element);
  };
}

function guard(isStray: (event: MouseEvent) => boolean): Attachment<HTMLElement> {
  return (element) => {
    const listener = (event: MouseEvent): void => {
      if (isStray(event)) stop(event);
    };
    element.addEventListener("click", listener, { capture: true });
    return () => element.removeEventListener("click", listener, { capture: true });
  };
}
