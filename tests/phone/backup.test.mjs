// Backups on this device: made, looked into, and put back, also when nothing else opens.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshFolder, journalOf, spoilBackup, spoilHeaders } from "./damage.mjs";
import { NOTHING_SAID, PASSPHRASE, stage, startPreview } from "./support.mjs";
import { holdBackup } from "./walk.mjs";

const scene = stage();
const note = (preview, text) => preview.core("check_in_log", { ...NOTHING_SAID, mood: 4, note: text });
const notes = async (preview) => (await preview.journal()).map(({ entry }) => entry.note);
const state = async (preview) => (await preview.core("app_status")).state;

/** One entry, a backup, a second entry. */
async function live(preview) {
  await note(preview, "in the backup");
  const backup = await preview.core("backup_create");
  await preview.forward(60);
  await note(preview, "after the backup");
  return backup;
}

async function prove(phone, passphrase = PASSPHRASE) {
  await phone.heading("backup-what-title").waitFor();
  await phone.tap("next");
  await phone.field("lock-passphrase").fill(passphrase);
  await phone.tap("backup-put-back-do");
}

/** Today, with the backup's entries and the words that say so. */
async function isBack(phone, preview) {
  await phone.today();
  await phone.toast().getByText("21 November 2026").waitFor();
  assert.deepEqual(await notes(preview), ["in the backup"]);
}

test("one is made, checked, and put back while Mainstay is open", async (t) => {
  const { preview, phone } = await scene(t);
  await note(preview, "in the backup");
  await phone.go("/settings");
  await phone.tap("backup-see");
  await phone.heading("backup-none-title").waitFor();
  await phone.text("backup-none-text").waitFor();
  await phone.tap("backup-make");
  await phone.text("backup-made").waitFor();
  await phone.text("backup-made-now").waitFor();
  await preview.forward(60);
  await note(preview, "after the backup");
  await phone.go("/journey");
  await phone.page.getByText("after the backup").first().waitFor();
  await phone.go("/backups");
  await phone.backupRow(0).tap();
  await phone.tap("backup-check");
  await phone.text("backup-whole", { count: 1, shown: "1" }).waitFor();
  await phone.text("backup-now-has", { shown: "2" }).waitFor();
  await phone.tap("backup-put-back-this");
  await prove(phone);
  await isBack(phone, preview);
  await phone.page.goBack().catch(() => undefined);
  assert.equal(await phone.heading("backup-what-title").count(), 0, "Back does not lead into what is over");
  await phone.open(preview, "/journey");
  await phone.page.getByText("in the backup").first().waitFor();
  assert.equal(await phone.page.getByText("after the backup").count(), 0);
  phone.expectNoProblems();
});

test("a wrong passphrase is answered kindly, and nothing is changed; the recovery code does it as well", async (t) => {
  const { preview, phone, code } = await scene(t);
  const { atMs } = await live(preview);
  await phone.go(`/restore/${atMs}`);
  await prove(phone, "not this one");
  await phone.text("err-wrong-passphrase").waitFor();
  assert.equal(await phone.field("lock-passphrase").inputValue(), "not this one");
  assert.equal(await state(preview), "unlocked");
  assert.equal((await notes(preview)).length, 2);
  await phone.tap("lock-use-code");
  await phone.field("lock-code").fill(code);
  await phone.tap("backup-put-back-do");
  await isBack(phone, preview);
  phone.expectNoProblems();
});

/** Ways to lose a vault, each with a folder that has a backup. */
const SPOILT = [
  { name: "damaged headers", spoil: spoilHeaders },
  {
    name: "a file in place of the vault",
    spoil: (folder) => {
      rmSync(join(folder, "vault"), { recursive: true });
      writeFileSync(join(folder, "vault"), "a file");
    },
  },
  { name: "a vault that is gone", spoil: (folder) => rmSync(join(folder, "vault"), { recursive: true }) },
  {
    name: "a journal that is found empty while opening",
    spoil: (folder) => {
      rmSync(`${journalOf(folder)}-wal`, { force: true });
      writeFileSync(journalOf(folder), "");
    },
    open: true,
  },
];

for (const { name, spoil, open } of SPOILT) {
  test(`${name}: a backup is put back`, async (t) => {
    const { folder, remove } = freshFolder();
    t.after(remove);
    const first = await startPreview({ data: folder });
    await first.setUp();
    await live(first);
    await first.stop();
    spoil(folder);
    const { preview, phone } = await scene(t, { data: folder, setUp: false });
    if (open && (await state(preview)) === "locked") {
      await phone.field("lock-passphrase").fill(PASSPHRASE);
      await phone.tap("lock-open");
    }
    await phone.button("backup-put-back").waitFor();
    await phone.help().tap();
    await phone.heading("help-title").waitFor();
    await phone.page.goBack();
    await phone.tap("backup-put-back");
    await phone.heading("backup-what-title").waitFor();
    await phone.help().waitFor();
    await prove(phone);
    await isBack(phone, preview);
    phone.expectNoProblems();
  });
}

test("a damaged backup is not used, and another one can be chosen", async (t) => {
  const { preview, phone } = await scene(t);
  const { atMs } = await live(preview);
  await preview.core("vault_lock");
  await preview.forward(86_400);
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  const later = await preview.core("backup_create");
  spoilBackup(preview.folder, later.atMs);
  await phone.open(preview, "/backups");
  await phone.backupRow(0).tap();
  await phone.tap("backup-check");
  await phone.text("backup-not-whole").waitFor();
  await phone.tap("backup-put-back-this");
  await prove(phone);
  await phone.heading("backup-refused-title").waitFor();
  await phone.text("backup-refused-damaged").waitFor();
  assert.equal(await state(preview), "unlocked", "the vault is as it was");
  await phone.tap("backup-choose-other");
  await phone.heading("backup-choose-title").waitFor();
  await phone.backupRow(1).tap();
  await phone.at(`/restore/${atMs}`);
  await prove(phone);
  await isBack(phone, preview);
  phone.expectNoProblems();
});

test("progress is shown, and Stop stops it", async (t) => {
  const { preview, phone } = await scene(t, { open: "/backups" });
  await phone.button("backup-make").waitFor();
  await holdBackup(phone);
  // A small vault is copied too fast to be stopped in truth: this is what the core answers when it was.
  const stopped = new Promise((resolve) => phone.page.on("request", (request) => request.url().includes("/ipc/work_cancel") && resolve()));
  await phone.page.route("**/ipc/backup_create*", async (route) => {
    await stopped;
    await route.fulfill({ json: { error: { code: "stopped", field: null, reference: "" } } });
  });
  await phone.tap("backup-make");
  await phone.page.locator("progress[value='40']").waitFor();
  await phone.tap("backup-stop");
  await phone.text("backup-stopped").waitFor();
  await phone.button("backup-make").waitFor();
  assert.deepEqual(await preview.core("backup_list"), []);
  phone.expectNoProblems();
});
