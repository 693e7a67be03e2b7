// Questions of the person's own: added from a check-in, answered in it, ordered, ended and removed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, NOTHING_SAID, stage, TODAY } from "./support.mjs";
import { SUCH_AS } from "./words.mjs";

const scene = stage();
const list = (preview) => preview.core("check_in_item_list");
const names = async (preview) => (await list(preview)).map(({ name }) => name);
const answers = async (preview) => {
  const [latest] = (await preview.core("today_get")).checkIns;
  return (latest?.items ?? []).map(({ value }) => value.value);
};

/** One of each kind, made through the core: Walk, Water, Pain, Grateful for. */
async function withItems(preview) {
  const made = [];
  for (const [name, kind, more] of [
    ["Walk", "yes_no"],
    ["Water", "number", { unit: "glasses" }],
    ["Pain", "scale", { low: "none", high: "unbearable" }],
    ["Grateful for", "text"],
  ]) {
    const request = { name, kind, unit: "", low: "", high: "", ...more };
    made.push((await preview.core("check_in_item_create", request)).value);
  }
  return made;
}

async function sheetOf(phone, title) {
  const sheet = phone.page.getByRole("dialog", { name: phone.t(title) });
  await sheet.waitFor();
  return sheet;
}

async function openDetails(phone) {
  await phone.face(3).tap();
  await phone.tap("today-details");
  return sheetOf(phone, "check-in-title");
}

test("a question is added from a check-in, and the check-in asks it", async (t) => {
  const { preview, phone } = await scene(t);
  let sheet = await openDetails(phone);
  await phone.touch(sheet.getByRole("button", { name: phone.t("items-title") }));
  await phone.heading("items-empty-title").waitFor();
  await phone.axe("own questions, empty");
  await phone.tap("item-add");
  await (await sheetOf(phone, "item-add")).getByText(phone.t("item-idea-meals")).tap();
  await phone.toast().getByText(phone.t("item-added")).waitFor();
  await phone.page.locator("main li").first().waitFor();

  await phone.tap("item-add");
  sheet = await sheetOf(phone, "item-add");
  assert.equal(await sheet.getByText(phone.t("item-idea-meals")).count(), 0, "what is there is not proposed again");
  await phone.axe("own questions, a new one");
  await phone.choice("item-kind-number").tap();
  await phone.field("item-name").fill("Water");
  await phone.field("item-unit").fill("glasses");
  await sheet.getByText(phone.t("check-in-saved"), { exact: true }).waitFor();
  await phone.page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  assert.deepEqual(
    (await list(preview)).map(({ name, kind, unit }) => [name, kind, unit]),
    [[phone.t("item-idea-meals"), "yes_no", ""], ["Water", "number", "glasses"]],
  );

  await phone.tap("back");
  await phone.tap("today-details");
  sheet = await sheetOf(phone, "check-in-title");
  const meals = sheet.getByRole("group", { name: phone.t("item-idea-meals") });
  await meals.getByRole("button", { name: phone.t("check-in-used-yes") }).tap();
  await eventually(() => answers(preview), [true]);
  await sheet.getByLabel("Water").fill("2,5");
  await eventually(() => answers(preview), (said) => said.includes(2500), "a comma is a point");
  await sheet.getByLabel("Water").fill("a lot");
  await sheet.getByText(phone.t("number-wrong", SUCH_AS)).waitFor();
  await sheet.getByLabel("Water").fill("");
  await eventually(() => answers(preview), [true], "an answer can be taken back");
  await phone.closeSheet();
  phone.expectNoProblems();
});

test("each sort of answer is kept, shown in Journey, found, and editable after its question ended", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const [walk, water, pain, thanks] = await withItems(preview);
  await phone.open(preview);
  const sheet = await openDetails(phone);
  await sheet.getByRole("slider", { name: "Pain" }).press("End");
  await eventually(() => answers(preview), [10]);
  await sheet.getByLabel("Grateful for").fill("The heron on the weir.");
  await eventually(() => answers(preview), (said) => said.includes("The heron on the weir."));
  await sheet.getByRole("group", { name: "Walk" }).getByRole("button", { name: phone.t("check-in-used-no") }).tap();
  await eventually(() => answers(preview), (said) => said.includes(false));
  await phone.axe("a check-in with own questions");
  await phone.noSidewaysScroll("a check-in with own questions");
  await phone.closeSheet();
  for (const { id, name, unit, low, high } of [walk, water, pain, thanks]) {
    await preview.core("check_in_item_update", { id, name, unit, low, high, isAsked: false, place: null });
  }
  await phone.go("/journey");
  const row = phone.page.getByText(/heron on the weir/).first();
  await row.waitFor();
  await phone.page.getByText(/Pain.*10 of 10/).first().waitFor();
  await row.tap();
  const old = await sheetOf(phone, "check-in-title");
  await old.getByRole("group", { name: "Walk" }).getByRole("button", { name: phone.t("check-in-used-yes") }).tap();
  await eventually(() => answers(preview), (said) => said.includes(true));
  assert.equal(await old.getByLabel("Water").count(), 0, "what ended and was not answered is not asked");
  await phone.closeSheet();
  await phone.go("/search");
  await phone.page.getByRole("searchbox").fill("heron");
  await phone.page.locator("mark").first().waitFor();
  await phone.go("/charts");
  await phone.page.getByRole("heading", { name: /Walk/ }).waitFor();
  await phone.axe("charts of own questions");
  phone.expectNoProblems();
});

test("questions are ordered by buttons, and the keyboard stays with what it moved", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await withItems(preview);
  await phone.open(preview, "/check-in-items");
  const up = (name) => phone.page.getByRole("button", { name: phone.t("row-up", { name }), exact: true });
  await up("Water").focus();
  await phone.page.keyboard.press("Enter");
  await eventually(() => names(preview), ["Water", "Walk", "Pain", "Grateful for"]);
  await phone.toast().getByText(phone.t("row-moved", { name: "Water", place: 1, count: 4 })).waitFor();
  const focused = () => phone.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await eventually(focused, phone.t("row-down", { name: "Water" }), "at the top there is only down");
  await phone.page.keyboard.press("Enter");
  await eventually(() => names(preview), ["Walk", "Water", "Pain", "Grateful for"]);
  await eventually(() => up("Walk").isDisabled(), true);
  await phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
  await eventually(() => names(preview), ["Water", "Walk", "Pain", "Grateful for"]);
  await phone.axe("own questions");
  phone.expectNoProblems();
});

test("a question is renamed, asked no more and asked again; another of its name is refused beside the field", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await withItems(preview);
  await phone.open(preview, "/check-in-items");
  await phone.tap("row-change", { name: "Water" });
  await sheetOf(phone, "item-title");
  await phone.field("item-name").fill("Pain");
  await phone.page.getByText(phone.t("err-name-taken")).first().waitFor();
  await phone.field("item-name").fill("Tea");
  await eventually(() => names(preview), ["Walk", "Tea", "Pain", "Grateful for"]);
  await phone.tap("item-end");
  await phone.toast().getByText(phone.t("item-stopped", { name: "Tea" })).waitFor();
  await phone.heading("items-ended").waitFor();
  const tea = async () => (await list(preview)).find(({ name }) => name === "Tea")?.endedOn;
  assert.equal(await tea(), TODAY);
  await phone.tap("row-change", { name: "Tea" });
  await phone.tap("item-again");
  await eventually(tea, null);
  await eventually(() => names(preview), ["Walk", "Pain", "Grateful for", "Tea"], "it is asked last");
  phone.expectNoProblems();
});

test("removing one with answers names their number first, and all of it comes back", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const [walk] = await withItems(preview);
  for (const ago of [1, 2]) {
    const items = [{ itemId: walk.id, value: { kind: "yes_no", value: true } }];
    await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3, items, at: `${dayAfter(TODAY, -ago)}T08:00` });
  }
  await phone.open(preview, "/check-in-items");
  await phone.tap("row-change", { name: "Walk" });
  await phone.tap("entry-remove");
  const asks = await sheetOf(phone, "item-remove-title");
  await asks.getByText(phone.t("item-remove-text", { name: "Walk", count: 2 })).waitFor();
  await phone.axe("asked before removing");
  assert.equal((await names(preview)).includes("Walk"), true);
  await phone.tap("item-remove", { count: 2 });
  await eventually(() => names(preview), ["Water", "Pain", "Grateful for"]);
  await phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
  await eventually(async () => (await list(preview))[0].answers, 2);

  await phone.tap("row-change", { name: "Pain" });
  await phone.tap("entry-remove");
  await eventually(() => names(preview), ["Walk", "Water", "Grateful for"], "without answers it goes at once");
  await phone.go("/removed");
  await phone.heading("removed-item", { name: "Pain" }).waitFor();
  await phone.tap("removed-restore");
  await eventually(async () => (await names(preview)).includes("Pain"), true);
  phone.expectNoProblems();
});

test("at twice the text size on the smallest phone nothing is cut", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { text200: true, width: 320, height: 640 } });
  await withItems(preview);
  const long = { name: "Did I speak with somebody whom I can trust about today", kind: "scale", unit: "" };
  await preview.core("check_in_item_create", { ...long, low: "not even thought about it", high: "more than I ever hoped for" });
  await phone.open(preview, "/check-in-items");
  await phone.page.locator("main li").first().waitFor();
  await phone.noSidewaysScroll("own questions");
  await phone.axe("own questions, 200 %");
  await phone.tap("item-add");
  await phone.choice("item-kind-scale").tap();
  await phone.noSidewaysScroll("a new question");
  await phone.closeSheet();
  await phone.go("/today");
  await openDetails(phone);
  await phone.page.getByRole("slider", { name: long.name }).waitFor();
  await phone.noSidewaysScroll("a check-in with own questions");
  await phone.axe("a check-in with own questions, 200 %");
  phone.expectNoProblems();
});
