import { afterEach, expect, test, vi } from "vitest";
import { checkInDraft } from "$features/check-in/index.ts";
import { call } from "$ipc";
import { aCheckIn } from "$ipc/testing/examples.ts";
import { session } from "./session.svelte.ts";

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
