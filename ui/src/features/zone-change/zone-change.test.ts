import { expect, test } from "vitest";
import type { ZoneQuestion } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { ZoneChange } from "./zone-change.svelte.ts";

const DOSE = {
  schedule: "s",
  name: "A",
  home: "Europe/London",
  hereMs: 1,
  homeMs: 2,
  isNearer: false,
};
const question = (isNearer: boolean): ZoneQuestion => ({
  here: "Asia/Tokyo",
  doses: [DOSE, { ...DOSE, schedule: "t", isNearer }],
});

test("it is asked, and the answer ends it", async () => {
  const core = fakeCall({
    zone_question_get: () => question(false),
    zone_question_answer: () => ({ value: {}, change: "c" }),
  });
  const state = new ZoneChange(core.call);
  await state.load();
  expect(state.question?.here).toBe("Asia/Tokyo");
  expect(state.isNearer).toBe(false);
  expect(await state.answer("home")).toBe("c");
  expect(core.requests("zone_question_answer")).toEqual([{ keep: "home" }]);
  expect(state.question).toBeNull();
});

test("one dose that comes nearer is enough to say so", async () => {
  const state = new ZoneChange(fakeCall({ zone_question_get: () => question(true) }).call);
  await state.load();
  expect(state.isNearer).toBe(true);
});

test("an answer that was not kept leaves the question", async () => {
  const core = fakeCall({
    zone_question_get: () => question(false),
    zone_question_answer: () => refuse("storage_full"),
  });
  const state = new ZoneChange(core.call);
  await state.load();
  expect(await state.answer("here")).toBeNull();
  expect(state.question).not.toBeNull();
  expect(state.failure?.code).toBe("storage_full");
});
