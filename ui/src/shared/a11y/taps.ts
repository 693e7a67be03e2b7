// The second tap of a double tap, from a shaking hand, must not answer the screen that came in between.
import type { Attachment } from "svelte/attachments";

/** A double tap is over by then. */
const ARRIVAL_MS = 1000;

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
