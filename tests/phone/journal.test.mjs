// Journal entries: written in peace, kept as they are typed, found again, and never lost by a tap.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, NOTHING_SAID, PASSPHRASE, stage, TODAY } from "./support.mjs";

const scene = stage();
const undo = (phone) => phone.toast().getByRole("button", { name: phone.t("undo"), exact: true });
const row = (phone, words) => phone.page.locator("section.day button", { hasText: words }).first();
const written = (text, more = {}) => ({ at: null, text, tags: [], ...more });

test("an entry is written, stands in Journey when the page is left, and is undone as one", async (t) => {
  const { preview, phone } = await scene(t, { open: "/journey" });
  await phone.tap("journal-write");
  await phone.field("journal-text").fill("The sea was calm.");
  await phone.field("journal-text").pressSequentially(" I stayed a while.");
  await phone.text("check-in-saved").waitFor();
  await phone.tap("journal-tag-add");
  await phone.field("journal-tag-field").fill("Sea");
  await phone.tap("journal-tag-keep");
  await phone.page.getByRole("button", { name: "Sea", pressed: true }).waitFor();
  assert.deepEqual(await preview.journal(), [], "not part of the log while it is being written");
  await phone.tap("back");
  await row(phone, "The sea was calm. I stayed a while.").waitFor();
  const [{ entry }] = await preview.journal();
  assert.deepEqual(entry.tags, ["Sea"]);
  await undo(phone).tap();
  await eventually(() => preview.journal(), []);
  phone.expectNoProblems();
});

test("what was typed is there after a lock that nobody asked for", async (t) => {
  const { preview, phone } = await scene(t, { open: "/journal/new" });
  await phone.field("journal-text").fill("Half a sentence that");
  await phone.text("check-in-saved").waitFor();
  await preview.core("vault_lock");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  const [{ entry }] = await preview.journal();
  assert.equal(entry.text, "Half a sentence that");
  phone.expectNoProblems();
});

test("an entry is opened, changed and removed, each with an undo", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("journal_entry_log", written("First words", { tags: ["Home"] }));
  await phone.open(preview, "/journey");
  await row(phone, "First words").tap();
  await phone.field("journal-text").fill("Other words");
  await phone.tap("back");
  await row(phone, "Other words").waitFor();
  await undo(phone).tap();
  await row(phone, "First words").tap();
  await phone.tap("entry-remove");
  await phone.toast().getByText(phone.t("journal-removed")).waitFor();
  assert.deepEqual(await preview.journal(), []);
  await undo(phone).tap();
  await row(phone, "First words").waitFor();
  phone.expectNoProblems();
});

test("too many words stay in the field with the reason, and wait when the page is left", async (t) => {
  const { preview, phone } = await scene(t, { open: "/journal/new" });
  await phone.field("journal-text").evaluate((field) => {
    field.value = "word ".repeat(21_000);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await phone.page.getByText(phone.t("err-too-long")).first().waitFor();
  await phone.tap("back");
  await phone.text("draft-held-back-again").waitFor();
  await phone.go("/journey");
  await phone.heading("journey-title").waitFor();
  await phone.go("/journal/new");
  await phone.page.waitForFunction(() => document.querySelector("textarea")?.value.length === 105_000);
  assert.deepEqual(await preview.journal(), []);
  phone.expectNoProblems();
});

test("words are found with their marks, and a filter says how many it hides", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 2, note: "Long walk in the rain" });
  await preview.core("journal_entry_log", written("Rainy café", { tags: ["Rain"], at: `${dayAfter(TODAY, -2)}T10:00` }));
  await phone.open(preview, "/journey");
  await phone.tap("search-link");
  await phone.field("search-field").fill("RAIN");
  await phone.text("search-found", { count: 2 }).waitFor();
  assert.deepEqual(await phone.page.locator("mark").allInnerTexts(), ["rain", "Rain", "Rainy"]);
  await phone.page.locator("summary", { hasText: phone.t("filter-title") }).tap();
  await phone.tap("filter-kind-journal_entry");
  await phone.button("filter-show-all").waitFor();
  assert.match(await phone.said(), /Hidden by filter: 1/);
  await phone.tap("filter-show-all");
  await phone.field("search-field").fill("cafe");
  await phone.page.locator("mark", { hasText: "café" }).waitFor();
  await row(phone, "Rainy").tap();
  await phone.field("journal-text").waitFor();
  await phone.tap("back");
  assert.equal(await phone.field("search-field").inputValue(), "cafe", "the search is still there");
  await phone.field("search-field").fill("long wal");
  await row(phone, "Long walk").tap();
  await phone.page.getByRole("dialog").getByLabel(phone.t("check-in-note")).waitFor();
  for (const odd of ['"', "* OR (", "<b>", "zzz"]) await phone.field("search-field").evaluate((field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, odd);
  phone.expectNoProblems();
});

test("what was removed is listed, and comes back", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const kept = await preview.core("journal_entry_log", written("Back again", { tags: ["Home"] }));
  const before = await preview.journal();
  await preview.core("journal_entry_delete", { id: kept.value.id });
  await phone.open(preview, "/journey");
  await phone.tap("removed-link");
  await phone.page.getByText("Back again").first().waitFor();
  await phone.tap("removed-restore");
  await phone.text("removed-empty").waitFor();
  assert.deepEqual(await preview.journal(), before, "the same entry, with its tags");
  await undo(phone).tap();
  await phone.button("removed-restore").waitFor();
  phone.expectNoProblems();
});

test("an earlier version is read and brought back", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const { value } = await preview.core("check_in_log", { ...NOTHING_SAID, mood: 4, note: "As it was" });
  await preview.core("check_in_update", { ...NOTHING_SAID, id: value.id, mood: 1, note: "Changed" });
  await phone.open(preview, "/journey");
  await row(phone, "Changed").tap();
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("history-link") }).tap();
  await phone.heading("history-title").waitFor();
  await phone.page.getByText("As it was").waitFor();
  await phone.tap("history-restore");
  await eventually(async () => (await preview.journal())[0].entry.note, "As it was");
  await undo(phone).tap();
  await eventually(async () => (await preview.journal())[0].entry.note, "Changed");
  phone.expectNoProblems();
});
