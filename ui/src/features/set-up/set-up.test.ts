import { expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import type { Goal, Settings, TodayView } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { GoalDraft } from "./goal-draft.svelte.ts";
import { SetUp } from "./set-up.svelte.ts";
import StartStep from "./StartStep.svelte";

const NOON = Date.UTC(2026, 2, 12, 12, 30);
const CODE = { groups: ["K7QM", "2XRD"], ask: [0, 1] };
const TODAY = { nowMs: NOON, zone: "Europe/London" } as TodayView;
const SETTINGS = {} as Settings;

function named(since: "today" | "yesterday"): GoalDraft {
  const draft = new GoalDraft();
  Object.assign(draft, { kind: "alcohol", direction: "abstain", since });
  return draft;
}

test("goals named before the vault exists are written right after it is made", async () => {
  const starts: string[] = [];
  const { call, asked } = fakeCall({
    vault_create: () => CODE,
    today_get: () => TODAY,
    goal_create: (goal) => {
      starts.push(goal.startedAt);
      return { value: {} as Goal, change: "1" };
    },
  });
  const setUp = new SetUp(call);
  setUp.goals = [named("today"), named("yesterday")];
  setUp.passphrase = "four quiet words here";
  expect(await setUp.create()).toBe(true);
  expect(asked.map(({ name }) => name)).toEqual([
    "vault_create",
    "today_get",
    "goal_create",
    "goal_create",
  ]);
  expect(starts).toEqual(["2026-03-12T12:30", "2026-03-11T12:30"]);
  expect([setUp.passphrase, setUp.goals.length]).toEqual(["", 0]);
});

test("a goal the core refuses is asked again after the code", async () => {
  const { call } = fakeCall({
    vault_create: () => CODE,
    today_get: () => TODAY,
    goal_create: () => refuse("date_out_of_range", "startedAt"),
    recovery_code_confirm: () => ({}),
    settings_update: () => SETTINGS,
  });
  const setUp = new SetUp(call);
  setUp.goals = [named("today")];
  await setUp.create();
  expect(setUp.stepFor("passphrase")).toBe("code");
  await setUp.confirm();
  await setUp.writeLeft();
  expect([setUp.stepFor(undefined), setUp.refusal?.code]).toEqual(["start", "date_out_of_range"]);
});

test("a name that the core refuses is asked again, and not the day", async () => {
  const { call, answer } = fakeCall({
    vault_create: () => CODE,
    today_get: () => TODAY,
    goal_create: () => refuse("unreadable_text", "name"),
    recovery_code_confirm: () => ({}),
    settings_update: () => SETTINGS,
  });
  const setUp = new SetUp(call);
  setUp.goals = [named("today")];
  await setUp.create();
  await setUp.confirm();
  await setUp.writeLeft();
  expect(setUp.stepFor(undefined)).toBe("goal");
  answer({ goal_create: () => ({ value: {} as Goal, change: "1" }) });
  await setUp.writeLeft();
  expect(setUp.stepFor(undefined)).toBe("check-in");
});

test("a goal that is refused for good keeps nobody from the first check-in", async () => {
  const { call } = fakeCall({
    vault_create: () => CODE,
    today_get: () => TODAY,
    goal_create: () => refuse("internal"),
    recovery_code_confirm: () => ({}),
    settings_update: () => SETTINGS,
  });
  const setUp = new SetUp(call);
  setUp.goals = [named("today")];
  await setUp.create();
  await setUp.confirm();
  await setUp.writeLeft();
  expect([setUp.stepFor(undefined), setUp.canLeaveGoals]).toEqual(["start", true]);
  setUp.leaveGoals();
  expect(setUp.stepFor(undefined)).toBe("check-in");
});

test("a name is counted as the core counts it", () => {
  const draft = named("today");
  draft.name = ` ${"🍷".repeat(80)} `;
  expect(draft.isNameTooLong).toBe(false);
  draft.name += "🍷";
  expect(draft.isNameTooLong).toBe(true);
});

test("once the vault is made, no step before it can be reached", async () => {
  const setUp = new SetUp(fakeCall({ vault_create: () => CODE }).call);
  expect(setUp.stepFor("code")).toBe("welcome");
  expect(setUp.stepFor("start")).toBe("welcome");
  await setUp.create();
  for (const asked of ["welcome", "goal", "passphrase", undefined]) {
    expect(setUp.stepFor(asked)).toBe("code");
  }
  expect(setUp.stepFor("confirm")).toBe("code");
  setUp.written = true;
  expect(setUp.stepFor("confirm")).toBe("confirm");
  expect(setUp.stepFor("check-in")).toBe("code");
});

test("after a kill the code is a new one", async () => {
  const { call, asked } = fakeCall({ recovery_code_renew: () => CODE });
  const setUp = new SetUp(call);
  await setUp.resume("recovery_code");
  expect(asked.map(({ name }) => name)).toEqual(["recovery_code_renew"]);
  expect(setUp.recovery).toEqual(CODE);
});

test("a group that differs is named", async () => {
  const { call } = fakeCall({
    vault_create: () => CODE,
    recovery_code_confirm: () => refuse("invalid", "groups.1"),
  });
  const setUp = new SetUp(call);
  await setUp.create();
  expect(await setUp.confirm()).toBe(false);
  expect([setUp.refusalAt("groups.0"), setUp.refusalAt("groups.1")]).toEqual([null, "invalid"]);
});

test("every group that differs is marked, until it is typed again", async () => {
  const { call } = fakeCall({
    vault_create: () => ({ groups: ["K7QM", "2XRD", "0A1V"], ask: [0, 1, 2] }),
    recovery_code_confirm: () => refuse("invalid", "groups.0"),
  });
  const setUp = new SetUp(call);
  await setUp.create();
  setUp.typeGroup(0, "K7QN");
  setUp.typeGroup(1, "2XXX");
  setUp.typeGroup(2, " oaiu ");
  await setUp.confirm();
  expect(setUp.differs).toEqual([0, 1]);
  setUp.typeGroup(0, "K7QM");
  expect(setUp.differs).toEqual([1]);
});

test("a goal that has a start is not offered to start today", async () => {
  const props = { draft: named("today"), onback: () => undefined, onnext: () => undefined };
  const later = page.getByRole("button", { name: "Later. Count from today for now" });
  const shown = await render(StartStep, props);
  await expect.element(later).toBeVisible();
  await shown.unmount();
  await render(StartStep, { ...props, later: false });
  await expect.element(later).not.toBeInTheDocument();
});

test("after a kill a code is shown before it is asked for, also at the address of the asking", async () => {
  const setUp = new SetUp(fakeCall({ recovery_code_renew: () => CODE }).call);
  await setUp.resume("recovery_code");
  expect(setUp.recovery).toEqual(CODE);
  expect(setUp.stepFor("confirm")).toBe("code");
});

const STATUS = { keystore: true, unprotected: false, pinTriesLeft: null };

test("a start without a passphrase is offered only where the device can keep the key", async () => {
  const core = fakeCall({ opening_status: () => ({ ...STATUS, keystore: false }) });
  const setUp = new SetUp(core.call);
  await setUp.look();
  expect(setUp.stepFor("later")).toBe("welcome");
  core.answer({ opening_status: () => STATUS });
  await setUp.look();
  expect(setUp.stepFor("later")).toBe("later");
});

test("a start without a passphrase keeps the goals, and goes on to the first check-in", async () => {
  const { call, asked } = fakeCall({
    vault_start: () => ({ state: "unlocked", problem: null, retryInSeconds: 0 }),
    today_get: () => TODAY,
    goal_create: () => ({ value: {} as Goal, change: "1" }),
  });
  const setUp = new SetUp(call);
  setUp.goals = [named("today")];
  setUp.passphrase = "half a passphra";
  expect(await setUp.startNow()).toBe(true);
  expect(asked.map(({ name }) => name)).toEqual(["vault_start", "today_get", "goal_create"]);
  expect([setUp.passphrase, setUp.stepFor(undefined), setUp.stepFor("code")]).toEqual([
    "",
    "check-in",
    "check-in",
  ]);
});
