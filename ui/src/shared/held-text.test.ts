import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { flushBeforeLock } from "./draft.svelte.ts";
import { heldTexts } from "./held-text.svelte.ts";

const NAME = { place: "medicine", id: null };
const kept: (string | null)[] = [];
let listed: { place: string; id: string | null; text: string }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  kept.length = 0;
  listed = [];
  heldTexts.connect({
    list: async () => listed,
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

test("what is held for something that was removed does not wait until that is back", async () => {
  listed = [{ place: "my_meeting_time", id: "m", text: "half" }];
  await heldTexts.load();
  expect(heldTexts.waiting).toHaveLength(1);
  const all = listed;
  listed = [];
  await heldTexts.reload();
  expect(heldTexts.waiting).toEqual([]);
  listed = all;
  await heldTexts.reload();
  expect(heldTexts.at({ place: "my_meeting_time", id: "m" })).toBe("half");
});

test("what could not be written stays when the rest is read again", async () => {
  heldTexts.connect({
    list: async () => [],
    update: () => Promise.reject(new Error("full")),
    remove: async () => undefined,
  });
  await heldTexts.hold(NAME, "only here");
  await heldTexts.reload();
  expect(heldTexts.at(NAME)).toBe("only here");
  heldTexts.clear();
});
