import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { HeldForm } from "./held-form.ts";
import { heldTexts } from "./held-text.svelte.ts";

const WHERE = { place: "my_meeting_time", id: "m" };
let said = { at: "" };
const form = (): HeldForm<{ at: string }> =>
  new HeldForm(
    WHERE,
    () => said,
    (held) => (said = { at: held.at.slice(0) }),
  );

beforeEach(() => {
  vi.useFakeTimers();
  said = { at: "" };
});
afterEach(() => {
  heldTexts.clear();
  vi.useRealTimers();
});

test("what was answered stands in the next form of the same thing, until it is sent", async () => {
  const first = form();
  said = { at: "18:30" };
  first.hold();
  await heldTexts.flush();
  said = { at: "" };
  const again = form();
  expect([said.at, again.isChanged]).toEqual(["18:30", true]);
  await again.sent();
  expect([heldTexts.waiting, again.isChanged]).toEqual([[], false]);
  again.hold();
  await vi.advanceTimersByTimeAsync(2000);
  expect(heldTexts.waiting).toEqual([]);
});

test("what is left out is as it began, and is held no more", async () => {
  const one = form();
  said = { at: "18:30" };
  one.hold();
  await heldTexts.flush();
  await one.leaveOut();
  expect([said.at, one.isChanged, heldTexts.waiting]).toEqual(["", false, []]);
});

test("an answer that is taken back is held no more", async () => {
  const one = form();
  said = { at: "18:30" };
  one.hold();
  await heldTexts.flush();
  said = { at: "" };
  one.hold();
  await heldTexts.flush();
  expect(heldTexts.waiting).toEqual([]);
});

test("what is held in another form keeps nobody from going on", async () => {
  for (const text of ["no form", "null", "{}"]) {
    await heldTexts.hold(WHERE, text);
    expect([form().isChanged, said.at]).toEqual([false, ""]);
  }
});
