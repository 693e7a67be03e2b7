import { expect, test } from "vitest";
import type { JournalEntry } from "$ipc";
import { NOW_MS } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { Writing } from "./journal.svelte.ts";

function anEntry(own: Partial<JournalEntry> = {}): JournalEntry {
  return { id: "j1", atMs: NOW_MS, zone: "UTC", dayOn: "2026-11-21", text: "", tags: [], ...own };
}

function aCore() {
  return fakeCall({
    journal_tag_list: () => [{ tag: "Sea", entries: 3 }],
    journal_draft_update: ({ text, tags }) => anEntry({ text, tags }),
    journal_draft_confirm: () => ({ value: anEntry(), change: "c1" }),
    journal_entry_delete: () => ({ value: anEntry(), change: "c2" }),
    journal_entry_get: () => ({ entry: anEntry({ text: "kept", tags: ["Home"] }), draft: null }),
  });
}

test("what is typed is one draft, and one change when the page is left", async () => {
  const core = aCore();
  const writing = new Writing(core.call);
  await writing.open(null);
  await writing.draft?.set({ text: "one" });
  await writing.draft?.set({ text: "one two" });
  expect(core.requests("journal_draft_update").map(({ id }) => id)).toEqual([null, "j1"]);
  expect(await writing.leave()).toBe("c1");
  expect(await writing.leave()).toBeNull();
  expect(core.requests("journal_draft_confirm")).toEqual([{ id: "j1" }]);
});

test("a page that was only looked at writes nothing", async () => {
  const core = aCore();
  const writing = new Writing(core.call);
  await writing.open(null);
  expect(await writing.leave()).toBeNull();
  expect(core.requests("journal_draft_update")).toEqual([]);
});

test("what was typed since is shown in place of the entry", async () => {
  const core = aCore();
  core.answer({
    journal_entry_get: () => ({ entry: anEntry({ text: "old" }), draft: anEntry({ text: "new" }) }),
  });
  const writing = new Writing(core.call);
  await writing.open("j1");
  expect(writing.draft?.fields.text).toBe("new");
  expect(writing.isKept).toBe(true);
});

test("a tag in another case is the one that is there", async () => {
  const core = aCore();
  const writing = new Writing(core.call);
  await writing.open("j1");
  expect(writing.tags).toEqual(["Home", "Sea"]);
  expect(await writing.addTag(" sea ")).toBe(true);
  expect(writing.draft?.fields.tags).toEqual(["Home", "Sea"]);
});

test("a tag that the core refuses is not on the entry", async () => {
  const core = aCore();
  const writing = new Writing(core.call);
  await writing.open("j1");
  core.answer({ journal_draft_update: () => refuse("too_long", "tags") });
  expect(await writing.addTag("x".repeat(90))).toBe(false);
  expect(writing.draft?.fields.tags).toEqual(["Home"]);
  expect(writing.tagRefusal?.code).toBe("too_long");
});

test("a draft that was never part of the log is removed without a word", async () => {
  const core = aCore();
  core.answer({ journal_entry_delete: () => refuse("not_found") });
  const writing = new Writing(core.call);
  await writing.open(null);
  await writing.draft?.set({ text: " " });
  expect(await writing.remove()).toBeNull();
  expect(writing.failure).toBeNull();
});

test("nothing is left after a lock", async () => {
  const writing = new Writing(aCore().call);
  await writing.open("j1");
  writing.close();
  expect([writing.draft, writing.tags]).toEqual([null, []]);
});
