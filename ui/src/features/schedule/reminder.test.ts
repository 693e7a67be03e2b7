import { expect, test } from "vitest";
import {
  DOSE_REMINDER,
  INJECTION_REMINDER,
  MEETING_REMINDER,
  ReminderForm,
} from "./reminder.svelte.ts";
import { reminderSentence } from "./schedule-words.ts";
import type { ReminderSpec } from "$ipc";

const ODD: ReminderSpec = {
  preAlerts: [1440, 45],
  nag: { minutes: 7, times: 12 },
  ringsInQuietHours: true,
  grace: { kind: "minutes", minutes: 77 },
};

const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

test("what was kept stays as it was, and among the choices", () => {
  for (const spec of [DOSE_REMINDER, MEETING_REMINDER, INJECTION_REMINDER, ODD]) {
    const form = new ReminderForm(spec);
    expect(form.spec).toEqual(spec);
    const leads = form.leads.map(({ id }) => id);
    expect(leads).toEqual(expect.arrayContaining(form.chosenLeads));
    expect(form.graceOptions.map(({ value }) => value)).toContain(form.grace);
    expect(form.againOptions.map(({ value }) => value)).toContain(form.againAfter);
    const [grace, after] = [form.grace, form.againAfter];
    form.grace = grace;
    form.againAfter = after;
    expect(form.spec).toEqual(spec);
  }
});

test("each choice changes its own part", () => {
  const form = new ReminderForm();
  form.toggleLead("30");
  form.toggleLead("1440");
  form.toggleLead("30");
  form.againAfter = 10;
  form.againTimes = 5;
  form.ringsInQuietHours = true;
  form.grace = "until_answered";
  expect(form.spec).toEqual({
    preAlerts: [1440],
    nag: { minutes: 10, times: 5 },
    ringsInQuietHours: true,
    grace: { kind: "until_answered" },
  });
  form.againAfter = 0;
  expect(form.spec.nag).toBe(null);
});

test("a sixth time before takes the place of another", () => {
  const form = new ReminderForm();
  for (const lead of ["10", "30", "60", "120", "1440", "2880"]) form.toggleLead(lead);
  expect(form.spec.preAlerts).toHaveLength(5);
  expect(form.spec.preAlerts[0]).toBe(2880);
});

test("what waiting for the end of quiet hours means is said where it needs saying", () => {
  const form = new ReminderForm();
  expect(form.quietHint).toContain("the last");
  form.grace = "minutes 60";
  expect(form.quietHint).toContain("does not ring");
  form.ringsInQuietHours = true;
  expect(form.quietHint).toBe(null);
  form.suit(true);
  form.ringsInQuietHours = false;
  expect(form.quietHint).toBe(null);
});

test("how it rings is said in one line, and a refusal at its own choice", () => {
  expect(plain(reminderSentence(ODD))).toBe(
    "Rings at its time · 1 day before · 45 minutes before · again every 7 minutes, 12 times · in quiet hours, too",
  );
  expect(plain(reminderSentence(DOSE_REMINDER))).toBe("Rings at its time · not in quiet hours");
  const form = new ReminderForm();
  form.refuse({ code: "invalid", field: "schedules.0.reminder.nag.times", reference: "" });
  expect(form.complaint("nag")).not.toBe(null);
  expect(form.complaint("grace")).toBe(null);
});

test("an injection is told of ahead and each day until it is answered, unless the person said otherwise", () => {
  const form = new ReminderForm();
  form.suit(true);
  expect(form.spec).toEqual(INJECTION_REMINDER);
  expect(form.againOptions.at(-1)).toEqual({ value: 1440, label: "Ask again each day" });
  expect(form.againTimes).toBe(null);
  expect(plain(reminderSentence(form.spec))).toBe(
    "Rings at its time · 7 days before · 2 days before · again each day · not in quiet hours",
  );
  form.suit(false);
  expect(form.spec).toEqual(DOSE_REMINDER);
  form.againAfter = 10;
  form.suit(true);
  expect(form.spec).toMatchObject({
    preAlerts: [],
    nag: { minutes: 10, times: 3 },
    grace: { kind: "until_answered" },
  });
  form.againAfter = 1440;
  expect(form.spec.nag).toEqual({ minutes: 1440, times: 1000 });
  form.againAfter = 30;
  expect(form.spec.nag).toEqual({ minutes: 30, times: 3 });
});

test("a dose can be asked about until it is answered, whatever the interval, and that can be taken back", () => {
  const form = new ReminderForm();
  form.againAfter = 10;
  const label = form.timesOptions.at(-1);
  expect(label).toEqual({ value: 1000, label: "Until I answer, while it is open" });
  form.againTimes = 1000;
  expect(form.spec.nag).toEqual({ minutes: 10, times: 1000 });
  expect(plain(reminderSentence(form.spec))).toContain("again every 10 minutes while it is open");
  form.againAfter = 5;
  expect([form.spec.nag?.times, form.againTimes]).toEqual([1000, 1000]);
  // A thousand times are over some day, and what is open for days says so.
  form.grace = "until_answered";
  expect(plain(form.timesOptions.at(-1)?.label ?? "")).toBe("Until I answer, at most 1,000 times");
  expect(plain(reminderSentence(form.spec))).toContain("again every 5 minutes ·");
  form.againTimes = 2;
  expect(form.spec.nag).toEqual({ minutes: 5, times: 2 });
  expect(plain(reminderSentence(form.spec))).toContain("again every 5 minutes, 2 times ·");
  form.againTimes = 1;
  expect(plain(reminderSentence(form.spec))).toContain("again after 5 minutes, once ·");
});
