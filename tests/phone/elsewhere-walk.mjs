// The screens of the copy that a person keeps elsewhere: saving, checking, putting one back, also on a new device.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freshFolder } from "./damage.mjs";
import { NOTHING_SAID, PASSPHRASE, startPreview } from "./preview.mjs";

const note = (preview, text) => preview.core("check_in_log", { ...NOTHING_SAID, mood: 4, note: text });

/** Saves a copy without its screens. */
export async function saveElsewhere(preview, file) {
  await preview.place(file);
  await preview.core("elsewhere_choose", { purpose: "save" });
  return preview.core("elsewhere_create", { proof: { passphrase: PASSPHRASE } });
}

/** Types the passphrase for the chosen file, and goes on with `button`. */
export async function openWith(phone, button, passphrase = PASSPHRASE) {
  await phone.field("lock-passphrase").fill(passphrase);
  await phone.tap(button);
}

/** Holds a command where it is two fifths done: with a small journal it is over too soon to be looked at. */
export async function hold(phone, command) {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  await phone.page.route(`**/ipc/${command}*`, async (route) => {
    await held;
    await route.continue();
  });
  const progress = { json: { ok: { runs: true, done: 400, of: 1000 } } };
  await phone.page.route("**/ipc/work_get*", (route) => route.fulfill(progress));
  return async () => {
    letGo();
    await phone.page.unrouteAll({ behavior: "wait" });
  };
}

export async function walkElsewhere(phone, see) {
  const stick = freshFolder();
  const file = join(stick.folder, "journal-2026-11-21.age");
  const preview = await startPreview();
  const other = await startPreview();
  try {
    await preview.setUp({ settings: { lockAfterMinutes: 60 } });
    await note(preview, "before the copy");
    await preview.forward(15 * 86_400);
    await preview.core("vault_unlock", { passphrase: PASSPHRASE });
    await phone.open(preview);
    await phone.heading("elsewhere-due-title").waitFor();
    await phone.heading("elsewhere-due-title").scrollIntoViewIfNeeded();
    await see("elsewhere due");
    await phone.go("/settings");
    await phone.text("elsewhere-is-due").waitFor();
    await phone.text("elsewhere-is-due").scrollIntoViewIfNeeded();
    await see("elsewhere due in settings");
    await phone.go("/backups");
    await phone.heading("elsewhere-title").waitFor();
    await see("elsewhere none");
    await phone.tap("elsewhere-save");
    await phone.heading("elsewhere-what-save").waitFor();
    await see("elsewhere save what");
    await preview.place(file);
    await phone.tap("elsewhere-choose-place");
    await phone.heading("elsewhere-proof-save").waitFor();
    await see("elsewhere save proof");
    const letGo = await hold(phone, "elsewhere_create");
    await openWith(phone, "elsewhere-save-do");
    await phone.page.locator("progress[value='400']").waitFor();
    await see("elsewhere saving");
    await letGo();
    await phone.heading("elsewhere-saved-title").waitFor();
    await see("elsewhere saved");
    await phone.tap("elsewhere-done");
    await phone.text("elsewhere-last-now").waitFor();
    await see("elsewhere saved just now");
    await note(preview, "after the copy");
    await phone.tap("elsewhere-check");
    await phone.heading("elsewhere-what-check").waitFor();
    await see("elsewhere check what");
    await phone.tap("elsewhere-choose-file");
    await phone.heading("elsewhere-proof-open").waitFor();
    await openWith(phone, "elsewhere-check-do");
    await phone.heading("elsewhere-checked-title").waitFor();
    await see("elsewhere checked");

    await phone.open(other);
    await phone.heading("set-up-welcome-title").waitFor();
    await phone.button("elsewhere-have-one").waitFor();
    await see("elsewhere on a new device");
    await phone.tap("elsewhere-have-one");
    await phone.heading("elsewhere-what-restore").waitFor();
    await see("elsewhere restore what");
    const letter = join(stick.folder, "letter.txt");
    writeFileSync(letter, "Dear all");
    await other.place(letter);
    await phone.tap("elsewhere-choose-file");
    await phone.text("err-file-foreign").waitFor();
    await see("elsewhere foreign file");
    await other.place(file);
    await phone.tap("elsewhere-choose-file");
    await phone.heading("elsewhere-proof-open").waitFor();
    await openWith(phone, "elsewhere-restore-do", "not this one");
    await phone.text("err-wrong-passphrase").waitFor();
    await see("elsewhere wrong passphrase");
    rmSync(file);
    await other.forward(60);
    await phone.page.waitForFunction(() => !document.querySelector("button[type=submit]").disabled);
    await openWith(phone, "elsewhere-restore-do");
    await phone.heading("elsewhere-refused-restore").waitFor();
    await see("elsewhere refused");
  } finally {
    await preview.stop();
    await other.stop();
    stick.remove();
  }
}
