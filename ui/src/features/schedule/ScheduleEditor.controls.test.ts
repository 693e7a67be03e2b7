// Each way of the schedule editor by its own controls: what is touched is the rule that goes to the core.
import { afterEach, expect, test } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import { t as en } from "$shared/i18n/index.svelte.ts";
import { ScheduleForm } from "./schedule.svelte.ts";
import ScheduleEditor from "./ScheduleEditor.svelte";

const here = { today: "2026-11-21", zone: "Europe/London", now: "2026-11-21T18:30" };
const followed = [
  { value: "019a45b6-4500-7303-8303-030303030303", label: "Ibuprofen" },
  { value: "019a45b6-4500-7303-8303-040404040404", label: "Naloxone" },
];

let form: ScheduleForm;
let unmount: (() => unknown) | undefined;
afterEach(() => unmount?.());

async function open(rule?: ScheduleForm["rule"]): Promise<void> {
  form = new ScheduleForm({ here, ...(rule ? { rule } : {}) });
  const shown = await render(ScheduleEditor, { form, followed, hasAmounts: true });
  unmount = () => shown.unmount();
}

/** "Another way", and which. */
async function another(way: string): Promise<void> {
  await open();
  await page.getByText(en("schedule-way-other"), { exact: true }).click();
  await choose("schedule-other", en(`schedule-way-${way}`));
}
const field = (id: string, words: Record<string, number> = {}) =>
  page.getByLabelText(en(id, words), { exact: true });
const choose = (id: string, option: string) => field(id).selectOptions(option);
const say = (id: string, text: string) => field(id).fill(text);
const tap = (name: string) => page.getByRole("button", { name, exact: true }).click();
const civil = (days: object, more: object = {}) => ({
  kind: "civil",
  phases: [
    {
      days,
      fromOn: "2026-11-21",
      untilOn: null,
      times: { kind: "at", minutes: [480] },
      ...more,
    },
  ],
  zone: null,
});

test("on days of the month: which, how often, and what a short month does", async () => {
  await another("month_days");
  await tap("15");
  expect(await field("schedule-short").elements()).toHaveLength(0);
  await tap("31");
  await say("schedule-time", "08:00");
  const days = { kind: "month_days", every: 1, days: [15, 31] };
  expect(form.check()).toEqual(civil({ ...days, short: "last_day" }));
  await choose("schedule-short", en("schedule-short-leave_out"));
  expect(form.check()).toEqual(civil({ ...days, short: "leave_out" }));
  await choose("schedule-short", en("schedule-short-last_day"));
  await say("schedule-every-months", "3");
  await tap("15");
  expect(form.check()).toEqual(
    civil({ kind: "month_days", every: 3, days: [31], short: "last_day" }),
  );
});

test("on a weekday of the month: each of them, up to the last", async () => {
  await another("month_weekday");
  await say("schedule-time", "08:00");
  await choose("schedule-weekday", "Thursday");
  for (const nth of ["first", "second", "third", "fourth", "last"]) {
    await choose("schedule-nth", en(`schedule-nth-${nth}-of`));
    expect(form.check()).toEqual(civil({ kind: "month_weekday", every: 1, nth, weekday: 4 }));
  }
  await choose("schedule-weekday", "Sunday");
  await say("schedule-every-months", "2");
  expect(form.check()).toEqual(civil({ kind: "month_weekday", every: 2, nth: "last", weekday: 7 }));
});

test("days on and days off, from a day", async () => {
  await another("cycle");
  await say("schedule-on", "21");
  await say("schedule-off", "7");
  await say("schedule-from-on", "2026-11-23");
  await say("schedule-time", "08:00");
  expect(form.check()).toEqual(civil({ kind: "cycle", on: 21, off: 7 }, { fromOn: "2026-11-23" }));
});

test("every few days and every few weeks, from a day until another", async () => {
  await another("every_days");
  await say("schedule-every-days", "3");
  await say("schedule-from-on", "2026-11-24");
  await say("schedule-time", "08:00");
  await page.getByText(en("schedule-span"), { exact: true }).click();
  await say("schedule-until-on", "2026-12-24");
  const span = { fromOn: "2026-11-24", untilOn: "2026-12-24" };
  expect(form.check()).toEqual(civil({ kind: "days", every: 3 }, span));
  await choose("schedule-other", en("schedule-way-every_weeks"));
  await say("schedule-every-weeks", "2");
  await tap("Tuesday");
  await tap("Friday");
  expect(form.check()).toEqual(civil({ kind: "weeks", every: 2, weekdays: [2, 5] }, span));
});

test("every so often between two times, and back to times one by one", async () => {
  await open();
  await page.getByText(en("schedule-way-daily"), { exact: true }).click();
  await tap(en("schedule-spread"));
  await say("schedule-first", "09:00");
  await say("schedule-last", "21:00");
  await say("schedule-every-hours", "1.5");
  const days = { kind: "days", every: 1 };
  const times = { kind: "within", from: 540, until: 1260, every: 90 };
  expect(form.check()).toEqual(civil(days, { times }));
  await tap(en("schedule-one-by-one"));
  await say("schedule-time", "08:00");
  expect(form.check()).toEqual(civil(days));
});

test("by the hour, counted from the last one taken or by the plan", async () => {
  await another("hours");
  await say("schedule-every-hours", "6");
  await say("schedule-first-at", "2026-11-21T20:00");
  await page.getByText(en("schedule-count-planned"), { exact: true }).click();
  const every = { kind: "every", minutes: 360, firstMs: Date.parse("2026-11-21T20:00Z") };
  expect(form.check()).toEqual({ ...every, from: "planned" });
  await page.getByText(en("schedule-count-taken"), { exact: true }).click();
  expect(form.check()).toEqual({ ...every, from: "taken" });
});

test("an injection has the days that its clinic named", async () => {
  await another("long_acting");
  await say("schedule-target", "28");
  await say("schedule-earliest", "26");
  await say("schedule-latest", "42");
  await say("schedule-first-planned", "2026-12-01");
  await say("schedule-remind-at", "10:00");
  expect(form.check()).toEqual({
    kind: "long_acting",
    earliest: 26,
    target: 28,
    latest: 42,
    firstOn: "2026-12-01",
    at: 600,
    zone: null,
  });
});

test("a clinic has hours by its own clock, others on other days, and doses at home", async () => {
  await another("clinic");
  await tap("Monday");
  await tap("Saturday");
  await say("schedule-opens", "06:00");
  await say("schedule-closes", "11:30");
  await say("schedule-usual", "07:15");
  await say("schedule-at-home", "08:00");
  await say("schedule-first-visit", "2026-11-23");
  const clinic = {
    kind: "clinic",
    firstOn: "2026-11-23",
    openings: [{ weekdays: [1, 6], opens: 360, closes: 690 }],
    usual: 435,
    atHome: 480,
    zone: "Europe/London",
  };
  expect(form.check()).toEqual(clinic);
  await choose("zone-label", "New York");
  expect(form.check()).toEqual({ ...clinic, zone: "America/New_York" });
  await tap(en("schedule-opening-add"));
  await page.getByRole("button", { name: "Sunday", exact: true }).nth(1).click();
  await field("schedule-opens").nth(1).fill("08:00");
  await field("schedule-closes").nth(1).fill("10:00");
  expect(form.check()).toMatchObject({
    openings: [clinic.openings[0], { weekdays: [7], opens: 480, closes: 600 }],
  });
  await page
    .getByRole("button", { name: en("schedule-opening-remove") })
    .first()
    .click();
  expect(form.check()).toMatchObject({
    openings: [{ weekdays: [7], opens: 480, closes: 600 }],
    zone: "America/New_York",
  });
});

test("the clock of a clinic is no other way's", async () => {
  await another("clinic");
  await choose("zone-label", "Tokyo");
  await page.getByText(en("schedule-way-daily"), { exact: true }).click();
  await say("schedule-time", "08:00");
  expect(form.check()).toEqual(civil({ kind: "days", every: 1 }));
});

test("a clinic elsewhere stays by its clock when its schedule is opened here", async () => {
  await open({
    kind: "clinic",
    firstOn: "2026-11-23",
    openings: [{ weekdays: [1], opens: 360, closes: 690 }],
    usual: null,
    atHome: null,
    zone: "America/New_York",
  });
  await expect.element(field("zone-label")).toHaveDisplayValue("America/New York");
  await say("schedule-usual", "07:15");
  expect(form.check()).toMatchObject({ usual: 435, zone: "America/New_York" });
});

test("after another medicine: which, and how long after", async () => {
  await another("after");
  await choose("schedule-after-which", "Naloxone");
  await say("schedule-after-minutes", "45");
  expect(form.check()).toEqual({ kind: "after", schedule: followed[1]?.value, minutes: 45 });
});

test("only when needed: each limit goes where it belongs", async () => {
  await open();
  await page.getByText(en("schedule-way-needed"), { exact: true }).click();
  await say("schedule-needed-gap", "4");
  await say("schedule-needed-24", "6");
  await say("schedule-needed-day", "5");
  expect(form.check()).toEqual({ kind: "as_needed", gap: 240, mostIn24Hours: 6, mostADay: 5 });
});

test("steps have an amount, days, times and an end each, in their order", async () => {
  await another("steps");
  await field("schedule-amount").nth(0).fill("2 mg");
  await field("schedule-from-on").nth(0).fill("2026-11-21");
  await field("schedule-until-on").nth(0).fill("2026-11-27");
  await field("schedule-time").nth(0).fill("08:00");
  if ((await field("schedule-amount").elements()).length < 2) await tap(en("schedule-step-add"));
  await field("schedule-amount").nth(1).fill("1 mg");
  await field("schedule-from-on").nth(1).fill("2026-11-28");
  await field("schedule-which-days").nth(1).selectOptions(en("schedule-way-every_days"));
  await say("schedule-every-days", "2");
  await field("schedule-time").nth(1).fill("09:00");
  const at = (minute: number) => ({ kind: "at", minutes: [minute] });
  expect(form.check()).toEqual({
    kind: "civil",
    phases: [
      {
        days: { kind: "days", every: 1 },
        fromOn: "2026-11-21",
        untilOn: "2026-11-27",
        times: at(480),
      },
      { days: { kind: "days", every: 2 }, fromOn: "2026-11-28", untilOn: null, times: at(540) },
    ],
    zone: null,
  });
  expect(form.amounts).toEqual(["2 mg", "1 mg"]);
});
