import { afterEach, expect, test } from "vitest";
import { aCheckIn, anItem } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { checkInDraft } from "./check-in.svelte.ts";
import { answerTo, Items, withAnswer } from "./items.svelte.ts";
import { items } from "./state.ts";

afterEach(() => items.clear());

const water = anItem({ id: "water" });
const ended = anItem({ id: "ended", endedOn: "2026-11-01" });
const answer = { itemId: "ended", value: { kind: "number" as const, value: 0 } };

test("a question that ended is shown where it was answered", async () => {
  const own = new Items(fakeCall({ check_in_item_list: () => [water, ended] }).call);
  expect(own.shown([])).toEqual([]);
  await own.load();
  expect(own.shown([])).toEqual([water]);
  expect(own.shown([answer])).toEqual([water, ended]);
});

test("nought is an answer, and empty words are none", () => {
  expect(answerTo([answer], ended)).toBe(0);
  expect(answerTo([answer], water)).toBe(null);
  const words = anItem({ id: "words", kind: "text" });
  const said = withAnswer([answer], words, "rain");
  expect(said).toEqual([answer, { itemId: "words", value: { kind: "text", value: "rain" } }]);
  expect(withAnswer(said, words, "")).toEqual([answer]);
  expect(withAnswer(said, ended, null)).toEqual([said[1]]);
});

test("an answer of before a question took another kind is no answer to it, and can be replaced", () => {
  const scale = anItem({ id: "ended", kind: "scale" });
  expect(answerTo([answer], scale)).toBe(null);
  const given = { itemId: "ended", value: { kind: "scale", value: 3 } };
  expect(withAnswer([answer], scale, 3)).toEqual([given]);
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
