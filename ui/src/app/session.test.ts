import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkInDraft } from "$features/check-in/index.ts";
import { call } from "$ipc";
import { aCheckIn } from "$ipc/testing/examples.ts";
import { canGoBack, forgetHistory, here, navigate } from "$shared/navigation.svelte.ts";
import { session } from "./session.svelte.ts";

beforeEach(async () => {
  forgetHistory();
  await vi.waitFor(() => expect([here().path, canGoBack()]).toEqual(["/today", false]));
});
afterEach(() => vi.restoreAllMocks());

/** A core that takes its time to keep a new check-in. Answers with what it was asked, in order. */
function aSlowCore(slowMs: number): string[] {
  const asked: string[] = [];
  vi.spyOn(window, "fetch").mockImplementation(async (address) => {
    const name = String(address).replace("/ipc/", "");
    asked.push(name);
    if (name === "check_in_log") await new Promise((later) => setTimeout(later, slowMs));
    const locked = { state: "locked", problem: null, retryInSeconds: 0 };
    const ok = name === "vault_lock" ? locked : { value: aCheckIn(), change: "c" };
    return new Response(JSON.stringify({ ok }));
  });
  return asked;
}

test("a lock by the person waits for the words typed while a save was on its way", async () => {
  const asked = aSlowCore(200);
  session.status = { state: "unlocked", problem: null, retryInSeconds: 0 };
  session.setUp = "done";
  const draft = checkInDraft(call);
  void draft.set({ mood: 2 });
  draft.type({ note: "half a thought" });
  const locking = session.lock();
  expect(session.gate).toBe("waiting");
  await locking;
  expect(asked).toEqual(["check_in_log", "check_in_update", "vault_lock"]);
  expect(session.gate).toBe("locked");
});

test("a save that hangs holds the lock up for a second, not longer", async () => {
  const asked = aSlowCore(3000);
  const draft = checkInDraft(call);
  void draft.set({ mood: 2 });
  const startedAt = performance.now();
  await session.lock();
  expect(performance.now() - startedAt).toBeLessThan(1500);
  expect(asked).toEqual(["check_in_log", "vault_lock"]);
});

const OPEN = { state: "unlocked", problem: null, retryInSeconds: 0 } as const;
const LOCKED = { state: "locked", problem: null, retryInSeconds: 0 } as const;

/** The place after a lock that nobody asked for, and after the unlock so many minutes later. */
async function placesAfterLock(path: string, minutes: number): Promise<string[]> {
  const ok: Record<string, unknown> = { settings_get: { setUp: "done" }, held_text_list: [] };
  vi.spyOn(window, "fetch").mockImplementation((address) =>
    Promise.resolve(new Response(JSON.stringify({ ok: ok[String(address).replace("/ipc/", "")] }))),
  );
  await session.opened(OPEN);
  navigate("/settings");
  navigate(path);
  await vi.waitFor(() => expect(here().path).toBe(path));
  session.locked(LOCKED);
  const atLock = await settledPlace();
  const now = Date.now() + minutes * 60_000;
  vi.spyOn(Date, "now").mockReturnValue(now);
  await session.opened(OPEN);
  return [atLock, await settledPlace()];
}

/** Where the person is once the history has come to rest. */
async function settledPlace(): Promise<string> {
  await new Promise((later) => setTimeout(later, 150));
  return here().path;
}

test("a lock that nobody asked for keeps the place, and Back leads nowhere", async () => {
  expect(await placesAfterLock("/appointment-edit/new", 5)).toEqual([
    "/appointment-edit/new",
    "/appointment-edit/new",
  ]);
  expect(canGoBack()).toBe(false);
});

test("who opens it much later begins at Today", async () => {
  expect(await placesAfterLock("/people", 31)).toEqual(["/people", "/today"]);
});

test("Help stays as it is when the vault locks behind it, and when it opens", async () => {
  expect(await placesAfterLock("/help/overdose", 31)).toEqual(["/help/overdose", "/help/overdose"]);
});

test("a page that needs no open vault does not stand in place of the lock", async () => {
  expect(await placesAfterLock("/restore", 1)).toEqual(["/today", "/today"]);
});
