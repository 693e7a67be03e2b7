import { expect, test } from "vitest";
import type { GoalBreak, GoalView } from "$ipc";
import { aGoal, aGoalView, aMilestone } from "$ipc/testing/examples.ts";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { useLocale } from "$shared/i18n/index.svelte.ts";
import { limitDraft, rateDraft, stayDraft, unitDraft } from "./drafts.ts";
import { GoalState } from "./goal.svelte.ts";
import { pointsOf, topOf, usualView, within } from "./use-points.ts";
import { limitWords, rateWords, spanWords, stayWords, timeWords } from "./words.ts";

const aBreak = (own: Partial<GoalBreak> = {}): GoalBreak => ({
  id: "break-1",
  goalId: "goal-1",
  kind: "pause",
  fromOn: "2026-11-11",
  untilOn: null,
  ...own,
});

async function loaded(own: Partial<GoalView> = {}) {
  const core = fakeCall({
    goal_get: ({ id }) => aGoalView({ goal: aGoal({ id }), ...own }),
    milestone_list: () => [{ goalId: null, milestones: [aMilestone({ measure: "check_ins" })] }],
    goal_break_create: (request) => ({ value: aBreak(request), change: "made" }),
    goal_break_update: (request) => ({ value: aBreak(request), change: "changed" }),
    goal_break_delete: ({ id }) => ({ value: aBreak({ id }), change: "gone" }),
  });
  const state = new GoalState(core.call);
  await state.load("goal-1");
  return { core, state };
}

test("pausing begins today", async () => {
  const { core, state } = await loaded();
  expect(await state.begin("pause")).toEqual(["made"]);
  expect(core.requests("goal_break_create")).toEqual([
    { goalId: "goal-1", kind: "pause", fromOn: "2026-11-21", untilOn: null },
  ]);
});

test("going on ends each break of today with yesterday", async () => {
  const over = aBreak({ id: "old", fromOn: "2026-01-01", untilOn: "2026-01-09" });
  const { core, state } = await loaded({ breaks: [over, aBreak()] });
  expect(await state.goOn()).toEqual(["changed"]);
  expect(core.requests("goal_break_update")).toEqual([
    { id: "break-1", fromOn: "2026-11-11", untilOn: "2026-11-20" },
  ]);
});

test("a break that began today goes when the goal goes on", async () => {
  const { core, state } = await loaded({ breaks: [aBreak({ fromOn: "2026-11-21" })] });
  expect(await state.goOn()).toEqual(["gone"]);
  expect(core.requests("goal_break_delete")).toEqual([{ id: "break-1" }]);
});

test("hidden numbers are shown when asked for, and hidden again with another goal", async () => {
  const settings = { ...aGoalView().settings, headline: "none" as const };
  const { state } = await loaded({ settings });
  expect(state.hidesNumbers).toBe(true);
  state.showsNumbers = true;
  await state.load("goal-1");
  expect(state.hidesNumbers).toBe(false);
  await state.load("goal-2");
  expect(state.hidesNumbers).toBe(true);
});

test("an own milestone of effort belongs to no goal, and a refused one stays in its fields", async () => {
  const { core, state } = await loaded();
  core.answer({ milestone_create: () => refuse("too_long", "name") });
  Object.assign(state.milestone, { measure: "check_ins", count: 40, name: "Forty" });
  expect(await state.addMilestone()).toBeNull();
  expect([state.milestone.name, state.milestone.refusal?.field]).toEqual(["Forty", "name"]);
  expect(core.requests("milestone_create")[0]).toMatchObject({ goalId: null, count: 40 });
  core.answer({
    milestone_create: (request) => ({ value: { ...request, id: "m-1" }, change: "kept" }),
  });
  expect(await state.addMilestone()).toEqual(["kept"]);
  expect(state.milestone.name).toBe("");
});

test("a refused act says why", async () => {
  const { core, state } = await loaded();
  core.answer({ goal_break_create: () => refuse("storage_full") });
  expect(await state.begin("end")).toBeNull();
  expect(state.failure?.code).toBe("storage_full");
});

test("nothing is left after a lock, not even an answer still on its way", async () => {
  const { core, state } = await loaded();
  const late = deferred<GoalView>();
  core.answer({ goal_get: () => late.promise });
  const loading = state.load("goal-1");
  state.milestone.name = "Forty";
  state.clear();
  late.resolve(aGoalView());
  await loading;
  expect([state.view, state.effort, state.milestone.name]).toEqual([null, [], ""]);
});

test("a usual week and a limit hold from their day on, and each answer is one save", async () => {
  const core = fakeCall({
    goal_rate_update: (request) => ({ value: request, change: "r" }),
    goal_limit_update: (request) => ({ value: request, change: "l" }),
  });
  const rate = rateDraft(core.call, "goal-1", "2026-11-01", []);
  await rate.set({ money: 3500 });
  await rate.set({ minutes: 90 });
  expect(core.requests("goal_rate_update").at(-1)).toEqual({
    goalId: "goal-1",
    fromOn: "2026-11-01",
    money: 3500,
    minutes: 90,
    units: null,
  });
  expect(rate.changes).toEqual(["r", "r"]);
  const kept = { goalId: "goal-1", fromOn: "2026-11-01", daily: 2000, weekly: null };
  const limit = limitDraft(core.call, "goal-1", "2026-11-01", [kept]);
  await limit.set({ weekly: 9000 });
  expect(core.requests("goal_limit_update")).toEqual([{ ...kept, weekly: 9000 }]);
});

test("a limit from a later day begins as the one that holds there, so that changing one keeps the other", async () => {
  const core = fakeCall({ goal_limit_update: (request) => ({ value: request, change: "l" }) });
  const all = [
    { goalId: "goal-1", fromOn: "2026-09-01", daily: 4000, weekly: 14000 },
    { goalId: "goal-1", fromOn: "2026-10-01", daily: 3000, weekly: 10000 },
  ];
  const later = limitDraft(core.call, "goal-1", "2026-11-01", all);
  expect([later.isSaved, later.fields]).toEqual([false, { daily: 3000, weekly: 10000 }]);
  await later.set({ weekly: 8000 });
  expect(core.requests("goal_limit_update")).toEqual([
    { goalId: "goal-1", fromOn: "2026-11-01", daily: 3000, weekly: 8000 },
  ]);
  const between = limitDraft(core.call, "goal-1", "2026-09-20", all);
  expect(between.fields).toEqual({ daily: 4000, weekly: 14000 });
  const before = limitDraft(core.call, "goal-1", "2026-08-01", all);
  expect(before.fields).toEqual({ daily: null, weekly: null });
});

test("a stay is made with its place, and another word for the unit keeps the rest of the goal", async () => {
  const core = fakeCall({
    stay_create: (request) => ({ value: { id: "stay-1", ...request }, change: "s" }),
    goal_update: (request) => ({ value: aGoal(request), change: "g" }),
  });
  const stay = stayDraft(core.call, "2026-11-21");
  await stay.set({ place: "detox" });
  expect(core.requests("stay_create")).toEqual([
    { place: "detox", name: "", fromOn: "2026-11-21", untilOn: null },
  ]);
  await unitDraft(core.call, aGoal({ name: "Wine" })).set({ unit: "glasses" });
  expect(core.requests("goal_update")[0]).toEqual({
    id: "goal-1",
    kind: "alcohol",
    name: "Wine",
    unit: "glasses",
    direction: "abstain",
    startedAt: "2026-10-22T18:30",
  });
});

const week = (
  fromOn: string,
  amount: number,
  weekly: number | null,
  daily: number | null = null,
) => ({
  fromOn,
  amount,
  weekly,
  days: [{ dayOn: fromOn, amount, daily, over: false }],
});

test("the picture of use shows weeks unless only days have a limit", () => {
  expect(usualView([week("2026-11-16", 5000, 9000, 2000)])).toBe("weeks");
  expect(usualView([week("2026-11-16", 5000, null, 2000)])).toBe("days");
  expect(usualView([week("2026-11-16", 5000, null)])).toBe("weeks");
});

test("what had no limit is neither within nor over one, and the axis begins at nothing", () => {
  const points = pointsOf(
    [
      week("2026-11-02", 4000, null),
      week("2026-11-09", 9000, 9000),
      week("2026-11-16", 9500, 9000),
    ],
    "weeks",
  );
  expect(within(points)).toEqual({ within: 1, count: 2 });
  expect([topOf(points), topOf([])]).toEqual([10_000, 2000]);
});

test("stays, spans, limits and weeks in words", async () => {
  await useLocale("en");
  const plain = (text: string | null): string => (text ?? "").replace(/[\u2068\u2069]/g, "");
  const run = { beganOn: "2026-10-01", lastOn: "2026-11-21" };
  const stay = { id: "s", name: "", place: "residential" as const };
  const inside = { ...stay, fromOn: "2026-09-20", untilOn: "2026-10-28" };
  const before = { ...stay, place: "jail" as const, fromOn: "2026-01-01", untilOn: "2026-02-01" };
  const open = { ...stay, place: "hospital" as const, fromOn: "2026-11-20", untilOn: null };
  expect(plain(stayWords(28, run, [inside, before]))).toBe("28 of these in residential treatment");
  expect(plain(stayWords(30, run, [inside, open]))).toBe("30 of these during a stay");
  expect(stayWords(0, run, [inside])).toBeNull();
  expect(plain(spanWords(open, "2026-11-21"))).toMatch(/^Since .*20/);
  const limit = { goalId: "g", fromOn: "2026-11-01", daily: 2500, weekly: null };
  expect(plain(limitWords(limit, "drinks"))).toBe("2.5 drinks a day");
  expect(plain(limitWords({ ...limit, daily: null }, ""))).toBe("no limit");
  const rate = { goalId: "g", fromOn: "2026-11-01", money: 3500, minutes: 90, units: null };
  expect(plain(rateWords(rate, "GBP", ""))).toMatch(/35\.00 and 1\.5 hours/);
  expect([plain(timeWords(59)), plain(timeWords(60)), plain(timeWords(33_060))]).toEqual([
    "59 minutes",
    "1 hour",
    "551 hours",
  ]);
});
