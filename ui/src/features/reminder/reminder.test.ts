import { expect, test } from "vitest";
import type { Call, ReminderHealth } from "$ipc";
import { CallError } from "$ipc";
import { toast } from "$shared/ui/toast.svelte.ts";
import { times } from "./reminder-words.ts";
import { ReminderState } from "./reminder.svelte.ts";

const HEALTH: ReminderHealth = {
  notices: { shows: true, buttons: true, holds: false },
  refused: false,
  notKept: false,
  startsAtLogin: false,
  canQuit: true,
  lastShownMs: null,
  nextMs: null,
  lockedUntilMs: null,
  cameWhileOff: [],
  zoneUnknown: false,
  unread: 0,
};

function core(answers: Record<string, unknown>): { call: Call; asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  const call = ((name: string, request: unknown) => {
    asked.push([name, request]);
    const answer = answers[name];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? {});
  }) as Call;
  return { call, asked };
}

test("the first trouble of a device is said, and none where all is well", async () => {
  const all = { shows: true, buttons: true, holds: false };
  for (const [change, trouble] of [
    [{ notices: all }, null],
    [{ notices: { ...all, holds: true } }, "holds"],
    [{ notices: { ...all, holds: true }, refused: true }, "refused"],
    [{ notices: { ...all, shows: true, buttons: false } }, "buttons-none"],
    [{ notices: { ...all, shows: null, buttons: true } }, "shows-unknown"],
    [{ notices: { ...all, shows: true, buttons: false }, refused: true }, "refused"],
    [{ notices: { ...all, shows: null, buttons: true }, refused: true }, "refused"],
    [{ notices: { ...all, shows: false, buttons: false }, refused: true }, "shows-none"],
  ] as const) {
    const health = { ...HEALTH, ...change };
    const state = new ReminderState(core({ reminder_health_get: health }).call);
    expect(state.trouble).toBe(null);
    await state.load();
    expect(state.trouble).toBe(trouble);
  }
});

test("what the device refuses is said, and the choice is read again", async () => {
  const refused = new CallError({ code: "no_start_at_login", field: null, reference: "0" });
  const { call, asked } = core({ reminder_health_get: HEALTH, start_at_login_update: refused });
  const state = new ReminderState(call);
  await state.startAtLogin(true);
  expect(toast.current?.text).toContain("did not take that choice");
  expect(asked.at(-1)?.[0]).toBe("reminder_health_get");
  expect(state.health?.startsAtLogin).toBe(false);
});

test("showing one reads anew how it stands, also where it was refused", async () => {
  const refused = new CallError({ code: "no_notices", field: null, reference: "0" });
  for (const answer of [{}, refused]) {
    const { call, asked } = core({ reminder_health_get: HEALTH, reminder_test: answer });
    await new ReminderState(call).test();
    expect(asked.map(([name]) => name)).toContain("reminder_health_get");
  }
});

test("quiet hours end at any half hour but their begin, and at what was chosen beside these", () => {
  const options = times(7 * 60 + 10, 22 * 60);
  expect(options.map(({ value }) => value)).toContain(7 * 60 + 10);
  expect(options.find(({ value }) => value === 22 * 60)).toBe(undefined);
  expect(options.find(({ value }) => value === 30)?.label).toMatch(/^(0|12):30/);
  expect(options).toHaveLength(48);
});

test("quitting asks the core to, and says so where it cannot", async () => {
  const { call, asked } = core({ reminder_health_get: HEALTH });
  await new ReminderState(call).quit();
  expect(asked.map(([name]) => name)).toEqual(["app_quit"]);
  const refused = new CallError({ code: "internal", field: null, reference: "0" });
  await new ReminderState(core({ app_quit: refused }).call).quit();
  expect(toast.current).not.toBe(null);
});
