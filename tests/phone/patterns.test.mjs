// What stands out in the log, what helps, and the outlook: counts only, and nothing that was not asked for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, goalSince, NOTHING_FELT, NOTHING_SAID, stage, TODAY } from "./support.mjs";

const scene = stage();
const plain = (text) => text.replace(/[\u2068\u2069]/g, "");

/** Half a year with strong cravings on most Friday evenings. TODAY is a Saturday. */
export async function withFridays(preview, goalId) {
  for (let ago = 1; ago <= 180; ago += 1) {
    const day = dayAfter(TODAY, -ago);
    await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3, at: `${day}T08:00` });
    const isFriday = ago % 7 === 1;
    if ((isFriday && ago % 28 !== 1) || (!isFriday && ago % 17 === 0)) {
      const tool = { tool: "urge_wave", toolSeconds: 300, strengthAfter: ago % 3 === 0 ? 7 : 3 };
      await preview.core("craving_log", { ...NOTHING_FELT, ...tool, goalId, strengthBefore: 7, at: `${day}T20:00` });
    }
  }
}

test("too few days say how many are missing", async (t) => {
  const { phone, preview } = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -60))] }, open: false });
  await phone.open(preview, "/journey");
  await phone.tap("patterns-title");
  await phone.heading("patterns-not-yet").waitFor();
  await phone.axe("patterns not yet");
  phone.expectNoProblems();
});

test("a Friday that stands out is told in counts, and so is what helps", async (t) => {
  const { phone, preview, goals } = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -200))] }, open: false });
  await withFridays(preview, goals[0].id);
  await phone.open(preview, "/patterns");
  await phone.page.getByRole("heading", { name: /Friday.*evenings/ }).waitFor();
  const card = plain(await phone.page.locator("section", { hasText: /Friday.*evenings/ }).first().innerText());
  assert.match(card, /19 of 26 had a craving/);
  assert.match(card, /Other evenings: \d+ of \d+\./);
  assert.ok(!/%|risk|chance/i.test(plain(await phone.page.locator("main").innerText()).replace("more than chance", "")), "no chance and no risk");
  const helps = plain(await phone.page.locator("section", { hasText: phone.t("helps-title") }).last().innerText());
  assert.match(helps, /Ride the wave\s*Helped \d+ of \d+ times/);
  await phone.axe("patterns with a card");
  phone.expectNoProblems();
});

test("on Today the outlook says a word only when it has one", async (t) => {
  const { phone, preview } = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -60))] }, open: false });
  for (let ago = 20; ago >= 1; ago -= 1) {
    await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3, craving: 1, confidence: 8, sleepMinutes: 450, at: `${dayAfter(TODAY, -ago)}T08:00` });
  }
  for (const one of (await preview.core("today_get")).checkIns) await preview.core("check_in_delete", { id: one.id });
  await phone.open(preview);
  await phone.today();
  assert.equal(await phone.heading("outlook-title").count(), 0, "nobody asked for it");
  await preview.core("settings_update", { outlook: true });
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 2, craving: 7, confidence: 3, sleepMinutes: 240, at: `${TODAY}T08:00` });
  await phone.open(preview);
  await phone.heading("outlook-title").waitFor();
  await phone.text("outlook-more_support").waitFor();
  await phone.page.getByText(phone.t("outlook-input-craving_up")).waitFor();
  await phone.axe("today with an outlook");
  phone.expectNoProblems();
});

test("the outlook comes only for who asks, says what it looks at, and goes again", async (t) => {
  const { phone, preview, goals } = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -200))] }, open: false });
  await withFridays(preview, goals[0].id);
  await phone.open(preview, "/patterns");
  await phone.tap("outlook-on");
  await phone.page.locator("summary", { hasText: phone.t("outlook-how") }).waitFor();
  assert.equal((await preview.core("settings_get")).outlook, true);
  await phone.page.locator("summary", { hasText: phone.t("outlook-how") }).tap();
  const halt = phone.page.getByRole("group", { name: phone.t("outlook-input-halt") });
  await halt.getByRole("button", { name: phone.t("outlook-weight-0") }).tap();
  await phone.page.waitForFunction(() => document.querySelectorAll('[aria-pressed="true"]').length > 0);
  await phone.axe("outlook with its weights");
  await phone.tap("outlook-off");
  await phone.button("outlook-on").waitFor();
  const settings = await preview.core("settings_get");
  assert.deepEqual([settings.outlook, settings.outlookWeights.halt], [false, 0]);
  phone.expectNoProblems();
});
