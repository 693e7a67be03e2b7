import { expect, test } from "vitest";
import { TypedProof, Work } from "$features/opening/index.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { Wipe } from "./wipe.svelte.ts";

const ABSENT = { state: "absent", problem: null, retryInSeconds: 0 } as const;

test("what was typed goes to the core and is forgotten when all is gone", async () => {
  const core = fakeCall({ vault_wipe: () => ABSENT });
  const [proof, work] = [new TypedProof(), new Work(core.call)];
  proof.passphrase = "four quiet words here";
  expect(await new Wipe(core.call, proof, work).run()).toEqual(ABSENT);
  expect(core.requests("vault_wipe")).toEqual([{ proof: { passphrase: "four quiet words here" } }]);
  expect(proof.passphrase).toBe("");
});

test("with nothing but the device's key there is nothing to prove", async () => {
  const status = { keystore: true, unprotected: true, pinTriesLeft: null };
  const core = fakeCall({ vault_wipe: () => ABSENT, opening_status: () => status });
  const wipe = new Wipe(core.call, new TypedProof(), new Work(core.call));
  await wipe.load();
  await wipe.run();
  expect(core.requests("vault_wipe")).toEqual([{ proof: {} }]);
});

test("a wrong passphrase removes nothing, says so, and can be mended", async () => {
  const core = fakeCall({
    vault_wipe: () => refuse("wrong_passphrase"),
    app_status: () => ({ state: "unlocked", problem: null, retryInSeconds: 0 }),
  });
  const [proof, work] = [new TypedProof(), new Work(core.call)];
  proof.passphrase = "not it";
  expect(await new Wipe(core.call, proof, work).run()).toBeNull();
  expect([work.code, proof.passphrase]).toEqual(["wrong_passphrase", "not it"]);
});
