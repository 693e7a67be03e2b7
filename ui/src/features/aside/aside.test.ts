import { expect, test } from "vitest";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { Asides } from "./aside.svelte.ts";

const ABSENT = { state: "absent", problem: null, retryInSeconds: 0 } as const;

test("what was put aside is listed, and one is brought back by when it was", async () => {
  const core = fakeCall({ aside_list: () => [{ atMs: 7 }], aside_restore: () => ABSENT });
  const asides = new Asides(core.call);
  await asides.load();
  const [first] = asides.list;
  if (first) expect(await asides.restore(first)).toEqual(ABSENT);
  expect(core.requests("aside_restore")).toEqual([{ atMs: 7 }]);
});

test("what will happen is said before it does, and thinking again changes nothing", async () => {
  const core = fakeCall({ aside_restore: () => refuse("busy") });
  const asides = new Asides(core.call);
  asides.ask({ atMs: 7 });
  expect([asides.asked?.atMs, core.requests("aside_restore").length]).toEqual([7, 0]);
  await asides.restore({ atMs: 7 });
  expect([asides.asked?.atMs, asides.error]).toEqual([7, "busy"]);
  asides.ask(null);
  expect([asides.asked, asides.error]).toEqual([null, null]);
});

test("a journal that could not be moved stays, and the reason is said", async () => {
  const asides = new Asides(fakeCall({ aside_create: () => refuse("folder_unusable") }).call);
  expect(await asides.create()).toBeNull();
  expect([asides.error, asides.busy]).toEqual(["folder_unusable", false]);
});

test("a list that cannot be had offers nothing", async () => {
  const asides = new Asides(fakeCall({ aside_list: () => refuse("internal") }).call);
  await asides.load();
  expect(asides.list).toEqual([]);
});
