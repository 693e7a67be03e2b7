import { expect, test } from "vitest";
import { aCheckIn, anItem, aCraving, aGoal, aLapse } from "$ipc/testing/examples.ts";
import { dayName, doseWords, whenOf, wordsOf } from "./entry-words.ts";

const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, "");
const NONE = { goals: [], triggers: [], items: [] };

test("a check-in says its mood and only what was answered", () => {
  const entry = aCheckIn({ mood: 2, craving: 6, sleepMinutes: 390 });
  const words = wordsOf({ type: "check_in", entry }, NONE);
  expect(plain(words.title)).toBe("Check-in: Low");
  expect(words.parts.map(plain)).toEqual(["craving 6", "slept 6 h 30 min"]);
});

test("a craving says how it changed, and with what", () => {
  const home = { id: "h", kind: "place", key: "home", name: "" } as const;
  const own = { id: "o", kind: "place", key: null, name: "The bridge" } as const;
  const entry = aCraving({
    strengthBefore: 6,
    strengthAfter: 3,
    triggers: ["h", "o"],
    tool: "urge_wave",
    toolSeconds: 300,
    acted: false,
  });
  const words = wordsOf(
    { type: "craving", entry },
    { goals: [], triggers: [home, own], items: [] },
  );
  expect(plain(words.title)).toBe("Craving 6, then 3");
  expect(words.parts.map(plain)).toEqual([
    "Home and The bridge",
    "Ride the wave, 5 minutes",
    "did not act on it",
  ]);
});

test("the goal is named only where there are several", () => {
  const entry = aLapse({ goalId: "goal-1" });
  const one = { goals: [aGoal()], triggers: [], items: [] };
  const two = { goals: [aGoal(), aGoal({ id: "goal-2" })], triggers: [], items: [] };
  expect(wordsOf({ type: "lapse", entry }, one).parts).toEqual([]);
  expect(wordsOf({ type: "lapse", entry }, two).parts.map(plain)).toEqual(["Alcohol"]);
});

test("own words cannot turn the words after them round", () => {
  const own = { id: "o", kind: "place", key: null, name: "\u202Eevil" } as const;
  const entry = aCraving({ triggers: ["o"] });
  const words = wordsOf({ type: "craving", entry }, { goals: [], triggers: [own], items: [] });
  expect(words.parts[0]).toBe("\u2068\u202Eevil\u2069");
});

test("a day of the calendar is called with all that its marks mean", () => {
  const marks = {
    dayOn: "2026-03-12",
    mood: 4,
    checkIns: 1,
    cravings: 2,
    strongestCraving: 6,
    lapse: true,
    journalEntries: 1,
    hasMore: false,
  };
  expect(plain(dayName("2026-03-12", marks, "2026-11-21"))).toMatch(
    /March.*mood Good, 2 cravings, a lapse, 1 journal entry$/,
  );
  expect(plain(dayName("2026-03-13", undefined, "2026-11-21"))).toMatch(/nothing noted$/);
});

test("a day with what has no mark of its own is never called empty", () => {
  const nothing = {
    dayOn: "2026-03-12",
    mood: null,
    checkIns: 0,
    cravings: 0,
    strongestCraving: null,
    lapse: false,
    journalEntries: 0,
    hasMore: false,
  };
  const called = (more: Partial<typeof nothing>): string =>
    plain(dayName("2026-03-12", { ...nothing, ...more }, "2026-11-21"));
  expect(called({})).toMatch(/March.*, nothing noted$/);
  expect(called({ hasMore: true })).toMatch(/March.*, something noted$/);
  expect(called({ checkIns: 1 }), "no mood was said").toMatch(/March.*, something noted$/);
  expect(called({ cravings: 1, hasMore: true })).toMatch(/March.*, 1 craving, and more$/);
});

test("a day of another year is called with its year", () => {
  expect(dayName("2025-11-20", undefined, "2026-11-21")).toMatch(/2025/);
  expect(dayName("2026-11-20", undefined, "2026-11-21")).not.toMatch(/2026/);
});

test("own questions are told in their order; words stand with the note", () => {
  const items = [
    anItem({ id: "water", unit: "glasses" }),
    anItem({ id: "thanks", kind: "text", name: "Grateful for" }),
    anItem({ id: "pain", kind: "scale", name: "Pain" }),
    anItem({ id: "walk", kind: "yes_no", name: "Walk" }),
    anItem({ id: "unsaid", kind: "yes_no" }),
  ];
  const entry = aCheckIn({
    note: "Slept badly.",
    items: [
      { itemId: "gone", value: { kind: "scale", value: 3 } },
      { itemId: "pain", value: { kind: "scale", value: 0 } },
      { itemId: "walk", value: { kind: "yes_no", value: false } },
      { itemId: "water", value: { kind: "number", value: 2500 } },
      { itemId: "thanks", value: { kind: "text", value: "rain" } },
    ],
  });
  const words = wordsOf({ type: "check_in", entry }, { ...NONE, items });
  expect(words.parts.map(plain)).toEqual(["Water: 2.5 glasses", "Pain: 0 of 10", "Walk: No"]);
  expect(plain(words.note)).toBe("Slept badly.\nGrateful for: rain");
});

test("what is said about a day is of that day, whenever it was written", () => {
  const { atMs, zone } = aCheckIn();
  const entry = { id: "n", atMs, zone, dayOn: "2026-11-17", skill: "used" as const, note: "ran" };
  const item = { type: "diary_note" as const, entry };
  expect(wordsOf(item, NONE)).toEqual({
    title: "About skills",
    parts: ["I used one"],
    note: "ran",
  });
  expect(wordsOf({ ...item, entry: { ...entry, skill: null } }, NONE).parts).toEqual([]);
  expect(whenOf(item)).toMatch(/17/);
  expect(whenOf({ type: "check_in", entry: aCheckIn() })).toMatch(/21/);
});

test("the doses of a day are one line, and what was not taken is told by what became of it", () => {
  const none = { taken: 0, late: 0, skipped: 0, missed: 0, unrecorded: 0, asNeeded: 0 };
  const said = (own: Partial<typeof none>): string[] => {
    const { title, parts } = doseWords({ ...none, ...own });
    return [title, ...parts].map(plain);
  };
  expect(said({ taken: 3 })).toEqual(["Medicines: 3 of 3 taken"]);
  expect(said({ taken: 1, late: 1, missed: 1, unrecorded: 1, asNeeded: 2 })).toEqual([
    "Medicines: 2 of 4 taken",
    "1 taken at another time",
    "1 missed or without an answer",
    "1 not recorded",
    "2 as needed",
  ]);
  expect(said({ asNeeded: 1 })).toEqual(["Medicines: 1 as needed"]);
});
