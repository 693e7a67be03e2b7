import { expect, test } from "vitest";
import { anItem } from "$ipc/testing/examples.ts";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import type { Bucket, Chart, ChartSummary, MonthDay } from "$ipc";
import { Charts, MEASURES } from "./chart.svelte.ts";
import { bucketName, columnsOf, lookOf, sentenceOf, shortName, titleOf } from "./chart-words.ts";
import { Year } from "./year.svelte.ts";

const bucket = (dayOn: string, value: number | null): Bucket => ({
  fromOn: dayOn,
  untilOn: dayOn,
  days: value === null ? 0 : 1,
  value,
  low: value,
  high: value,
  doses: null,
});

/** Without the marks that keep the direction of a word to itself. */
const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

const NOTHING_SAID: ChartSummary = {
  days: 0,
  ofDays: 7,
  usualLow: null,
  usualHigh: null,
  total: null,
  totalBefore: null,
  change: "unknown",
  doses: null,
};

function aChart(own: Partial<Chart> = {}): Chart {
  return {
    measure: "mood",
    itemId: null,
    range: "days7",
    unit: "day",
    fromOn: "2026-11-15",
    untilOn: "2026-11-21",
    buckets: [bucket("2026-11-15", 3), bucket("2026-11-16", null)],
    summary: { ...NOTHING_SAID, days: 1 },
    ...own,
  };
}

test("each measure is asked for, over the range that was chosen", async () => {
  const core = fakeCall({ chart_get: ({ measure }) => aChart({ measure }) });
  const charts = new Charts(core.call);
  await charts.choose("days90");
  expect(core.requests("chart_get")).toEqual(
    MEASURES.map((measure) => ({ measure, itemId: null, range: "days90" })),
  );
  expect(charts.charts.length).toBe(MEASURES.length);
});

test("each own question that can be drawn has a chart, named by the person", async () => {
  const kinds = ["yes_no", "text", "number"] as const;
  const items = kinds.map((kind) => anItem({ id: kind, kind, name: `My ${kind}`, unit: "cups" }));
  const core = fakeCall({
    check_in_item_list: () => items,
    chart_get: ({ measure, itemId }) => aChart({ measure, itemId }),
  });
  const charts = new Charts(core.call);
  await charts.load();
  const own = charts.charts.filter(({ itemId }) => itemId !== null);
  expect(own.map(({ measure }) => measure)).toEqual(["item_yes_no", "item_number"]);
  expect(own.map((chart) => plain(titleOf(chart, charts.items)))).toEqual([
    "My yes_no: days with a yes",
    "My number (cups)",
  ]);
  const yes = { ...NOTHING_SAID, days: 4, total: 3 };
  const drawn = aChart({ measure: "item_yes_no", itemId: "yes_no", summary: yes });
  expect(plain(sentenceOf(drawn))).toBe("3 days with a yes. From 4 of 7 days.");
});

test("an answer that comes late does not replace a later one", async () => {
  const late = deferred<Chart>();
  let asked = 0;
  const core = fakeCall({
    chart_get: ({ range }) => ((asked += 1) === 1 ? late.promise : aChart({ range })),
  });
  const charts = new Charts(core.call);
  const first = charts.choose("days7");
  await charts.choose("all");
  late.resolve(aChart({ range: "days7" }));
  await first;
  expect(charts.charts.every(({ range }) => range === "all")).toBe(true);
});

test("a chart with nothing in it is not drawn, nor one of lapses where there was none", async () => {
  const core = fakeCall({
    chart_get: ({ measure }) =>
      aChart({
        measure,
        summary: { ...NOTHING_SAID, days: measure === "sleep" ? 0 : 4, total: 0 },
      }),
  });
  const charts = new Charts(core.call);
  await charts.load();
  expect(charts.shown.map(({ measure }) => measure)).toEqual([
    "mood",
    "craving",
    "cravings",
    "confidence",
    "doses",
  ]);
});

test("a refusal is shown and nothing is left after a lock", async () => {
  const charts = new Charts(fakeCall({ chart_get: () => refuse("internal") }).call);
  await charts.load();
  expect(charts.failure?.code).toBe("internal");
  charts.clear();
  expect([charts.failure, charts.charts]).toEqual([null, []]);
});

test("the axes are those of the scale and not of the data", () => {
  expect(lookOf(aChart()).range).toEqual([1, 5]);
  expect(lookOf(aChart({ measure: "craving" })).range).toEqual([0, 10]);
  const cravings = aChart({ measure: "cravings", buckets: [bucket("2026-11-15", 3)] });
  expect(lookOf(cravings).range).toEqual([0, 4]);
  expect(lookOf(aChart({ measure: "cravings", buckets: [] })).range).toEqual([0, 4]);
  const top = (value: number) =>
    lookOf(aChart({ measure: "item_number", buckets: [bucket("2026-11-15", value)] })).range[1];
  expect([0, 0.3, 7, 8_213].map(top)).toEqual([1, 0.4, 10, 10_000]);
});

test("a gap stays one in the table", () => {
  const [said, gap] = columnsOf(aChart());
  expect(said).toMatchObject({ value: 3, said: expect.stringMatching(/Okay.* \(3\)/) });
  expect(gap).toMatchObject({ value: null, said: "" });
});

test("the sentence says how much was logged, what is usual, and how it changed", () => {
  const mood = { ...NOTHING_SAID, days: 6, usualLow: 2, usualHigh: 4, change: "same" as const };
  expect(plain(sentenceOf(aChart({ summary: mood })))).toBe(
    "From 6 of 7 days. Most days lie between “Low” and “Good”. About the same as in the 7 days before.",
  );
  const cravings = {
    ...NOTHING_SAID,
    days: 6,
    total: 3,
    totalBefore: 7,
    change: "lower" as const,
  };
  expect(plain(sentenceOf(aChart({ measure: "cravings", summary: cravings })))).toBe(
    "3 cravings. From 6 of 7 days. Fewer than in the 7 days before: 7.",
  );
});

test("buckets have names", () => {
  const week = { ...bucket("2026-11-09", 3), untilOn: "2026-11-15" };
  expect(bucketName(week, "week", "2026-11-21")).toMatch(/9.*15/);
  expect(bucketName(week, "month", "2026-11-21")).toBe("November 2026");
  expect(shortName(aChart(), 0)).toBe("Sun");
  expect(shortName(aChart(), 99)).toBe("");
});

test("a year is summed by month, and empty months are left out", async () => {
  const day = (dayOn: string, own: Partial<MonthDay> = {}): MonthDay => ({
    dayOn,
    mood: null,
    checkIns: 0,
    cravings: 0,
    strongestCraving: null,
    journalEntries: 0,
    hasMore: false,
    lapse: false,
    ...own,
  });
  const days = [
    day("2026-01-01", { mood: 2, checkIns: 1, cravings: 2 }),
    day("2026-01-02", { mood: 4, checkIns: 1, lapse: true }),
    day("2026-02-01"),
    // Only what has no mark of its own, such as a dose.
    day("2026-03-01", { hasMore: true }),
  ];
  const core = fakeCall({
    journey_year: ({ year }) => ({ year: year ?? 2026, days, firstYear: 2024, thisYear: 2026 }),
  });
  const year = new Year(core.call);
  await year.load();
  expect(year.months).toEqual([
    { month: "2026-01", days: 2, mood: 3, cravings: 2, lapses: 1 },
    { month: "2026-03", days: 1, mood: null, cravings: 0, lapses: 0 },
  ]);
  await year.load(2025);
  expect(year.view?.year).toBe(2025);
  await year.load();
  expect(core.requests("journey_year").at(-1)).toEqual({ year: 2025 });
});

test("a chart of doses tells what was not taken, and a gap why it is one", () => {
  const none = { taken: 0, late: 0, skipped: 0, missed: 0, unrecorded: 0, asNeeded: 0 };
  const buckets = [
    { ...bucket("2026-11-15", 2), doses: { ...none, taken: 1, late: 1, missed: 1 } },
    { ...bucket("2026-11-16", null), doses: { ...none, unrecorded: 2 } },
    { ...bucket("2026-11-17", null), doses: none },
  ];
  const doses = { ...none, taken: 1, late: 1, missed: 1, unrecorded: 2 };
  const summary = { ...NOTHING_SAID, days: 1, total: 2, doses };
  const drawn = aChart({ measure: "doses", buckets, summary });
  expect(plain(sentenceOf(drawn))).toBe(
    "2 doses taken. Besides: 1 missed or without an answer and 2 not recorded. From 1 of 7 days.",
  );
  expect(columnsOf(drawn).map(({ said }) => plain(said))).toEqual([
    "1 taken, 1 taken at another time, and 1 missed or without an answer",
    "2 not recorded",
    "",
  ]);
});
