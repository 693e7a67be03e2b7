import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { flushBeforeLock } from "./draft.svelte.ts";
import { heldTexts } from "./held-text.svelte.ts";

const NAME = { place: "medicine", id: null };
const kept: (string | null)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  kept.length = 0;
  heldTexts.connect({
    list: async () => [],
    update: async ({ text }) => kept.push(text),
    remove: async () => kept.push(null),
  });
});
afterEach(() => vi.useRealTimers());

test("a form is held when the typing pauses, and every second while it does not", async () => {
  for (const text of ["B", "Bu", "Bup", "Bupr", "Bupre"]) {
    heldTexts.holdSoon(NAME, text);
    await vi.advanceTimersByTimeAsync(220);
  }
  expect(kept).toEqual(["Bupre"]);
  heldTexts.holdSoon(NAME, "Bupren");
  await vi.advanceTimersByTimeAsync(299);
  expect(kept).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(kept).toEqual(["Bupre", "Bupren"]);
});

test("a lock holds what waits for a pause", async () => {
  heldTexts.holdSoon(NAME, "half a na");
  await flushBeforeLock();
  expect(kept).toEqual(["half a na"]);
});

test("a form that follows another one takes none of its words", async () => {
  heldTexts.holdSoon(NAME, "one");
  heldTexts.holdSoon({ place: "goal", id: null }, "two");
  await vi.advanceTimersByTimeAsync(300);
  expect(kept).toEqual(["one", "two"]);
});

test("what was sent before the typing paused is held no more", async () => {
  heldTexts.holdSoon(NAME, "half a name");
  await vi.advanceTimersByTimeAsync(300);
  heldTexts.holdSoon(NAME, "a name");
  await heldTexts.letGo(NAME);
  await vi.advanceTimersByTimeAsync(2000);
  expect(kept).toEqual(["half a name", null]);
  expect(heldTexts.at(NAME)).toBeNull();
});
