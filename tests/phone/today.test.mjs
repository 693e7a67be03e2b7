// Today: one tap is a check-in, and the number is the one the person chose.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, goalSince, stage, TODAY } from "./support.mjs";

const scene = stage();
const checkIns = async (preview) => (await preview.core("today_get")).checkIns;

test("one tap on a face is saved, and is undone by name", async (t) => {
  const { preview, phone } = await scene(t);
  await phone.text("today-how").waitFor();
  assert.equal(await phone.page.locator(".faces [aria-pressed=true]").count(), 0);
  await phone.face(4).tap();
  await phone.toast().getByText(phone.t("today-said", { mood: phone.t("mood-4") })).waitFor();
  const [kept] = await checkIns(preview);
  assert.deepEqual([kept.mood, kept.note, kept.craving], [4, "", null], "Saved is said after the core has it");
  assert.equal(await phone.face(4).getAttribute("aria-pressed"), "true");
  await phone.face(2).tap();
  await phone.toast().getByText(phone.t("today-changed", { mood: phone.t("mood-2") })).waitFor();
  assert.deepEqual((await checkIns(preview)).map((one) => one.mood), [2], "a second face corrects the first");
  await phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
  await phone.toast().getByText(phone.t("undone")).waitFor();
  assert.deepEqual(await checkIns(preview), []);
  await phone.page.locator(".faces [aria-pressed=true]").first().waitFor({ state: "detached" });
  phone.expectNoProblems();
});

test("the details save themselves as they are given", async (t) => {
  const { preview, phone } = await scene(t);
  await phone.face(3).tap();
  await phone.tap("today-details");
  const sheet = phone.page.getByRole("dialog", { name: phone.t("check-in-title") });
  await sheet.waitFor();
  const latest = async () => (await checkIns(preview))[0];
  const part = (id) => sheet.getByRole("group", { name: phone.t(id), exact: true });

  const cravingMore = sheet.getByRole("button", { name: phone.t("scale-more") }).first();
  await cravingMore.tap();
  await eventually(async () => (await latest()).craving, 5, "the first + takes the middle");
  await cravingMore.tap();
  await eventually(async () => (await latest()).craving, 6);
  await sheet.getByRole("slider", { name: phone.t("check-in-confidence") }).press("End");
  await eventually(async () => (await latest()).confidence, 10);
  await sheet.getByRole("button", { name: phone.t("check-in-sleep-more") }).tap();
  await eventually(async () => (await latest()).sleepMinutes, (minutes) => minutes > 0);
  await part("halt-hungry").getByRole("button", { name: phone.t("halt-2") }).tap();
  await part("halt-tired").getByRole("button", { name: phone.t("halt-3") }).tap();
  await eventually(async () => (await latest()).halt, { hungry: 2, angry: null, lonely: null, tired: 3 });
  await part("halt-tired").getByRole("button", { name: phone.t("halt-3") }).tap();
  await eventually(async () => (await latest()).halt.tired, null, "an answer can be taken back");
  await part("check-in-used").getByRole("button", { name: phone.t("check-in-used-yes") }).tap();
  await sheet.getByText(phone.t("check-in-used-kind")).waitFor();
  await eventually(async () => (await latest()).used, true);
  await sheet.getByLabel(phone.t("check-in-note")).fill("Rain, and I walked home.");
  await eventually(async () => (await latest()).note, "Rain, and I walked home.");
  await sheet.getByText(phone.t("check-in-saved"), { exact: true }).waitFor();

  await phone.page.goBack();
  await sheet.waitFor({ state: "hidden" });
  await phone.text("today-how").waitFor();
  assert.equal((await checkIns(preview)).length, 1, "all of it is one check-in");
  phone.expectNoProblems();
});

test("the number is the one the person chose", async (t) => {
  const { preview, phone, goals } = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -99))] } });
  await preview.core("lapse_log", { goalId: goals[0].id, at: `${dayAfter(TODAY, -10)}T20:00`, note: "" });
  await phone.page.reload();
  const choices = [
    ["current_run", "10", phone.t("sober-current-run", { days: 10 })],
    ["total_days", "99", phone.t("sober-total-days", { days: 99 })],
    ["last30", "29", phone.t("sober-last30", { days: 30 })],
  ];
  const select = phone.page.getByLabel(phone.t("settings-headline"));
  for (const [headline, figure, caption] of choices) {
    await phone.tap("today-settings");
    await select.selectOption({ label: phone.t(`headline-${headline}`) });
    await eventually(async () => (await preview.core("settings_get")).headline, headline);
    await phone.tap("back");
    await phone.page.locator(".caption", { hasText: caption }).waitFor();
    assert.equal(await phone.page.locator(".figure").innerText(), figure);
  }
  await phone.tap("today-settings");
  await select.selectOption({ label: phone.t("headline-none") });
  await phone.tap("back");
  await phone.text("sober-hidden").waitFor();
  assert.equal(await phone.page.locator(".figure").count(), 0);
  phone.expectNoProblems();
});

for (const state of ["before a check-in", "after a check-in"]) {
  test(`360 x 640 answers the questions without scrolling, ${state}`, async (t) => {
    const goals = [goalSince(dayAfter(TODAY, -40))];
    const { phone } = await scene(t, { setUp: { goals }, phone: { width: 360, height: 640 } });
    await phone.page.locator(".figure").waitFor();
    if (state.startsWith("after")) {
      await phone.face(4).tap();
      await phone.button("today-details").waitFor();
      await phone.toast().getByRole("button", { name: phone.t("close") }).tap();
    }
    const wanted = {
      "the first face": phone.face(1),
      "the last face": phone.face(5),
      "the number": phone.page.locator(".figure"),
      "what is counted": phone.page.locator(".caption"),
      "a craving": phone.button("today-craving"),
      Help: phone.help(),
    };
    for (const [name, locator] of Object.entries(wanted)) {
      assert.ok(await locator.evaluate(isWhollySeen), `${name} is seen`);
    }
    phone.expectNoProblems();
  });
}

/** Inside the window, and nothing lies over its corners. */
function isWhollySeen(element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const inset = 3;
  const corners = [
    [left + inset, top + inset],
    [right - inset, bottom - inset],
  ];
  return corners.every(([x, y]) => {
    const met = document.elementFromPoint(x, y);
    return met !== null && (element.contains(met) || met.contains(element));
  });
}

test("after a lapse today no zero is large, whatever number was chosen", async (t) => {
  const { preview, phone, goals } = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -20))] } });
  await preview.core("lapse_log", { goalId: goals[0].id, at: null, note: "" });
  for (const headline of ["current_run", "total_days", "last30", "none"]) {
    await preview.core("settings_update", { headline });
    await phone.page.reload();
    await phone.page.locator("section.card summary").waitFor();
    const large = await phone.page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((element) => element.checkVisibility() && parseFloat(getComputedStyle(element).fontSize) > 18)
        .map((element) => [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("")),
    );
    assert.ok(!large.some((text) => /^0\b/.test(text)), `${headline}: ${large.filter(Boolean)}`);
    if (headline === "none") continue;
    assert.match(await phone.said(), /20\s+days in all/, "what was lived stands");
    await phone.text("sober-new-run").waitFor();
  }
  phone.expectNoProblems();
});

test("a goal that starts later says when, without a number", async (t) => {
  const { phone } = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, 1)), goalSince(dayAfter(TODAY, 12), { kind: "nicotine" })] } });
  await phone.text("sober-starts", { days: 1 }).waitFor();
  await phone.text("sober-starts", { days: 12 }).waitFor();
  assert.equal(await phone.page.locator(".figure").count(), 0);
  phone.expectNoProblems();
});

test("without a goal Today leads to naming one, and then counts", async (t) => {
  const { preview, phone } = await scene(t, { setUp: { goals: [] } });
  await phone.tap("today-no-goal");
  await phone.choice("goal-cannabis").tap();
  await phone.tap("next");
  await phone.choice("direction-reduce").tap();
  await phone.tap("next");
  await phone.choice("since-today").tap();
  await phone.tap("save");
  await phone.heading("goal-cannabis").waitFor();
  assert.deepEqual((await preview.core("goal_list")).map((goal) => goal.direction), ["reduce"]);
  await phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
  await phone.button("today-no-goal").waitFor();
  assert.deepEqual(await preview.core("goal_list"), []);
  await phone.page.goBack().catch(() => undefined);
  assert.doesNotMatch(phone.page.url(), /goals/, "Back leads into no step that is over");
  phone.expectNoProblems();
});

test("a new day gives the faces back", async (t) => {
  const { preview, phone } = await scene(t);
  await preview.core("settings_update", { lockAfterMinutes: 60 });
  await phone.face(5).tap();
  await phone.button("today-details").waitFor();
  await preview.moveClock({ now: "2026-11-21T19:15:00Z" });
  await phone.page.reload();
  await phone.text("today-how").waitFor();
  assert.equal(await phone.page.locator(".faces [aria-pressed=true]").count(), 0);
  await phone.face(2).tap();
  await phone.toast().waitFor();
  assert.deepEqual((await checkIns(preview)).map((one) => one.mood), [2, 5], "a later face is a second check-in");
  phone.expectNoProblems();
});

test("a goal changed from Settings leads back to Settings", async (t) => {
  const { preview, phone } = await scene(t);
  await phone.tap("today-settings");
  await phone.page.getByRole("button", { name: /Change .*Alcohol/ }).tap();
  await phone.choice("goal-nicotine").tap();
  await phone.tap("next");
  await phone.tap("next");
  await phone.tap("save");
  await phone.heading("settings-title").waitFor();
  assert.deepEqual((await preview.core("goal_list")).map((goal) => goal.kind), ["nicotine"]);
  await phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
  await phone.page.getByRole("button", { name: /Alcohol/ }).first().waitFor();
  await phone.page.goBack();
  await phone.text("today-how").waitFor();
  phone.expectNoProblems();
});

test("a check-in that could not be saved is called saved, not changed, when it is", async (t) => {
  const { phone } = await scene(t);
  await phone.today();
  // The first touch is told to the core. Its answer would save what waits before the face is pressed again.
  await phone.text("today-how").tap();
  await phone.answered();
  await phone.page.route("**/ipc/check_in_log", (route) => route.abort());
  await phone.face(5).tap();
  await phone.text("err-internal").waitFor();
  await phone.answered();
  await phone.page.unroute("**/ipc/check_in_log");
  await phone.face(5).press("Enter");
  await phone.toast().getByText(phone.t("today-said", { mood: phone.t("mood-5") })).waitFor();
  phone.expectNoProblems(/Failed to load resource/);
});
