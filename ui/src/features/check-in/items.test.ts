import { afterEach, expect, test } from "vitest";
import { aCheckIn, anItem } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { checkInDraft } from "./check-in.svelte.ts";
import { answering, answersOf, answerTo, fieldsOf, Items } from "./items.svelte.ts";
import { items } from "./state.ts";

afterEach(() => items.clear());

const water = anItem({ id: "water" });
const ended = anItem({ id: "ended", endedOn: "2026-11-01" });
const answer = { itemId: "ended", value: { kind: "number" as const, value: 0 } };

test("a question that ended is shown where it was answered", async () => {
  const own = new Items(fakeCall({ check_in_item_list: () => [water, ended] }).call);
  expect(own.shown({})).toEqual([]);
  await own.load();
  expect(own.shown({})).toEqual([water]);
  expect(own.shown(fieldsOf([answer]))).toEqual([water, ended]);
});

test("nought is an answer, and empty words are none", () => {
  const said = fieldsOf([answer]);
  expect(answerTo(said, ended)).toBe(0);
  expect(answerTo(said, water)).toBe(null);
  const words = anItem({ id: "words", kind: "text" });
  const both = { ...said, ...answering(words, "rain") };
  const rain = { itemId: "words", value: { kind: "text", value: "rain" } };
  expect(answersOf(both)).toEqual([answer, rain]);
  expect(answersOf({ ...both, ...answering(words, "") })).toEqual([answer]);
  expect(answersOf({ ...both, ...answering(ended, null) })).toEqual([rain]);
});

test("an answer of before a question took another kind is no answer to it, and can be replaced", () => {
  const scale = anItem({ id: "ended", kind: "scale" });
  expect(answerTo(fieldsOf([answer]), scale)).toBe(null);
  const given = { itemId: "ended", value: { kind: "scale", value: 3 } };
  expect(answersOf({ ...fieldsOf([answer]), ...answering(scale, 3) })).toEqual([given]);
});

test("words that are too long are refused at their question, and all else is saved", async () => {
  const core = fakeCall({
    check_in_log: ({ items: said }) =>
      said.length > 1
        ? refuse("too_long", "items.words")
        : { value: aCheckIn({ items: said }), change: "c" },
  });
  const words = anItem({ id: "words", kind: "text" });
  const draft = checkInDraft(core.call);
  draft.begin(answering(water, 2));
  await draft.set(answering(words, "much too long"));
  expect([draft.isSaved, draft.isHeldBack, draft.failure]).toEqual([true, true, null]);
  expect(draft.refusals["items.words"]?.code).toBe("too_long");
  expect(answerTo(draft.fields, words)).toBe("much too long");
  const kept = core.requests("check_in_log").at(-1)?.items;
  expect(kept).toEqual([{ itemId: "water", value: { kind: "number", value: 2 } }]);
});

test("an answer to a question that was removed meanwhile is not sent", async () => {
  const core = fakeCall({ check_in_update: () => ({ value: aCheckIn(), change: "c" }) });
  const draft = checkInDraft(core.call, aCheckIn({ items: [answer] }));
  await draft.set({ mood: 4 });
  items.all = [water];
  await draft.set({ mood: 3 });
  expect(core.requests("check_in_update").map((request) => request.items)).toEqual([[answer], []]);
});

test("a refusal is told, and nothing is left after a lock", async () => {
  const own = new Items(fakeCall({ check_in_item_list: () => refuse("internal") }).call);
  await own.load();
  expect(own.failure?.code).toBe("internal");
  own.clear();
  expect([own.all, own.failure]).toEqual([null, null]);
});
