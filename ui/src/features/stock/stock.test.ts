import { expect, test } from "vitest";
import type { MedicineView, StockView } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { heldTexts } from "$shared/held-text.svelte.ts";
import { AmountForm, fieldsOf } from "./stock.svelte.ts";
import { enoughLine, leftLine, lowLine, pastLine, stockLines } from "./stock-words.ts";

const plain = (text: string | null): string => (text ?? "").replace(/[\u2068\u2069]/g, "");

const supply = (more: Partial<StockView> = {}): StockView => ({
  medicineId: "m1",
  unit: "tablets",
  refillOn: null,
  refillSize: null,
  refillsLeft: null,
  lowDays: 7,
  refillDays: 1,
  expiryDays: 30,
  countedOn: "2026-11-21",
  left: 24_500,
  isOver: false,
  countsDown: true,
  runsOutOn: "2026-12-15",
  lastOn: "2026-12-14",
  enoughDays: 24,
  coversAll: false,
  isByPace: false,
  ...more,
});

const medicine = (stock: StockView | null, more: Partial<MedicineView> = {}): MedicineView =>
  ({
    id: "m1",
    stock,
    schedules: [],
    expiresOn: null,
    expiresInDays: null,
    endedMs: null,
    ...more,
  }) as never;

test("what is left, and for how long", () => {
  expect(plain(leftLine(supply()))).toBe("24.5 left (tablets)");
  expect(plain(leftLine(supply({ left: 1000 })))).toBe("1 left (tablets)");
  expect(plain(leftLine(supply({ unit: " " })))).toBe("24.5 left");
  expect(plain(enoughLine(supply()))).toBe("Enough for 24 days");
  expect(lowLine(supply())).toBeNull();
  expect(plain(lowLine(supply({ enoughDays: 1 })))).toBe("Enough for 1 day");
  expect(plain(lowLine(supply({ enoughDays: 0 })))).toBe("Not enough for the next dose");
  expect(leftLine(supply({ left: null }))).toBeNull();
  expect(plain(leftLine(supply({ left: 0 })))).toBe("The count says none is left.");
});

test("nothing is said of what is not known", () => {
  expect(lowLine(null)).toBeNull();
  expect(enoughLine(supply({ enoughDays: null }))).toBeNull();
  expect(enoughLine(supply({ countsDown: false }))).toBeNull();
  expect(stockLines(medicine(null))).toEqual([]);
});

test("a kit does not go down by itself, and does not say so", () => {
  const kit = medicine(supply({ runsOutOn: null, lastOn: null }), { class: "naloxone" });
  expect(stockLines(kit).map(plain)).toEqual(["Counted on November 21, 2026."]);
});

test("the rest is a line each", () => {
  const known = supply({ isByPace: true, lastOn: null, refillOn: "2026-12-01", refillsLeft: 0 });
  const pack = { expiresOn: "2026-11-01", expiresInDays: -20 };
  expect(stockLines(medicine(known, pack)).map(plain)).toEqual([
    "Runs out around December 15, 2026.",
    "At the pace of the last 4 weeks.",
    "Counted on November 21, 2026. It goes down with what you took after that.",
    "Refill from December 1, 2026",
    "No refills left",
  ]);
  expect(plain(pastLine(medicine(known, pack)))).toBe(
    "Past the date on the pack: November 1, 2026",
  );
  expect(plain(stockLines(medicine(supply()))[0] ?? "")).toBe(
    "The last one is on December 14, 2026.",
  );
  // Of one that is known not to go down, nothing else is said.
  const still = supply({ countsDown: false, runsOutOn: null, lastOn: null });
  expect(stockLines(medicine(still)).map(plain)).toEqual(["Counted on November 21, 2026."]);
});

test("the first count says what is counted, and is undone with it", async () => {
  const written = (change: string) => () => ({ value: medicine(supply()), change });
  const { call, requests } = fakeCall({
    stock_update: written("c1"),
    stock_count_log: written("c2"),
  });
  const form = new AmountForm(call, medicine(null), "count", "tablets");
  expect(await form.send()).toBeNull();
  expect(form.refusal?.field).toBe("amount");
  form.amount = 30_000;
  expect(await form.send()).toEqual(["c1", "c2"]);
  expect(requests("stock_update")).toMatchObject([{ medicineId: "m1", unit: "tablets" }]);
  expect(requests("stock_count_log")).toEqual([{ medicineId: "m1", amount: 30_000, at: null }]);
});

test("a number is held until it is sent", async () => {
  const { call } = fakeCall({ stock_refill_log: () => refuse("storage_full") });
  const form = new AmountForm(call, medicine(supply({ refillSize: 28_000 })), "refill", "");
  expect(form.amount).toBe(28_000);
  form.amount = 14_000;
  form.held.hold();
  await heldTexts.flush();
  expect(await form.send()).toBeNull();
  const again = new AmountForm(call, medicine(supply()), "refill", "");
  expect(again.amount).toBe(14_000);
  await again.held.leaveOut();
  expect(heldTexts.waiting).toEqual([]);
});

test("a supply that nobody spoke of has the usual reminders", () => {
  expect(fieldsOf(medicine(null), "films")).toMatchObject({
    unit: "films",
    lowDays: 7,
    refillDays: 1,
    expiryDays: 30,
  });
});

test("past its date stays a question until there is another date or it is left", () => {
  const pack = { expiresOn: "2025-11-01", expiresInDays: -385 };
  const past = "Past the date on the pack: November 1, 2025";
  // Of a kit nobody counts anything.
  expect(plain(pastLine(medicine(null, pack)))).toBe(past);
  expect(stockLines(medicine(null, pack))).toEqual([]);
  const left = medicine(supply({ expiryDays: null, countedOn: null, lastOn: null }), pack);
  expect(pastLine(left)).toBeNull();
  expect(stockLines(left).map(plain)).toEqual([past, "Mainstay does not remind you of this date."]);
  expect(pastLine(medicine(null, { ...pack, endedMs: 1 }))).toBeNull();
  expect(pastLine(medicine(null, { ...pack, expiresInDays: 0 }))).toBeNull();
});
