import { expect, test } from "vitest";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { aToday } from "$ipc/testing/examples.ts";
import type { Help, PatternCard, Patterns } from "$ipc";
import { PatternState } from "./pattern.svelte.ts";
import { cardWords, helpWords } from "./pattern-words.ts";

const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");
const NOTHING: Patterns = { loggedDays: 3, daysMissing: 11, cards: [] };
const ANSWERS = {
  pattern_list: () => NOTHING,
  helps_list: () => ({ tools: [], people: [], helpedLast: null }),
  outlook_get: () => null,
  settings_get: () => aToday().settings,
  trigger_list: () => [],
};

const card = (own: Partial<PatternCard>): PatternCard => ({
  cell: { kind: "time", weekday: 5, part: "evening" },
  event: "craving_or_lapse",
  fromStrength: 1,
  times: 5,
  of: 8,
  otherTimes: 9,
  otherOf: 48,
  ...own,
});

test("a card tells counts, here and elsewhere", () => {
  const friday = cardWords(card({}), []);
  expect([friday.title, friday.here, friday.elsewhere].map(plain)).toEqual([
    "Friday evenings",
    "5 of 8 had a craving or a lapse.",
    "Other evenings: 9 of 48.",
  ]);
  const strong = cardWords(card({ fromStrength: 7 }), []);
  expect(plain(strong.here)).toBe("5 of 8 had a craving of 7 or more, or a lapse.");
});

test("each kind of cell has its words", () => {
  const stress = { id: "t1", kind: "situation" as const, key: "stress", name: "" };
  const cell = { kind: "trigger" as const, triggerId: "t1" };
  const acted = cardWords(card({ cell, event: "acted_on" }), [stress]);
  expect(plain(acted.here)).toBe("You acted on 5 of 8.");
  expect(plain(acted.elsewhere)).toBe("Other cravings: 9 of 48.");
  const lonely = cardWords(card({ cell: { kind: "halt", item: "lonely" } }), []);
  expect(plain(lonely.elsewhere)).toBe("Other days: 9 of 48.");
  for (const kind of ["short_sleep", "missed_dose"] as const) {
    expect(cardWords(card({ cell: { kind } }), []).title).not.toBe("");
  }
});

test("what helped is counted from three rated uses on", () => {
  const help: Help<string> = { of: "urge_wave", known: "counted", uses: 6, rated: 5, helped: 4 };
  expect(plain(helpWords(help))).toBe("Helped 4 of 5 times");
  expect(plain(helpWords({ ...help, known: "tried_a_few_times", uses: 1 }))).toBe("Tried once");
});

test("a weight is kept with the others", async () => {
  const core = fakeCall({ ...ANSWERS, settings_update: () => aToday().settings });
  const state = new PatternState(core.call);
  await state.load();
  await state.weigh("halt", 3);
  expect(core.requests("settings_update")[0]).toEqual({
    outlookWeights: { ...aToday().settings.outlookWeights, halt: 3 },
  });
});

test("a refusal is shown, and nothing is left after a lock", async () => {
  const state = new PatternState(
    fakeCall({ ...ANSWERS, pattern_list: () => refuse("internal") }).call,
  );
  await state.load();
  expect(state.failure?.code).toBe("internal");
  state.clear();
  expect([state.failure, state.patterns, state.helps, state.settings]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
