import { expect, test } from "vitest";
import { aCheckIn } from "$ipc/testing/examples.ts";
import { fakeCall } from "$ipc/testing/fake-call.ts";
import { checkInDraft, isOfAnotherDay, steppedSleep } from "./check-in.svelte.ts";

test("sleep is stepped in half hours, from a usual night", () => {
  expect(steppedSleep(null, 1)).toBe(420);
  expect(steppedSleep(420, 1)).toBe(450);
  expect(steppedSleep(0, -1)).toBe(0);
  expect(steppedSleep(1440, 1)).toBe(1440);
});

test("editing keeps what is not touched, and the time", async () => {
  const core = fakeCall({
    check_in_update: (request) => ({ value: aCheckIn({ note: request.note }), change: "c" }),
  });
  const entry = aCheckIn({ mood: 4, note: "quiet day", sleepMinutes: 420 });
  await checkInDraft(core.call, entry).set({ craving: 3 });
  expect(core.requests("check_in_update")[0]).toMatchObject({
    mood: 4,
    note: "quiet day",
    sleepMinutes: 420,
    craving: 3,
    at: null,
  });
});

test("a check-in for a day gone by carries its time", async () => {
  const core = fakeCall({ check_in_log: () => ({ value: aCheckIn(), change: "c" }) });
  await checkInDraft(core.call, undefined, "2026-11-12T12:00").set({ mood: 3 });
  expect(core.requests("check_in_log")[0]).toMatchObject({ mood: 3, at: "2026-11-12T12:00" });
});

test("one level of HALT leaves the others unsaid", async () => {
  const core = fakeCall({ check_in_log: () => ({ value: aCheckIn(), change: "c" }) });
  const draft = checkInDraft(core.call);
  await draft.set({ halt: { ...draft.fields.halt, lonely: 2 } });
  expect(core.requests("check_in_log")[0]?.halt).toEqual({
    hungry: null,
    angry: null,
    lonely: 2,
    tired: null,
  });
});

test("a check-in is about another day by its entry, or by the time it will get", () => {
  const { call } = fakeCall();
  const today = "2026-11-21";
  expect(isOfAnotherDay(checkInDraft(call), today)).toBe(false);
  expect(isOfAnotherDay(checkInDraft(call, undefined, "2026-11-12T12:00"), today)).toBe(true);
  expect(isOfAnotherDay(checkInDraft(call, aCheckIn({ dayOn: "2026-11-17" })), today)).toBe(true);
  expect(isOfAnotherDay(checkInDraft(call, aCheckIn()), today)).toBe(false);
});
