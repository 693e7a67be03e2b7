// The copy that a person keeps elsewhere: on a stick, and from there onto this device or a new one.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshFolder, spoilHeaders } from "./damage.mjs";
import { hold, openWith, saveElsewhere } from "./elsewhere-walk.mjs";
import { NOTHING_SAID, PASSPHRASE, stage, startPreview } from "./support.mjs";

const scene = stage();
const note = (preview, text) => preview.core("check_in_log", { ...NOTHING_SAID, mood: 4, note: text });
const notes = async (preview) => (await preview.journal()).map(({ entry }) => entry.note);
const state = async (preview) => (await preview.core("app_status")).state;

function stick(t) {
  const { folder, remove } = freshFolder();
  t.after(remove);
  return { folder, file: join(folder, "journal.age") };
}

/** A stick with a copy that another device has saved. */
async function written(t) {
  const { folder, file } = stick(t);
  const before = await startPreview();
  t.after(() => before.stop());
  await before.setUp();
  await note(before, "in the copy");
  await saveElsewhere(before, file);
  return { folder, file };
}

test("a copy is saved, found whole, and checked beside what is here now", async (t) => {
  const { folder, file } = stick(t);
  const { preview, phone } = await scene(t);
  await note(preview, "in the copy");
  await phone.go("/settings");
  await phone.tap("backup-see");
  await phone.text("elsewhere-none").waitFor();
  await phone.tap("elsewhere-save");
  await phone.heading("elsewhere-what-save").waitFor();
  await phone.tap("elsewhere-choose-place");
  await phone.button("elsewhere-choose-place").waitFor();
  assert.equal(await phone.heading("elsewhere-proof-save").count(), 0, "who picks no place stays");
  await preview.place(file);
  await phone.tap("elsewhere-choose-place");
  await phone.heading("elsewhere-proof-save").waitFor();
  await openWith(phone, "elsewhere-save-do", "not this one");
  await phone.text("err-wrong-passphrase").waitFor();
  assert.deepEqual(readdirSync(folder), []);
  await preview.forward(60);
  await phone.page.waitForFunction(() => !document.querySelector("button[type=submit]").disabled);
  await openWith(phone, "elsewhere-save-do");
  await phone.heading("elsewhere-saved-title").waitFor();
  assert.deepEqual(readdirSync(folder), ["journal.age"]);
  await phone.tap("elsewhere-done");
  await phone.text("elsewhere-last-now").waitFor();
  await note(preview, "after the copy");
  await phone.tap("elsewhere-check");
  await phone.heading("elsewhere-what-check").waitFor();
  await phone.tap("elsewhere-choose-file");
  await openWith(phone, "elsewhere-check-do");
  await phone.heading("elsewhere-checked-title").waitFor();
  await phone.text("elsewhere-checked-facts", { count: 1, shown: "1" }).waitFor();
  await phone.text("elsewhere-checked-now", { shown: "2" }).waitFor();
  phone.expectNoProblems();
});

test("a new device begins with a copy from another one", async (t) => {
  const { file } = await written(t);
  const { preview, phone } = await scene(t, { setUp: false });
  await phone.tap("elsewhere-have-one");
  await phone.heading("elsewhere-what-restore").waitFor();
  await preview.place(file);
  await phone.tap("elsewhere-choose-file");
  await phone.heading("elsewhere-proof-open").waitFor();
  await phone.help().tap();
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  await openWith(phone, "elsewhere-restore-do");
  await phone.today();
  await phone.toast().getByText(phone.t("elsewhere-is-back")).waitFor();
  assert.deepEqual(await notes(preview), ["in the copy"]);
  await phone.page.goBack().catch(() => undefined);
  assert.equal(await phone.heading("elsewhere-proof-open").count(), 0, "Back does not lead into what is over");
  phone.expectNoProblems();
});

test("a damaged vault is opened again from a copy", async (t) => {
  const { file } = await written(t);
  const { folder, remove } = freshFolder();
  t.after(remove);
  const first = await startPreview({ data: folder });
  await first.setUp();
  await first.stop();
  spoilHeaders(folder);
  const { preview, phone } = await scene(t, { data: folder, setUp: false });
  assert.equal(await state(preview), "unusable");
  await preview.place(file);
  await phone.tap("elsewhere-from-file");
  await phone.heading("elsewhere-what-restore").waitFor();
  await phone.tap("elsewhere-choose-file");
  await openWith(phone, "elsewhere-restore-do");
  await phone.today();
  assert.deepEqual(await notes(preview), ["in the copy"]);
  assert.ok(readdirSync(folder).some((name) => name.startsWith("aside.")), "what was here is kept");
  phone.expectNoProblems();
});

/** What is no copy, each with the words for it. */
const REFUSED = [
  { name: "a letter", spoil: () => "Dear all", code: "file-foreign" },
  { name: "a file that was cut short", spoil: (whole) => whole.subarray(0, whole.length - 100), code: "file-damaged" },
  {
    name: "a flipped bit",
    spoil: (whole) => {
      whole[Math.floor(whole.length / 2)] ^= 1;
      return whole;
    },
    code: "file-damaged",
  },
];

for (const { name, spoil, code } of REFUSED) {
  test(`${name} is refused in a clear sentence, and nothing is changed`, async (t) => {
    const { file } = await written(t);
    const whole = readFileSync(file);
    writeFileSync(file, spoil(Buffer.from(whole)));
    const { preview, phone } = await scene(t, { open: "/elsewhere/restore" });
    await note(preview, "what is here");
    await preview.place(file);
    await phone.tap("elsewhere-choose-file");
    if (code === "file-damaged") await openWith(phone, "elsewhere-restore-do");
    await phone.text(`err-${code}`).waitFor();
    await phone.text(`rec-${code}`).waitFor();
    assert.equal(await state(preview), "unlocked");
    assert.deepEqual(await notes(preview), ["what is here"]);
    if (code === "file-damaged") {
      writeFileSync(file, whole);
      await phone.tap("elsewhere-again-file");
      await openWith(phone, "elsewhere-restore-do");
      await phone.today();
      assert.deepEqual(await notes(preview), ["in the copy"]);
    }
    phone.expectNoProblems();
  });
}

test("a place that is gone or full is told, and another one can be chosen", async (t) => {
  const { folder, file } = stick(t);
  const { preview, phone } = await scene(t, { open: "/elsewhere/save" });
  await preview.place(join(folder, "gone", "journal.age"));
  await phone.tap("elsewhere-choose-place");
  await openWith(phone, "elsewhere-save-do");
  await phone.heading("elsewhere-refused-save").waitFor();
  await phone.text("err-place-unusable").waitFor();
  mkdirSync(join(folder, "gone"));
  rmSync(join(folder, "gone"), { recursive: true });
  await preview.place(file);
  await phone.tap("elsewhere-again-place");
  await phone.heading("elsewhere-proof-save").waitFor();
  await phone.page.route("**/ipc/elsewhere_create*", (route) =>
    route.fulfill({ json: { error: { code: "place_full", field: null, reference: "" } } }),
  );
  await openWith(phone, "elsewhere-save-do");
  await phone.text("err-place-full").waitFor();
  phone.expectNoProblems();
});

test("progress is shown, and Stop stops it", async (t) => {
  const { folder, file } = stick(t);
  const { preview, phone } = await scene(t, { open: "/elsewhere/save" });
  await preview.place(file);
  await phone.tap("elsewhere-choose-place");
  await hold(phone, "elsewhere_create");
  const stopped = new Promise((resolve) => phone.page.on("request", (request) => request.url().includes("/ipc/work_cancel") && resolve()));
  await phone.page.route("**/ipc/elsewhere_create*", async (route) => {
    await stopped;
    await route.fulfill({ json: { error: { code: "stopped", field: null, reference: "" } } });
  });
  await openWith(phone, "elsewhere-save-do");
  await phone.page.locator("progress[value='400']").waitFor();
  await phone.tap("backup-stop");
  await phone.text("err-stopped").waitFor();
  assert.deepEqual(readdirSync(folder), []);
  phone.expectNoProblems();
});

test("Today offers a copy after two weeks, and waits a week when asked to", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("vault_lock");
  await preview.forward(15 * 86_400);
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview);
  await phone.heading("elsewhere-due-title").waitFor();
  await phone.tap("elsewhere-due-later");
  await phone.heading("elsewhere-due-title").waitFor({ state: "detached" });
  await preview.core("vault_lock");
  await preview.forward(7 * 86_400);
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview);
  await phone.tap("elsewhere-due-start");
  await phone.heading("elsewhere-what-save").waitFor();
  phone.expectNoProblems();
});
