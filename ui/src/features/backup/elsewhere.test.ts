import { afterEach, expect, test, vi } from "vitest";
import { NOW_MS } from "$ipc/testing/examples.ts";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import type { AppStatus, ElsewhereSaved } from "$ipc";
import { ElsewhereFlow } from "./elsewhere.svelte.ts";

const OPEN: AppStatus = { state: "unlocked", problem: null, retryInSeconds: 0 };
const SAVED: ElsewhereSaved = { entries: 3, bytes: 90_000 };
const CORE = {
  elsewhere_choose: () => ({ name: "journal.age" }),
  app_status: () => OPEN,
  work_get: () => ({ runs: true, done: 300, of: 1000 }),
  work_cancel: () => ({}),
};

afterEach(() => void vi.useRealTimers());

async function chosen(
  act: "save" | "check" | "restore",
  answers: Parameters<typeof fakeCall>[0],
): Promise<{ core: ReturnType<typeof fakeCall>; flow: ElsewhereFlow }> {
  const core = fakeCall({ ...CORE, ...answers });
  const flow = new ElsewhereFlow(core.call);
  await flow.choose(act);
  flow.proof.passphrase = "four quiet words here";
  return { core, flow };
}

test("a place is chosen, then the passphrase saves the copy there", async () => {
  const { core, flow } = await chosen("save", { elsewhere_create: () => SAVED });
  expect(core.requests("elsewhere_choose")).toEqual([{ purpose: "save" }]);
  expect(flow.stepFor("save", "proof")).toBe("proof");
  expect(await flow.run("save")).toBe(true);
  expect(core.requests("elsewhere_create")).toEqual([
    { proof: { passphrase: "four quiet words here" } },
  ]);
  expect(flow.stepFor("save", "done")).toBe("done");
  expect(flow.proof.passphrase).toBe("");
});

test("who chooses nothing stays where they are, and is told nothing", async () => {
  const { flow } = await chosen("save", { elsewhere_choose: () => ({ name: null }) });
  expect([flow.stepFor("save", "proof"), flow.error]).toEqual(["what", null]);
});

test("a file of somebody else is told before anything is typed", async () => {
  const { flow } = await chosen("restore", { elsewhere_choose: () => refuse("file_foreign") });
  expect([flow.stepFor("restore", "proof"), flow.error]).toEqual(["what", "file_foreign"]);
});

test("what was chosen for one thing is not used for another", async () => {
  const { flow } = await chosen("check", {});
  expect(flow.stepFor("restore", "proof")).toBe("what");
});

test("a wrong passphrase keeps the file, and a damaged one asks for another", async () => {
  const { core, flow } = await chosen("check", {
    elsewhere_check: () => refuse("wrong_passphrase"),
  });
  expect(await flow.run("check")).toBe(false);
  expect([flow.stepFor("check", "proof"), flow.work.code]).toEqual(["proof", "wrong_passphrase"]);
  core.answer({ elsewhere_check: () => refuse("vault_damaged") });
  expect(await flow.run("check")).toBe(false);
  expect(flow.stepFor("check", "proof")).toBe("refused");
  expect(flow.refused).toEqual({ act: "check", code: "file_damaged" });
});

test("what cannot be read is told as a file, and what cannot be written as a place", async () => {
  const reading = await chosen("check", { elsewhere_check: () => refuse("place_unusable") });
  await reading.flow.run("check");
  expect(reading.flow.refused?.code).toBe("file_unreadable");
  const writing = await chosen("save", { elsewhere_create: () => refuse("place_unusable") });
  await writing.flow.run("save");
  expect(writing.flow.refused?.code).toBe("place_unusable");
});

test("while a copy is saved it is asked how far, and can be stopped", async () => {
  vi.useFakeTimers();
  let stop: () => void = () => undefined;
  const { core, flow } = await chosen("save", {
    elsewhere_create: async () => {
      await new Promise<void>((stopped) => (stop = stopped));
      return refuse("stopped");
    },
    work_cancel: () => {
      stop();
      return {};
    },
  });
  const running = flow.run("save");
  await vi.advanceTimersByTimeAsync(450);
  expect(flow.long.progress).toEqual({ done: 300, of: 1000 });
  await Promise.all([flow.long.stop(), flow.long.stop()]);
  expect(await running).toBe(false);
  expect(core.requests("work_cancel").length).toBe(1);
  expect([flow.work.code, flow.stepFor("save", "proof")]).toEqual(["stopped", "proof"]);
});

test("a restore answers what is open, and after a lock nothing", async () => {
  const answer = deferred<AppStatus>();
  const onclosed = vi.fn(() => Promise.resolve());
  const { core, flow } = await chosen("restore", { elsewhere_restore: () => OPEN });
  expect(await flow.restore(onclosed)).toEqual(OPEN);
  core.answer({ elsewhere_restore: () => answer.promise });
  const running = flow.restore(onclosed);
  flow.clear();
  answer.resolve(OPEN);
  expect(await running).toBeNull();
  expect(onclosed).not.toHaveBeenCalled();
});

test("a file that is not used is told after the app has learnt what is open", async () => {
  const { flow } = await chosen("restore", { elsewhere_restore: () => refuse("newer_version") });
  const onclosed = vi.fn(() => Promise.resolve());
  expect(await flow.restore(onclosed)).toBeNull();
  expect(onclosed).toHaveBeenCalledOnce();
  expect(flow.refused).toEqual({ act: "restore", code: "newer_version" });
});

test("how old the last one is comes with the core's own clock, also without a vault", async () => {
  const none = { available: true, lastMs: null, due: false, unprotected: false };
  const core = fakeCall({ ...CORE, elsewhere_get: () => none });
  const flow = new ElsewhereFlow(core.call);
  await flow.load();
  expect([flow.known, core.requests("today_get").length]).toEqual([none, 0]);
  expect(NOW_MS).toBeGreaterThan(flow.nowMs);
});
