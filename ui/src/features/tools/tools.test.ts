import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Grounding } from "./grounding.svelte.ts";
import { PacedBreathing } from "./paced-breathing.svelte.ts";
import { Stopwatch } from "./stopwatch.svelte.ts";
import { UrgeWave, waveY } from "./urge-wave.svelte.ts";

let now = 0;
const clock = (): number => now;

beforeEach(() => {
  vi.useFakeTimers();
  now = 0;
});
afterEach(() => vi.useRealTimers());

test("time is right again after a long time in the background", () => {
  const watch = new Stopwatch(clock);
  watch.start();
  now = 5 * 60_000; // no tick came through while the page was hidden
  vi.advanceTimersByTime(200);
  expect(watch.seconds).toBe(300);
});

test("a pause does not count", () => {
  const watch = new Stopwatch(clock);
  watch.start();
  now = 10_000;
  watch.pause();
  now = 60_000;
  watch.start();
  now = 65_000;
  expect(watch.read()).toBe(15_000);
});

test("a breath is in for four and out for six", () => {
  const breathing = new PacedBreathing(clock);
  breathing.watch.start();
  const at = (ms: number) => {
    now = ms;
    breathing.watch.read();
    return [breathing.phase, breathing.count];
  };
  expect(at(0)).toEqual(["in", 1]);
  expect(at(3_999)).toEqual(["in", 4]);
  expect(at(4_000)).toEqual(["out", 1]);
  expect(at(9_999)).toEqual(["out", 6]);
  expect(at(10_000)).toEqual(["in", 1]);
});

test("the wave lasts 3 to 15 minutes", () => {
  const wave = new UrgeWave(clock);
  wave.stepMinutes(-20);
  expect(wave.minutes).toBe(3);
  wave.stepMinutes(40);
  expect(wave.minutes).toBe(15);
});

test("the wave counts down and ends", () => {
  const wave = new UrgeWave(clock);
  wave.stepMinutes(-2);
  wave.watch.start();
  now = 90_000;
  wave.watch.read();
  expect([wave.secondsLeft, wave.share, wave.isOver]).toEqual([90, 0.5, false]);
  now = 400_000;
  wave.watch.read();
  expect([wave.secondsLeft, wave.share, wave.isOver]).toEqual([0, 1, true]);
});

test("the picture rises to one crest and ends low", () => {
  const heights = Array.from({ length: 101 }, (_, at) => waveY(at / 100));
  const crest = heights.indexOf(Math.min(...heights));
  expect(crest).toBe(36);
  expect(heights[100]).toBeGreaterThan(110);
});

test("the senses follow one another by tapping only", () => {
  const grounding = new Grounding(clock);
  for (let tap = 0; tap < 5; tap += 1) grounding.find();
  expect(grounding.sense.key).toBe("feel");
  expect([grounding.next(), grounding.next(), grounding.next()]).toEqual([true, true, true]);
  expect(grounding.sense.key).toBe("taste");
  expect(grounding.find()).toBe(false);
});
