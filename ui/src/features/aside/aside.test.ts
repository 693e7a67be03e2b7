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
