// Logging from the lock screen: a face in one tap, a craving in two, without a passphrase.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PASSPHRASE, stage } from "./support.mjs";

const scene = stage();

async function locked(t, look) {
  const made = await scene(t, { open: false, phone: look });
  await made.preview.core("vault_lock");
  await made.phone.open(made.preview);
  await made.phone.field("lock-passphrase").waitFor();
  return made;
}

async function unlock(phone) {
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.page.keyboard.press("Enter");
  await phone.today();
}

test("one tap on a face and two for a craving, kept while locked, in the journal after unlocking", async (t) => {
  const { preview, phone } = await locked(t);
  await phone.touch(phone.face(4));
  await phone.text("quick-kept-mood", { mood: phone.t("mood-4") }).waitFor();
  await phone.tap("quick-craving");
  await phone.text("quick-kept-craving").waitFor();
  await phone.page.locator(".numbers button").nth(6).tap();
  await phone.text("quick-kept-strength", { strength: "6" }).waitFor();
  assert.equal((await preview.core("app_status")).state, "locked", "nothing was opened");
  await phone.axe("lock, craving kept");
  await unlock(phone);
  await phone.heading("quick-merged-title").waitFor();
  await phone.text("quick-merged-check-ins", { count: 1, shown: "1" }).waitFor();
  await phone.text("quick-merged-cravings", { count: 1, shown: "1" }).waitFor();
  const entries = (await preview.journal()).map(({ type, entry }) => [type, entry.mood ?? entry.strengthBefore]);
  assert.deepEqual(entries.sort(), [["check_in", 4], ["craving", 6]]);
  await phone.tap("quick-merged-seen");
  await phone.heading("quick-merged-title").waitFor({ state: "detached" });
  phone.expectNoProblems();
});

test("what a stray hand tapped is taken back at once, or out of the journal later", async (t) => {
  const { preview, phone } = await locked(t);
  await phone.touch(phone.face(1));
  await phone.tap("quick-take-back");
  await phone.button("quick-take-back").waitFor({ state: "detached" });
  await phone.touch(phone.face(2));
  await phone.text("quick-kept-mood", { mood: phone.t("mood-2") }).waitFor();
  await unlock(phone);
  await phone.tap("quick-merged-undo");
  await phone.heading("quick-merged-title").waitFor({ state: "detached" });
  assert.deepEqual(await preview.journal(), []);
  phone.expectNoProblems();
});

test("on a small screen the strongest numbers are in sight at once", async (t) => {
  const { phone } = await locked(t, { width: 360, height: 640 });
  await phone.tap("quick-craving");
  const strongest = phone.page.locator(".numbers button").last();
  await strongest.waitFor();
  const { y, height } = await strongest.boundingBox();
  const help = await phone.link("help-now").boundingBox();
  assert.ok(y + height <= help.y, `10 ends at ${y + height}, Help begins at ${help.y}`);
});

test("a kill after the tap loses nothing", async (t) => {
  const { preview, phone } = await locked(t);
  await phone.tap("quick-craving");
  await phone.text("quick-kept-craving").waitFor();
  await preview.kill();
  const again = await scene(t, { data: preview.folder, setUp: false });
  await unlock(again.phone);
  await again.phone.text("quick-merged-cravings", { count: 1, shown: "1" }).waitFor();
  assert.equal((await again.preview.journal()).length, 1);
});

test("the person can hide it from the lock screen", async (t) => {
  const { preview, phone } = await scene(t, { open: "/settings" });
  await phone.field("quick-settings").selectOption("off");
  await preview.core("vault_lock");
  await phone.page.reload();
  await phone.field("lock-passphrase").waitFor();
  assert.equal(await phone.page.locator(".faces").count(), 0);
  phone.expectNoProblems();
});
