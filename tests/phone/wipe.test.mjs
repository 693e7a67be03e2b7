// Wiping everything: said first, proven, and then nothing is left.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { NOTHING_SAID, PASSPHRASE, stage } from "./support.mjs";

const scene = stage();

test("two steps and a proof, and the app is as new", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3, note: "to be wiped" });
  await preview.core("backup_create");
  await phone.open(preview, "/settings");
  await phone.tap("wipe-settings");
  await phone.heading("wipe-title").waitFor();
  await phone.axe("wipe");
  await phone.tap("wipe-go-on");
  await phone.field("lock-passphrase").fill("not this one at all");
  await phone.tap("wipe-do");
  await phone.text("err-wrong-passphrase").waitFor();
  assert.equal((await preview.journal()).length, 1, "nothing is removed on a wrong word");
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("wipe-do");
  await phone.heading("set-up-welcome-title").waitFor();
  assert.deepEqual(readdirSync(preview.folder), ["vault.lock"]);
  assert.equal(await phone.page.evaluate(() => localStorage.length), 0);
  phone.expectNoProblems();
});

test("two taps in one place wipe nothing, where there is no passphrase to type", async (t) => {
  const { preview, phone } = await scene(t, { keystore: "working", setUp: false });
  await preview.core("vault_start");
  await preview.core("settings_update", { setUp: "done" });
  await phone.page.reload();
  await phone.today();
  await phone.go("/wipe");
  await phone.button("wipe-go-on").waitFor();
  const { x, y, width, height } = await phone.button("wipe-go-on").boundingBox();
  // Each a first tap, as slow ones are: of a quick pair, a step takes only the first anyway.
  const tap = () => phone.page.mouse.click(x + width / 2, y + height / 2);
  await tap();
  await phone.button("wipe-do").waitFor();
  await tap();
  await phone.heading("settings-title").waitFor();
  assert.equal((await preview.core("app_status")).state, "unlocked");
  await phone.go("/wipe/proof");
  await phone.tap("wipe-do");
  await phone.heading("set-up-welcome-title").waitFor();
  phone.expectNoProblems();
});

test("whoever thinks again keeps everything", async (t) => {
  const { preview, phone } = await scene(t, { open: "/settings" });
  await phone.tap("wipe-settings");
  await phone.tap("wipe-keep");
  await phone.button("wipe-settings").waitFor();
  assert.equal((await preview.core("app_status")).state, "unlocked");
  phone.expectNoProblems();
});
