import { expect, test } from "vitest";
import { aDay, aToday } from "$ipc/testing/examples.ts";
import { deferred, fakeCall } from "$ipc/testing/fake-call.ts";
import type { JourneyPage } from "$ipc";
import { Journey } from "./journey.svelte.ts";

const NEWEST: JourneyPage = {
  days: [aDay("2026-11-21"), aDay("2026-11-19")],
  hidden: 0,
  olderBefore: "2026-11-19",
};
const OLDER: JourneyPage = { days: [aDay("2026-10-02")], hidden: 0, olderBefore: null };
const CRAVINGS: JourneyPage = { days: [aDay("2026-11-19")], hidden: 7, olderBefore: null };

function aCore() {
  return fakeCall({
    today_get: () => aToday(),
    trigger_list: () => [],
    journey_month: ({ month }) => ({ month: month ?? "2026-11", days: [], firstMonth: "2026-10" }),
    journey_list: ({ before, days, kinds }) => {
      if (days === 1) {
        const found = before === "2026-09-04" ? [aDay("2026-09-03")] : [];
        return { days: found, hidden: 0, olderBefore: null };
      }
      if (kinds.length > 0) return CRAVINGS;
      return before === null ? NEWEST : OLDER;
    },
  });
}

async function loaded() {
  const core = aCore();
  const journey = new Journey(core.call);
  await journey.load();
  return { core, journey };
}

test("older days come after the ones there are", async () => {
  const { journey } = await loaded();
  await journey.older();
  expect(journey.shown.map(({ dayOn }) => dayOn)).toEqual([
    "2026-11-21",
    "2026-11-19",
    "2026-10-02",
  ]);
  expect(journey.olderBefore).toBeNull();
});

test("reading again keeps as many days as were shown", async () => {
  const { journey } = await loaded();
  await journey.older();
  await journey.load();
  expect(journey.shown).toHaveLength(3);
});

test("a chosen day narrows the list and can be let go", async () => {
  const { journey } = await loaded();
  await journey.choose("2026-11-19");
  expect(journey.shown.map(({ dayOn }) => dayOn)).toEqual(["2026-11-19"]);
  journey.showAll();
  expect(journey.shown).toHaveLength(2);
});

test("a chosen day that was not loaded is fetched by itself", async () => {
  const { core, journey } = await loaded();
  await journey.choose("2026-09-03");
  expect(core.requests("journey_list").at(-1)).toEqual({
    before: "2026-09-04",
    days: 1,
    kinds: [],
  });
  expect(journey.shown.map(({ dayOn }) => dayOn)).toEqual(["2026-09-03"]);
});

test("a chosen day without entries shows an empty list, not another day", async () => {
  const { journey } = await loaded();
  await journey.choose("2026-11-20");
  expect(journey.shown).toEqual([]);
  expect(journey.isEmpty).toBe(false);
});

test("of several months asked for in haste, the last is shown", async () => {
  const { core, journey } = await loaded();
  const late = deferred<null>();
  core.answer({
    journey_month: async ({ month }) => {
      if (month === "2024-02") await late.promise;
      return { month: month ?? "", days: [], firstMonth: "2024-01" };
    },
  });
  const first = journey.turnTo("2024-02");
  await journey.turnTo("2026-10");
  late.resolve(null);
  await first;
  expect(journey.month?.month).toBe("2026-10");
});

test("removing answers with the change to undo", async () => {
  const { core, journey } = await loaded();
  core.answer({
    check_in_delete: ({ id }) => ({
      value: { ...NEWEST.days[0]!.entries[0]!.entry, id } as never,
      change: "gone",
    }),
  });
  expect(await journey.remove(NEWEST.days[0]!.entries[0]!)).toBe("gone");
});

test("a removal that did not work says so and offers no undo", async () => {
  const { core, journey } = await loaded();
  core.answer({
    check_in_delete: () => Promise.reject({ code: "not_found", field: null, reference: "r" }),
  });
  expect(await journey.remove(NEWEST.days[0]!.entries[0]!)).toBeNull();
  expect(journey.failure?.code).toBe("not_found");
});

test("an answer that comes after a lock is dropped", async () => {
  const { core, journey } = await loaded();
  const late = deferred<JourneyPage>();
  core.answer({ journey_list: () => late.promise });
  const loading = journey.load();
  journey.clear();
  late.resolve(NEWEST);
  await loading;
  expect([journey.days, journey.month]).toEqual([[], null]);
});

test("it knows the time of this moment, as the core tells it", async () => {
  let passed = 0;
  const journey = new Journey(aCore().call, () => passed);
  expect(journey.now()).toBe("");
  await journey.load();
  passed = 5 * 60_000;
  expect(journey.now()).toBe("2026-11-21T18:35");
});

test("a list narrowed to a kind says how much that hides", async () => {
  const { core, journey } = await loaded();
  await journey.toggle("craving");
  expect(core.requests("journey_list").at(-1)).toMatchObject({ before: null, kinds: ["craving"] });
  expect(journey.shown).toHaveLength(1);
  expect(journey.hidden).toBe(7);
  await journey.load();
  expect(journey.hidden).toBe(7);
  await journey.toggle("craving");
  expect(journey.shown).toHaveLength(2);
  expect(journey.hidden).toBe(0);
});

test("a day chosen from a narrowed list is shown whole", async () => {
  const { core, journey } = await loaded();
  await journey.toggle("craving");
  await journey.choose("2026-11-19");
  expect(core.requests("journey_list").at(-1)).toEqual({
    before: "2026-11-20",
    days: 1,
    kinds: [],
  });
});

test("a filter waits while a day is shown whole, and holds again afterwards", async () => {
  const { journey } = await loaded();
  expect(journey.isFilterWaiting).toBe(false);
  await journey.choose("2026-11-19");
  expect(journey.isFilterWaiting).toBe(false);
  journey.showAll();
  await journey.toggle("craving");
  await journey.choose("2026-11-19");
  expect(journey.isFilterWaiting).toBe(true);
  journey.showAll();
  expect([journey.isFilterWaiting, journey.kinds]).toEqual([false, ["craving"]]);
});

test("a day ahead can be chosen once something was logged on it, by who flew west", async () => {
  const { journey } = await loaded();
  expect([journey.isHere("2026-11-21"), journey.isHere("2026-11-22")]).toEqual([true, false]);
  const ahead = { dayOn: "2026-11-22", mood: null, strongestCraving: null };
  const nothing = { checkIns: 0, cravings: 0, journalEntries: 0, lapse: false, hasMore: false };
  journey.month = { ...journey.month!, days: [{ ...ahead, ...nothing }] };
  expect(journey.isHere("2026-11-22")).toBe(false);
  journey.month = { ...journey.month!, days: [{ ...ahead, ...nothing, checkIns: 1 }] };
  expect(journey.isHere("2026-11-22")).toBe(true);
  journey.month = { ...journey.month!, days: [{ ...ahead, ...nothing, hasMore: true }] };
  expect(journey.isHere("2026-11-22"), "a dose").toBe(true);
});

test("nothing of a kind is no empty log", async () => {
  const { core, journey } = await loaded();
  core.answer({ journey_list: () => ({ days: [], hidden: 12, olderBefore: null }) });
  await journey.toggle("stay");
  expect(journey.isEmpty).toBe(false);
  await journey.showEveryKind();
  expect(journey.isEmpty).toBe(true);
});

test("a day that another page leads to is shown in its month", async () => {
  const { journey } = await loaded();
  journey.arrive("2026-09-03");
  await journey.load();
  expect(journey.month?.month).toBe("2026-09");
  expect(journey.shown.map(({ dayOn }) => dayOn)).toEqual(["2026-09-03"]);
  journey.showAll();
  await journey.turnTo("2026-10");
  await journey.load();
  expect(journey.month?.month).toBe("2026-10");
});
