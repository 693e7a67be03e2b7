// What opens Mainstay: changed without a moment in which nothing opens it, practised, and found damaged with a way out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freshFolder, makeCutShort, makeLostWrites, makeOlderCopy } from "./damage.mjs";
import { PASSPHRASE, stage } from "./support.mjs";
import { typeGroups } from "./walk.mjs";

const scene = stage();
const NEW = "nine slow otters under ice";
const DAY_SECONDS = 86_400;

/** Locks as a person does, and comes back to the lock screen. */
async function lock(phone) {
  await phone.tap("hide-now");
  await phone.tap("neutral-open");
  await phone.field("lock-passphrase").waitFor();
}

/** The steps from Settings to the new passphrase typed the first time. */
async function toAgain(phone, prove = (field) => field("lock-passphrase").fill(PASSPHRASE)) {
  await phone.go("/settings");
  await phone.tap("opening-change");
  await phone.heading("opening-proof-title").waitFor();
  await prove((id) => phone.field(id));
  await phone.tap("next");
  await typeNew(phone);
}

async function typeNew(phone) {
  await phone.heading("opening-new-title").waitFor();
  await phone.field("opening-new-label").fill(NEW);
  await phone.text("set-up-strength-4").waitFor();
  await phone.tap("next");
  await phone.heading("opening-again-title").waitFor();
}

async function again(phone, passphrase) {
  await phone.field("opening-new-label").fill(passphrase);
  await phone.tap("opening-again-do");
}

/** Which of the secrets open the locked vault. */
async function opens(preview, secrets) {
  const answers = [];
  for (const secret of secrets) {
    await preview.core("vault_lock");
    const how = /^([0-9A-Z]{4}-?){7}$/.test(secret) ? ["vault_unlock_with_code", { code: secret }] : ["vault_unlock", { passphrase: secret }];
    answers.push(await preview.core(...how).then(() => true, () => false));
  }
  return answers;
}

test("a new passphrase: the old one opens nothing afterwards, the new one does", async (t) => {
  const { preview, phone, code } = await scene(t);
  await toAgain(phone);
  await again(phone, NEW);
  await phone.heading("opening-done-title").waitFor();
  await phone.tap("done");
  await phone.heading("settings-title").waitFor();
  assert.doesNotMatch(await phone.page.content(), new RegExp(`${NEW}|${PASSPHRASE}`), "nothing typed is left");
  await lock(phone);
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.text("err-wrong-passphrase").waitFor();
  await phone.field("lock-passphrase").fill(NEW);
  await phone.tap("lock-open");
  await phone.text("today-how").waitFor();
  assert.deepEqual(await opens(preview, [PASSPHRASE, NEW, code]), [false, true, true]);
  phone.expectNoProblems();
});

test("a wrong proof is said at once, kindly, and changes nothing", async (t) => {
  const { preview, phone, code } = await scene(t, { open: "/opening/passphrase" });
  await phone.field("lock-passphrase").fill("not this one");
  await phone.tap("next");
  await phone.text("err-wrong-passphrase").waitFor();
  assert.equal(await phone.field("lock-passphrase").inputValue(), "not this one", "it can be looked at and mended");
  for (let wrong = 0; wrong < 4; wrong += 1) {
    await preview.core("passphrase_practice", { passphrase: "nor this" }).catch(() => undefined);
    await preview.forward(3);
  }
  await phone.tap("next");
  await phone.page.locator(".wait").waitFor();
  assert.ok(await phone.button("next").isDisabled(), "no try is offered that would be refused");
  await phone.page.locator(".wait").waitFor({ state: "detached" });
  assert.ok(await phone.button("next").isEnabled());
  await preview.forward(60);
  assert.deepEqual(await opens(preview, [PASSPHRASE, code]), [true, true]);
  phone.expectNoProblems();
});

test("a slip in the second typing keeps the old one, and another try is enough", async (t) => {
  const { preview, phone } = await scene(t);
  await toAgain(phone);
  await again(phone, `${NEW}x`);
  await phone.text("opening-again-differs").waitFor();
  await again(phone, NEW);
  await phone.heading("opening-done-title").waitFor();
  assert.deepEqual(await opens(preview, [`${NEW}x`, NEW]), [false, true]);
  phone.expectNoProblems();
});

for (const [name, leave] of [
  ["Back", (phone) => phone.page.goBack()],
  ["the arrow", (phone) => phone.tap("back")],
  ["another place", (phone) => phone.go("/journey")],
  ["Help, and from there another place", async (phone) => {
    await phone.help().tap();
    await phone.heading("help-title").waitFor();
    await phone.link("tab-journey").tap();
  }],
]) {
  test(`leaving by ${name} before the end keeps the old passphrase and says so`, async (t) => {
    const { preview, phone } = await scene(t);
    await toAgain(phone);
    await leave(phone);
    await phone.text("opening-left-old-passphrase").waitFor();
    assert.deepEqual(await opens(preview, [NEW, PASSPHRASE]), [false, true]);
    phone.expectNoProblems();
  });
}

test("a look at Help in the middle loses nothing", async (t) => {
  const { phone } = await scene(t);
  await toAgain(phone);
  await phone.help().tap();
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  await phone.heading("opening-again-title").waitFor();
  await again(phone, NEW);
  await phone.heading("opening-done-title").waitFor();
  phone.expectNoProblems();
});

test("a lock before the end leaves the old one opening", async (t) => {
  const { phone } = await scene(t);
  await toAgain(phone);
  await lock(phone);
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.text("today-how").waitFor();
  await phone.go("/opening/passphrase/again");
  await phone.heading("opening-proof-title").waitFor();
  assert.equal(await phone.field("lock-passphrase").inputValue(), "");
  phone.expectNoProblems();
});

test("who forgot the passphrase opens with the code and sets a new one with it", async (t) => {
  const { preview, phone, code } = await scene(t, { open: false });
  await preview.core("vault_lock");
  await phone.open(preview);
  await phone.tap("lock-use-code");
  await phone.field("lock-code").fill(code);
  await phone.tap("lock-open");
  await phone.text("today-how").waitFor();
  await phone.go("/opening/practice");
  await phone.field("lock-passphrase").fill("was it this one");
  await phone.tap("opening-practice-check");
  await phone.text("opening-practice-wrong").waitFor();
  await phone.tap("opening-practice-forgot");

  const [first, ...rest] = code.split("-");
  const mistyped = [first.replace(/.$/, (letter) => (letter === "7" ? "8" : "7")), ...rest].join(" ");
  await phone.field("lock-code").fill(mistyped);
  await phone.tap("next");
  await phone.heading("opening-new-title").waitFor();
  await phone.field("opening-new-label").fill(NEW);
  await phone.text("set-up-strength-4").waitFor();
  await phone.tap("next");
  await phone.text("err-mistyped-recovery-code").waitFor();
  await phone.field("lock-code").fill(code.toLowerCase());
  await phone.tap("next");
  await phone.heading("opening-new-title").waitFor();
  assert.equal(await phone.field("opening-new-label").inputValue(), NEW, "what was typed is still there");
  await phone.tap("next");
  await phone.heading("opening-again-title").waitFor();
  await again(phone, NEW);
  await phone.heading("opening-done-title").waitFor();
  assert.deepEqual(await opens(preview, [PASSPHRASE, NEW, code]), [false, true, true]);
  phone.expectNoProblems();
});

async function toNewCode(phone) {
  await phone.go("/settings");
  await phone.tap("opening-new-code");
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("next");
  await phone.heading("opening-code-title").waitFor();
  return phone.page.locator("ol .group").allInnerTexts();
}

test("a new recovery code: once three groups were typed back, the old one opens nothing", async (t) => {
  const { preview, phone, code } = await scene(t);
  const groups = await toNewCode(phone);
  assert.equal(groups.length, 7);
  await phone.tap("set-up-code-written");
  await phone.heading("set-up-confirm-title").waitFor();
  await typeGroups(phone, groups.map(() => "AAAA"));
  await phone.text("set-up-confirm-differs").waitFor();
  await typeGroups(phone, groups);
  await phone.heading("opening-code-done-title").waitFor();
  await phone.tap("done");
  await phone.heading("settings-title").waitFor();
  assert.deepEqual(await opens(preview, [code, groups.join("-"), PASSPHRASE]), [false, true, true]);
  phone.expectNoProblems();
});

test("a new code that was left leaves the old one opening, says so, and is not shown again", async (t) => {
  const { preview, phone, code } = await scene(t);
  const groups = await toNewCode(phone);
  await phone.page.goBack();
  await phone.text("opening-left-old-code").waitFor();
  await phone.go("/opening/code/show");
  await phone.heading("opening-proof-title").waitFor();
  assert.ok(!(await phone.said()).includes(groups[0]));
  assert.deepEqual(await opens(preview, [code]), [true]);
  phone.expectNoProblems();
});

test("practice is offered after two weeks without typing it, can be put off, and goes when it is done", async (t) => {
  const { preview, phone, code } = await scene(t);
  await phone.today();
  assert.equal(await phone.heading("practice-due-title").count(), 0);
  const unlockByCode = async () => {
    await phone.tap("lock-use-code");
    await phone.field("lock-code").fill(code);
    await phone.tap("lock-open");
  };
  await lock(phone);
  await preview.forward(15 * DAY_SECONDS);
  await unlockByCode();
  await phone.heading("practice-due-title").waitFor();
  await phone.tap("practice-due-later");
  await phone.heading("practice-due-title").waitFor({ state: "detached" });
  await phone.go("/journey");
  await phone.heading("journey-title").waitFor();
  await phone.go("/today");
  await phone.today();
  assert.equal(await phone.heading("practice-due-title").count(), 0, "put off until the next unlock");
  await lock(phone);
  await unlockByCode();
  await phone.heading("practice-due-title").waitFor();
  await phone.tap("practice-due-start");
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("opening-practice-check");
  await phone.heading("opening-practice-right-title").waitFor();
  await phone.tap("done");
  await phone.today();
  await phone.heading("practice-due-title").waitFor({ state: "detached" });
  assert.equal((await preview.core("today_get")).practiceDue, false);
  phone.expectNoProblems();
});

/** A phone before a vault that was made and then damaged. */
async function damaged(t, make, look) {
  const { folder, remove } = freshFolder();
  t.after(remove);
  const made = await make(folder);
  return { ...(await scene(t, { data: folder, setUp: false, phone: look })), made };
}

for (const [name, way, secret] of [
  ["the passphrase", "lock-passphrase", () => PASSPHRASE],
  ["the recovery code", "lock-code", ({ code }) => code],
]) {
  test(`an older copy is opened by ${name} on the person's word only`, async (t) => {
    const { preview, phone, made } = await damaged(t, makeOlderCopy);
    if (way === "lock-code") await phone.tap("lock-use-code");
    await phone.field(way).fill(secret(made));
    await phone.tap("lock-open");
    await phone.heading("err-older-copy").waitFor();
    await phone.tap("broken-again");
    await phone.page.locator("button:not([aria-busy])", { hasText: phone.t("broken-again") }).waitFor();
    await phone.heading("err-older-copy").waitFor();
    await phone.tap("lock-older-open");
    await phone.text("today-how").waitFor();
    const { checkIns } = await preview.core("today_get");
    assert.deepEqual(checkIns.map(({ mood }) => mood), [2], "what was written later is not in it");
    phone.expectNoProblems();
  });
}

test("damage that opening finds has words, Help, and keeps what was typed", async (t) => {
  const { phone } = await damaged(t, makeCutShort);
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.button("lock-type-again").waitFor();
  assert.match(await phone.said(), new RegExp(phone.t("unusable-kept")));
  await phone.help().tap();
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  await phone.tap("lock-type-again");
  assert.equal(await phone.field("lock-passphrase").inputValue(), PASSPHRASE);
  phone.expectNoProblems();
});

test("saves that damage took are told once, below what is needed first", async (t) => {
  const { preview, phone } = await damaged(t, makeLostWrites, { width: 360, height: 640 });
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.heading("lost-writes-title").waitFor();
  const { lostWrites: count, checkIns } = await preview.core("today_get");
  assert.ok(count > 0);
  assert.ok(checkIns.length < 5);
  await phone.page.getByText(phone.t("lost-writes-text", { count, shown: String(count) })).waitFor();
  for (const needed of [phone.face(1), phone.face(5), phone.button("today-craving")]) {
    const { y, height } = await needed.boundingBox();
    assert.ok(y >= 0 && y + height <= 640 - 64, "on the first screen");
  }
  await phone.tap("lost-writes-seen");
  await phone.heading("lost-writes-title").waitFor({ state: "detached" });
  await lock(phone);
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.tap("lock-open");
  await phone.today();
  assert.equal(await phone.heading("lost-writes-title").count(), 0);
  phone.expectNoProblems();
});
