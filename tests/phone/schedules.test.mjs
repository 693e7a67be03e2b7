// Schedules of the rarer ways, typed in by taps from the first screen to the save: the core keeps the rule that was meant.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { DAILY, keepMedicine, typedIn } from "./medicines-walk.mjs";
import { eventually, stage } from "./support.mjs";

const scene = stage();

/** Two taps at one place within this are one double tap, whose second is ignored. */
const DOUBLE_TAP_MS = 600;

/** A new medicine, up to what its way asks. */
async function upTo(phone, name, way) {
  await typedIn(phone, name, "tablet");
  await phone.tap("skip");
  await phone.choice("schedule-way-other").tap();
  await phone.tap("next");
  await phone.choice(`schedule-way-${way}`).tap();
  await phone.tap("next");
  await phone.heading("medicine-when").waitFor();
}

/** On to how it rings, and the save; answers the schedule that the core has. */
async function kept(phone, preview, name) {
  await phone.axe(`when: ${name}`);
  await phone.noSidewaysScroll(`when: ${name}`);
  await phone.tap("next");
  await phone.heading("medicine-ring").waitFor();
  await phone.tap("save");
  await phone.page.getByRole("heading", { name }).first().waitFor();
  const medicine = (await preview.core("medicine_list")).find((one) => one.name === name);
  return medicine.schedules[0];
}

const day = (phone, number) => phone.page.getByRole("button", { name: String(number), exact: true });

test("the 31st, and nothing in a month that has none", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await upTo(phone, "Vitamin D", "month_days");
  await day(phone, 31).tap();
  await phone.field("schedule-short").selectOption(phone.t("schedule-short-leave_out"));
  await phone.field("schedule-time").fill("09:00");
  const { rule } = await kept(phone, preview, "Vitamin D");
  assert.deepEqual(rule.phases[0].days, { kind: "month_days", every: 1, days: [31], short: "leave_out" });
  phone.expectNoProblems();
});

test("steps as a prescriber wrote them, each with its amount and its end", async (t) => {
  const { preview, phone } = await scene(t);
  await upTo(phone, "Diazepam", "steps");
  const nth = (id, at) => phone.page.getByLabel(phone.t(id), { exact: true }).nth(at);
  if ((await phone.page.getByLabel(phone.t("schedule-amount"), { exact: true }).count()) < 2) await phone.tap("schedule-step-add");
  for (const [at, amount, from, until, time] of [
    [0, "10 mg", "2026-11-22", "2026-11-28", "08:00"],
    [1, "5 mg", "2026-11-29", "2026-12-05", "09:00"],
  ]) {
    await nth("schedule-amount", at).fill(amount);
    await nth("schedule-from-on", at).fill(from);
    await nth("schedule-until-on", at).fill(until);
    await nth("schedule-time", at).fill(time);
  }
  const { rule, amounts } = await kept(phone, preview, "Diazepam");
  const spans = rule.phases.map(({ fromOn, untilOn, times }) => [fromOn, untilOn, times.minutes[0]]);
  assert.deepEqual(spans, [
    ["2026-11-22", "2026-11-28", 480],
    ["2026-11-29", "2026-12-05", 540],
  ]);
  assert.deepEqual(amounts, ["10 mg", "5 mg"]);
  phone.expectNoProblems();
});

test("a clinic has its hours, and a clock of its own", async (t) => {
  const { preview, phone } = await scene(t);
  await upTo(phone, "Methadone", "clinic");
  for (const weekday of ["Monday", "Wednesday"]) await phone.page.getByRole("button", { name: weekday, exact: true }).tap();
  await phone.field("schedule-opens").fill("06:00");
  await phone.field("schedule-closes").fill("11:00");
  await phone.field("zone-label").selectOption("Europe/Berlin");
  const { rule } = await kept(phone, preview, "Methadone");
  assert.deepEqual(rule.openings, [{ weekdays: [1, 3], opens: 360, closes: 660 }]);
  assert.equal(rule.zone, "Europe/Berlin");
  phone.expectNoProblems();
});

test("after another medicine, so many minutes after it", async (t) => {
  const { preview, phone } = await scene(t);
  await keepMedicine(preview, { name: "Ibuprofen" }, DAILY("08:00"));
  await upTo(phone, "Antacid", "after");
  const [other] = (await preview.core("medicine_list")).find((one) => one.name === "Ibuprofen").schedules;
  await phone.field("schedule-after-which").selectOption(other.id);
  await phone.field("schedule-after-minutes").fill("30");
  const { rule } = await kept(phone, preview, "Antacid");
  assert.deepEqual(rule, { kind: "after", schedule: other.id, minutes: 30 });
  phone.expectNoProblems();
});

test("an appointment on the last Friday of every second month", async (t) => {
  const { preview, phone } = await scene(t);
  await phone.go("/appointment-edit/new");
  await phone.choice("schedule-way-other").tap();
  await phone.field("schedule-other").selectOption(phone.t("schedule-way-month_weekday"));
  await phone.field("schedule-every-months").fill("2");
  await phone.field("schedule-nth").selectOption(phone.t("schedule-nth-last-of"));
  await phone.field("schedule-weekday").selectOption("Friday");
  await phone.field("schedule-time").fill("10:30");
  const kept = async () => (await preview.core("appointment_list")).appointments[0]?.rule.phases[0];
  await eventually(async () => (await kept())?.times.minutes, [630]);
  assert.deepEqual((await kept()).days, { kind: "month_weekday", every: 2, nth: "last", weekday: 5 });
  phone.expectNoProblems();
});

test("a limit that cannot be read is asked for again, and never left out without a word", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await typedIn(phone, "Spray", "tablet");
  await phone.tap("skip");
  await phone.choice("schedule-way-needed").tap();
  await phone.tap("next");
  await phone.field("schedule-needed-gap").fill("4");
  await phone.field("schedule-needed-24").fill("three");
  await phone.field("schedule-needed-day").fill("2");
  const primary = phone.page.locator("form.step footer button[type=submit]");
  await primary.tap();
  await eventually(() => phone.field("schedule-needed-24").evaluate((field) => field === document.activeElement), true);
  assert.deepEqual(await preview.core("medicine_list"), []);
  await phone.field("schedule-needed-24").fill("3");
  await pause(DOUBLE_TAP_MS);
  await primary.tap();
  await phone.page.getByRole("heading", { name: "Spray" }).first().waitFor();
  const [{ id, schedules }] = await preview.core("medicine_list");
  assert.deepEqual(schedules[0].rule, { kind: "as_needed", gap: 240, mostIn24Hours: 3, mostADay: 2 });
  // The same where it is changed.
  await phone.go(`/medicine/${id}/edit`);
  await phone.field("medicine-on-time-field").fill("an hour");
  await phone.tap("save");
  await eventually(() => phone.field("medicine-on-time-field").evaluate((field) => field === document.activeElement), true);
  await phone.field("medicine-on-time-field").fill("45");
  await pause(DOUBLE_TAP_MS);
  await phone.tap("save");
  await eventually(async () => (await preview.core("medicine_list"))[0].onTimeMinutes, 45);
  phone.expectNoProblems();
});

test("what kept the clock of another zone says so, and a tap takes it back to the one on the wall", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  const id = await keepMedicine(preview, { name: "Acamprosate" }, { ...DAILY("08:00"), zone: "Asia/Tokyo" });
  await phone.go(`/medicine/${id}`);
  const named = phone.page.getByText(phone.t("schedule-clock", { zone: "Asia/Tokyo" }));
  await named.first().waitFor();
  await phone.go(`/medicine/${id}/edit`);
  await named.first().waitFor();
  await phone.tap("medicine-schedule-change", { number: 1 });
  const choice = (label) => phone.page.getByRole("button", { name: label, exact: true });
  const own = choice(phone.t("schedule-clock-of", { zone: "Asia/Tokyo" }));
  assert.equal(await own.getAttribute("aria-pressed"), "true");
  await choice(phone.t("zone-mine")).tap();
  assert.equal(await named.count(), 0);
  assert.equal(await own.getAttribute("aria-pressed"), "false");
  await phone.axe("which clock");
  await phone.noSidewaysScroll("which clock");
  await phone.tap("next");
  await phone.tap("done");
  await phone.tap("save");
  await eventually(async () => (await preview.core("medicine_get", { id })).schedules[0].rule.zone, null);
  await named.first().waitFor({ state: "hidden" });
  phone.expectNoProblems();
});
