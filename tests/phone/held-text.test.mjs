// Sheets whose words the core refused: they survive Hide now, a lock and a reload, and are refused once, in clear words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, goalSince, NOTHING_SAID, PASSPHRASE, stage, TODAY } from "./support.mjs";
import { SUCH_AS } from "./words.mjs";

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

const saved = (phone) => phone.page.getByText(phone.t("check-in-saved"), { exact: true });
const waits = (phone) => phone.page.getByRole("button", { name: phone.t("held-show") });
const less = { goals: [goalSince(dayAfter(TODAY, -19), { direction: "reduce", unit: "drinks" })] };

async function reopened(phone, preview, path) {
  await preview.core("vault_lock");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, path);
}

test("a number that nobody can read is never called saved, is led to, and is there again after a lock", async (t) => {
  const { preview, phone, goals } = await scene(t, { setUp: less });
  const log = { goalId: goals[0].id, at: `${dayAfter(TODAY, -1)}T20:00`, amount: 1000, note: "" };
  await preview.core("use_entry_log", log);
  await phone.go("/journey");
  const row = phone.page.locator("section.day button", { hasText: "1" }).first();
  await row.tap();
  const amount = phone.field("use-amount-of", { unit: "drinks" });
  await amount.fill("two or so");
  await phone.page.getByText(phone.t("number-wrong", SUCH_AS)).waitFor();
  await eventually(async () => (await held(preview)).length, 1);
  assert.equal(await saved(phone).count(), 0);
  await phone.page.keyboard.press("Escape");
  await phone.page.getByText(phone.t("draft-held-back-again")).waitFor();
  await eventually(() => amount.evaluate((field) => field === document.activeElement && field.value), "two or so");

  await reopened(phone, preview, "/today");
  await waits(phone).tap();
  await phone.heading("journey-title").waitFor();
  await phone.axe("Journey where words wait");
  await waits(phone).tap();
  await eventually(() => amount.inputValue(), "two or so");
  await amount.fill(",5");
  await eventually(() => held(preview), []);
  await saved(phone).waitFor();
  assert.equal((await preview.journal())[0].entry.amount, 500);
  await phone.closeSheet();
  assert.equal(await waits(phone).count(), 0);
  phone.expectNoProblems();
});

test("a use without its amount is asked for it at its own field", async (t) => {
  const { phone } = await scene(t, { setUp: less, open: "/journey" });
  await phone.tap("journey-add");
  await phone.tap("journey-add-use_entry");
  await phone.field("check-in-note").fill("At the station.");
  await phone.page.getByText(phone.t("err-answer-needed")).waitFor();
  assert.equal(await phone.page.getByText(phone.t("err-invalid")).count(), 0);
  assert.equal(await phone.field("use-amount-of", { unit: "drinks" }).getAttribute("aria-invalid"), "true");
  assert.equal(await saved(phone).count(), 0);
  phone.expectNoProblems();
});

test("too long an answer to an own question is refused at the question, and the rest is saved", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  for (const name of ["Grateful for", "Worried about"]) {
    await preview.core("check_in_item_create", { name, kind: "text", unit: "", low: "", high: "" });
  }
  await phone.open(preview, "/today");
  await phone.face(3).tap();
  await phone.tap("today-details");
  const sheet = sheetOf(phone);
  await sheet.getByLabel("Grateful for").fill(LONG);
  await sheet.getByText(phone.t("err-too-long")).waitFor();
  await sheet.getByLabel("Worried about").fill("rain");
  const said = async () => (await preview.core("today_get")).checkIns[0].items.map(({ value }) => value.value);
  await eventually(said, ["rain"]);
  assert.equal(await saved(phone).count(), 0);
  assert.equal(await sheet.getByLabel("Grateful for").getAttribute("aria-invalid"), "true");
  assert.equal(await sheet.getByLabel("Grateful for").inputValue(), LONG);
  await phone.page.keyboard.press("Escape");
  await eventually(() => sheet.getByLabel("Grateful for").evaluate((field) => field === document.activeElement), true);
  await sheet.getByLabel("Grateful for").fill("the sun");
  await saved(phone).waitFor();
  await eventually(said, (all) => all.includes("the sun") && all.includes("rain"));
  phone.expectNoProblems();
});

test("a new person without a name waits on the page of people, and an own word with its craving", async (t) => {
  const { preview, phone } = await scene(t, { open: "/people" });
  await phone.tap("person-add");
  await phone.field("person-phone").fill("555 0101");
  await phone.page.getByText(phone.t("err-name-needed")).first().waitFor();
  await eventually(async () => (await held(preview)).length, 1);
  await reopened(phone, preview, "/people");
  await waits(phone).tap();
  assert.equal(await phone.field("person-phone").inputValue(), "555 0101");
  await phone.field("person-name").fill("Ana");
  await saved(phone).waitFor();
  await phone.closeSheet();

  await preview.core("craving_log", { goalId: null, strengthBefore: 5, strengthAfter: null, triggers: [], tool: null, toolSeconds: null, acted: null, note: "", at: null });
  await phone.go("/journey");
  await phone.page.locator("section.day button").first().tap();
  await sheetOf(phone).getByRole("button", { name: phone.t("trigger-add") }).first().tap();
  await phone.field("trigger-add-field").fill("pay");
  await eventually(async () => (await held(preview)).length, 1);
  assert.equal(await saved(phone).count(), 0);
  await reopened(phone, preview, "/journey");
  await waits(phone).tap();
  assert.equal(await phone.field("trigger-add-field").inputValue(), "pay");
  await phone.page.getByRole("button", { name: phone.t("trigger-add-keep"), exact: true }).tap();
  await eventually(async () => (await held(preview)).length, 0);
  phone.expectNoProblems();
});

test("a week below its day is said at the week, a year that nobody means in words, and both wait after a lock", async (t) => {
  const { preview, phone, goals } = await scene(t, { setUp: less });
  await phone.go(`/goal/${goals[0].id}`);
  await phone.tap("limit-set");
  await phone.field("limit-daily").fill("3");
  await saved(phone).waitFor();
  await phone.field("limit-weekly").fill("2");
  await phone.page.getByText(phone.t("err-week-below-day")).waitFor();
  const week = phone.field("limit-weekly");
  await eventually(() => week.getAttribute("aria-invalid"), "true");
  await phone.page.getByText(phone.t("err-week-below-day")).evaluate((said) => {
    const { top, bottom } = said.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) throw new Error("below the fold");
  });
  await eventually(async () => (await held(preview)).length, 1);
  await reopened(phone, preview, `/goal/${goals[0].id}`);
  await waits(phone).tap();
  assert.equal(await week.inputValue(), "2");
  await phone.page.getByText(phone.t("err-week-below-day")).waitFor();
  await week.fill("9");
  await saved(phone).waitFor();
  await eventually(async () => (await held(preview)).length, 0);
  await phone.closeSheet();

  await phone.tap("milestone-add");
  await phone.field("milestone-name").fill("The day of my sister");
  await eventually(async () => (await held(preview)).length, 1);
  await reopened(phone, preview, `/goal/${goals[0].id}`);
  await waits(phone).tap();
  assert.equal(await phone.field("milestone-name").inputValue(), "The day of my sister");
  await phone.field("milestone-count").fill("33");
  await phone.tap("milestone-keep");
  await eventually(async () => (await held(preview)).length, 0);

  await sheetOf(phone).waitFor({ state: "hidden" });
  await phone.go(`/goals/${goals[0].id}`);
  await phone.field("set-up-goal-name").fill("The evenings");
  await eventually(async () => (await held(preview)).length, 1);
  await reopened(phone, preview, `/goals/${goals[0].id}`);
  await eventually(() => phone.field("set-up-goal-name").inputValue(), "The evenings");
  phone.expectNoProblems();
});
