// The way to what was refused, for who wanted to go on.

/**
 * Brings the first refused field around `status` into view and gives it focus; where none is marked, `status` itself. It
 * jumps there: nothing moves on the way.
 */
export function showRefusal(status: HTMLElement): void {
  const around = status.closest("dialog, main") ?? document;
  const refused = around.querySelector<HTMLElement>('[aria-invalid="true"]') ?? status;
  const folded = refused.closest("details");
  if (folded) folded.open = true;
  refused.scrollIntoView({ block: "center" });
  refused.focus({ preventScroll: true });
}
