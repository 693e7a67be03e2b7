import { expect, test, vi } from "vitest";
import type { Help, TodayView, ToolKey } from "$ipc";
import { aGoal, aLapse, aSoberTime, aToday } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { waiting } from "$shared/draft.svelte.ts";
import { LapseFlow, type LapseStart } from "./lapse.svelte.ts";

async function begun(view: TodayView = aToday(), start: LapseStart = {}) {
  const core = fakeCall({
    today_get: () => view,
    lapse_log: ({ goalId, note }) => ({ value: aLapse({ goalId, note }), change: "l1" }),
    lapse_update: ({ goalId, note }) => ({ value: aLapse({ goalId, note }), change: "l2" }),
  });
  const flow = new LapseFlow(core.call, () => 0);
  await flow.begin(start);
  return { core, flow };
}

const twoGoals = aToday({
  goals: [aGoal(), aGoal({ id: "goal-2", kind: "opioids" })],
  soberTimes: [aSoberTime(), aSoberTime({ goalId: "goal-2", totalDays: 40 })],
});

test("walking through the questions writes nothing", async () => {
  const { core, flow } = await begun();
  flow.chooseWhen("yesterday");
  expect(core.requests("lapse_log")).toEqual([]);
});

test("safety is always the first question", async () => {
  const { flow } = await begun();
  expect(flow.steps).toEqual(["safe", "when", "done"]);
  expect(flow.nextAfter("signs")).toBe("when");
});

test("which goal is asked only when several could be meant", async () => {
  expect((await begun(twoGoals)).flow.steps).toContain("goal");
  expect((await begun(twoGoals, { goalId: "goal-2" })).flow.steps).not.toContain("goal");
});

test("just now leaves the time to the core", async () => {
  const { core, flow } = await begun();
  flow.chooseWhen("now");
  await flow.record();
  expect(core.requests("lapse_log")[0]).toMatchObject({ goalId: "goal-1", at: null, note: "" });
});

test("yesterday and earlier are counted from the person's day", async () => {
  const { core, flow } = await begun();
  flow.chooseWhen("yesterday");
  await flow.record();
  expect(core.requests("lapse_log")[0]?.at).toBe("2026-11-20T20:00");
  const later = await begun();
  later.flow.chooseWhen("earlier");
  await later.flow.record();
  expect(later.core.requests("lapse_log")[0]?.at).toBe("2026-11-21T15:30");
});

test("earlier today never slips into yesterday", async () => {
  const early = aToday({ nowMs: Date.UTC(2026, 10, 21, 1, 0) });
  const { core, flow } = await begun(early);
  flow.chooseWhen("earlier");
  await flow.record();
  expect(core.requests("lapse_log")[0]?.at).toBe("2026-11-21T00:00");
});

test("a day chosen in Journey is already picked", async () => {
  const { core, flow } = await begun(aToday(), { day: "2026-11-12" });
  await flow.record();
  expect(core.requests("lapse_log")[0]?.at).toBe("2026-11-12T12:00");
});

test("a lapse that comes from a craving is already now", async () => {
  const { flow } = await begun(twoGoals, { goalId: "goal-2", isNow: true });
  expect([flow.when, flow.goalId]).toEqual(["now", "goal-2"]);
});

test("a refused date keeps every answer", async () => {
  const { core, flow } = await begun();
  core.answer({
    lapse_log: () => Promise.reject({ code: "date_out_of_range", field: "at", reference: "r" }),
  });
  flow.chooseWhen("pick");
  flow.at = "1700-01-01T10:00";
  expect(await flow.record()).toBe(false);
  expect(flow.refusal?.field).toBe("at");
  expect([flow.when, flow.at]).toEqual(["pick", "1700-01-01T10:00"]);
});

test("pressing record twice records once", async () => {
  const { core, flow } = await begun();
  flow.chooseWhen("now");
  await Promise.all([flow.record(), flow.record()]);
  await flow.record();
  expect(core.requests("lapse_log")).toHaveLength(1);
});

test("the days that stand are those of the goal", async () => {
  const { flow } = await begun(twoGoals, { goalId: "goal-2" });
  expect(flow.standingDays).toBe(40);
  flow.goalId = null;
  expect(flow.standingDays).toBe(212);
});

test("lost tolerance is spoken of when opioids may be in play", async () => {
  expect((await begun(twoGoals, { goalId: "goal-2" })).flow.mayBeOpioids).toBe(true);
  expect((await begun(twoGoals)).flow.mayBeOpioids).toBe(true);
  expect((await begun()).flow.mayBeOpioids).toBe(false);
});

test("a note written after is undone together with the lapse", async () => {
  const { core, flow } = await begun();
  flow.chooseWhen("now");
  await flow.record();
  const changes = flow.undoList();
  await flow.draft?.set({ note: "after the call" });
  expect(core.requests("lapse_update")[0]).toMatchObject({ note: "after the call", at: null });
  expect(await changes()).toEqual(["l1", "l2"]);
});

test("an undo that was offered still holds after the page was left", async () => {
  const { flow } = await begun();
  flow.chooseWhen("now");
  await flow.record();
  const changes = flow.undoList();
  flow.draft?.type({ note: "half a word" });
  flow.leave();
  expect(await changes()).toEqual(["l1", "l2"]);
});

test("without an answer to when it was, nothing is recorded", async () => {
  const { core, flow } = await begun();
  expect(flow.canRecord).toBe(false);
  expect(await flow.record()).toBe(false);
  expect(core.requests("lapse_log")).toEqual([]);
});

test("somebody who chose no number is shown none", async () => {
  const view = aToday();
  expect((await begun(view)).flow.namedDays).toBe(212);
  const hidden = { ...view, settings: { ...view.settings, headline: "none" as const } };
  expect((await begun(hidden)).flow.namedDays).toBeNull();
});

test("a lapse knows the question it came from until it is left", async () => {
  const { flow } = await begun(aToday(), { isNow: true, from: "/craving/acted" });
  expect(flow.from).toBe("/craving/acted");
  flow.leave();
  expect(flow.from).toBeNull();
});

test("without numbers a lapse can still be recorded", async () => {
  const { core, flow } = await begun();
  core.answer({
    today_get: () => Promise.reject({ code: "internal", field: null, reference: "" }),
  });
  await flow.begin();
  flow.chooseWhen("now");
  expect(await flow.record()).toBe(true);
});

test("goals that could not be read at first are read before recording, and asked about", async () => {
  const { core, flow } = await begun();
  core.answer({ today_get: () => refuse("internal") });
  await flow.begin();
  flow.chooseWhen("now");
  core.answer({ today_get: () => twoGoals });
  expect(await flow.record()).toBe(false);
  expect([flow.needsGoal, core.requests("lapse_log").length]).toEqual([true, 0]);
  expect([flow.steps.includes("goal"), flow.nextAfter("goal"), flow.when]).toEqual([
    true,
    "when",
    "now",
  ]);
  flow.goalId = "goal-2";
  expect(await flow.record()).toBe(true);
  expect(core.requests("lapse_log")[0]).toMatchObject({ goalId: "goal-2" });
});

test("each answer to when says the day it means", async () => {
  const { flow } = await begun();
  expect(flow.dayOf("now")).toEqual({ day: "2026-11-21", time: null });
  expect(flow.dayOf("earlier")).toEqual({ day: "2026-11-21", time: null });
  expect(flow.dayOf("yesterday")).toEqual({ day: "2026-11-20", time: "20:00" });
  expect(flow.dayOf("pick")).toBeNull();
});

test("before the person's day starts, it is still the day before", async () => {
  const late = aToday({ dayOn: "2026-11-20", nowMs: Date.UTC(2026, 10, 21, 0, 30) });
  const settings = { ...late.settings, dayStartHour: 4 };
  const { core, flow } = await begun({ ...late, settings });
  expect(flow.dayOf("earlier")?.day).toBe("2026-11-20");
  expect(flow.dayOf("yesterday")?.day).toBe("2026-11-19");
  flow.chooseWhen("earlier");
  await flow.record();
  expect(core.requests("lapse_log")[0]?.at).toBe("2026-11-20T21:30");
});

test("leaving asks once while the note is not saved", async () => {
  const { core, flow } = await begun();
  flow.chooseWhen("now");
  await flow.record();
  core.answer({ lapse_update: () => refuse("too_long", "note") });
  flow.draft?.type({ note: "a long one" });
  expect([await flow.mayLeave(), await flow.mayLeave()]).toEqual([false, true]);
});

test("a note that could not be saved when it was left waits for the next try", async () => {
  const { core, flow } = await begun();
  flow.chooseWhen("now");
  await flow.record();
  core.answer({ lapse_update: () => refuse("internal") });
  flow.draft?.type({ note: "after the call" });
  flow.leave();
  await expect.poll(() => waiting.drafts.length).toBe(1);
  core.answer({ lapse_update: ({ note }) => ({ value: aLapse({ note }), change: "l2" }) });
  await waiting.retry();
  expect(waiting.drafts).toEqual([]);
  expect(core.requests("lapse_update").at(-1)?.note).toBe("after the call");
});

test("what is said after the record saves at once, and undo takes all of it back", async () => {
  const { core, flow } = await begun();
  let count = 0;
  core.answer({
    lapse_update: (request) => ({ value: aLapse(request), change: `more-${++count}` }),
  });
  flow.chooseWhen("now");
  await flow.record();
  await flow.draft?.set({ nextSteps: ["rest", "person"] });
  await flow.draft?.set({ triggers: ["t-1"] });
  flow.draft?.type({ amount: 2500 });
  expect(await flow.undoList()()).toEqual(["l1", "more-1", "more-2", "more-3"]);
  expect(core.requests("lapse_update").at(-1)).toMatchObject({
    nextSteps: ["rest", "person"],
    triggers: ["t-1"],
    amount: 2500,
  });
});

test("the first tool that has helped is told, and none when none has", async () => {
  const help = (of: ToolKey, helped: number): Help<ToolKey> => ({
    of,
    known: "counted",
    uses: 5,
    rated: 5,
    helped,
  });
  for (const [tools, told] of [
    [[help("grounding", 0), help("urge_wave", 3)], "urge_wave"],
    [[help("grounding", 0)], null],
    [[], null],
  ] as const) {
    const { core, flow } = await begun();
    core.answer({ helps_list: () => ({ tools: [...tools], people: [], helpedLast: null }) });
    flow.chooseWhen("now");
    await flow.record();
    await vi.waitFor(() => expect(flow.worked).toBe(told));
    expect(core.requests("helps_list").length).toBe(1);
  }
});
