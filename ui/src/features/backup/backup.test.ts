import { afterEach, expect, test, vi } from "vitest";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { aToday, NOW_MS } from "$ipc/testing/examples.ts";
import { ERROR_CODES, type AppStatus, type Backup } from "$ipc";
import { Backups, mends, Restore } from "./backup.svelte.ts";

const OPEN: AppStatus = { state: "unlocked", problem: null, retryInSeconds: 0 };
const ONE: Backup = { atMs: NOW_MS - 60_000, bytes: 90_000 };
const LISTS = {
  backup_list: () => [ONE],
  today_get: () => aToday(),
  app_status: () => OPEN,
  work_get: () => ({ runs: true, done: 3, of: 10 }),
  work_cancel: () => ({}),
};

afterEach(() => void vi.useRealTimers());

test("the list comes with the core's own clock", async () => {
  const backups = new Backups(fakeCall(LISTS).call);
  await backups.open();
  expect([backups.list, backups.nowMs]).toEqual([[ONE], NOW_MS]);
});

test("while one is made it is asked how far, and no longer", async () => {
  vi.useFakeTimers();
  const made = deferred<Backup>();
  const core = fakeCall({ ...LISTS, backup_create: () => made.promise });
  const backups = new Backups(core.call);
  const making = backups.make();
  await vi.advanceTimersByTimeAsync(450);
  expect([backups.making, backups.long.progress]).toEqual([true, { done: 3, of: 10 }]);
  expect(core.requests("work_get").length).toBe(2);
  made.resolve(ONE);
  await making;
  await vi.advanceTimersByTimeAsync(1000);
  expect([backups.making, backups.ended, backups.list]).toEqual([false, "made", [ONE]]);
  expect(core.requests("work_get").length).toBe(2);
});

test("a second press makes no second one", async () => {
  const made = deferred<Backup>();
  const core = fakeCall({ ...LISTS, backup_create: () => made.promise });
  const backups = new Backups(core.call);
  const making = backups.make();
  await backups.make();
  made.resolve(ONE);
  await making;
  expect(core.requests("backup_create").length).toBe(1);
});

test("stopping asks the core once, and what is there stays", async () => {
  let stop: () => void = () => undefined;
  const core = fakeCall({
    ...LISTS,
    backup_create: async () => {
      await new Promise<void>((stopped) => (stop = stopped));
      return refuse("stopped");
    },
    work_cancel: () => {
      stop();
      return {};
    },
  });
  const backups = new Backups(core.call);
  await backups.open();
  const making = backups.make();
  await Promise.all([backups.stop(), backups.stop()]);
  await making;
  expect([backups.ended, backups.error, backups.making]).toEqual(["stopped", null, false]);
  expect(backups.list).toEqual([ONE]);
  expect(core.requests("work_cancel").length).toBe(1);
});

test("one that cannot be made says why", async () => {
  const core = fakeCall({ ...LISTS, backup_create: () => refuse("storage_full") });
  const backups = new Backups(core.call);
  await backups.make();
  expect([backups.error, backups.ended, backups.making]).toEqual(["storage_full", null, false]);
});

test("a check says how much is in it, or that it is damaged", async () => {
  const core = fakeCall({ ...LISTS, backup_check: () => ({ entries: 3, entriesNow: 5 }) });
  const backups = new Backups(core.call);
  await backups.check(ONE.atMs);
  expect(backups.checked.get(ONE.atMs)).toEqual({
    state: "whole",
    content: { entries: 3, entriesNow: 5 },
  });
  core.answer({ backup_check: () => refuse("vault_damaged") });
  await backups.check(ONE.atMs);
  expect([backups.checked.get(ONE.atMs), backups.error]).toEqual([{ state: "damaged" }, null]);
  core.answer({ backup_check: () => refuse("internal") });
  await backups.check(ONE.atMs);
  expect([backups.checked.get(ONE.atMs), backups.error]).toEqual([undefined, "internal"]);
});

test("what is answered after a lock leads nowhere", async () => {
  const made = deferred<Backup>();
  const content = deferred<{ entries: number; entriesNow: number }>();
  const core = fakeCall({
    ...LISTS,
    backup_create: () => made.promise,
    backup_check: () => content.promise,
  });
  const backups = new Backups(core.call);
  const both = [backups.make(), backups.check(ONE.atMs)];
  backups.clear();
  made.resolve(ONE);
  content.resolve({ entries: 1, entriesNow: 1 });
  await Promise.all(both);
  expect([backups.ended, backups.list, backups.checked.size]).toEqual([null, null, 0]);
});

async function restoring(answers: Parameters<typeof fakeCall>[0]) {
  const core = fakeCall({ ...LISTS, ...answers });
  const restore = new Restore(core.call);
  await restore.load();
  restore.proof.passphrase = "four quiet words here";
  return { core, restore, onclosed: vi.fn(() => Promise.resolve()) };
}

test("a backup is put back with what the person knows", async () => {
  const { core, restore, onclosed } = await restoring({ backup_restore: () => OPEN });
  expect(await restore.run(ONE.atMs, onclosed)).toEqual(OPEN);
  expect(core.requests("backup_restore")).toEqual([
    { atMs: ONE.atMs, proof: { passphrase: "four quiet words here" } },
  ]);
  expect(onclosed).not.toHaveBeenCalled();
});

test("a wrong passphrase keeps what was typed and closes nothing", async () => {
  const { restore, onclosed } = await restoring({
    backup_restore: () => refuse("wrong_passphrase"),
  });
  expect(await restore.run(ONE.atMs, onclosed)).toBeNull();
  expect([restore.work.code, restore.refused]).toEqual(["wrong_passphrase", null]);
  expect(restore.proof.passphrase).toBe("four quiet words here");
  expect(onclosed).not.toHaveBeenCalled();
});

test("a damaged backup is told after the app has learnt that it is locked", async () => {
  const { restore } = await restoring({ backup_restore: () => refuse("vault_damaged") });
  const onclosed = vi.fn(async () => restore.clear());
  expect(await restore.run(ONE.atMs, onclosed)).toBeNull();
  expect(onclosed).toHaveBeenCalledOnce();
  expect([restore.refused, restore.proof.passphrase]).toEqual(["damaged", ""]);
  expect(restore.stepFor(ONE.atMs, "proof")).toBe("refused");
});

test("after Hide now the answer of a restore opens nothing", async () => {
  const answer = deferred<AppStatus>();
  const { restore, onclosed } = await restoring({ backup_restore: () => answer.promise });
  const running = restore.run(ONE.atMs, onclosed);
  restore.clear();
  answer.resolve(OPEN);
  expect(await running).toBeNull();
});

test("without a backup that is there, which one is asked first", async () => {
  const { restore } = await restoring({});
  expect(restore.stepFor(null, undefined)).toBe("choose");
  expect(restore.stepFor(12, "proof")).toBe("choose");
  expect(restore.stepFor(ONE.atMs, undefined)).toBe("what");
  expect(restore.stepFor(ONE.atMs, "proof")).toBe("proof");
});

test("it is offered for damage, and for nothing a backup cannot mend", () => {
  expect(ERROR_CODES.filter(mends)).toEqual([
    "vault_missing",
    "vault_damaged",
    "header_damaged",
    "journal_missing",
    "journal_empty",
    "journal_cut_short",
    "journal_foreign",
    "older_copy",
    "folder_unusable",
  ]);
});
