import { expect, test } from "vitest";
import type { DiaryCard, DiaryDay, DiaryNote, DiaryWeek, Trigger } from "$ipc";
import { NOW_MS } from "$ipc/testing/examples.ts";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { DiaryCards, diaryNoteDraft } from "./diary-card.svelte.ts";
import { canSay, linesOf, missingOf, sentencesOf, stateOf } from "./diary-words.ts";

const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");
const SAD: Trigger = { id: "t1", kind: "feeling", key: "sad", name: "" };
const OWN: Trigger = { id: "t2", kind: "feeling", key: null, name: "Flat" };

const aNote = (own: Partial<DiaryNote> = {}): DiaryNote => ({
  id: "note-1",
  atMs: NOW_MS,
  zone: "UTC",
  dayOn: "2026-11-17",
  skill: "not_wanted",
  note: "",
  ...own,
});

const NO_DOSES = { taken: 0, late: 0, skipped: 0, missed: 0, unrecorded: 0, asNeeded: 0 };

const aDiaryDay = (own: Partial<DiaryDay> = {}): DiaryDay => ({
  dayOn: "2026-11-17",
  isAhead: false,
  isLogged: true,
  checkIns: 0,
  moodLow: null,
  moodHigh: null,
  cravings: 0,
  strongest: null,
  acted: 0,
  actedOf: 0,
  lapses: 0,
  uses: 0,
  used: null,
  feelings: [],
  sleepMinutes: null,
  skills: [],
  journalEntries: 0,
  meetings: 0,
  doses: NO_DOSES,
  note: null,
  ...own,
});

const aWeek = (own: Partial<DiaryWeek> = {}): DiaryWeek => ({
  days: 6,
  loggedDays: 4,
  checkInDays: 4,
  cravings: 0,
  strongest: null,
  acted: 0,
  actedOf: 0,
  lapses: 0,
  uses: 0,
  skillDays: 0,
  ...own,
});

const aCard = (own: Partial<DiaryCard> = {}): DiaryCard => ({
  firstOn: "2026-11-16",
  lastOn: "2026-11-22",
  today: "2026-11-21",
  firstEntryOn: "2026-11-02",
  lastEntryOn: "2026-11-21",
  days: [aDiaryDay()],
  week: aWeek(),
  missing: [],
  ...own,
});

/** What a day says, without the lines that it does not say. */
function said(own: Partial<DiaryDay>): Record<string, string> {
  const lines = Object.entries(linesOf(aDiaryDay(own), [SAD, OWN]));
  return Object.fromEntries(
    lines.filter(([, text]) => text !== "").map(([line, text]) => [line, plain(text)]),
  );
}

test("a day says what was logged, and no more", () => {
  expect(said({ isLogged: false })).toEqual({});
  expect(said({})).toEqual({ cravings: "None logged" });
  expect(
    said({
      moodLow: 2,
      moodHigh: 4,
      cravings: 3,
      strongest: 8,
      acted: 1,
      actedOf: 2,
      lapses: 1,
      uses: 2,
      used: true,
      sleepMinutes: 390,
      journalEntries: 1,
      doses: { ...NO_DOSES, taken: 2, missed: 1, asNeeded: 1 },
      note: aNote(),
    }),
  ).toEqual({
    mood: "Low to Good",
    cravings: "3 cravings, strongest 8 of 10",
    acted: "1 of 2",
    use: "1 lapse · 2 uses · Noted as used",
    sleep: "6 h 30 min",
    doses: "2 taken · 1 missed or without an answer · 1 as needed",
    journal: "1 journal entry",
    said: "I did not want to",
  });
});

test("one mood is a mood, and a check-in alone can tell of a craving", () => {
  expect(said({ moodLow: 3, moodHigh: 3, strongest: 4 })).toEqual({
    mood: "Okay",
    cravings: "Strongest 4 of 10",
  });
  expect(said({ cravings: 1 }).acted).toBe("Not said");
});

test("feelings and skills have their counts, and own words are kept", () => {
  const skill = {
    of: "urge_wave",
    known: "tried_a_few_times",
    uses: 2,
    rated: 0,
    helped: 0,
  } as const;
  const day = said({
    feelings: [
      { triggerId: "t2", times: 2 },
      { triggerId: "t1", times: 1 },
      { triggerId: "gone", times: 1 },
    ],
    skills: [skill, { ...skill, of: "grounding", rated: 2, helped: 1 }],
  });
  expect(day.feelings).toBe("Flat × 2 · Sad");
  expect(day.skills).toMatch(/^Ride the wave × 2 · .* × 2, helped 1 of 2$/);
});

test("a day says in words that nothing stands there", () => {
  const today = "2026-11-21";
  expect(stateOf(aDiaryDay(), today)).toBe("");
  const nothing = aDiaryDay({ isLogged: false });
  expect(stateOf(nothing, today)).toBe("Nothing logged");
  expect(stateOf({ ...nothing, dayOn: today }, today)).toBe("Nothing logged yet");
  expect(stateOf({ ...nothing, isAhead: true }, today)).toBe("Not here yet");
});

test("a week is told in sentences", () => {
  const told = (own: Partial<DiaryCard>): string[] => sentencesOf(aCard(own)).map(plain);
  expect(told({})).toEqual(["Check-ins on 4 of 6 days.", "No craving was logged."]);
  const full = aWeek({ cravings: 3, strongest: 8, acted: 0, actedOf: 2, lapses: 1, skillDays: 1 });
  expect(told({ week: full })).toEqual([
    "Check-ins on 4 of 6 days.",
    "3 cravings, strongest 8 of 10.",
    "Of the 2 that you answered, you acted on none.",
    "Noted: 1 lapse.",
    "A skill was used on 1 day.",
  ]);
  const one = aWeek({ cravings: 1, acted: 1, actedOf: 1 });
  expect(told({ week: one })[2]).toBe("You acted on the one that you answered.");
  const empty = aWeek({ loggedDays: 0 });
  expect(told({ week: empty })).toEqual(["Nothing was logged in this week."]);
  const before = { week: empty, firstEntryOn: "2026-12-01" };
  expect(told(before)).toEqual(["This is before your first entry."]);
  expect(told({ week: empty, firstEntryOn: null })).toEqual(["This is before your first entry."]);
});

test("days without a check-in are named, and a week without them says nothing of it", () => {
  expect(missingOf(aCard())).toBe("");
  const missing = missingOf(aCard({ missing: ["2026-11-17", "2026-11-19"] }));
  expect(plain(missing)).toBe("No check-in on Tuesday and Thursday. You can still add one.");
});

test("a week almost without check-ins does not count out its days", () => {
  const days = ["16", "17", "18", "19", "20", "21", "22"].map((day) => `2026-11-${day}`);
  const said = (count: number) => plain(missingOf(aCard({ missing: days.slice(0, count) })));
  expect([said(7), said(5)]).toEqual(Array(2).fill("You can still add check-ins."));
  expect(said(4)).toMatch(/Monday, Tuesday, Wednesday,? and Thursday/);
});

test("who logged on a day ahead before they flew west can turn to its week", async () => {
  const core = fakeCall({ diary_card_get: () => aCard(), trigger_list: () => [] });
  const cards = new DiaryCards(core.call);
  await cards.load();
  expect(cards.hasLater).toBe(false);
  core.answer({ diary_card_get: () => aCard({ today: "2026-11-22", lastEntryOn: "2026-11-23" }) });
  await cards.load();
  expect([cards.isThisWeek, cards.hasLater]).toEqual([true, true]);
  core.answer({ diary_card_get: () => aCard({ today: "2026-11-15", lastEntryOn: "2026-11-16" }) });
  await cards.load();
  expect([cards.isThisWeek, cards.hasLater]).toEqual([false, false]);
});

test("weeks are turned one by one, from the first entry to today", async () => {
  const core = fakeCall({ diary_card_get: () => aCard(), trigger_list: () => [] });
  const cards = new DiaryCards(core.call);
  expect([cards.hasEarlier, cards.isThisWeek]).toEqual([false, true]);
  await cards.load();
  expect([cards.hasEarlier, cards.isThisWeek]).toEqual([true, true]);
  await cards.earlier();
  await cards.later();
  await cards.load();
  const asked = core.requests("diary_card_get").map(({ dayOn }) => dayOn);
  expect(asked).toEqual([null, "2026-11-15", "2026-11-23", "2026-11-16"]);
  core.answer({ diary_card_get: () => aCard({ firstEntryOn: "2026-11-16", today: "2026-12-01" }) });
  await cards.load();
  expect([cards.hasEarlier, cards.isThisWeek]).toEqual([false, false]);
});

test("of two weeks asked for in haste the last is shown, and nothing is left after a lock", async () => {
  const slow = deferred<DiaryCard>();
  const core = fakeCall({ diary_card_get: () => slow.promise, trigger_list: () => [SAD] });
  const cards = new DiaryCards(core.call);
  const first = cards.load("2026-11-01");
  core.answer({ diary_card_get: () => aCard() });
  await cards.load("2026-11-16");
  slow.resolve(aCard({ firstOn: "2026-10-26" }));
  await first;
  expect(cards.card?.firstOn).toBe("2026-11-16");
  cards.clear();
  expect([cards.card, cards.triggers, cards.failure]).toEqual([null, [], null]);
});

test("a refusal is shown and the week stays", async () => {
  const core = fakeCall({ diary_card_get: () => aCard(), trigger_list: () => [] });
  const cards = new DiaryCards(core.call);
  await cards.load();
  core.answer({
    diary_card_get: () => refuse("internal"),
    diary_note_delete: () => refuse("not_found"),
  });
  await cards.load();
  expect([cards.failure?.code, cards.card?.firstOn]).toEqual(["internal", "2026-11-16"]);
  expect(await cards.remove("note-1")).toBeNull();
  expect(cards.failure?.code).toBe("not_found");
});

test("what is said about a day is kept by the first tap and changed by the next", async () => {
  const core = fakeCall({
    diary_note_log: ({ skill }) => ({ value: aNote({ skill }), change: "c1" }),
    diary_note_update: ({ note }) => ({ value: aNote({ note }), change: "c2" }),
  });
  const draft = diaryNoteDraft(core.call, "2026-11-17");
  await draft.set({ skill: "not_possible" });
  draft.type({ note: "no breath" });
  await draft.flush();
  expect(core.requests("diary_note_log")).toEqual([
    { dayOn: "2026-11-17", skill: "not_possible", note: "" },
  ]);
  expect(core.requests("diary_note_update")).toEqual([
    { id: "note-1", skill: "not_possible", note: "no breath" },
  ]);
  expect(draft.changes).toEqual(["c1", "c2"]);
});

test("a note that was emptied is gone, and words after that make another", async () => {
  let made = 0;
  const core = fakeCall({
    diary_note_log: ({ note }) => ({ value: aNote({ id: `n${++made}`, note }), change: "l" }),
    diary_note_update: ({ note }) => ({
      value: aNote({ id: "n1", skill: null, note }),
      change: "u",
    }),
  });
  const draft = diaryNoteDraft(core.call, "2026-11-20");
  await draft.set({ note: "one" });
  await draft.set({ note: "" });
  await draft.set({ note: " " });
  await draft.set({ note: "two" });
  await draft.set({ note: "two more" });
  expect(core.asked.map(({ name }) => name)).toEqual([
    "diary_note_log",
    "diary_note_update",
    "diary_note_log",
    "diary_note_update",
  ]);
  expect(core.requests("diary_note_update").at(-1)?.id).toBe("n2");
});

test("who flew west is not asked about a day that is tomorrow here, and can change what they said of it", () => {
  const day = (dayOn: string, note: DiaryNote | null = null) => aDiaryDay({ dayOn, note });
  const today = "2026-11-17";
  expect(canSay(day("2026-11-18"), today), "a check-in of there makes it no day of here").toBe(
    false,
  );
  expect(canSay(day("2026-11-18", aNote({ dayOn: "2026-11-18" })), today)).toBe(true);
  expect([canSay(day(today), today), canSay(day("2026-11-16"), today)]).toEqual([true, true]);
});
