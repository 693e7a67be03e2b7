import { expect, test } from "vitest";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import type { AppStatus } from "$ipc";
import { Lock } from "./lock.svelte.ts";

const OPEN: AppStatus = { state: "unlocked", problem: null, retryInSeconds: 0 };

test("the right passphrase opens, and is forgotten at once", async () => {
  const lock = new Lock(fakeCall({ vault_unlock: () => OPEN }).call);
  lock.passphrase = "four quiet words here";
  expect(await lock.open()).toEqual(OPEN);
  expect(lock.passphrase).toBe("");
});

test("a wrong one keeps what was typed and says how long to wait", async () => {
  const { call } = fakeCall({
    vault_unlock: () => refuse("wrong_passphrase"),
    app_status: () => ({ state: "locked", problem: null, retryInSeconds: 4 }),
  });
  const lock = new Lock(call);
  lock.passphrase = "not it";
  expect(await lock.open()).toBeNull();
  expect([lock.error, lock.wait, lock.passphrase]).toEqual(["wrong_passphrase", 4, "not it"]);
  expect(lock.canTry).toBe(false);
  lock.clear();
});

test("the recovery code is the other way in", async () => {
  const { call, asked } = fakeCall({ vault_unlock_with_code: () => OPEN });
  const lock = new Lock(call);
  lock.switchWay();
  lock.code = "K7QM 2XRD";
  await lock.open();
  expect(asked.map(({ name }) => name)).toEqual(["vault_unlock_with_code"]);
});

test("a damaged file keeps what was typed, for the next try", async () => {
  const core = fakeCall({ vault_unlock: () => refuse("journal_cut_short") });
  const lock = new Lock(core.call);
  lock.passphrase = "four quiet words here";
  await lock.open();
  expect([lock.trouble, lock.passphrase]).toEqual(["journal_cut_short", "four quiet words here"]);
  core.answer({ vault_unlock: () => OPEN });
  expect(await lock.open()).toEqual(OPEN);
  expect([lock.trouble, lock.passphrase]).toEqual([null, ""]);
});

test("an older copy is opened only on the person's word, by whichever way they came", async () => {
  const core = fakeCall({
    vault_unlock: ({ acceptOlder }) => (acceptOlder ? OPEN : refuse("older_copy")),
    vault_unlock_with_code: ({ acceptOlder }) => (acceptOlder ? OPEN : refuse("older_copy")),
  });
  const lock = new Lock(core.call);
  lock.passphrase = "four quiet words here";
  expect([await lock.open(), lock.trouble]).toEqual([null, "older_copy"]);
  expect(await lock.open(true)).toEqual(OPEN);
  lock.switchWay();
  lock.code = "K7QM 2XRD";
  await lock.open();
  expect(await lock.open(true)).toEqual(OPEN);
  expect(core.requests("vault_unlock_with_code")[1]).toEqual({
    code: "K7QM 2XRD",
    acceptOlder: true,
  });
});

test("a wait that was told before a look at Help does not begin anew", () => {
  const lock = new Lock(fakeCall().call);
  lock.waitAsTold(4);
  lock.waitFor(0);
  lock.waitAsTold(4);
  expect(lock.wait).toBe(0);
});
