import { expect, test } from "vitest";
import type { Outlook } from "$ipc";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { OutlookNoteState } from "./outlook-note.svelte.ts";

const AN_OUTLOOK = {
  state: "shown",
  word: "usual",
  reasons: [
    { input: "halt", applies: true },
    { input: "slept_badly", applies: false },
    { input: "craving_up", applies: null },
  ],
} as unknown as Outlook;

test("it says what applies, and no more", async () => {
  const note = new OutlookNoteState(fakeCall({ outlook_get: () => AN_OUTLOOK }).call);
  expect(note.applying).toEqual([]);
  await note.load();
  expect([note.outlook?.word, note.applying]).toEqual(["usual", ["halt"]]);
});

test("one that cannot be had is none, and Today stands without it", async () => {
  const core = fakeCall({ outlook_get: () => AN_OUTLOOK });
  const note = new OutlookNoteState(core.call);
  await note.load();
  core.answer({ outlook_get: () => refuse("internal") });
  await note.load();
  expect(note.outlook).toBeNull();
});

test("an answer that comes after a lock is dropped", async () => {
  const late = deferred<Outlook>();
  const note = new OutlookNoteState(fakeCall({ outlook_get: () => late.promise }).call);
  const loading = note.load();
  note.clear();
  late.resolve(AN_OUTLOOK);
  await loading;
  expect(note.outlook).toBeNull();
});
