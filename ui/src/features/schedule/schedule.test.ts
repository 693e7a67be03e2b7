import { expect, test } from "vitest";
import { fieldsOf, msFromCivil, ruleOf, type Here } from "./fields.ts";
import { scheduleSentence } from "./schedule-words.ts";
import { isDated, OTHER_WAYS, ScheduleForm, USUAL_WAYS } from "./schedule.svelte.ts";
import type { DaysSpec, PhaseSpec, ScheduleRule, TimesSpec } from "$ipc";

const HERE: Here = { today: "2026-11-21", zone: "Europe/London" };
/** What keeps words apart, and the narrow space of a time. */
const HIDDEN = /[\u2068\u2069]/g;
const EIGHT = 8 * 60;
const AT: TimesSpec = { kind: "at", minutes: [EIGHT, 20 * 60] };
const WITHIN: TimesSpec = { kind: "within", from: EIGHT, until: 22 * 60, every: 180 };

const phase = (days: DaysSpec, more: Partial<PhaseSpec> = {}): PhaseSpec => ({
  days,
  fromOn: "2026-11-21",
  untilOn: null,
  times: AT,
  ...more,
});
const civil = (...phases: PhaseSpec[]): ScheduleRule => ({ kind: "civil", phases, zone: null });
const DAILY: DaysSpec = { kind: "days", every: 1 };

/** Each kind of rule, with the way that asks for it and what it means in words. */
const RULES: readonly [way: string, means: string, rule: ScheduleRule][] = [
  ["daily", "Every day at 8:00 AM and 8:00 PM", civil(phase(DAILY))],
  [
    "daily",
    "Every day, every 3 hours from 8:00 AM to 10:00 PM · until January 5, 2027",
    civil(phase(DAILY, { times: WITHIN, untilOn: "2027-01-05" })),
  ],
  [
    "every_days",
    "Every 3 days at 8:00 AM and 8:00 PM · from December 1, 2026",
    civil(phase({ kind: "days", every: 3 }, { fromOn: "2026-12-01" })),
  ],
  [
    "weekdays",
    "Every Monday and Thursday at 8:00 AM and 8:00 PM",
    civil(phase({ kind: "weeks", every: 1, weekdays: [4, 1] })),
  ],
  [
    "weekdays",
    "Every Monday to Friday at 8:00 AM and 8:00 PM",
    civil(phase({ kind: "weeks", every: 1, weekdays: [1, 2, 3, 4, 5] })),
  ],
  [
    "every_weeks",
    "Every 2 weeks on Tuesday at 8:00 AM and 8:00 PM",
    civil(phase({ kind: "weeks", every: 2, weekdays: [2] })),
  ],
  [
    "month_days",
    "Every month on day 1 and the last day at 8:00 AM and 8:00 PM",
    civil(phase({ kind: "month_days", every: 1, days: [1, 31], short: "last_day" })),
  ],
  [
    "month_days",
    "Every 3 months on day 31 at 8:00 AM and 8:00 PM",
    civil(phase({ kind: "month_days", every: 3, days: [31], short: "leave_out" })),
  ],
  [
    "month_weekday",
    "Every month on the second Tuesday at 8:00 AM and 8:00 PM",
    civil(phase({ kind: "month_weekday", every: 1, nth: "second", weekday: 2 })),
  ],
  [
    "month_weekday",
    "Every 2 months on the last Friday, every 3 hours from 8:00 AM to 10:00 PM",
    civil(phase({ kind: "month_weekday", every: 2, nth: "last", weekday: 5 }, { times: WITHIN })),
  ],
  [
    "cycle",
    "21 days on, then 7 days off, at 8:00 AM and 8:00 PM",
    civil(phase({ kind: "cycle", on: 21, off: 7 })),
  ],
  [
    "once",
    "Once, on November 24, 2026 at 8:00 AM and 8:00 PM",
    civil(phase(DAILY, { fromOn: "2026-11-24", untilOn: "2026-11-24" })),
  ],
  [
    "steps",
    "In 2 steps · until December 10, 2026",
    {
      ...civil(
        phase(DAILY, { untilOn: "2026-11-30" }),
        phase({ kind: "days", every: 2 }, { fromOn: "2026-12-01", untilOn: "2026-12-10" }),
      ),
      zone: "Europe/London",
    } as ScheduleRule,
  ],
  [
    "hours",
    "Every 8 hours, from the last one taken",
    { kind: "every", minutes: 480, firstMs: 1_763_712_000_123, from: "taken" },
  ],
  [
    "hours",
    "Every 1 hour 30 minutes",
    { kind: "every", minutes: 90, firstMs: Date.UTC(2026, 9, 25, 1, 30), from: "planned" },
  ],
  [
    "after",
    "30 minutes after another medicine",
    { kind: "after", schedule: "01890000-0000-7000-8000-000000000001", minutes: 30 },
  ],
  [
    "long_acting",
    "Every 28 days, from the day it was given · between day 26 and day 30",
    {
      kind: "long_acting",
      earliest: 26,
      target: 28,
      latest: 30,
      firstOn: "2026-12-01",
      at: 600,
      zone: null,
    },
  ],
  [
    "long_acting",
    "Every 28 days, from the day it was given",
    {
      kind: "long_acting",
      earliest: 28,
      target: 28,
      latest: 28,
      firstOn: "2026-12-01",
      at: 600,
      zone: "Europe/London",
    },
  ],
  [
    "clinic",
    "Visits on Monday to Saturday",
    {
      kind: "clinic",
      firstOn: "2026-11-23",
      openings: [
        { weekdays: [1, 2, 3, 4, 5], opens: 330, closes: 720 },
        { weekdays: [6], opens: 360, closes: 600 },
      ],
      usual: 390,
      atHome: null,
      zone: "America/New_York",
    },
  ],
  [
    "needed",
    "Only when needed · at least 4 hours apart · at most 3 in 24 hours · at most 2 a day",
    { kind: "as_needed", gap: 240, mostIn24Hours: 3, mostADay: 2 },
  ],
  [
    "needed",
    "Only when needed",
    { kind: "as_needed", gap: null, mostIn24Hours: null, mostADay: null },
  ],
];

test("each kind of rule comes back from the form as it was kept, also over a lock", () => {
  for (const [way, , rule] of RULES) {
    const fields = fieldsOf(rule, HERE);
    expect(fields.way).toBe(way);
    expect(ruleOf(JSON.parse(JSON.stringify(fields)), HERE)).toEqual(rule);
    const form = new ScheduleForm({ here: HERE, rule });
    expect(form.check()).toEqual(rule);
    const again = new ScheduleForm({ here: HERE });
    again.take(JSON.parse(JSON.stringify(form.held)));
    expect(again.rule).toEqual(rule);
    expect(again.isOther).toBe(!USUAL_WAYS.includes(fields.way!));
  }
});

test("each kind of rule is said in one line", () => {
  for (const [, means, rule] of RULES) {
    const plain = scheduleSentence(rule, { today: HERE.today }).replace(HIDDEN, "");
    expect(plain).toBe(means);
  }
  const [, , after] = RULES.find(([way]) => way === "after")!;
  const said = scheduleSentence(after, { nameOf: () => "Ibuprofen" });
  expect(said.replace(HIDDEN, "")).toBe("30 minutes after Ibuprofen");
});

test("one that kept the clock of another zone says so, and can go back to the one on the wall", () => {
  const rule = { ...civil(phase(DAILY)), zone: "America/New_York" } as ScheduleRule;
  const plain = (said: string | null): string => (said ?? "").replace(HIDDEN, "");
  const named = plain(scheduleSentence(rule, { namesClock: true }));
  expect(named).toBe("Every day at 8:00 AM and 8:00 PM · by the clock of America/New York");
  const form = new ScheduleForm({ here: HERE, rule });
  expect(plain(form.sentence)).toBe(named);
  form.put(form.fields, { zone: null });
  expect(form.check()).toEqual(civil(phase(DAILY)));
  expect(plain(form.sentence)).toBe("Every day at 8:00 AM and 8:00 PM");
  // What it was stands there still, also over a lock.
  const again = new ScheduleForm({ here: HERE });
  again.take(JSON.parse(JSON.stringify(form.held)));
  expect([again.fields.zone, again.fields.home]).toEqual([null, "America/New_York"]);
});

test("every way can be chosen, and each asks for what is missing at its own question", () => {
  const asked: Record<string, string> = {
    daily: "phases.0.times",
    weekdays: "phases.0.days.weekdays",
    every_days: "phases.0.days.every",
    every_weeks: "phases.0.days.every",
    month_days: "phases.0.days.days",
    month_weekday: "phases.0.times",
    cycle: "phases.0.days.on",
    hours: "minutes",
    long_acting: "target",
    clinic: "openings.0.weekdays",
    after: "schedule",
    steps: "phases.0.times",
    once: "phases.0.times",
  };
  for (const way of [...USUAL_WAYS, ...OTHER_WAYS]) {
    const form = new ScheduleForm({ here: HERE });
    form.pick(way);
    const rule = form.check();
    expect(form.refusal?.field ?? null, way).toBe(asked[way] ?? null);
    expect(rule !== null).toBe(way === "needed");
    if (form.refusal) expect(form.complaint(form.refusal.field!)).toContain("still missing");
    expect(form.isUnplaced).toBe(false);
  }
  const none = new ScheduleForm({ here: HERE });
  expect(none.check()).toBe(null);
  expect(none.complaint("way")).not.toBe(null);
});

test("what the core refuses stands at its question, however deep in the request", () => {
  const form = new ScheduleForm({ here: HERE, rule: civil(phase(DAILY)) });
  form.refuse({ code: "invalid", field: "schedules.2.rule.phases.0.times", reference: "r" });
  expect(form.complaint("phases.0.times")).not.toBe(null);
  expect(form.complaint("phases.0.days")).toBe(null);
  form.refuse({ code: "invalid", field: "rule.phases", reference: "r" });
  expect(form.isUnplaced).toBe(true);
  form.refuse({ code: "storage_full", field: null, reference: "r" });
  expect(form.isUnplaced).toBe(true);
});

test("a day is answered by taps: every day at two times", () => {
  const form = new ScheduleForm({ here: HERE });
  form.pickUsual("daily");
  const first = form.fields.phases[0]!;
  first.times[0] = "08:00";
  form.addTime(first);
  first.times[1] = "20:00";
  form.addTime(first);
  expect(form.rule).toEqual(civil(phase(DAILY)));
  form.removeTime(first, 0);
  expect(form.sentence?.replace(HIDDEN, "")).toBe("Every day at 8:00 PM");
});

test("changing the way keeps the times, and another way is none until it is chosen", () => {
  const form = new ScheduleForm({ here: HERE, rule: civil(phase(DAILY)) });
  form.pickOther();
  expect(form.rule).toBe(null);
  form.pick("every_days");
  form.fields.phases[0]!.every = 2;
  expect(form.rule).toEqual(civil(phase({ kind: "days", every: 2 })));
  form.pickUsual("weekdays");
  expect(form.isOther).toBe(false);
  form.toggleWeekday(form.fields.phases[0]!, 5);
  form.toggleWeekday(form.fields.phases[0]!, 1);
  form.toggleWeekday(form.fields.phases[0]!, 5);
  expect(form.rule).toEqual(civil(phase({ kind: "weeks", every: 1, weekdays: [1] })));
});

test("a step follows the one before, and its amount is the person's own words", () => {
  const form = new ScheduleForm({ here: HERE, rule: civil(phase(DAILY)), amounts: ["8 mg"] });
  form.pickOther();
  form.pick("steps");
  form.fields.phases[0]!.untilOn = "2026-11-30";
  form.removeStep(1);
  form.addStep();
  expect(form.fields.phases[1]).toMatchObject({ fromOn: "2026-12-01", times: ["08:00", "20:00"] });
  form.fields.phases[1]!.amount = "6 mg";
  expect(form.amounts).toEqual(["8 mg", "6 mg"]);
  expect(form.rule).toMatchObject({ phases: [{ untilOn: "2026-11-30" }, { untilOn: null }] });
});

test("an hour that is not there, or there twice, is one instant all the same", () => {
  const shown = (civilTime: string): string =>
    new Date(msFromCivil(civilTime, "Europe/London")).toISOString();
  expect(shown("2026-07-01T08:00")).toBe("2026-07-01T07:00:00.000Z");
  expect(shown("2026-10-25T01:30")).toBe("2026-10-25T00:30:00.000Z");
  expect(shown("2026-03-29T01:30")).toBe("2026-03-29T01:30:00.000Z");
  const twice: ScheduleRule = {
    kind: "every",
    minutes: 60,
    firstMs: Date.UTC(2026, 9, 25, 1, 30),
    from: "taken",
  };
  const form = new ScheduleForm({ here: HERE, rule: twice });
  expect(form.rule).toEqual(twice);
  form.fields.hours.first = "2026-11-22T08:00";
  expect(form.rule).toMatchObject({ firstMs: Date.UTC(2026, 10, 22, 8) });
});

test("only what has days is dated", () => {
  expect(
    ["daily", "steps", "once", "needed", "clinic"].map((way) => isDated(way as never)),
  ).toEqual([true, true, true, false, false]);
});

test("what contradicts is said at its own question before it is sent, and goes when it is mended", () => {
  const form = new ScheduleForm({ here: HERE, rule: civil(phase(DAILY)) });
  const first = form.fields.phases[0]!;
  form.setTime(first, 1, "08:00");
  expect(form.check()).toBe(null);
  expect(form.refusal).toMatchObject({ code: "time_twice", field: "phases.0.times.1" });
  form.setTime(first, 1, "20:00");
  expect(form.refusal).toBe(null);
  form.put(first, { fromOn: "2027-02-10", untilOn: "2027-02-01" });
  expect(form.check()).toBe(null);
  expect(form.complaint("phases.0.untilOn")).toContain("before the first day");
  form.put(first, { untilOn: "2027-02-20" });
  expect(form.check()).not.toBe(null);
});

test("steps, hours of a clinic and the window of an injection are looked at too", () => {
  const form = new ScheduleForm({ here: HERE, rule: civil(phase(DAILY)) });
  const misfit = () => [form.check(), form.refusal?.code, form.refusal?.field];
  form.pickOther();
  form.pick("steps");
  form.put(form.fields.phases[0]!, { untilOn: "2027-01-28" });
  form.put(form.fields.phases[1]!, { fromOn: "2027-01-25" });
  expect(misfit()).toEqual([null, "step_overlaps", "phases.1.fromOn"]);
  form.pick("clinic");
  form.put(form.fields.clinic.openings[0]!, { weekdays: [1], opens: "09:00", closes: "07:00" });
  expect(misfit()).toEqual([null, "closes_first", "openings.0.closes"]);
  form.pick("long_acting");
  form.put(form.fields.longActing, { earliest: 30, target: 28, latest: 26, at: "10:00" });
  form.put(form.fields.longActing, { firstOn: "2027-01-25" });
  expect(misfit()).toEqual([null, "earliest_late", "earliest"]);
  form.put(form.fields.longActing, { earliest: null });
  expect(misfit()).toEqual([null, "latest_early", "latest"]);
});

test("a bare refusal of the core is said where and why; it is known what is over", () => {
  const form = new ScheduleForm({ here: { ...HERE, now: `${HERE.today}T18:30` } });
  form.pick("once");
  const first = form.fields.phases[0]!;
  form.put(first, { fromOn: HERE.today });
  form.setTime(first, 0, "19:00");
  expect(form.isOver).toBe(false);
  form.setTime(first, 0, "10:00");
  expect(form.isOver).toBe(true);
  form.pick("daily");
  expect(form.isOver).toBe(false);
  form.put(first, { fromOn: "2027-02-10", untilOn: "2027-02-01" });
  form.refuse({ code: "date_out_of_range", field: "rule.phases.0.untilOn", reference: "r" });
  expect(form.refusal?.code).toBe("ends_before_start");
});

test("a step of one day can be made longer, and what comes once stays so", () => {
  const day = "2026-11-24";
  const oneDay = phase(DAILY, { fromOn: day, untilOn: day });
  const rule = civil(phase(DAILY, { fromOn: "2026-11-20", untilOn: "2026-11-23" }), oneDay);
  const form = new ScheduleForm({ here: HERE, rule });
  expect(form.rule).toEqual(rule);
  form.put(form.fields.phases[1]!, { untilOn: "2026-11-27" });
  expect(form.rule).toMatchObject({ phases: [{}, { fromOn: day, untilOn: "2026-11-27" }] });
  const once = new ScheduleForm({ here: HERE, rule: civil(oneDay) });
  expect([once.fields.way, once.fields.phases[0]?.days]).toEqual(["once", "once"]);
  once.put(once.fields.phases[0]!, { fromOn: "2026-11-26" });
  expect(once.rule).toMatchObject({ phases: [{ fromOn: "2026-11-26", untilOn: "2026-11-26" }] });
});

test("what was asked for is asked no more once it is said, without another press", () => {
  const form = new ScheduleForm({ here: HERE });
  form.pickUsual("weekdays");
  const first = form.fields.phases[0]!;
  expect([form.check(), form.refusal?.field]).toEqual([null, "phases.0.days.weekdays"]);
  // Another answer does not hide what is still missing.
  form.put(first, { untilOn: "2027-01-05" });
  expect(form.refusal?.field).toBe("phases.0.days.weekdays");
  form.toggleWeekday(first, 2);
  expect(form.refusal).toBe(null);
  expect([form.check(), form.refusal?.field]).toEqual([null, "phases.0.times"]);
  form.setTime(first, 0, "08:00");
  expect(form.refusal).toBe(null);
  // What the core refused stays until it is asked again.
  form.refuse({ code: "invalid", field: "phases.0.times", reference: "" });
  form.put(first, { fromOn: "2026-12-01" });
  expect(form.refusal?.code).toBe("invalid");
});
