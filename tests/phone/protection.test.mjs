// What Mainstay protects and what it cannot: from Settings, and before anything is opened.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./support.mjs";

const scene = stage();

test("Settings lead to what is protected, and Back leads to Settings", async (t) => {
  const { phone } = await scene(t);
  await phone.today();
  await phone.go("/settings");
  await phone.tap("protection-link");
  await phone.heading("protection-title").waitFor();
  for (const part of ["protection-can", "protection-cannot", "protection-unsafe"]) await phone.heading(part).waitFor();
  await phone.tap("back");
  await phone.heading("settings-title").waitFor();
  phone.expectNoProblems();
});

test("the lock screen leads there too, with Help beside it, and opens nothing", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("vault_lock");
  await phone.open(preview);
  await phone.tap("protection-link");
  await phone.heading("protection-title").waitFor();
  await phone.axe("locked");
  assert.equal((await preview.core("app_status")).state, "locked");
  await phone.page.getByRole("link", { name: phone.t("help"), exact: true }).tap();
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  await phone.heading("protection-title").waitFor();
  await phone.tap("protection-done");
  await phone.field("lock-passphrase").waitFor();
  phone.expectNoProblems();
});
