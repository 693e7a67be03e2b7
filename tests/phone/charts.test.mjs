// Charts of the log and the year at a glance: a sentence, a picture and a table, over the real core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, goalSince, NOTHING_FELT, NOTHING_SAID, stage, TODAY } from "./support.mjs";

const scene = stage();

async function lived(t) {
  const made = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -60))] }, open: false });
  const { preview, goals } = made;
  for (let ago = 40; ago >= 0; ago -= 1) {
    if (ago % 5 === 0) continue;
    const at = `${dayAfter(TODAY, -ago)}T08:30`;
    await preview.core("check_in_log", { ...NOTHING_SAID, mood: 1 + (ago % 5), sleepMinutes: 360 + 10 * (ago % 9), at });
    if (ago % 3 === 0) {
      await preview.core("craving_log", { ...NOTHING_FELT, goalId: goals[0].id, strengthBefore: ago % 10, at: `${dayAfter(TODAY, -ago)}T19:00` });
    }
  }
  return made;
}

test("each chart is a heading, a sentence, a picture and a table", async (t) => {
  const { phone, preview } = await lived(t);
  await phone.open(preview, "/journey");
  await phone.tap("charts-title");
  await phone.heading("chart-mood").waitFor();
  const mood = phone.page.locator("section.chart").first();
  assert.match(await mood.locator("p").first().innerText(), /From 24 of 30 days\. Most days lie between/);
  const label = await mood.getByRole("img").getAttribute("aria-label");
  assert.match(label.replace(/[\u2068\u2069]/g, ""), /^Mood\. From 24 of 30 days/);
  assert.ok((await mood.locator("path.line").getAttribute("d")).split("M").length > 4, "gaps break the line");
  await mood.locator("summary").tap();
  // The table is made when it is unfolded.
  await mood.locator("tbody tr").first().waitFor();
  assert.equal(await mood.locator("tbody tr").count(), 30);
  assert.ok((await mood.getByText(phone.t("chart-gap"), { exact: true }).count()) === 6);
  assert.equal(await phone.heading("chart-lapses").count(), 0, "no chart of lapses without one");
  await phone.axe("charts with a table");
  phone.expectNoProblems();
});

test("the range is chosen and kept; all of it begins with the first entry", async (t) => {
  const { phone, preview } = await lived(t);
  await phone.open(preview, "/charts");
  await phone.heading("chart-mood").waitFor();
  await phone.tap("charts-days7");
  await phone.page.getByText(/of 7 days/).first().waitFor();
  await phone.tap("charts-all");
  await phone.page.getByText(/of 40 days/).first().waitFor();
  await phone.tap("back");
  await phone.heading("journey-title").waitFor();
  await phone.tap("charts-title");
  await phone.page.getByText(/of 40 days/).first().waitFor();
  phone.expectNoProblems();
});

test("with nothing logged there is a word and a way", async (t) => {
  const { phone, preview } = await scene(t, { open: false });
  for (const one of (await preview.core("today_get")).checkIns) await preview.core("check_in_delete", { id: one.id });
  await phone.open(preview, "/charts");
  await phone.heading("charts-empty-title").waitFor();
  await phone.axe("charts empty");
  await phone.tap("journey-empty-act");
  await phone.today();
});

test("a year shows each day, and by month as a table", async (t) => {
  const { phone, preview } = await lived(t);
  await preview.core("lapse_log", { goalId: null, at: `${dayAfter(TODAY, -3)}T20:00`, note: "" });
  await phone.open(preview, "/journey");
  await phone.tap("year-title");
  const picture = phone.page.getByRole("img").first();
  await picture.waitFor();
  assert.match((await picture.getAttribute("aria-label")).replace(/[\u2068\u2069]/g, ""), /^2026, a square for each day/);
  assert.equal(await picture.locator(".ring").count(), 1);
  await phone.page.locator("summary", { hasText: phone.t("chart-as-table") }).tap();
  assert.equal(await phone.page.locator("tbody tr").count(), 2);
  assert.ok(await phone.button("year-before").isDisabled(), "not before the first year");
  await phone.axe("year with a table");
  phone.expectNoProblems();
});
