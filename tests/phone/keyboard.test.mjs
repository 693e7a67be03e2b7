// What a person with a keyboard does, beyond what every screen must allow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./support.mjs";

const scene = stage();

test("Escape leaves every sheet and gives the focus back", async (t) => {
  const { preview, phone } = await scene(t);
  const { page } = phone;
  await phone.face(3).tap();
  const details = phone.button("today-details");
  await details.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction((words) => document.activeElement?.textContent.includes(words), phone.t("today-details"));
  await phone.open(preview, "/journey");
  const row = page.locator("section.day button").first();
  await row.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.closest("section.day") !== null);
  phone.expectNoProblems();
});

test("the whole of a craving can be done with the keyboard alone", async (t) => {
  const { preview, phone } = await scene(t);
  const { page } = phone;
  const reach = async (id) => {
    const button = phone.button(id);
    await button.waitFor();
    for (let press = 0; press < 60; press += 1) {
      if (await button.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${id}`);
  };
  const press = async (id) => {
    await reach(id);
    await page.keyboard.press("Enter");
  };
  await press("today-craving");
  await phone.heading("craving-strength-title").waitFor();
  await press("scale-more");
  await press("next");
  await press("trigger-stress");
  await press("next");
  await press("tool-grounding");
  await press("tool-done");
  await phone.heading("craving-after-title").waitFor();
  await press("scale-less");
  await press("next");
  await press("craving-acted-no");
  await press("craving-done-today");
  await phone.text("today-how").waitFor();
  const [{ entry }] = await preview.journal();
  assert.deepEqual([entry.strengthBefore, entry.strengthAfter, entry.tool, entry.acted], [5, 4, "grounding", false]);
  phone.expectNoProblems();
});
