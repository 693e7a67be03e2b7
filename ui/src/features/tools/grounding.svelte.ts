// 5-4-3-2-1: five senses, one after the other, by tapping only.
import { Stopwatch } from "./stopwatch.svelte.ts";

export const SENSES = [
  { key: "see", count: 5 },
  { key: "feel", count: 4 },
  { key: "hear", count: 3 },
  { key: "smell", count: 2 },
  { key: "taste", count: 1 },
] as const;

export class Grounding {
  readonly watch: Stopwatch;
  at = $state(0);
  found = $state(0);

  constructor(now?: () => number) {
    this.watch = new Stopwatch(now);
  }

  get sense(): (typeof SENSES)[number] {
    return SENSES[this.at] ?? SENSES[0];
  }

  get isLast(): boolean {
    return this.at === SENSES.length - 1;
  }

  /** One thing was noticed; after the last of a sense, the next sense. False when all are done. */
  find(): boolean {
    if (this.found + 1 < this.sense.count) {
      this.found += 1;
      return true;
    }
    return this.next();
  }

  /** The next sense, however many were found. False when this was the last. */
  next(): boolean {
    if (this.isLast) return false;
    this.at += 1;
    this.found = 0;
    return true;
  }

  /** The sense before. */
  previous(): void {
    this.at = Math.max(0, this.at - 1);
    this.found = 0;
  }
}
