// Slow breathing: where in the breath we are. In for 4 and out for 6 seconds is six breaths
// a minute, inside the 4-6 of clinical.md 2.5, with the way out longer than the way in.
import { Stopwatch } from "./stopwatch.svelte.ts";

export const IN_SECONDS = 4;
export const OUT_SECONDS = 6;
const BREATH_MS = (IN_SECONDS + OUT_SECONDS) * 1000;

export type Phase = "in" | "out";

export class PacedBreathing {
  readonly watch: Stopwatch;

  constructor(now?: () => number) {
    this.watch = new Stopwatch(now);
  }

  get phase(): Phase {
    return this.#intoBreath < IN_SECONDS ? "in" : "out";
  }

  /** The count to say: 1..4 on the way in, 1..6 on the way out. */
  get count(): number {
    const into = this.#intoBreath;
    return Math.floor(this.phase === "in" ? into : into - IN_SECONDS) + 1;
  }

  /** Whole breaths done. */
  get breaths(): number {
    return Math.floor(this.watch.elapsedMs / BREATH_MS);
  }

  toggle(): void {
    if (this.watch.isRunning) this.watch.pause();
    else this.watch.start();
  }

  /** How far into the breath, in milliseconds. */
  get intoBreathMs(): number {
    return this.watch.elapsedMs % BREATH_MS;
  }

  get #intoBreath(): number {
    return this.intoBreathMs / 1000;
  }
}
