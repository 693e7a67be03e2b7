import { expect, test } from "vitest";
import { aGoal, aGoalView, aUse } from "$ipc/testing/examples.ts";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { useDraft, UseFlow } from "./use-entry.svelte.ts";

const less = aGoal({ direction: "reduce", unit: "drinks" });
const none = aGoal({ id: "goal-2", kind: "opioids" });
const safer = aGoal({ id: "goal-3", kind: "nicotine", direction: "safer_use" });

async function begun(goals = [less, none], goalId: string | null = null) {
  const core = fakeCall({
    goal_list: () => goals,
    goal_get: () => aGoalView({ goal: less }),
    use_entry_log: (request) => ({ value: aUse({ amount: request.amount ?? 0 }), change: "u1" }),
  });
  const flow = new UseFlow(core.call);
  await flow.begin(goalId);
  return { core, flow };
}

test("the only goal that counts use is not asked for", async () => {
  const { flow } = await begun();
  expect([flow.goalId, flow.unit]).toEqual(["goal-1", "drinks"]);
});

test("with several it is asked which, unless one came along", async () => {
  expect((await begun([less, safer])).flow.goalId).toBeNull();
  expect((await begun([less, safer], "goal-3")).flow.goalId).toBe("goal-3");
  expect((await begun([less, safer], "goal-2")).flow.goalId, "one about none at all").toBeNull();
});

test("one tap logs it for now", async () => {
  const { core, flow } = await begun();
  expect(await flow.log(2000)).toBe("u1");
  expect(core.requests("use_entry_log")).toEqual([
    { goalId: "goal-1", amount: 2000, note: "", at: null },
  ]);
});

test("what was used so far stands beside the limit that holds", async () => {
  const { core, flow } = await begun();
  const told = async (day: object, week: object = {}) => {
    const days = [{ dayOn: "2026-11-21", amount: 2000, daily: null, over: false, ...day }];
    const weeks = [{ fromOn: "2026-11-16", amount: 6000, weekly: null, days, ...week }];
    core.answer({ goal_get: () => aGoalView({ goal: less, weeks }) });
    await flow.choose("goal-1");
    return flow.soFar;
  };
  expect(await told({ daily: 3000 }, { weekly: 9000 })).toEqual({
    words: "use-today-limit",
    amount: 2000,
    limit: 3000,
  });
  expect(await told({}, { weekly: 9000 })).toEqual({
    words: "use-week-limit",
    amount: 6000,
    limit: 9000,
  });
  expect(await told({})).toEqual({ words: "use-today", amount: 2000, limit: null });
  expect(await told({ amount: 0 })).toBeNull();
});

test("a second tap while the first is on its way logs nothing more", async () => {
  const { core, flow } = await begun();
  const gate = deferred<null>();
  core.answer({
    use_entry_log: async () => {
      await gate.promise;
      return { value: aUse(), change: "u1" };
    },
  });
  const first = flow.log(1000);
  expect(await flow.log(1000)).toBeNull();
  gate.resolve(null);
  expect(await first).toBe("u1");
  expect(core.requests("use_entry_log")).toHaveLength(1);
});

test("a use that was not saved is not called logged", async () => {
  const { core, flow } = await begun();
  core.answer({ use_entry_log: () => refuse("storage_full") });
  expect(await flow.log(1000)).toBeNull();
  expect(flow.failure?.code).toBe("storage_full");
});

test("a use for another time is kept once its amount is said, with the words typed before", async () => {
  const core = fakeCall({
    use_entry_log: ({ amount }) =>
      amount === null
        ? refuse("answer_needed", "amount")
        : { value: aUse({ amount }), change: "u1" },
  });
  const draft = useDraft(core.call, undefined, "2026-11-19T12:00", "goal-1");
  await draft.set({ note: "with food" });
  expect([draft.isSaved, draft.isHeldBack, draft.failure]).toEqual([false, true, null]);
  expect(draft.refusals["amount"]?.code, "it is asked for at its field").toBe("answer_needed");
  await draft.set({ amount: 1500 });
  expect(core.requests("use_entry_log").at(-1)).toEqual({
    goalId: "goal-1",
    amount: 1500,
    note: "with food",
    at: "2026-11-19T12:00",
  });
  expect([draft.isSaved, draft.isHeldBack]).toEqual([true, false]);
});

test("an emptied amount keeps the one that was said", async () => {
  const core = fakeCall({
    use_entry_update: ({ amount }) => ({ value: aUse({ amount }), change: "u2" }),
  });
  await useDraft(core.call, aUse()).set({ amount: null });
  expect(core.requests("use_entry_update")[0]?.amount).toBe(2000);
});

test("nothing is left after a lock", async () => {
  const { flow } = await begun();
  flow.typed = 5000;
  flow.clear();
  expect([flow.goals, flow.goalId, flow.view, flow.typed]).toEqual([null, null, null, null]);
});
