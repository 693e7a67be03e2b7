import { expect, test } from "vitest";
import { aGoal } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { toast } from "$shared/ui/toast.svelte.ts";
import { SettingsState } from "./settings.svelte.ts";

const SETTINGS = { lockAfterMinutes: 5, milestones: true } as never;

test("a choice shows at once, and a refused one is taken back and said", async () => {
  const core = fakeCall({
    settings_get: () => SETTINGS,
    goal_list: () => [],
    settings_update: () => refuse("storage_full"),
  });
  const state = new SettingsState(core.call);
  await state.load();
  const saving = state.update({ lockAfterMinutes: 30 });
  expect(state.settings?.lockAfterMinutes).toBe(30);
  await saving;
  expect(state.settings).toEqual(SETTINGS);
  expect(toast.current?.text).not.toBe("");
  expect(state.error).toBeNull();
  toast.hide();
});

test("a goal that could not be removed stays, and why is said", async () => {
  const goal = aGoal();
  const core = fakeCall({
    settings_get: () => SETTINGS,
    goal_list: () => [goal],
    goal_delete: () => refuse("locked"),
  });
  const state = new SettingsState(core.call);
  await state.load();
  expect(await state.removeGoal(goal)).toBeNull();
  expect([state.goals, toast.current === null]).toEqual([[goal], false]);
  toast.hide();
});

test("a device that does not answer is offered only what needs no answer", async () => {
  const state = new SettingsState(fakeCall().call);
  await state.look();
  expect(state.opening).toEqual({ keystore: false, unprotected: false, pinTriesLeft: null });
  expect(state.isCopyDue).toBe(false);
});
