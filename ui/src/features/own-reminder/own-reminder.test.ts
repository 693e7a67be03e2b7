import { expect, test } from "vitest";
import type { OwnReminderView, ScheduleRule } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { DOSE_REMINDER } from "$features/schedule/index.ts";
import { OwnReminders, ownReminderDraft } from "./own-reminder.svelte.ts";
import { ownReminderName } from "./words.ts";

const RULE: ScheduleRule = {
  kind: "civil",
  phases: [
    {
      days: { kind: "days", every: 1 },
      fromOn: "2026-11-22",
      untilOn: null,
      times: { kind: "at", minutes: [1200] },
    },
  ],
  zone: null,
};
const VIEW = {
  id: "1",
  kind: "other",
  words: "Call home",
  rule: RULE,
  reminder: DOSE_REMINDER,
  nextMs: 1,
  open: null,
} as OwnReminderView;

const written = () => ({ value: VIEW, change: "c" });

test("nothing is made before it is said of what and when", async () => {
  const core = fakeCall({ own_reminder_create: written });
  const draft = ownReminderDraft(core.call, () => undefined);
  draft.begin({ kind: "other" });
  await draft.set({ words: "Call home" });
  expect(draft.isSaved).toBe(false);
  expect(draft.refusals.rule?.code).toBe("answer_needed");
  await draft.set({ rule: RULE });
  expect(draft.isSaved).toBe(true);
  expect(core.requests("own_reminder_create")).toEqual([
    { kind: "other", words: "Call home", rule: RULE, reminder: DOSE_REMINDER },
  ]);
});

test("a refusal within the schedule is told to who asks for the schedule", async () => {
  const core = fakeCall({
    own_reminder_update: () => refuse("too_many", "rule.phases.0.times"),
  });
  const heard: unknown[] = [];
  const draft = ownReminderDraft(core.call, (one) => heard.push(one.field), VIEW);
  await draft.set({ rule: { ...RULE, zone: "Europe/Paris" } as ScheduleRule });
  expect(heard[0]).toBe("rule.phases.0.times");
  expect(draft.refusals.rule?.code).toBe("too_many");
});

test("only what waits and has words of its own asks for a tap", async () => {
  const open = { occurrence: { schedule: "s", revision: 1, civil: "c" } } as never;
  const all = [VIEW, { ...VIEW, id: "2", open }, { ...VIEW, id: "3", kind: "check_in", open }];
  const core = fakeCall({
    own_reminder_list: () => all as OwnReminderView[],
    reminder_answer: () => ({ change: "c", occurrence: {} as never }),
    reminder_snooze: () => ({ snoozedUntilMs: 1_800_000 }) as never,
  });
  const state = new OwnReminders(core.call);
  await state.load();
  expect(state.waiting.map(({ id }) => id)).toEqual(["2"]);
  expect(await state.done(state.waiting[0]!.open!.occurrence)).toBe("c");
  expect(core.requests("reminder_answer")[0]).toMatchObject({ outcome: "taken", at: null });
  expect(await state.skip(state.waiting[0]!.open!.occurrence)).toBe("c");
  expect(core.requests("reminder_answer")[1]).toMatchObject({ outcome: "skipped" });
  expect(await state.putOff(state.waiting[0]!.open!.occurrence, 30)).toBe(1_800_000);
  expect(core.requests("reminder_snooze")[0]).toMatchObject({ minutes: 30 });
  state.clear();
  expect(state.all).toBeNull();
});

test("a reminder to check in needs no words of its own", () => {
  expect(ownReminderName(VIEW)).toBe("Call home");
  expect(ownReminderName({ kind: "check_in", words: "" })).toBe("Check in");
});
