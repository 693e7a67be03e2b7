// What a button sends has no room for a number that cannot be read: it would be left out without a word.

/** The mark of a field whose text is no number that fits. */
export const MISREAD = "data-misread";

/**
 * Shows the first field around a button whose text cannot be read, which says why; whether there is one. Then nothing is
 * sent. Around is the nearest form, sheet or page.
 */
export function isMisread(button: Element | null): boolean {
  const around = button?.closest("form, dialog, main") ?? document;
  const field = around.querySelector<HTMLElement>(`[${MISREAD}]`);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
  return field !== null;
}

/** What a button does that sends what was typed around it; nothing while something there cannot be read. */
export const sends =
  (act: () => unknown) =>
  ({ currentTarget }: { currentTarget: EventTarget | null }): void => {
    if (!isMisread(currentTarget as Element | null)) act();
  };
