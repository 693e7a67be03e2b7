// The lock: opened by what the person knows, closed at once when it must be, and never a wall before Help.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { DAILY, keepMedicine } from "./medicines-walk.mjs";
import { eventually, NOTHING_SAID, PASSPHRASE, stage, startPreview } from "./support.mjs";

const scene = stage();
const WRONG = "not my passphrase at all";

async function locked(t) {
  const made = await scene(t, { open: false });
  await made.preview.core("vault_lock");
  await made.phone.open(made.preview);
  await made.phone.field("lock-passphrase").waitFor();
  return made;
}

const isLocked = (preview) => eventually(async () => (await preview.core("app_status")).state, "locked");

/** What is on the disk, by name and content. */
function disk(folder) {
  const vault = join(folder, "vault");
  return readdirSync(vault).map((name) => [name, createHash("sha256").update(readFileSync(join(vault, name))).digest("hex")]);
}

test("the passphrase opens it; a wrong one is answered kindly and changes nothing", async (t) => {
  const { preview, phone } = await locked(t);
  const before = disk(preview.folder);
  await phone.field("lock-passphrase").fill(WRONG);
  await phone.tap("lock-open");
  await phone.text("err-wrong-passphrase").waitFor();
  await phone.text("rec-wrong-passphrase").waitFor();
  assert.equal(await phone.field("lock-passphrase").inputValue(), WRONG, "it can be looked at and mended");
  assert.deepEqual(disk(preview.folder), before);
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.page.keyboard.press("Enter");
  await phone.text("today-how").waitFor();
  phone.expectNoProblems();
});

test("the wait after wrong tries grows, counts down, and ends", async (t) => {
  const { preview, phone } = await locked(t);
  const wrongOnes = [0, 0, 0, 1, 2];
  let now = Date.parse("2026-11-21T18:30:00Z");
  for (const wait of wrongOnes) {
    await assert.rejects(preview.core("vault_unlock", { passphrase: WRONG }), { code: "wrong_passphrase" });
    assert.equal((await preview.core("app_status")).retryInSeconds, wait);
    await preview.moveClock({ now: new Date((now += 5_000)).toISOString() });
  }
  await phone.field("lock-passphrase").fill(WRONG);
  await phone.tap("lock-open");
  const wait = (seconds) => phone.page.getByText(phone.t("lock-wait", { seconds, shown: String(seconds) }));
  await wait(4).waitFor();
  assert.ok(await phone.button("lock-open").isDisabled(), "no try is offered that would be refused");
  await wait(2).waitFor();
  await phone.page.locator(".wait").waitFor({ state: "detached" });
  await preview.moveClock({ now: new Date((now += 10_000)).toISOString() });
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.text("today-how").waitFor();
  phone.expectNoProblems();
});

test("the recovery code opens it; a mistyped one and a wrong one are told apart", async (t) => {
  const { preview, phone, code } = await locked(t);
  await phone.tap("lock-use-code");
  const field = phone.field("lock-code");
  const [first, ...rest] = code.split("-");
  const mistyped = [first.replace(/.$/, (letter) => (letter === "7" ? "8" : "7")), ...rest].join(" ");
  await field.fill(mistyped);
  await phone.tap("lock-open");
  await phone.text("err-mistyped-recovery-code").waitFor();
  await phone.text("rec-mistyped-recovery-code").waitFor();
  assert.equal(await field.inputValue(), mistyped);

  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  const { groups, ask } = await preview.core("recovery_code_renew", { proof: { passphrase: PASSPHRASE } });
  await preview.core("recovery_code_confirm", { groups: ask.map((position) => ({ position, text: groups[position] })) });
  await preview.core("vault_lock");
  await field.fill(code);
  await phone.tap("lock-open");
  await phone.text("err-wrong-recovery-code").waitFor();

  await field.fill(` ${groups.join("  ").toLowerCase()} `);
  await phone.tap("lock-open");
  await phone.text("today-how").waitFor();
  phone.expectNoProblems();
});

test("it locks by itself when nobody touches it, and what was on the screen goes", async (t) => {
  const { preview, phone } = await scene(t);
  await phone.tap("today-craving");
  await phone.heading("craving-strength-title").waitFor();
  await preview.moveClock({ now: "2026-11-21T18:35:30Z" });
  await phone.field("lock-passphrase").waitFor();
  assert.doesNotMatch(await phone.said(), /craving|alcohol/i);
  await phone.page.goBack().catch(() => undefined);
  await isLocked(preview);
  assert.equal(await phone.page.getByRole("slider").count(), 0, "Back shows nothing of before");
});

test("after a lock by itself the person goes on where they were, with the words they typed", async (t) => {
  const { preview, phone } = await scene(t, { open: "/appointment-edit/new" });
  await phone.field("appointment-title").fill("Talk with Blue");
  await eventually(async () => (await preview.core("held_text_list")).length, 1);
  await preview.moveClock({ now: "2026-11-21T18:35:30Z" });
  await phone.field("lock-passphrase").waitFor();
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.field("appointment-title").waitFor();
  assert.equal(await phone.field("appointment-title").inputValue(), "Talk with Blue");
  phone.expectNoProblems();
});

test("Help is not taken away from who reads it when the vault locks behind it", async (t) => {
  const { preview, phone } = await scene(t);
  await phone.help().tap();
  await phone.heading("help-title").waitFor();
  await preview.moveClock({ now: "2026-11-21T18:35:30Z" });
  await isLocked(preview);
  await phone.page.waitForTimeout(1500);
  await phone.heading("help-title").waitFor();
  assert.equal(await phone.place(), "/help");
  await phone.tap("back");
  await phone.field("lock-passphrase").waitFor();
  phone.expectNoProblems();
});

for (const [name, hide] of [
  ["the button", (phone) => phone.button("hide-now").evaluate(pressAndLook)],
  ["Escape three times", (phone) => phone.page.evaluate(escapeAndLook)],
]) {
  test(`Hide now by ${name} covers in the next frame and locks`, async (t) => {
    const { preview, phone } = await scene(t);
    await phone.text("today-how").waitFor();
    await phone.go("/journey");
    await phone.heading("journey-title").waitFor();
    const { title, words, milliseconds } = await hide(phone);
    t.diagnostic(`${name}: neutral after ${milliseconds.toFixed(1)} ms`);
    assert.equal(title, phone.t("neutral-title"), "the window's name is neutral");
    assert.deepEqual(words.split(/\s*\n+\s*/).filter(Boolean).sort(), ["neutral-title", "neutral-open", "neutral-empty"].map((id) => phone.t(id)).sort());
    await isLocked(preview);
    await phone.page.goBack().catch(() => undefined);
    if (!phone.page.url().startsWith(preview.url)) return; // Back left the app altogether: nothing is shown either.
    assert.equal(await phone.page.title(), phone.t("neutral-title"), "Back does not uncover");
    await phone.tap("neutral-open");
    await phone.field("lock-passphrase").waitFor();
    await phone.field("lock-passphrase").fill(PASSPHRASE);
    await phone.tap("lock-open");
    await phone.text("today-how").waitFor();
    assert.equal(await phone.page.title(), phone.t("app-name"));
    phone.expectNoProblems();
  });
}

test("Hide now stands in a sheet, too: the keyboard reaches it, and what was typed is there again", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 360, height: 640, text200: true } });
  const id = await keepMedicine(preview, { name: "Acamprosate" }, DAILY("08:00"));
  await phone.open(preview, `/medicine/${id}`);
  await phone.tap("stock-count");
  const sheet = phone.page.getByRole("dialog");
  await phone.field("stock-count-field").fill("24");
  await phone.noSidewaysScroll("a sheet");
  await phone.axe("a sheet");
  const hide = sheet.getByRole("button", { name: phone.t("hide-now") });
  await sheet.getByRole("button", { name: phone.t("close"), exact: true }).focus();
  await phone.page.keyboard.press("Tab");
  assert.equal(await hide.evaluate((button) => button === document.activeElement), true);
  await phone.page.keyboard.press("Enter");
  await phone.button("neutral-open").waitFor();
  assert.equal(await sheet.count(), 0);
  await isLocked(preview);
  await phone.tap("neutral-open");
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.text("today-how").waitFor();
  await phone.go(`/medicine/${id}`);
  await phone.tap("stock-count");
  assert.equal(await phone.field("stock-count-field").inputValue(), "24");
  phone.expectNoProblems();
});

test("one tap on Hide now acts, although the field that is left makes the sheet grow", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 412, height: 915 } });
  await keepMedicine(preview, { name: "Nicotine" }, DAILY("18:31"));
  await preview.moveClock({ now: "2026-11-21T18:32:00Z" });
  await preview.ring();
  await phone.open(preview, "/today");
  await phone.page.getByRole("button", { name: phone.t("dose-more", { name: "Nicotine" }) }).tap();
  await phone.field("check-in-note").tap();
  await phone.page.keyboard.type("itchy");
  const hide = phone.page.getByRole("dialog").getByRole("button", { name: phone.t("hide-now") });
  const box = await hide.boundingBox();
  await phone.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await phone.button("neutral-open").waitFor({ timeout: 3000 });
  await isLocked(preview);
  phone.expectNoProblems();
});

async function pressAndLook(button) {
  const start = performance.now();
  button.click();
  await new Promise((frame) => requestAnimationFrame(frame));
  const seen = { title: document.title, words: document.body.innerText };
  // The frame that follows the first is the one that shows it.
  await new Promise((frame) => requestAnimationFrame(frame));
  return { ...seen, milliseconds: performance.now() - start };
}

async function escapeAndLook() {
  const start = performance.now();
  for (let press = 0; press < 3; press += 1) {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  }
  await new Promise((frame) => requestAnimationFrame(frame));
  const seen = { title: document.title, words: document.body.innerText };
  await new Promise((frame) => requestAnimationFrame(frame));
  return { ...seen, milliseconds: performance.now() - start };
}

for (const [name, lock] of [
  ["Hide now", (phone) => phone.page.evaluate(escapeAndLook)],
  ["the idle lock", async (phone, preview) => {
    // Two seconds of typing may be lost at most; the pause after the last key is shorter.
    await eventually(async () => (await preview.core("today_get")).checkIns[0]?.note, "Half a thought");
    await preview.moveClock({ now: "2026-11-21T18:40:00Z" });
  }],
]) {
  test(`a note being typed survives ${name}`, async (t) => {
    const { preview, phone } = await scene(t);
    await phone.face(3).tap();
    await phone.tap("today-details");
    const sheet = phone.page.getByRole("dialog");
    await sheet.getByLabel(phone.t("check-in-note")).pressSequentially("Half a thought");
    await lock(phone, preview);
    await isLocked(preview);
    await preview.core("vault_unlock", { passphrase: PASSPHRASE });
    const { checkIns } = await preview.core("today_get");
    assert.deepEqual(checkIns.map((one) => [one.mood, one.note]), [[3, "Half a thought"]]);
  });
}

/** Folders in which no vault can be opened, and the words that say so. */
const UNUSABLE = [
  { name: "a file in place of the vault's folder", make: (folder) => writeFileSync(join(folder, "vault"), "a file"), code: "folder-unusable" },
  {
    name: "a file in place of the data folder",
    make: (folder) => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, "a file");
    },
    code: "folder-unusable",
  },
  {
    name: "a vault whose database is empty",
    make: async (folder) => {
      const first = await startPreview({ data: folder });
      await first.setUp();
      await first.stop();
      for (const each of readdirSync(join(folder, "vault"))) {
        if (each.startsWith("vault.db")) writeFileSync(join(folder, "vault", each), "");
      }
    },
    open: true,
    code: "journal-empty",
  },
  {
    name: "a folder with foreign headers only",
    make: (folder) => {
      mkdirSync(join(folder, "vault"));
      for (const each of ["vault.hdr.a", "vault.hdr.b"]) writeFileSync(join(folder, "vault", each), "PK\u0003\u0004");
    },
    code: "header-damaged",
  },
  {
    name: "a folder that another Mainstay uses",
    make: async (folder, t) => {
      const first = await startPreview({ data: folder });
      t.after(() => first.stop());
      await first.setUp();
    },
    code: "in-use",
  },
];

for (const { name, make, code, open } of UNUSABLE) {
  test(`${name} has a plain screen with Help`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "mainstay-phone-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    await make(folder, t);
    const { phone, preview } = await scene(t, { data: folder, setUp: false });
    if (open && (await preview.core("app_status")).state === "locked") {
      await phone.field("lock-passphrase").fill(PASSPHRASE);
      await phone.tap("lock-open");
    }
    await phone.page.getByText(phone.t(`err-${code}`)).first().waitFor();
    await phone.page.getByText(phone.t(`rec-${code}`)).first().waitFor();
    await phone.help().tap();
    await phone.heading("help-title").waitFor();
    await phone.page.goBack();
    await phone.page.getByText(phone.t(`err-${code}`)).first().waitFor();
    phone.expectNoProblems();
  });
}

test("the words typed while a save takes long are there after Hide now", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3, note: "" });
  await phone.open(preview, "/journey");
  await phone.page.locator("section.day button").first().tap();
  const note = phone.page.getByRole("dialog").getByLabel(phone.t("check-in-note"));
  await note.waitFor();
  await phone.page.route("**/ipc/check_in_update", async (route) => {
    const response = await route.fetch();
    await new Promise((later) => setTimeout(later, 2_500));
    await route.fulfill({ response }).catch(() => undefined);
  });
  await note.fill("A");
  await note.blur();
  await note.fill("A and B");
  await phone.page.evaluate(escapeAndLook);
  await isLocked(preview);
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  assert.equal((await preview.core("today_get")).checkIns[0].note, "A and B");
});
