import { expect, test } from "vitest";
import type { QuietHoursChoice, ReminderSpec, ScheduleRule } from "$ipc";
import { DOSE_REMINDER, INJECTION_REMINDER, MEETING_REMINDER } from "./reminder.svelte.ts";
import { quietSentence } from "./quiet-words.ts";

const NIGHT: QuietHoursChoice = { on: true, from: 22 * 60, until: 7 * 60 };
const HERE = "Europe/London";
const plain = (text: string | null): string | null =>
  text?.replace(/[\u2066-\u2069]/g, "").replace(/\u202f/g, " ") ?? null;

function at(minutes: number[], zone: string | null = null): ScheduleRule {
  const days = { kind: "days" as const, every: 1 };
  const times = { kind: "at" as const, minutes };
  return { kind: "civil", phases: [{ days, fromOn: "2026-11-21", untilOn: null, times }], zone };
}

const said = (rule: ScheduleRule, spec: ReminderSpec, quiet = NIGHT): string | null =>
  plain(quietSentence(rule, spec, quiet, HERE));

test("a dose in quiet hours is said to ring when they are over", () => {
  expect(said(at([22 * 60 + 30]), DOSE_REMINDER)).toBe(
    "10:30 PM is in your quiet hours. It rings at 7:00 AM.",
  );
  expect(said(at([22 * 60 + 30, 60, 600]), DOSE_REMINDER)).toBe(
    "1:00 AM and 10:30 PM are in your quiet hours. They wait until 7:00 AM.",
  );
});

test("what is over by then is said not to ring", () => {
  expect(said(at([60]), MEETING_REMINDER)).toBe(
    "1:00 AM is in your quiet hours. It does not ring: you are told that it came.",
  );
  expect(said(at([6 * 60 + 30]), MEETING_REMINDER)).toContain("It rings at 7:00 AM.");
  const hour = { ...MEETING_REMINDER, grace: { kind: "minutes" as const, minutes: 60 } };
  expect(said(at([6 * 60]), hour), "over when they end").toContain("It does not ring");
  expect(said(at([6 * 60 + 1]), hour)).toContain("It rings at 7:00 AM.");
});

test("what rings ahead of its time, before they begin, is not said to be silent", () => {
  const soon = { ...MEETING_REMINDER, preAlerts: [30] };
  expect(said(at([22 * 60 + 15]), soon)).toBe(
    "10:15 PM is in your quiet hours. It rings before, and not at its time.",
  );
  expect(said(at([22 * 60 + 30]), soon), "its alert is in them, too").toContain("It does not ring");
  expect(said(at([22 * 60 + 15]), { ...soon, preAlerts: [1440] })).toContain("It does not ring");
  expect(said(at([22 * 60 + 15]), { ...soon, preAlerts: [1440, 120] })).toContain("rings before");
});

test("nothing is said of other times, of other clocks, and of what rings all the same or never", () => {
  expect(said(at([7 * 60, 21 * 60 + 59]), DOSE_REMINDER)).toBe(null);
  expect(said(at([23 * 60], "Asia/Tokyo"), DOSE_REMINDER)).toBe(null);
  expect(said(at([23 * 60], HERE), DOSE_REMINDER)).not.toBe(null);
  expect(said(at([23 * 60]), { ...DOSE_REMINDER, ringsInQuietHours: true })).toBe(null);
  expect(said(at([23 * 60]), { ...DOSE_REMINDER, silent: true })).toBe(null);
  expect(said(at([23 * 60]), DOSE_REMINDER, { ...NIGHT, on: false })).toBe(null);
  expect(said({ kind: "every", minutes: 360, firstMs: 0, from: "taken" }, DOSE_REMINDER)).toBe(
    null,
  );
});

test("quiet hours within one day, a spread of times, and an injection", () => {
  const noon = { on: true, from: 12 * 60, until: 14 * 60 };
  expect(said(at([12 * 60, 14 * 60]), DOSE_REMINDER, noon)).toBe(
    "12:00 PM is in your quiet hours. It rings at 2:00 PM.",
  );
  const spread = at([0]);
  if (spread.kind === "civil" && spread.phases[0])
    spread.phases[0].times = { kind: "within", from: 600, until: 900, every: 150 };
  expect(said(spread, DOSE_REMINDER, noon)).toContain("12:30 PM is ");
  const injection: ScheduleRule = {
    kind: "long_acting",
    earliest: 26,
    target: 28,
    latest: 42,
    firstOn: "2026-11-21",
    at: 23 * 60,
    zone: null,
  };
  expect(said(injection, INJECTION_REMINDER)).toContain(
    "11:00 PM is in your quiet hours. It rings",
  );
});
