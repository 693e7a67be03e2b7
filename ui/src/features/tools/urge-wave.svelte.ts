// Riding a craving out: a time of the person's choice, and where on the wave they are.
// The wave is a picture, not a forecast: it goes up and comes down, as a timer does.
import { onLock } from "$shared/lifetime.ts";
import { Stopwatch } from "./stopwatch.svelte.ts";

export const SHORTEST_MINUTES = 3;
export const LONGEST_MINUTES = 15;
const FIRST_MINUTES = 5;

export class UrgeWave {
  minutes = $state(FIRST_MINUTES);
  readonly watch: Stopwatch;

  constructor(now?: () => number) {
    this.watch = new Stopwatch(now);
  }

  stepMinutes(by: number): void {
    this.minutes = Math.min(LONGEST_MINUTES, Math.max(SHORTEST_MINUTES, this.minutes + by));
  }

  get secondsLeft(): number {
    return Math.max(0, Math.ceil((this.minutes * 60_000 - this.watch.elapsedMs) / 1000));
  }

  /** 0 at the start, 1 at the end. */
  get share(): number {
    return Math.min(1, this.watch.elapsedMs / (this.minutes * 60_000));
  }

  get isOver(): boolean {
    return this.secondsLeft === 0;
  }
}

let kept: UrgeWave | null = null;
onLock(() => {
  kept?.watch.pause();
  kept = null;
});

/** A wave goes on while somebody looks at Help: it is there when they come back. */
export function keepWave(wave: UrgeWave): void {
  kept = wave;
}

/** The wave that was kept, once. */
export function takeWave(): UrgeWave | null {
  const wave = kept;
  kept = null;
  return wave;
}

/** The picture's grid: a wave 320 wide, its foot at 160. */
export const WAVE = { width: 320, height: 160, top: 12, foot: 128, end: 122 };

/** The height of the wave at a share of its width: up quickly, down slowly, low at the end. */
export function waveY(share: number): number {
  const PEAK = 0.36;
  const spread = share < PEAK ? 0.17 : 0.23;
  const bell = Math.exp(-((share - PEAK) ** 2) / (2 * spread ** 2));
  const foot = WAVE.foot + (WAVE.end - WAVE.foot) * share;
  return foot - (foot - WAVE.top) * bell;
}

/** The wave as an SVG path, from the start to a share of it. */
export function wavePath(until = 1): string {
  const STEPS = 64;
  const points = Array.from({ length: STEPS + 1 }, (_, at) => {
    const share = (at / STEPS) * until;
    return `${(share * WAVE.width).toFixed(1)} ${waveY(share).toFixed(1)}`;
  });
  return `M${points.join("L")}`;
}

/** The same stretch, closed along the bottom. */
export function waveArea(until: number): string {
  return `${wavePath(until)}L${(until * WAVE.width).toFixed(1)} ${WAVE.height}L0 ${WAVE.height}Z`;
}
