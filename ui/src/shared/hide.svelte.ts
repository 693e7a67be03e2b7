// Hide now: the screen is covered first, then everything else happens.

let hidden = $state(false);
let afterwards: () => void = () => undefined;

/** True while the neutral screen covers the app. */
export const isHidden = (): boolean => hidden;

/** The app says what follows the cover: forget, lock, clean the history. */
export function whenHiding(work: () => void): void {
  afterwards = work;
}

/** Covers the screen at once; locking follows and may take its time. */
export function hideNow(): void {
  if (hidden) return;
  hidden = true;
  document.title = NEUTRAL_TITLE;
  setTimeout(() => afterwards());
}

/** Leaves the neutral screen, towards the lock screen. */
export function uncover(): void {
  hidden = false;
  document.title = TITLE;
}

const TITLE = "Mainstay";
const NEUTRAL_TITLE = "Notes";
const PRESSES = 3;
const WITHIN_MS = 1500;
const ACTING_KEYS = new Set(["Enter", " "]);
let presses: number[] = [];

/**
 * Counts Escape presses; the third within 1.5 s hides. Pressing something else in between begins anew: somebody who
 * opens and leaves one sheet after another is not in need of cover. A key that is only struck beside Escape, as a
 * hurried hand does, breaks nothing off.
 */
export function countEscape(event: KeyboardEvent | PointerEvent): void {
  if (!("key" in event) || ACTING_KEYS.has(event.key)) presses = [];
  else if (event.key === "Escape" && !event.repeat) countOne(event.timeStamp);
}

function countOne(now: number): void {
  presses = [...presses.filter((at) => now - at < WITHIN_MS), now];
  if (presses.length < PRESSES) return;
  presses = [];
  hideNow();
}
