import { expect, test } from "vitest";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import type { AppStatus } from "$ipc";
import { CodeRenewal, PassphraseChange, Practice } from "./opening.svelte.ts";

const CODE = { groups: ["K7QM", "2XRD", "0A1V"], ask: [0, 1, 2] };
const waiting = (retryInSeconds: number): AppStatus => ({
  state: "unlocked",
  problem: null,
  retryInSeconds,
});
const WORKS = {
  passphrase_practice: () => ({}),
  passphrase_change: () => ({}),
  passphrase_change_confirm: () => ({}),
  passphrase_change_cancel: () => ({}),
};

async function typedTwice(answers: Parameters<typeof fakeCall>[0] = {}) {
  const core = fakeCall({ ...WORKS, ...answers });
  const change = new PassphraseChange(core.call);
  change.proof.passphrase = "the old one";
  await change.prove();
  change.next = change.again = "the new one";
  await change.add();
  change.again = "the new one";
  return { core, change };
}

test("a new passphrase is proven, added, and confirmed from what was typed again", async () => {
  const { core, change } = await typedTwice();
  expect(change.stepFor("again")).toBe("again");
  expect(await change.confirm()).toBe(true);
  expect(core.asked).toEqual([
    { name: "passphrase_practice", request: { passphrase: "the old one" } },
    {
      name: "passphrase_change",
      request: { proof: { passphrase: "the old one" }, passphrase: "the new one" },
    },
    { name: "passphrase_change_confirm", request: { passphrase: "the new one" } },
  ]);
  expect([change.stepFor("done"), await change.giveUp()]).toEqual(["done", null]);
});

test("no step can be reached before the one it stands on", async () => {
  const change = new PassphraseChange(fakeCall(WORKS).call);
  for (const asked of [undefined, "new", "again", "done", "elsewhere"]) {
    expect(change.stepFor(asked)).toBe("proof");
  }
  change.proof.passphrase = "the old one";
  await change.prove();
  expect([change.stepFor("new"), change.stepFor("again")]).toEqual(["new", "new"]);
});

test("a slip in the second typing keeps the old one, and can be tried again", async () => {
  const { core, change } = await typedTwice({
    passphrase_change_confirm: () => refuse("wrong_passphrase"),
    app_status: () => waiting(0),
  });
  expect(await change.confirm()).toBe(false);
  expect([change.work.code, change.added, change.again]).toEqual([
    "wrong_passphrase",
    true,
    "the new one",
  ]);
  core.answer({ passphrase_change_confirm: () => ({}) });
  expect(await change.confirm()).toBe(true);
});

test("whoever leaves before the end keeps the old one, and is told once", async () => {
  const { core, change } = await typedTwice();
  expect(await change.giveUp()).toBe("old-passphrase");
  expect(core.requests("passphrase_change_cancel")).toHaveLength(1);
  expect([await change.giveUp(), change.stepFor("again")]).toEqual([null, "new"]);
});

test("leaving while the new one is being added takes it back", async () => {
  const adding = deferred<Record<string, never>>();
  const core = fakeCall({ ...WORKS, passphrase_change: () => adding.promise });
  const change = new PassphraseChange(core.call);
  await change.prove();
  const added = change.add();
  const left = change.giveUp();
  change.clear();
  adding.resolve({});
  expect([await added, await left, change.added]).toEqual([false, "old-passphrase", false]);
  expect(core.requests("passphrase_change_cancel")).toHaveLength(1);
});

test("leaving while the new one is being confirmed says what is true in the end", async () => {
  const confirming = deferred<Record<string, never>>();
  const { core, change } = await typedTwice({
    passphrase_change_confirm: () => confirming.promise,
  });
  const confirmed = change.confirm();
  const left = change.giveUp();
  confirming.resolve({});
  expect([await confirmed, await left]).toEqual([false, "new-passphrase"]);
  expect(core.requests("passphrase_change_cancel")).toEqual([]);
});

test("what could not be taken back is not said to be gone; on lock nothing is said", async () => {
  const full = await typedTwice({ passphrase_change_cancel: () => refuse("storage_full") });
  expect(await full.change.giveUp()).toBe("both-passphrases");
  const locked = await typedTwice({ passphrase_change_cancel: () => refuse("locked") });
  expect(await locked.change.giveUp()).toBeNull();
});

test("a refused recovery code is asked for anew, and the new passphrase stays typed", async () => {
  const { call } = fakeCall({
    ...WORKS,
    passphrase_change: () => refuse("wrong_recovery_code"),
    app_status: () => waiting(2),
  });
  const change = new PassphraseChange(call);
  change.proof.byCode = true;
  change.proof.code = "K7QM 2XRD";
  await change.prove();
  change.next = "the new one";
  await change.add();
  expect([change.stepFor("new"), change.next, change.work.wait.left]).toEqual([
    "proof",
    "the new one",
    2,
  ]);
  expect(await change.prove()).toBe(false);
  change.clear();
  expect([change.proof.code, change.next, change.work.wait.left]).toEqual(["", "", 0]);
});

test("a new code is shown once and confirmed by three groups; all that differ are marked", async () => {
  const core = fakeCall({
    recovery_code_renew: () => CODE,
    recovery_code_confirm: () => refuse("invalid", "groups.0"),
  });
  const renewal = new CodeRenewal(core.call);
  renewal.proof.passphrase = "the old one";
  expect(await renewal.renew()).toBe(true);
  expect(core.requests("recovery_code_renew")).toEqual([{ proof: { passphrase: "the old one" } }]);
  expect([renewal.stepFor("confirm"), renewal.proof.passphrase]).toEqual(["show", ""]);
  renewal.written = true;
  expect(renewal.stepFor("confirm")).toBe("confirm");
  renewal.typeGroup(0, "K7QN");
  renewal.typeGroup(1, "2XXX");
  renewal.typeGroup(2, "oaiu");
  expect([await renewal.confirm(), renewal.differs]).toEqual([false, [0, 1]]);
  core.answer({ recovery_code_confirm: () => ({}) });
  expect([await renewal.confirm(), renewal.stepFor("done")]).toEqual([true, "done"]);
  expect([renewal.recovery, await renewal.giveUp()]).toEqual([null, null]);
});

test("a code that was left, or came too late, is shown to nobody", async () => {
  const renewing = deferred<typeof CODE>();
  const core = fakeCall({ recovery_code_renew: () => renewing.promise });
  const renewal = new CodeRenewal(core.call);
  const renewed = renewal.renew();
  const left = renewal.giveUp();
  renewal.clear();
  renewing.resolve(CODE);
  expect([await renewed, await left, renewal.recovery]).toEqual([false, null, null]);
  await renewal.renew();
  const leftLater = renewal.giveUp();
  renewal.clear();
  expect([await leftLater, renewal.recovery]).toEqual(["old-code", null]);
});

test("practice has no consequence but a way on, and a wait after many tries", async () => {
  const core = fakeCall({
    passphrase_practice: () => refuse("wrong_passphrase"),
    app_status: () => waiting(0),
  });
  const practice = new Practice(core.call);
  practice.passphrase = "not it";
  expect([await practice.check(), practice.wasWrong, practice.passphrase]).toEqual([
    false,
    true,
    "not it",
  ]);
  core.answer({ passphrase_practice: () => ({}) });
  expect([await practice.check(), practice.finished, practice.passphrase]).toEqual([
    true,
    true,
    "",
  ]);
});
