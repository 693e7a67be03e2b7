// Sheets whose words the core refused: they survive Hide now, a lock and a reload, and are refused once, in clear words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, NOTHING_SAID, PASSPHRASE, stage, TODAY } from "./support.mjs";

const scene = stage();
const LONG = "a night to write down ".repeat(1000);
const list = (preview) => preview.core("check_in_item_list");
const held = (preview) => preview.core("held_text_list");
const YESTERDAY = dayAfter(TODAY, -1);

const sheetOf = (phone) => phone.page.getByRole("dialog");

/** The sheet about yesterday on the diary card. */
async function openNote(phone) {
  const day = phone.page.locator("section.day").nth((new Date(YESTERDAY).getUTCDay() + 6) % 7);
  await day.getByRole("button", { name: phone.t("diary-note-add") }).tap();
  await sheetOf(phone).waitFor();
}

/** The field has the words, and beside it stands why they were refused; nothing else is told. */
async function isRefused(phone, id, words, code) {
  await eventually(() => phone.field(id).inputValue(), words);
  await phone.page.getByText(phone.t(`err-${code}`)).first().waitFor();
  assert.equal(await phone.page.getByText(phone.t("err-invalid")).count(), 0, "one refusal, in clear words");
}

/** Three presses of Escape, as somebody does who is not alone any more; then the way back in. */
async function hideAndUnlock(phone, preview, path) {
  for (let press = 0; press < 3; press += 1) await phone.page.keyboard.press("Escape");
  await eventually(async () => (await preview.core("app_status")).state, "locked");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, path);
}

test("a diary note that is too long survives Hide now and a reload, and is kept when it was mended", async (t) => {
  const { preview, phone } = await scene(t, { open: "/diary-card" });
  await openNote(phone);
  await phone.field("check-in-note").fill(LONG);
  await isRefused(phone, "check-in-note", LONG, "too-long");
  await eventually(async () => (await held(preview)).length, 1);
  await phone.page.reload();
  await openNote(phone);
  await isRefused(phone, "check-in-note", LONG, "too-long");
  await phone.axe("a sheet with words that were refused");

  await hideAndUnlock(phone, preview, "/diary-card");
  await openNote(phone);
  await isRefused(phone, "check-in-note", LONG, "too-long");
  await phone.field("check-in-note").fill("A night in short");
  await sheetOf(phone).getByText(phone.t("check-in-saved"), { exact: true }).waitFor();
  assert.deepEqual(await held(preview), []);
  await phone.closeSheet();
  await phone.page.getByText("A night in short").first().waitFor();
  phone.expectNoProblems();
});

test("the note of a check-in from Journey that is too long is there again after a lock", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3, at: null });
  await phone.open(preview, "/journey");
  const row = phone.page.locator("section.day button").first();
  await row.tap();
  await phone.field("check-in-note").fill(LONG);
  await isRefused(phone, "check-in-note", LONG, "too-long");
  await eventually(async () => (await held(preview)).length, 1);
  await preview.core("vault_lock");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/journey");
  await row.tap();
  await isRefused(phone, "check-in-note", LONG, "too-long");
  phone.expectNoProblems();
});

test("a question whose name is taken is refused once, is there again after a reload, and may take another kind", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const water = { name: "Water", kind: "number", unit: "", low: "", high: "" };
  await preview.core("check_in_item_create", water);
  await phone.open(preview, "/check-in-items");
  await phone.tap("item-add");
  await phone.choice("item-kind-scale").tap();
  await phone.field("item-name").fill("water");
  await isRefused(phone, "item-name", "water", "name-taken");
  await eventually(async () => (await held(preview)).length, 1);
  await phone.page.reload();
  await phone.tap("item-add");
  await isRefused(phone, "item-name", "water", "name-taken");
  await phone.field("item-name").fill("Tea");
  await eventually(async () => (await list(preview)).map(({ name, kind }) => `${name} ${kind}`), ["Water number", "Tea scale"]);
  await phone.choice("item-kind-yes_no").tap();
  await eventually(async () => (await list(preview)).at(-1)?.kind, "yes_no", "it is not answered yet");
  await phone.axe("a new question that is kept");
  await phone.closeSheet();
  await phone.toast().getByText(phone.t("item-added")).waitFor();
  phone.expectNoProblems();
});

test("a question without a name is asked for one before its sheet closes", async (t) => {
  const { preview, phone } = await scene(t, { open: "/check-in-items" });
  await phone.tap("item-add");
  await phone.choice("item-kind-scale").tap();
  await phone.field("item-high").fill("a lot");
  await phone.page.keyboard.press("Escape");
  await phone.page.getByText(phone.t("err-name-needed")).first().waitFor();
  await phone.field("item-name").fill("\u200b\u2060");
  await phone.page.keyboard.press("Escape");
  await sheetOf(phone).waitFor({ state: "hidden" });
  assert.deepEqual(await list(preview), []);
  phone.expectNoProblems();
});

test("a diary note that is emptied is removed with Undo, and one beside a newer one says what to do", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const about = (note) => preview.core("diary_note_log", { dayOn: YESTERDAY, skill: null, note });
  await about("One walk");
  await phone.open(preview, "/journey");
  const row = phone.page.locator("section.day button", { hasText: "One walk" });
  await row.tap();
  await phone.field("check-in-note").fill("");
  await eventually(async () => (await preview.core("removed_list")).length, 1);
  await phone.closeSheet();
  await row.waitFor({ state: "hidden" });
  await phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
  await row.waitFor();

  const { days } = await preview.core("diary_card_get", { dayOn: YESTERDAY, weekStartsOn: 1 });
  const { note } = days.find(({ dayOn }) => dayOn === YESTERDAY);
  await preview.core("diary_note_delete", { id: note.id });
  await about("A newer one");
  await phone.go("/removed");
  await phone.tap("removed-restore");
  await phone.page.getByText(phone.t("err-day-taken")).waitFor();
  await phone.axe("what cannot come back");
  phone.expectNoProblems();
});
