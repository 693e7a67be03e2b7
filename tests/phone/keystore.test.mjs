// A device with a keystore: start now and protect later, and the quick PIN. By touch, over the real core.
import assert from "node:assert/strict";
import { cpSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshFolder } from "./damage.mjs";
import { NOTHING_SAID, PASSPHRASE, stage, startPreview } from "./support.mjs";
import { typeGroups } from "./walk.mjs";

const scene = stage();
const PIN = "481516";
const WRONG = "918273";
const DAY_SECONDS = 86_400;

/** A vault that this device alone opens, with one check-in, and a phone on Today. */
async function started(t) {
  const made = await scene(t, { setUp: false, open: false, keystore: "working" });
  await made.preview.core("vault_start");
  await made.preview.core("settings_update", { setUp: "done", lockAfterMinutes: 60 });
  await made.preview.core("check_in_log", { ...NOTHING_SAID, mood: 4 });
  await made.phone.open(made.preview);
  await made.phone.today();
  return made;
}

/** A protected vault with a PIN, locked, and a phone before it. */
async function withPin(t) {
  const made = await scene(t, { keystore: "working", open: false });
  await made.preview.core("pin_create", { proof: { passphrase: PASSPHRASE }, pin: PIN });
  await made.preview.core("vault_lock");
  await made.phone.open(made.preview);
  // The screen has asked how things stand before a test changes the folder under it.
  await made.phone.field("lock-pin").waitFor();
  return made;
}

async function typePin(phone, pin) {
  await phone.field("lock-pin").fill(pin);
  await phone.tap("lock-open");
}

/** The steps of "protect now" up to the recovery code; answers with its groups. */
async function toCode(phone) {
  await phone.heading("set-up-passphrase-title").waitFor();
  await phone.field("set-up-passphrase-label").fill(PASSPHRASE);
  await phone.text("set-up-strength-4").waitFor();
  await phone.tap("next");
  await phone.heading("set-up-repeat-title").waitFor();
  await phone.field("set-up-passphrase-label").fill(PASSPHRASE);
  await phone.tap("opening-again-do");
  await phone.heading("set-up-code-title").waitFor();
  await phone.page.locator("ol .group").first().waitFor();
  return phone.page.locator("ol .group").allInnerTexts();
}

test("a person starts at once, is told what that means, and opens with one tap", async (t) => {
  const { preview, phone } = await scene(t, { setUp: false, keystore: "working" });
  await phone.tap("set-up-start");
  await phone.choice("goal-alcohol").tap();
  await phone.tap("next");
  await phone.choice("direction-abstain").tap();
  await phone.tap("next");
  await phone.choice("since-today").tap();
  await phone.tap("next");
  await phone.tap("next");
  await phone.tap("set-up-later");
  for (const said of ["set-up-later-others", "set-up-later-lost"]) await phone.text(said).waitFor();
  await phone.tap("set-up-later-do");
  await phone.heading("set-up-check-in-title").waitFor();
  await phone.face(3).tap();
  await phone.button("protect-badge").waitFor();
  assert.equal((await preview.core("goal_list")).length, 1, "the goal that was named is kept");
  await phone.tap("hide-now");
  await phone.tap("neutral-open");
  await phone.text("lock-device").waitFor();
  assert.equal(await phone.page.locator("input").count(), 0, "nothing to type");
  await phone.tap("lock-open");
  await phone.today();
});

test("without a keystore nobody is offered a start without a passphrase, nor a PIN", async (t) => {
  const { preview, phone } = await scene(t, { setUp: false });
  await phone.tap("set-up-start");
  await phone.tap("later");
  await phone.heading("set-up-passphrase-title").waitFor();
  assert.equal((await preview.core("opening_status")).keystore, false);
  assert.equal(await phone.button("set-up-later").count(), 0);
  await phone.go("/set-up/later");
  await phone.heading("set-up-welcome-title").waitFor();
  await preview.setUp();
  await phone.open(preview, "/settings");
  await phone.button("opening-practise").waitFor();
  assert.equal(await phone.button("pin-set").count(), 0);
});

test("protected by a passphrase and a code, the device alone opens it no more", async (t) => {
  const { preview, phone } = await started(t);
  await phone.tap("protect-badge");
  const groups = await toCode(phone);
  await phone.tap("set-up-code-written");
  await phone.heading("set-up-confirm-title").waitFor();
  await typeGroups(phone, groups);
  await phone.heading("protect-done-title").waitFor();
  await phone.tap("done");
  await phone.button("opening-change").waitFor();
  assert.equal(await phone.button("protect-now").count(), 0);
  await preview.core("vault_lock");
  await phone.page.reload();
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.heading("settings-title").waitFor();
  await phone.go("/today");
  await phone.today();
  assert.equal(await phone.button("protect-badge").count(), 0);
  assert.equal((await preview.journal()).length, 1, "what was written before is there");
});

test("whoever leaves before the code is confirmed is told that the device still opens it", async (t) => {
  const { preview, phone } = await started(t);
  await phone.tap("protect-badge");
  await toCode(phone);
  await phone.go("/today");
  await phone.text("opening-left-unprotected").waitFor();
  await phone.button("protect-badge").waitFor();
  await preview.core("vault_lock");
  await phone.page.reload();
  await phone.text("lock-device-too").waitFor();
  await phone.button("lock-use-passphrase").waitFor();
  await phone.tap("lock-open");
  await phone.today();
});

test("on the third day it is asked, and can wait once more", async (t) => {
  const { preview, phone } = await started(t);
  await preview.core("vault_lock");
  await preview.forward(2 * DAY_SECONDS);
  await preview.core("vault_unlock_with_device");
  await phone.page.reload();
  await phone.heading("protect-due-title").waitFor();
  await phone.tap("practice-due-later");
  await phone.button("protect-badge").waitFor();
});

test("a key that is gone has its own screen, deletes nothing, and opens when it is back", async (t) => {
  const { preview, phone } = await started(t);
  await preview.core("vault_lock");
  await preview.keystore({ mood: "locked" });
  await phone.page.reload();
  await phone.text("lock-device").waitFor();
  await phone.tap("lock-open");
  await phone.heading("err-keystore-unavailable").waitFor();
  await preview.keystore({ mood: "working" });
  await phone.tap("broken-again");
  await phone.today();
  await preview.core("vault_lock");
  await preview.keystore({ forget: true });
  await phone.page.reload();
  await phone.text("lock-device").waitFor();
  await phone.tap("lock-open");
  await phone.heading("err-device-key-gone").waitFor();
  await phone.text("lock-device-gone").waitFor();
  await phone.text("unusable-kept").waitFor();
  assert.equal(await phone.button("backup-put-back").count(), 0, "a backup needs the same key");
  await phone.help().tap();
  await phone.heading("help-title").waitFor();
});

test("a backup is put back with the device's key, without typing", async (t) => {
  const { preview, phone } = await started(t);
  const { atMs } = await preview.core("backup_create");
  await phone.go(`/restore/${atMs}`);
  await phone.heading("backup-what-title").waitFor();
  await phone.tap("next");
  await phone.heading("backup-device-title").waitFor();
  await phone.tap("backup-put-back-do");
  await phone.today();
  assert.equal((await preview.journal()).length, 1);
});

test("a PIN is set in Settings and opens; the passphrase is one tap away", async (t) => {
  const { preview, phone } = await scene(t, { keystore: "working" });
  await phone.go("/settings");
  await phone.tap("pin-set");
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("next");
  await phone.heading("pin-title").waitFor();
  await phone.field("pin-label").fill(PIN);
  await phone.field("pin-again").fill("481517");
  await phone.tap("pin-do");
  await phone.text("pin-differs").waitFor();
  await phone.field("pin-again").fill(PIN);
  await phone.tap("pin-do");
  await phone.heading("pin-done-title").waitFor();
  assert.doesNotMatch(await phone.page.content(), new RegExp(`${PIN}|${PASSPHRASE}`), "nothing typed is left");
  await phone.tap("done");
  await phone.button("pin-change").waitFor();
  await preview.core("vault_lock");
  await phone.page.reload();
  const field = phone.field("lock-pin");
  await field.waitFor();
  assert.equal(await field.getAttribute("inputmode"), "numeric");
  await phone.tap("lock-use-passphrase");
  await phone.field("lock-passphrase").waitFor();
  await phone.tap("lock-use-pin");
  await typePin(phone, PIN);
  await phone.heading("settings-title").waitFor();
});

test("the PIN is removed with proof", async (t) => {
  const { preview, phone } = await withPin(t);
  await typePin(phone, PIN);
  await phone.today();
  await phone.go("/settings");
  await phone.tap("pin-remove");
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("pin-remove");
  await phone.heading("pin-removed-title").waitFor();
  await preview.core("vault_lock");
  await phone.page.reload();
  await phone.field("lock-passphrase").waitFor();
});

test("the tenth wrong PIN ends it kindly, and the passphrase opens", async (t) => {
  const { preview, phone } = await withPin(t);
  for (let wrong = 1; wrong <= 8; wrong += 1) {
    await preview.core("vault_unlock_with_pin", { pin: WRONG }).catch(() => undefined);
    await preview.forward(60);
  }
  await typePin(phone, WRONG);
  await phone.text("lock-pin-left", { count: 1, shown: "1" }).waitFor();
  await preview.forward(60);
  await phone.page.reload();
  await typePin(phone, WRONG);
  await phone.text("err-pin-gone").waitFor();
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.today();
  await preview.core("vault_lock");
  await phone.page.reload();
  await phone.field("lock-passphrase").waitFor();
  assert.equal(await phone.button("lock-use-pin").count(), 0, "its slot is gone");
});

test("a vault on another device, or without its keystore, asks for the passphrase", async (t) => {
  const { preview, phone } = await withPin(t);
  await preview.keystore({ mood: "absent" });
  await phone.page.reload();
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.today();

  const { folder, remove } = freshFolder();
  const first = await startPreview({ data: folder, keystore: "working" });
  await first.setUp();
  await first.core("pin_create", { proof: { passphrase: PASSPHRASE }, pin: PIN });
  await first.stop();
  // Another process has another keystore in memory.
  const second = await startPreview({ data: folder, keystore: "working" });
  t.after(async () => {
    await second.stop();
    remove();
  });
  await phone.open(second);
  await phone.text("err-pin-gone").waitFor();
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.today();
});

test("an older copy of the whole folder is told, and opened on the person's word", async (t) => {
  const { preview, phone } = await withPin(t);
  const [vault, older] = ["vault", "older"].map((name) => join(preview.folder, name));
  cpSync(vault, older, { recursive: true });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 4 });
  await preview.core("vault_lock");
  rmSync(vault, { recursive: true });
  renameSync(older, vault);
  await typePin(phone, PIN);
  await phone.text("err-older-copy").waitFor();
  await phone.tap("lock-older-open");
  await phone.today();
  assert.equal((await preview.core("today_get")).checkIns.length, 0, "what was written later is not in it");
});
