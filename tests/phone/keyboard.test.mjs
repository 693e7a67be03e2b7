// What a person with a keyboard does, beyond what every screen must allow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { at, DAILY, keepMedicine } from "./medicines-walk.mjs";
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

test("what was taken has gone with its button, and the keyboard goes on from the heading", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const { page } = phone;
  for (const name of ["Aspirin", "Bupropion", "Iron"]) await keepMedicine(preview, { name }, DAILY("18:31"));
  const id = await keepMedicine(preview, { name: "Folic acid" }, DAILY("18:32"));
  await preview.moveClock({ now: at("18:33") });
  const isOn = (tag) => page.waitForFunction((wanted) => document.activeElement?.matches(wanted), tag);
  const press = async (button) => {
    await button.waitFor();
    await button.focus();
    await page.keyboard.press("Enter");
    await button.waitFor({ state: "detached" });
  };
  const take = (where, name) => where.getByRole("button", { name: phone.t("dose-take-name", { name }), exact: true });
  await phone.open(preview, `/medicine/${id}`);
  await press(take(page, "Folic acid, 18:32"));
  await isOn("h1");
  await phone.open(preview, "/today");
  await phone.button("dose-list").tap();
  const list = page.getByRole("dialog");
  await press(take(list, "Aspirin"));
  await isOn("dialog[open] h2");
  await phone.axe("the list after a dose");
  await page.waitForTimeout(900);
  await press(list.getByRole("button", { name: /^All taken/ }));
  await list.waitFor({ state: "hidden" });
  await isOn("h1");
  phone.expectNoProblems();
});
