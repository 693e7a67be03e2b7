import { expect, test } from "vitest";
import { aCheckIn, aGoal, aMilestone, aToday, NOW_MS } from "$ipc/testing/examples.ts";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import type { TodayView } from "$ipc";
import { waiting } from "$shared/draft.svelte.ts";
import { Today } from "./today.svelte.ts";

function aCore() {
  let count = 0;
  return fakeCall({
    today_get: () => aToday(),
    check_in_log: ({ mood }) => ({
      value: aCheckIn({ id: `check-in-${++count}`, mood }),
      change: `change-${count}`,
    }),
    check_in_update: ({ id, mood }) => ({ value: aCheckIn({ id, mood }), change: "changed" }),
  });
}

test("one tap on a face is a whole check-in", async () => {
  const core = aCore();
  const today = new Today(core.call);
  expect(await today.pick(2)).toBe(true);
  expect(core.requests("check_in_log")).toHaveLength(1);
  expect(core.requests("check_in_log")[0]).toMatchObject({ mood: 2, at: null, used: null });
  expect(today.isKept).toBe(true);
});

test("saved is said only once it is on disk", async () => {
  const core = aCore();
  const gate = deferred<null>();
  core.answer({
    check_in_log: async () => {
      await gate.promise;
      return { value: aCheckIn({ mood: 2 }), change: "c" };
    },
  });
  const today = new Today(core.call);
  const picking = today.pick(2);
  expect(today.mood).toBe(2);
  expect(today.isKept).toBe(false);
  gate.resolve(null);
  await picking;
  expect(today.isKept).toBe(true);
});

test("another face soon after corrects the check-in", async () => {
  const core = aCore();
  const today = new Today(core.call, () => 0);
  await today.pick(1);
  await today.pick(4);
  expect(core.requests("check_in_log")).toHaveLength(1);
  expect(core.requests("check_in_update")[0]).toMatchObject({ id: "check-in-1", mood: 4 });
});

test("a face an hour later is a new check-in", async () => {
  let now = 0;
  const core = aCore();
  const today = new Today(core.call, () => now);
  await today.pick(1);
  now = 60 * 60_000;
  today.releaseIfOld();
  expect(today.mood).toBeNull();
  await today.pick(4);
  expect(core.requests("check_in_log")).toHaveLength(2);
});

test("a check-in that could not be saved is not called saved", async () => {
  const core = aCore();
  core.answer({
    check_in_log: () => Promise.reject({ code: "storage_full", field: null, reference: "r" }),
  });
  const today = new Today(core.call);
  expect(await today.pick(2)).toBe(false);
  expect(today.failure?.code).toBe("storage_full");
  expect(today.mood).toBe(2);
});

test("a face that could not be saved is not forgotten on the way, and is saved when it can be", async () => {
  const core = aCore();
  const log = core.call;
  let isFull = true;
  const call: typeof log = (name, request) =>
    name === "check_in_log" && isFull
      ? Promise.reject({ code: "storage_full", field: null, reference: "r" })
      : log(name, request);
  const today = new Today(call);
  await today.pick(2);
  await today.load();
  expect([today.mood, today.failure?.code, today.isKept]).toEqual([2, "storage_full", false]);
  expect(waiting.drafts).toContain(today.draft);
  isFull = false;
  core.answer({ today_get: () => aToday({ checkIns: [aCheckIn({ id: "check-in-1", mood: 2 })] }) });
  await waiting.retry();
  await today.load();
  expect([today.mood, today.failure, today.isKept]).toEqual([2, null, true]);
  expect(core.requests("check_in_log")).toHaveLength(1);
});

test("an undone check-in gives the faces back", async () => {
  const core = aCore();
  const today = new Today(core.call);
  await today.pick(2);
  await today.load();
  expect(today.draft).toBeNull();
});

test("nothing is left after a lock, not even an answer still on its way", async () => {
  const core = aCore();
  const late = deferred<TodayView>();
  core.answer({ today_get: () => late.promise });
  const today = new Today(core.call);
  const loading = today.load();
  await today.pick(3);
  today.clear();
  late.resolve(aToday());
  await loading;
  expect([today.view, today.draft, today.mood]).toEqual([null, null, null]);
});

test("practice is put off until the next unlock", async () => {
  const core = aCore();
  core.answer({ today_get: () => aToday({ practiceDue: true }) });
  const today = new Today(core.call);
  await today.load();
  expect(today.offersPractice).toBe(true);
  today.isPracticePutOff = true;
  await today.load();
  expect(today.offersPractice).toBe(false);
  today.clear();
  await today.load();
  expect(today.offersPractice).toBe(true);
});

test("the message about lost writes goes when it was read, and stays when that was refused", async () => {
  const core = aCore();
  let lostWrites = 3;
  core.answer({
    today_get: () => aToday({ lostWrites }),
    lost_writes_dismiss: () => refuse("storage_full"),
  });
  const today = new Today(core.call);
  await today.load();
  await today.dismissLostWrites();
  expect([today.view?.lostWrites, today.failure?.code]).toEqual([3, "storage_full"]);
  core.answer({
    lost_writes_dismiss: () => {
      lostWrites = 0;
      return {};
    },
  });
  await today.dismissLostWrites();
  expect([today.view?.lostWrites, today.failure]).toEqual([0, null]);
});

test("a first save after one that did not work is no correction", async () => {
  const core = aCore();
  const today = new Today(core.call, () => 0);
  core.answer({ check_in_log: () => refuse("internal") });
  await today.pick(5);
  core.answer({ check_in_log: () => ({ value: aCheckIn({ mood: 5 }), change: "c" }) });
  await today.pick(5);
  expect([today.isKept, today.isCorrection]).toEqual([true, false]);
  await today.pick(4);
  expect(today.isCorrection).toBe(true);
});

test("the check-in at the end of set-up is shown as chosen, and a face after it corrects it", async () => {
  const core = aCore();
  const atMs = NOW_MS - 60_000;
  core.answer({
    today_get: () => aToday({ checkIns: [aCheckIn({ id: "first", mood: 4, atMs })] }),
  });
  const today = new Today(core.call, () => 0);
  await today.load();
  expect([today.mood, today.isKept, today.draft?.entry?.atMs]).toEqual([4, true, atMs]);
  await today.pick(2);
  expect(core.requests("check_in_log")).toEqual([]);
  expect(core.requests("check_in_update")[0]).toMatchObject({ id: "first", mood: 2 });
});

test("an older check-in, or one that comes later, is not taken for the face of now", async () => {
  const core = aCore();
  const old = aToday({ checkIns: [aCheckIn({ mood: 4, atMs: NOW_MS - 3_600_000 })] });
  core.answer({ today_get: () => old });
  const today = new Today(core.call);
  await today.load();
  core.answer({ today_get: () => aToday({ checkIns: [aCheckIn({ mood: 4 })] }) });
  await today.load();
  expect(today.mood).toBeNull();
});

test("words held back keep a check-in that is gone, until they are let go", async () => {
  const core = aCore();
  const today = new Today(core.call);
  await today.pick(2);
  core.answer({ check_in_update: () => refuse("not_found") });
  await today.draft?.set({ note: "words" });
  await today.load();
  expect(today.draft?.fields.note).toBe("words");
  expect([await today.draft?.mayClose(), await today.draft?.mayClose()]).toEqual([false, true]);
  await today.load();
  expect(today.draft).toBeNull();
});

test("what came in from the lock screen is told, put away, or taken out again", async () => {
  const merged = { checkIns: 1, cravings: 0, unreadable: 0, waiting: 0, change: "change-1" };
  const core = fakeCall({ today_get: () => aToday({ quickEntries: merged }) });
  const today = new Today(core.call);
  await today.load();
  expect(today.view?.quickEntries).toEqual(merged);
  core.answer({
    today_get: () => aToday(),
    quick_entries_dismiss: () => ({}),
    change_undo: () => ({ change: "change-2" }),
  });
  await today.takeQuickEntriesOut("change-1");
  expect(core.requests("change_undo")).toEqual([{ changes: ["change-1"] }]);
  expect(today.view?.quickEntries).toBeNull();
});

test("protection is asked for when it is time, and put off until the next unlock", async () => {
  const core = fakeCall({ today_get: () => aToday({ protection: "later" }) });
  const today = new Today(core.call);
  await today.load();
  expect(today.offersProtection).toBe(false);
  core.answer({ today_get: () => aToday({ protection: "due" }) });
  await today.load();
  expect(today.offersProtection).toBe(true);
  today.isProtectionPutOff = true;
  expect(today.offersProtection).toBe(false);
  today.clear();
  await today.load();
  expect(today.offersProtection).toBe(true);
});

test("what is reached today is told by goal and for effort; days not to who hides numbers", async () => {
  const milestones = [
    { goalId: "goal-1", milestones: [aMilestone()] },
    { goalId: null, milestones: [aMilestone({ measure: "check_ins", unit: "times", count: 10 })] },
  ];
  const core = fakeCall({ today_get: () => aToday({ milestones }) });
  const today = new Today(core.call);
  expect(today.reachedOf("goal-1")).toEqual([]);
  await today.load();
  expect([today.reachedOf("goal-1").length, today.reachedOf(null).length]).toEqual([1, 1]);
  const settings = { ...aToday().settings, headline: "none" as const };
  core.answer({ today_get: () => aToday({ milestones, settings }) });
  await today.load();
  expect([today.reachedOf("goal-1").length, today.reachedOf(null).length]).toEqual([0, 1]);
});

test("a use can be logged only where a goal is about less", async () => {
  const core = fakeCall({ today_get: () => aToday() });
  const today = new Today(core.call);
  await today.load();
  expect(today.countsUse).toBe(false);
  core.answer({ today_get: () => aToday({ goals: [aGoal(), aGoal({ direction: "reduce" })] }) });
  await today.load();
  expect(today.countsUse).toBe(true);
});
