// The quick PIN, and a passphrase for a Mainstay that the device alone opened.
import { expect, test } from "vitest";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { PinChange } from "./pin.svelte.ts";
import { Protection } from "./protection.svelte.ts";

const CODE = { groups: ["K7QM", "2XRD", "0A1V"], ask: [0, 1, 2] };
const WORKS = {
  passphrase_practice: () => ({}),
  passphrase_change: () => ({}),
  passphrase_change_confirm: () => ({}),
  passphrase_change_cancel: () => ({}),
  recovery_code_renew: () => CODE,
  recovery_code_confirm: () => ({}),
  pin_create: () => ({}),
  pin_delete: () => ({}),
};

async function provenPin(answers: Parameters<typeof fakeCall>[0] = {}) {
  const core = fakeCall({ ...WORKS, ...answers });
  const pin = new PinChange(core.call);
  pin.proof.passphrase = "four quiet words here";
  await pin.prove();
  return { core, pin };
}

test("a PIN is set with proof, after it was typed twice", async () => {
  const { core, pin } = await provenPin();
  expect(pin.stepFor("new")).toBe("pin");
  pin.pin = "481516";
  expect(pin.canSet, "not yet typed again").toBe(false);
  pin.again = "481517";
  expect([await pin.set(), pin.differs]).toEqual([false, true]);
  pin.again = "481516";
  pin.typed();
  expect(await pin.set()).toBe(true);
  expect(core.requests("pin_create")).toEqual([
    { proof: { passphrase: "four quiet words here" }, pin: "481516" },
  ]);
  expect([pin.pin, pin.proof.passphrase, pin.stepFor("done")]).toEqual(["", "", "done"]);
});

test("digits that can be seen need no second typing; 3 or 13 are not enough or too many", async () => {
  const { pin } = await provenPin();
  pin.shown = true;
  for (const [typed, can] of [
    ["481", false],
    ["4815", true],
    ["4815162342113", false],
  ] as const) {
    pin.pin = typed;
    expect(pin.canSet).toBe(can);
  }
});

test("an easy PIN can be changed; a wrong code is asked for anew", async () => {
  const { core, pin } = await provenPin({ pin_create: () => refuse("weak_pin") });
  pin.pin = pin.again = "123456";
  expect([await pin.set(), pin.stepFor("new"), pin.work.code]).toEqual([false, "pin", "weak_pin"]);
  core.answer({
    pin_create: () => refuse("wrong_recovery_code"),
    app_status: () => ({ state: "unlocked", problem: null, retryInSeconds: 0 }),
  });
  pin.pin = pin.again = "481516";
  await pin.set();
  expect(pin.stepFor("new")).toBe("proof");
});

test("a PIN is removed with proof, and nothing typed is left when the person leaves", async () => {
  const { core, pin } = await provenPin();
  expect(await pin.remove()).toBe(true);
  expect(core.requests("pin_delete")).toHaveLength(1);
  pin.pin = "48";
  pin.lock();
  expect([pin.pin, pin.finished, pin.proven]).toEqual(["", false, false]);
});

async function toCode(answers: Parameters<typeof fakeCall>[0] = {}) {
  const core = fakeCall({ ...WORKS, ...answers });
  const protection = new Protection(core.call);
  const { change, renewal } = protection;
  change.next = change.again = "four quiet words here";
  await change.add();
  change.again = "four quiet words here";
  await change.confirm();
  await renewal.renew();
  return { core, protection };
}

test("protecting needs no proof, and ends with the confirmed code", async () => {
  const { core, protection } = await toCode();
  expect(core.requests("passphrase_change")).toEqual([
    { proof: {}, passphrase: "four quiet words here" },
  ]);
  expect(core.requests("recovery_code_renew")).toEqual([{ proof: {} }]);
  expect([protection.stepFor("confirm"), protection.stepFor("done")]).toEqual(["code", "new"]);
  protection.renewal.written = true;
  expect(protection.stepFor("confirm")).toBe("confirm");
  await protection.renewal.confirm();
  expect([await protection.giveUp(), protection.stepFor("done")]).toEqual([null, "done"]);
});

test("whoever leaves before the end is told that the device still opens it", async () => {
  const { protection } = await toCode();
  expect(await protection.giveUp()).toBe("unprotected");
  expect([await protection.giveUp(), protection.stepFor("code")]).toEqual([null, "new"]);
});

test("leaving while the code is being confirmed says what is true in the end", async () => {
  const confirming = deferred<Record<string, never>>();
  const { protection } = await toCode({ recovery_code_confirm: () => confirming.promise });
  const confirmed = protection.renewal.confirm();
  const left = protection.giveUp();
  confirming.resolve({});
  expect([await confirmed, await left]).toEqual([false, "protected"]);
});

test("no step can be reached before the one it stands on", () => {
  const protection = new Protection(fakeCall(WORKS).call);
  for (const asked of [undefined, "again", "code", "confirm", "done", "elsewhere"]) {
    expect(protection.stepFor(asked)).toBe("new");
  }
  expect(new PinChange(fakeCall(WORKS).call).stepFor("new")).toBe("proof");
});
