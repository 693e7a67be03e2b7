import { expect, test } from "vitest";
import type { Backup, ErrorCode } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { WaysBack } from "./way-back.svelte.ts";

const aBackup = (atMs: number): Backup => ({ atMs, bytes: 1, writes: 1 }) as unknown as Backup;

async function waysOut(problem: ErrorCode, backups: Backup[], available = false) {
  const core = fakeCall({
    backup_list: () => backups,
    elsewhere_get: () => ({ available }) as never,
  });
  const ways = new WaysBack(core.call, problem);
  const wasWaiting = ways.isWaiting;
  await ways.load();
  return { ways, wasWaiting };
}

test("where the files say the same at every try, what helps comes first", async () => {
  for (const problem of ["vault_damaged", "journal_empty", "journal_cut_short"] as const) {
    const { ways, wasWaiting } = await waysOut(problem, [aBackup(2), aBackup(1)]);
    expect([wasWaiting, ways.isWaiting, ways.isTryLast]).toEqual([true, false, true]);
    expect([ways.newest?.atMs, ways.restorePath]).toEqual([2, "/restore"]);
  }
  const { ways } = await waysOut("header_damaged", [], true);
  expect([ways.isTryLast, ways.isFromFile, ways.newest]).toEqual([true, true, undefined]);
});

test("where another try may help, or nothing else does, it comes first", async () => {
  for (const problem of ["vault_missing", "journal_missing", "folder_unusable"] as const) {
    const { ways, wasWaiting } = await waysOut(problem, [aBackup(2)], true);
    expect([wasWaiting, ways.isTryLast, ways.restorePath]).toEqual([false, false, "/restore/2"]);
  }
  expect((await waysOut("vault_damaged", [])).ways.isTryLast).toBe(false);
});

test("an update or the other window mends the rest: nothing else is offered", async () => {
  const { ways } = await waysOut("newer_version", [aBackup(2)], true);
  expect([ways.newest, ways.isFromFile, ways.canBeginAnew, ways.isTryLast]).toEqual([
    undefined,
    false,
    false,
    false,
  ]);
});

test("what cannot be read is not offered", async () => {
  const core = fakeCall({
    backup_list: () => refuse("internal"),
    elsewhere_get: () => refuse("internal"),
  });
  const ways = new WaysBack(core.call, "vault_damaged");
  await ways.load();
  expect([ways.newest, ways.isFromFile, ways.isWaiting, ways.canBeginAnew]).toEqual([
    undefined,
    false,
    false,
    true,
  ]);
});
