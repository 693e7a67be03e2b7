import { expect, test } from "vitest";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import type { AppStatus, Opens } from "$ipc";
import { Lock } from "./lock.svelte.ts";

const settled = (): Promise<void> => new Promise((later) => setTimeout(later));

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
  expect(lock.wasWrong).toBe(true);
  lock.clear();
});

test("after a code that cannot be read to the end there is more to offer, too", async () => {
  const { call } = fakeCall({
    vault_unlock_with_code: () => refuse("mistyped_recovery_code"),
    app_status: () => ({ state: "locked", problem: null, retryInSeconds: 0 }),
  });
  const lock = new Lock(call);
  lock.switchTo("code");
  lock.code = "K7QM 2XR";
  await lock.open();
  expect(lock.wasWrong).toBe(true);
  lock.clear();
});

test("the recovery code is the other way in", async () => {
  const { call, asked } = fakeCall({ vault_unlock_with_code: () => OPEN });
  const lock = new Lock(call);
  lock.switchTo("code");
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
  lock.switchTo("code");
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

const WAYS: Opens = { passphrase: true, code: true, pin: true, device: false };
const status = (pinTriesLeft: number | null, keystore = true) => ({
  keystore,
  unprotected: false,
  pinTriesLeft,
});
const LOCKED: AppStatus = { state: "locked", problem: null, retryInSeconds: 0 };

test("a PIN is asked for where there is one, and the passphrase is one tap away", async () => {
  const core = fakeCall({ opening_status: () => status(10), vault_unlock_with_pin: () => OPEN });
  const lock = new Lock(core.call);
  lock.opensAsTold(WAYS);
  await settled();
  expect([lock.way, lock.others, lock.pinTriesLeft]).toEqual(["pin", ["passphrase", "code"], null]);
  lock.pin = "481516";
  expect(await lock.open()).toEqual(OPEN);
  expect(core.requests("vault_unlock_with_pin")).toEqual([{ pin: "481516" }]);
  expect(lock.pin).toBe("");
});

test("a wrong PIN is wiped, and few tries left are said", async () => {
  const core = fakeCall({
    opening_status: () => status(1),
    vault_unlock_with_pin: () => refuse("wrong_pin"),
    app_status: () => LOCKED,
  });
  const lock = new Lock(core.call);
  lock.opensAsTold(WAYS);
  lock.pin = "918273";
  await lock.open();
  expect([lock.way, lock.pin, lock.error, lock.pinTriesLeft]).toEqual(["pin", "", "wrong_pin", 1]);
});

test("an older copy is opened by the PIN that was typed", async () => {
  const { call, requests } = fakeCall({
    vault_unlock_with_pin: ({ acceptOlder }) => (acceptOlder ? OPEN : refuse("older_copy")),
    app_status: () => LOCKED,
  });
  const lock = new Lock(call);
  lock.switchTo("pin");
  lock.pin = "4815";
  expect([await lock.open(), lock.trouble]).toEqual([null, "older_copy"]);
  expect(await lock.open(true)).toEqual(OPEN);
  expect(requests("vault_unlock_with_pin")[1]).toEqual({ pin: "4815", acceptOlder: true });
  expect(lock.pin).toBe("");
});

test("a PIN that is gone gives way to the passphrase, and says so", async () => {
  const core = fakeCall({
    opening_status: () => status(3),
    vault_unlock_with_pin: () => refuse("pin_gone"),
    app_status: () => LOCKED,
  });
  const lock = new Lock(core.call);
  lock.opensAsTold(WAYS);
  lock.pin = "918273";
  await lock.open();
  expect([lock.way, lock.error, lock.others]).toEqual(["passphrase", "pin_gone", ["code"]]);
  const later = new Lock(fakeCall({ opening_status: () => status(null) }).call);
  later.opensAsTold(WAYS);
  await settled();
  expect([later.way, later.error]).toEqual(["passphrase", "pin_gone"]);
});

test("without the keystore the passphrase is asked for, and nothing is said to be gone", async () => {
  const lock = new Lock(fakeCall({ opening_status: () => status(null, false) }).call);
  lock.opensAsTold(WAYS);
  await settled();
  expect([lock.way, lock.error]).toEqual(["passphrase", null]);
});

test("a device that keeps the key opens with one tap; a key that is gone has its own screen", async () => {
  const core = fakeCall({ vault_unlock_with_device: () => OPEN, app_status: () => LOCKED });
  const lock = new Lock(core.call);
  const alone = { passphrase: false, code: false, pin: false, device: true };
  lock.opensAsTold(alone);
  expect([lock.way, lock.others, lock.canTry]).toEqual(["device", [], true]);
  expect(await lock.open()).toEqual(OPEN);
  for (const code of ["device_key_gone", "keystore_unavailable"] as const) {
    core.answer({ vault_unlock_with_device: () => refuse(code) });
    lock.opensAsTold(alone);
    await lock.open();
    expect(lock.trouble).toBe(code);
    lock.clear();
  }
});

test("the way that was chosen stays after a look at Help", () => {
  const lock = new Lock(fakeCall({ opening_status: () => status(10) }).call);
  lock.opensAsTold(WAYS);
  lock.switchTo("code");
  lock.opensAsTold({ ...WAYS });
  expect(lock.way).toBe("code");
});

test("while the device's password store is asked, another way in need not wait", async () => {
  const { promise, resolve } = deferred<AppStatus>();
  const core = fakeCall({ vault_unlock_with_device: () => promise, vault_unlock: () => OPEN });
  const lock = new Lock(core.call);
  lock.opensAsTold({ passphrase: true, code: true, pin: false, device: true });
  const late = lock.open();
  expect([lock.busy, lock.canTry]).toEqual([true, false]);
  lock.switchTo("passphrase");
  lock.passphrase = "four quiet words here";
  expect(await lock.open()).toEqual(OPEN);
  lock.passphrase = "begun anew";
  resolve(LOCKED);
  expect(await late).toBeNull();
  expect(lock.passphrase).toBe("begun anew");
});

test("who hides while the password store is asked finds the lock screen at rest", async () => {
  const { promise, resolve } = deferred<AppStatus>();
  const lock = new Lock(fakeCall({ vault_unlock_with_pin: () => promise }).call);
  lock.switchTo("pin");
  lock.pin = "4815";
  const late = lock.open();
  lock.clear();
  expect(lock.busy).toBe(false);
  resolve(LOCKED);
  expect(await late).toBeNull();
  expect([lock.busy, lock.error]).toEqual([false, null]);
});
