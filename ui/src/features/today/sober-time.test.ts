import { expect, test } from "vitest";
import { aSoberTime } from "$ipc/testing/examples.ts";
import { daysOver, daysWithLapse, factsOf, isOpenToday, leadOf } from "./sober-time.ts";

test("the headline of choice leads", () => {
  expect(leadOf("current_run", aSoberTime())).toEqual({ kind: "current_run", days: 9 });
  expect(leadOf("total_days", aSoberTime())).toEqual({ kind: "total_days", days: 212 });
  expect(leadOf("last30", aSoberTime())).toEqual({ kind: "last30", days: 27, ofDays: 30 });
  expect(leadOf("none", aSoberTime())).toEqual({ kind: "hidden" });
});

test("after a lapse today what stands leads, not the run", () => {
  const time = aSoberTime({ lapseToday: true, currentRunDays: 0 });
  expect(leadOf("current_run", time)).toEqual({ kind: "total_days", days: 212 });
});

test("no headline ever shows a zero", () => {
  const none = { soberDays: 0, ofDays: 1, days: [] };
  const time = aSoberTime({ currentRunDays: 0, totalDays: 0, longestRunDays: 0, last30: none });
  for (const headline of ["current_run", "total_days", "last30"] as const) {
    expect(leadOf(headline, time)).toEqual({ kind: "first_day" });
  }
});

test("a start to come is counted down, whatever the headline", () => {
  const time = aSoberTime({ phase: "not_started", daysUntilStart: 3 });
  expect(leadOf("none", time)).toEqual({ kind: "starts", days: 3 });
});

test("days with a lapse are named, oldest first", () => {
  const days = [
    { dayOn: "2026-11-19", sober: false, over: false },
    { dayOn: "2026-11-20", sober: true, over: false },
    { dayOn: "2026-11-21", sober: false, over: false },
  ];
  const last30 = { soberDays: 1, ofDays: 3, days };
  expect(daysWithLapse(aSoberTime({ last30 }))).toEqual(["2026-11-19", "2026-11-21"]);
});

test("it is the first day only while no lapse is known", () => {
  const days = [
    { dayOn: "2026-11-20", sober: false, over: false },
    { dayOn: "2026-11-21", sober: false, over: false },
  ];
  const nothing = { currentRunDays: 0, totalDays: 0, longestRunDays: 0 };
  const after = aSoberTime({ ...nothing, last30: { soberDays: 0, ofDays: 2, days } });
  expect(leadOf("current_run", { ...after, lapseToday: true })).toEqual({
    kind: "new_run",
    isTomorrow: true,
  });
  expect(leadOf("total_days", after)).toEqual({ kind: "new_run", isTomorrow: false });
});

test("a zero is never told", () => {
  const time = aSoberTime({ lapseToday: true, currentRunDays: 0 });
  expect(factsOf(time).map(({ key }) => key)).toEqual(["all", "longest"]);
  expect(factsOf(aSoberTime({ totalDays: 0, longestRunDays: 0, currentRunDays: 0 }))).toEqual([]);
});

test("a day over the limit is named for what it is, and never as a lapse", () => {
  const days = [
    { dayOn: "2026-11-20", sober: false, over: false },
    { dayOn: "2026-11-21", sober: false, over: true },
  ];
  const time = aSoberTime({
    overToday: true,
    currentRunDays: 0,
    last30: { soberDays: 0, ofDays: 2, days },
  });
  expect([daysWithLapse(time), daysOver(time)]).toEqual([["2026-11-20"], ["2026-11-21"]]);
  expect(isOpenToday(time)).toBe(true);
  expect(leadOf("current_run", time)).toEqual({ kind: "total_days", days: 212 });
});

test("a goal that is paused or over leads with what stands, where numbers are wanted", () => {
  const paused = aSoberTime({ phase: "paused" });
  expect(leadOf("current_run", paused)).toEqual({ kind: "paused", stands: 212 });
  expect(leadOf("none", paused)).toEqual({ kind: "paused", stands: null });
  const ended = aSoberTime({ phase: "ended", totalDays: 0 });
  expect(leadOf("total_days", ended)).toEqual({ kind: "ended", stands: null });
});
