// Who can open the journal no more: begins anew, loses nothing, and can have the old one back.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshFolder, makeCutShort } from "./damage.mjs";
import { NOTHING_SAID, none, PASSPHRASE, stage } from "./support.mjs";

const scene = stage();

/** The ways out in their order, with their looks, once one of them is there. */
async function looks(phone, awaited) {
  await phone.button(awaited).waitFor();
  const ids = ["backup-put-back", "elsewhere-from-file", "broken-again", "forgot-begin"];
  const said = await phone.page.evaluate(() =>
    [...document.querySelectorAll("main button")].map(({ innerText, classList }) => [
      innerText.trim(),
      ["primary", "soft", "quiet"].find((look) => classList.contains(look)),
    ]),
  );
  return said.map(([words, look]) => [ids.find((id) => phone.t(id) === words), look]);
}

async function forgotten(t) {
  const made = await scene(t, { open: false });
  await made.preview.core("check_in_log", { ...NOTHING_SAID, mood: 4, note: "the old one" });
  await made.preview.core("vault_lock");
  return made;
}

test("a wrong passphrase offers a way; the old journal is put aside, and comes back from the first screen", async (t) => {
  const { preview, phone } = await forgotten(t);
  await phone.open(preview);
  assert.equal(await phone.page.getByRole("button", { name: phone.t("forgot-link") }).count(), 0, "not before it is needed");
  await phone.field("lock-passphrase").fill("not my passphrase at all");
  await phone.tap("lock-open");
  await phone.tap("forgot-link");
  await phone.heading("forgot-title").waitFor();
  await phone.axe("forgot");
  await phone.tap("forgot-begin");
  await phone.heading("forgot-begin-title").waitFor();
  await phone.tap("forgot-begin-do");
  await phone.heading("set-up-welcome-title").waitFor();
  await phone.heading("aside-title").waitFor();
  await phone.axe("welcome with a journal that was put aside");
  await phone.page.getByRole("button", { name: phone.t("aside-open", { date: "" }).slice(0, 12) }).first().tap();
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.today();
  assert.equal((await preview.journal())[0].entry.note, "the old one");
  phone.expectNoProblems();
});

test("those that were put aside on one day are told apart by the time", async (t) => {
  const { preview, phone } = await forgotten(t);
  await preview.core("aside_create");
  await preview.setUp();
  await preview.core("vault_lock");
  await preview.forward(3600);
  await preview.core("aside_create");
  await phone.open(preview);
  await phone.heading("aside-title").waitFor();
  const offers = phone.page.getByRole("button", { name: /18:30|19:30/ });
  await offers.nth(1).waitFor();
  assert.equal(new Set(await offers.allInnerTexts()).size, 2);
});

test("whoever thinks again is back at the lock", async (t) => {
  const { preview, phone } = await forgotten(t);
  await phone.open(preview, "/forgot");
  await phone.tap("forgot-try");
  await phone.field("lock-passphrase").waitFor();
  assert.deepEqual(await preview.core("aside_list"), []);
});

test("a journal that damage made useless need not be the end", async (t) => {
  const { preview, phone } = await forgotten(t);
  writeFileSync(join(preview.folder, "vault/vault.db"), "");
  await phone.open(preview);
  assert.deepEqual(await looks(phone, "forgot-begin"), [["elsewhere-from-file", "primary"], ["broken-again", "quiet"], ["forgot-begin", "quiet"]]);
  await phone.tap("forgot-begin");
  await phone.tap("forgot-begin-do");
  await phone.heading("set-up-welcome-title").waitFor();
  assert.equal((await preview.core("aside_list")).length, 1);
  phone.expectNoProblems();
});

test("damage that shows only on opening need not be the end either; in large text each button holds its words", async (t) => {
  const { folder, remove } = freshFolder();
  t.after(remove);
  await makeCutShort(folder);
  const { preview, phone } = await scene(t, { data: folder, setUp: false, phone: { text200: true } });
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.button("forgot-begin").waitFor();
  const spilling = await phone.page.evaluate(() =>
    [...document.querySelectorAll("main button")]
      .filter((button) => button.firstElementChild.offsetHeight > button.clientHeight)
      .map((button) => button.innerText),
  );
  none(spilling, "words reach out of their buttons");
  await phone.tap("forgot-begin");
  await phone.tap("forgot-begin-do");
  await phone.heading("set-up-welcome-title").waitFor();
  assert.equal((await preview.core("aside_list")).length, 1);
  phone.expectNoProblems();
});

test("with another journal in its place it is said first what happens, and the other one can come back", async (t) => {
  const { preview, phone } = await forgotten(t);
  await preview.core("aside_create");
  await preview.forward(3600);
  await preview.setUp();
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 2, note: "the new one" });
  const sheet = phone.page.getByRole("dialog");
  const offer = () => phone.page.getByRole("button", { name: phone.t("aside-open", { date: "" }).slice(0, 12) }).first();
  await phone.open(preview, "/backups");
  await offer().tap();
  await sheet.getByText(phone.t("aside-ask-present")).waitFor();
  await phone.axe("before a journal is brought back");
  await sheet.getByRole("button", { name: phone.t("forgot-not-yet") }).tap();
  await sheet.waitFor({ state: "hidden" });
  assert.equal((await preview.core("app_status")).state, "unlocked", "nothing happened");
  for (const note of ["the old one", "the new one"]) {
    await phone.go("/backups");
    await offer().tap();
    await sheet.getByRole("button", { name: phone.t("aside-do") }).tap();
    await phone.field("lock-passphrase").fill(PASSPHRASE);
    await phone.tap("lock-open");
    await phone.today();
    await phone.toast().getByText(phone.t("aside-is-back")).waitFor();
    assert.equal((await preview.journal())[0].entry.note, note);
  }
  phone.expectNoProblems();
});
