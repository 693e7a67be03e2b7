// Settings: each choice is saved at once, and what was refused is said where the person is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./support.mjs";

const scene = stage();

test("a refused choice far down is said in view, and shows what is kept", async (t) => {
  const { preview, phone } = await scene(t, { open: "/settings" });
  const { page } = phone;
  const refusal = {
    error: { code: "storage_full", field: null, reference: "" },
  };
  await phone.heading("settings-goals").waitFor();
  await page.route("**/ipc/settings_update", (route) =>
    route.fulfill({ json: refusal }),
  );
  const after = phone.field("settings-lock-after");
  await after.scrollIntoViewIfNeeded();
  await after.selectOption("30");
  const said = phone.toast().getByText(phone.t("err-storage-full"));
  await said.waitFor();
  const { y, height } = await said.boundingBox();
  assert.ok(
    y > 0 && y + height < page.viewportSize().height,
    "the words are in view",
  );
  const kept = (await preview.core("settings_get")).lockAfterMinutes;
  assert.equal(await after.inputValue(), String(kept));
  phone.expectNoProblems();
});

test("a double tap on the last goal's bin removes it, and opens nothing", async (t) => {
  const { preview, phone } = await scene(t, { open: "/settings" });
  const bin = phone.page.getByRole("button", {
    name: phone.t("goal-remove", { name: phone.t("goal-alcohol") }),
  });
  await bin.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await bin.boundingBox();
  const { mouse } = phone.page;
  const press = async (clickCount) => {
    await mouse.down({ clickCount });
    await mouse.up({ clickCount });
  };
  await mouse.move(x + width / 2, y + height / 2);
  await press(1);
  await bin.waitFor({ state: "detached" });
  await press(2);
  await phone.toast().waitFor();
  assert.equal(await phone.place(), "/settings");
  assert.deepEqual(await preview.core("goal_list"), []);
  // Slowly, it opens.
  await phone.tap("today-no-goal");
  await phone.heading("set-up-goal-title").waitFor();
  phone.expectNoProblems();
});
