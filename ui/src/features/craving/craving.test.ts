import { expect, test } from "vitest";
import type { Trigger } from "$ipc";
import { aCraving, aGoal } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { flushBeforeLock, waiting } from "$shared/draft.svelte.ts";
import { forgetAll } from "$shared/lifetime.ts";
import { CravingFlow, toggled, toolPatch } from "./craving.svelte.ts";

const HOME: Trigger = { id: "home", kind: "place", key: "home", name: "" };

function aCore(goals = [aGoal()]) {
  return fakeCall({
    goal_list: () => goals,
    trigger_list: () => [HOME],
    trigger_create: ({ kind, name }) => ({
      value: { id: name, kind, key: null, name },
      change: "t",
    }),
    craving_log: (request) => ({ value: aCraving({ ...request }), change: "c1" }),
    craving_update: (request) => ({ value: aCraving({ ...request }), change: "c2" }),
  });
}

async function begun(goals = [aGoal()]) {
  const core = aCore(goals);
  const flow = new CravingFlow(core.call);
  await flow.begin();
  return { core, flow };
}

test("opening the steps writes nothing", async () => {
  const { core } = await begun();
  expect(core.requests("craving_log")).toEqual([]);
});

test("the first answer makes the craving and the next ones fill it", async () => {
  const { core, flow } = await begun();
  await flow.answer({ strengthBefore: 6 });
  await flow.toggleTrigger("home");
  await flow.chooseTool("urge_wave");
  await flow.toolEnded(310.4);
  await flow.answer({ strengthAfter: 3 });
  expect(core.requests("craving_log")).toHaveLength(1);
  expect(core.requests("craving_update").at(-1)).toMatchObject({
    strengthBefore: 6,
    triggers: ["home"],
    tool: "urge_wave",
    toolSeconds: 310,
    strengthAfter: 3,
  });
});

test("leaving right after a tap keeps what was said", async () => {
  const { core, flow } = await begun();
  void flow.answer({ strengthBefore: 4 });
  void flow.answer({ strengthBefore: 5 });
  flow.leave();
  await new Promise((done) => setTimeout(done, 20));
  expect(core.requests("craving_update").at(-1)).toMatchObject({ strengthBefore: 5 });
});

test("logging only skips the tool and the second rating", async () => {
  const { flow } = await begun();
  await flow.justLog();
  expect(flow.nextAfter("help")).toBe("acted");
});

test("with a tool the strength is asked again", async () => {
  const { flow } = await begun();
  await flow.chooseTool("grounding");
  expect(flow.nextAfter("help")).toBe("tool");
  expect(flow.nextAfter("tool")).toBe("after");
});

test("the only goal is taken without a question", async () => {
  const { core, flow } = await begun();
  await flow.answer({ strengthBefore: 2 });
  expect(flow.steps).not.toContain("goal");
  expect(core.requests("craving_log")[0]).toMatchObject({ goalId: "goal-1" });
});

test("several goals are asked about, before the question that may lead on", async () => {
  const { flow } = await begun([aGoal(), aGoal({ id: "goal-2" })]);
  expect(flow.steps.slice(-3)).toEqual(["goal", "acted", "done"]);
  expect(flow.fields.goalId).toBeNull();
});

test("logging without any answer still keeps that there was a craving", async () => {
  const { core, flow } = await begun();
  await flow.justLog();
  expect(core.requests("craving_log")).toHaveLength(1);
});

test("an own word is added to its group and chosen", async () => {
  const { core, flow } = await begun();
  expect(await flow.addWord("place", "  the bridge ")).toBe(true);
  expect(core.requests("trigger_create")[0]).toEqual({
    kind: "place",
    name: "the bridge",
    shown: [{ id: "home", name: "Home" }],
  });
  expect(flow.words.of("place").map(({ id }) => id)).toEqual(["home", "the bridge"]);
  expect(flow.fields.triggers).toEqual(["the bridge"]);
});

test("a refused word is not chosen", async () => {
  const { core, flow } = await begun();
  core.answer({
    trigger_create: () => Promise.reject({ code: "too_long", field: "name", reference: "r" }),
  });
  expect(await flow.addWord("place", "x")).toBe(false);
  expect(flow.words.failure?.code).toBe("too_long");
  expect(flow.fields.triggers).toEqual([]);
});

test("a craving can be kept without the list of goals", async () => {
  const { core, flow } = await begun();
  core.answer({
    goal_list: () => Promise.reject({ code: "internal", field: null, reference: "" }),
  });
  await flow.begin();
  await flow.answer({ strengthBefore: 7 });
  expect(flow.draft?.isSaved).toBe(true);
});

test("nothing is left after a lock", async () => {
  const { flow } = await begun();
  await flow.answer({ strengthBefore: 6 });
  flow.clear();
  expect(flow.isOpen).toBe(false);
  expect([flow.goals, flow.words.all, flow.fields.strengthBefore]).toEqual([[], [], null]);
});

test("choosing a chip twice takes it back", () => {
  expect(toggled(toggled([], "a"), "a")).toEqual([]);
});

test("another tool keeps the first one's record until it has ended", async () => {
  const { core, flow } = await begun();
  await flow.chooseTool("paced_breathing");
  await flow.toolEnded(4);
  await flow.answer({ strengthAfter: 3 });
  await flow.chooseTool("grounding");
  expect(core.requests("craving_update").at(-1)).toMatchObject({
    tool: "paced_breathing",
    toolSeconds: 4,
    strengthAfter: 3,
  });
  await flow.toolEnded(0);
  expect(flow.fields).toMatchObject({ tool: "paced_breathing", toolSeconds: 4 });
  await flow.toolEnded(60);
  expect(core.requests("craving_update").at(-1)).toMatchObject({
    tool: "grounding",
    toolSeconds: 60,
  });
});

test("logging only after a tool keeps the tool", async () => {
  const { flow } = await begun();
  await flow.chooseTool("urge_wave");
  await flow.toolEnded(90);
  await flow.justLog();
  expect(flow.fields).toMatchObject({ tool: "urge_wave", toolSeconds: 90 });
  expect(flow.nextAfter("help")).toBe("acted");
});

test("the time of one tool is never that of another", () => {
  const entry = aCraving({ tool: "urge_wave", toolSeconds: 300 });
  expect(toolPatch("grounding", entry)).toEqual({ tool: "grounding", toolSeconds: null });
  expect(toolPatch("urge_wave", entry)).toEqual({ tool: "urge_wave", toolSeconds: 300 });
  expect(toolPatch(null, entry)).toEqual({ tool: null, toolSeconds: null });
  expect(toolPatch("grounding", undefined).toolSeconds).toBeNull();
});

test("what could not be saved is not called saved, and can be tried again", async () => {
  const { core, flow } = await begun();
  expect(flow.outcome).toBe("nothing");
  core.answer({
    craving_log: () => Promise.reject({ code: "storage_full", field: null, reference: "r" }),
  });
  await flow.answer({ strengthBefore: 8, acted: false });
  expect(flow.outcome).toBe("unsaved");
  expect(await flow.retry()).toBe(false);
  core.answer({ craving_log: (request) => ({ value: aCraving({ ...request }), change: "c1" }) });
  expect(await flow.retry()).toBe(true);
  expect(core.requests("craving_log").at(-1)).toMatchObject({ strengthBefore: 8, acted: false });
});

test("the answer that led to a lapse can be changed to no", async () => {
  const { core, flow } = await begun();
  await flow.answer({ acted: true });
  await flow.answer({ acted: false });
  expect(core.requests("craving_update").at(-1)).toMatchObject({ acted: false });
});

test("an undo that was offered still knows its changes after the steps were left", async () => {
  const { flow } = await begun();
  await flow.answer({ strengthBefore: 4 });
  const draft = flow.draft;
  void flow.answer({ strengthBefore: 5 });
  flow.leave();
  expect(await draft?.settledChanges()).toEqual(["c1", "c2"]);
});

test("with its lapse, the answer that led there is taken back", async () => {
  const { core, flow } = await begun();
  await flow.answer({ strengthBefore: 6, acted: true });
  await flow.unsayActed();
  expect(core.requests("craving_update").at(-1)).toMatchObject({ strengthBefore: 6, acted: null });
  expect(flow.fields.acted).toBeNull();
});

test("the answer is taken back even when the steps were left, but not after a lock", async () => {
  const { core, flow } = await begun();
  await flow.answer({ strengthBefore: 6, acted: true });
  flow.leave();
  await flow.unsayActed();
  expect(core.requests("craving_update").at(-1)).toMatchObject({ strengthBefore: 6, acted: null });
  const written = core.asked.length;
  flow.clear();
  await flow.unsayActed();
  expect(core.asked).toHaveLength(written);
});

test("a craving that could not be saved when it was left waits, and is tried again", async () => {
  const { core, flow } = await begun();
  core.answer({ craving_log: () => refuse("internal") });
  await flow.answer({ strengthBefore: 6 });
  flow.leave();
  await expect.poll(() => waiting.drafts.length).toBe(1);
  core.answer({ craving_log: (request) => ({ value: aCraving({ ...request }), change: "c1" }) });
  await waiting.retry();
  expect(core.requests("craving_log").at(-1)).toMatchObject({ strengthBefore: 6 });
  expect(waiting.drafts).toEqual([]);
});

test("what waits is tried once more at a lock and then forgotten", async () => {
  const { core, flow } = await begun();
  core.answer({ craving_log: () => refuse("internal") });
  await flow.answer({ strengthBefore: 6 });
  flow.leave();
  await expect.poll(() => waiting.drafts.length).toBe(1);
  const tries = core.requests("craving_log").length;
  await flushBeforeLock();
  expect(core.requests("craving_log").length).toBeGreaterThan(tries);
  forgetAll();
  expect(waiting.drafts).toEqual([]);
});

test("what helped last time is looked for with what is around, then at all", async () => {
  const { core, flow } = await begun();
  core.answer({
    helps_list: ({ triggerIds }) => ({
      tools: [],
      people: [],
      helpedLast: triggerIds.length > 0 ? null : "grounding",
    }),
  });
  await flow.lookBack();
  expect(core.requests("helps_list")).toEqual([{ triggerIds: [], goalId: null }]);
  await flow.toggleTrigger("home");
  await flow.lookBack();
  expect(core.requests("helps_list").slice(1)).toEqual([
    { triggerIds: ["home"], goalId: null },
    { triggerIds: [], goalId: null },
  ]);
  expect(flow.helpedLast).toBe("grounding");
  flow.leave();
  expect(flow.helpedLast).toBeNull();
});

test("without an answer about the past nothing is said", async () => {
  const { core, flow } = await begun();
  core.answer({ helps_list: () => refuse("internal") });
  await flow.lookBack();
  expect(flow.helpedLast).toBeNull();
});
