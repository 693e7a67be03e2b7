import type { Attachment } from "svelte/attachments";

/** Puts focus on a heading when its page, or its words, are new: a screen reader then says where we are. */
export const focusOnArrival =
  (_words: string): Attachment<HTMLElement> =>
  (heading) => {
    if (document.activeElement?.closest("dialog[open]")) return;
    heading.focus({ preventScroll: true });
  };
