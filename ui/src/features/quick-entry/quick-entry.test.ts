import { expect, test } from "vitest";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { QuickEntry } from "./quick-entry.svelte.ts";

const kept = (id: string) => ({ quick_entry_log: () => ({ id }) });

test("one tap on a face is kept, and the next one corrects it", async () => {
  const core = fakeCall(kept("one"));
  const quick = new QuickEntry(core.call);
  await quick.pick(2);
  await quick.pick(3);
  expect(quick.kept).toEqual({ kind: "check_in", id: "one", mood: 3 });
  expect(core.requests("quick_entry_log")).toEqual([
    { id: null, answer: { kind: "check_in", mood: 2 } },
    { id: "one", answer: { kind: "check_in", mood: 3 } },
  ]);
});

test("a craving is kept at the first tap, and its strength is said by the second", async () => {
  const core = fakeCall(kept("two"));
  const quick = new QuickEntry(core.call);
  await quick.craving();
  expect(quick.asksStrength).toBe(true);
  await quick.say(7);
  expect(quick.asksStrength).toBe(false);
  expect(core.requests("quick_entry_log")).toEqual([
    { id: null, answer: { kind: "craving", strength: null } },
    { id: "two", answer: { kind: "craving", strength: 7 } },
  ]);
});

test("how strong it is may be left unsaid, and is asked of the next one", async () => {
  const quick = new QuickEntry(fakeCall(kept("seven")).call);
  await quick.craving();
  quick.skip();
  expect([quick.asksStrength, quick.kept?.id]).toEqual([false, "seven"]);
  await quick.craving();
  expect(quick.asksStrength).toBe(true);
});

test("a face after a craving is an entry of its own", async () => {
  const core = fakeCall(kept("three"));
  const quick = new QuickEntry(core.call);
  await quick.craving();
  await quick.pick(1);
  expect(core.requests("quick_entry_log")[1]).toEqual({
    id: null,
    answer: { kind: "check_in", mood: 1 },
  });
});

test("what was not kept is not called kept", async () => {
  const core = fakeCall({ quick_entry_log: () => refuse("storage_full") });
  const quick = new QuickEntry(core.call);
  await quick.pick(4);
  expect([quick.kept, quick.error]).toEqual([null, "storage_full"]);
  core.answer(kept("four"));
  await quick.pick(4);
  expect([quick.kept?.id, quick.error]).toEqual(["four", null]);
});

test("it can be taken back, and is shown as kept until it is", async () => {
  const core = fakeCall({ ...kept("five"), quick_entry_delete: () => refuse("folder_unusable") });
  const quick = new QuickEntry(core.call);
  await quick.pick(4);
  await quick.takeBack();
  expect([quick.kept?.id, quick.error]).toEqual(["five", "folder_unusable"]);
  core.answer({ quick_entry_delete: () => ({}) });
  await quick.takeBack();
  expect([quick.kept, quick.error]).toEqual([null, null]);
});

test("nothing is left after a lock", async () => {
  const quick = new QuickEntry(fakeCall(kept("six")).call);
  await quick.pick(4);
  quick.clear();
  expect(quick.kept).toBeNull();
});
