import { tick } from "svelte";
import type { Attachment } from "svelte/attachments";

/** Puts focus on a heading when its page, or its words, are new: a screen reader then says where we are. */
export const focusOnArrival =
  (_words: string): Attachment<HTMLElement> =>
  (heading) => {
    if (document.activeElement?.closest("dialog[open]")) return;
    heading.focus({ preventScroll: true });
  };

/** After what had the focus may have taken itself away: the keyboard goes on from the heading of the sheet or the page, not from nowhere. */
export async function keepFocus(): Promise<void> {
  await tick();
  if (document.activeElement !== document.body) return;
  const heading = document.querySelector("dialog[open] h2") ?? document.querySelector("h1");
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true });
}
