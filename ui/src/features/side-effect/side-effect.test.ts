import { expect, test } from "vitest";
import type { SideEffect } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { KINDS, sideEffectDraft } from "./side-effect.svelte.ts";

const effect = (more: Partial<SideEffect> = {}): SideEffect => ({
  id: "e1",
  atMs: Date.UTC(2026, 10, 21, 18, 30),
  zone: "UTC",
  dayOn: "2026-11-21",
  medicineId: "m1",
  medicine: "Naltrexone",
  kind: "headache",
  words: "",
  strength: null,
  isOver: null,
  note: "",
  ...more,
});

test("it is kept with the first answer that says what it is, and changed with the next", async () => {
  const { call, requests } = fakeCall({
    side_effect_log: () => ({ value: effect(), change: "c1" }),
    side_effect_update: () => ({ value: effect({ strength: "mild" }), change: "c2" }),
  });
  const draft = sideEffectDraft(call, undefined, "m1");
  draft.begin({ isOver: false });
  expect(requests("side_effect_log")).toEqual([]);
  await draft.set({ kind: "headache" });
  expect(requests("side_effect_log")).toMatchObject([
    { medicineId: "m1", kind: "headache", isOver: false, at: null },
  ]);
  await draft.set({ strength: "mild" });
  expect(requests("side_effect_update")).toMatchObject([{ id: "e1", strength: "mild" }]);
  expect(draft.changes).toEqual(["c1", "c2"]);
});

test("what cannot be saved is held back and pointed out", async () => {
  const { call } = fakeCall({ side_effect_log: () => refuse("storage_full") });
  const draft = sideEffectDraft(call, undefined, "m1");
  await draft.set({ kind: "skin" });
  expect(draft.isHeldBack).toBe(true);
  expect(await draft.mayClose()).toBe(false);
  draft.close();
});

test("there is a way to say something else", () => {
  expect(KINDS.at(-1)).toBe("other");
  expect(new Set(KINDS).size).toBe(KINDS.length);
});
