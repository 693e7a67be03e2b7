import { expect, test } from "vitest";
import { aCheckIn, aCraving, aGoal, aLapse } from "$ipc/testing/examples.ts";
import { dayName, wordsOf } from "./entry-words.ts";

const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, "");
const NONE = { goals: [], triggers: [] };

test("a check-in says its mood and only what was answered", () => {
  const entry = aCheckIn({ mood: 2, craving: 6, sleepMinutes: 390 });
  const words = wordsOf({ type: "check_in", entry }, NONE);
  expect(plain(words.title)).toBe("Check-in: Low");
  expect(words.parts.map(plain)).toEqual(["craving 6", "slept 6.5 hours"]);
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
  const words = wordsOf({ type: "craving", entry }, { goals: [], triggers: [home, own] });
  expect(plain(words.title)).toBe("Craving 6, then 3");
  expect(words.parts.map(plain)).toEqual([
    "Home and The bridge",
    "Ride the wave, 5 minutes",
    "did not act on it",
  ]);
});

test("the goal is named only where there are several", () => {
  const entry = aLapse({ goalId: "goal-1" });
  const one = { goals: [aGoal()], triggers: [] };
  const two = { goals: [aGoal(), aGoal({ id: "goal-2" })], triggers: [] };
  expect(wordsOf({ type: "lapse", entry }, one).parts).toEqual([]);
  expect(wordsOf({ type: "lapse", entry }, two).parts.map(plain)).toEqual(["Alcohol"]);
});

test("own words cannot turn the words after them round", () => {
  const own = { id: "o", kind: "place", key: null, name: "\u202Eevil" } as const;
  const entry = aCraving({ triggers: ["o"] });
  const words = wordsOf({ type: "craving", entry }, { goals: [], triggers: [own] });
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
  };
  expect(plain(dayName("2026-03-12", marks, "2026-11-21"))).toMatch(
    /March.*mood Good, 2 cravings, a lapse, 1 journal entry$/,
  );
  expect(plain(dayName("2026-03-13", undefined, "2026-11-21"))).toMatch(/nothing noted$/);
});

test("a day of another year is called with its year", () => {
  expect(dayName("2025-11-20", undefined, "2026-11-21")).toMatch(/2025/);
  expect(dayName("2026-11-20", undefined, "2026-11-21")).not.toMatch(/2026/);
});
