// Appointments and days to plan for: made by taps, prepared from the log, answered, written about, taken along.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { appointment, copingDate, once, weekly } from "./appointments-walk.mjs";
import { freshFolder } from "./damage.mjs";
import { eventually, NOTHING_FELT, PASSPHRASE, REST_MS, stage } from "./support.mjs";

const scene = stage();
const all = async (preview) => (await preview.core("appointment_list")).appointments;
const add = async (preview, rule, more) => (await preview.core("appointment_create", appointment(rule, more))).value.id;
const page = (preview, id) => preview.core("appointment_get", { id, beforeOn: null });

test("an appointment is made by taps, stands on Today the day before, and is undone by name", async (t) => {
  const { preview, phone } = await scene(t, {
    open: "/plan",
    phone: { width: 360, height: 640 },
  });
  await phone.tap("appointments-title");
  await phone.heading("appointments-empty-title").waitFor();
  await phone.axe("appointments, empty");
  await phone.tap("appointment-add");
  await phone.field("appointment-kind").selectOption({ label: phone.t("appointment-prescriber") });
  await phone.choice("schedule-way-once").tap();
  await phone.field("schedule-date").fill("2026-11-20");
  await phone.text("schedule-over").waitFor();
  await phone.field("schedule-date").fill("2026-11-22");
  await phone.text("schedule-over").waitFor({ state: "detached" });
  await phone.field("schedule-time").fill("10:00");
  await eventually(async () => (await all(preview)).length, 1);
  assert.equal(await phone.page.getByText(phone.t("err-answer-needed")).count(), 0, "nothing asks for what is said");
  await phone.field("appointment-with").fill("Dr Blue");
  await phone.field("appointment-place").fill("2 Side Street");
  await eventually(async () => (await all(preview))[0].place, "2 Side Street");
  const [{ rule, reminder, kind }] = await all(preview);
  assert.deepEqual([kind, rule.zone, reminder.preAlerts], ["prescriber", "Europe/London", [1440, 60]]);
  await phone.axe("an appointment");
  await phone.tap("appointment-done");
  await phone.button("appointment-prescriber").waitFor();
  await phone.go("/today");
  await phone.button("appointment-prescriber").waitFor();
  await phone.go("/appointments");
  await phone.toast().getByRole("button").first().tap();
  await eventually(async () => (await all(preview)).length, 0);
  phone.expectNoProblems();
});

test("Done leaves nothing out, however often it is pressed, and Back asks again after each change", async (t) => {
  const { preview, phone } = await scene(t, { open: "/appointment-edit/new" });
  await phone.choice("schedule-way-once").tap();
  await phone.field("appointment-with").fill("Dr Blue");
  await phone.tap("appointment-done");
  await phone.text("draft-held-back-again").waitFor();
  await phone.field("appointment-note").fill("Bring the letter");
  await phone.tap("appointment-done");
  await phone.tap("appointment-done");
  assert.equal(await phone.field("appointment-note").inputValue(), "Bring the letter");
  await phone.field("appointment-with").fill("Dr Ana");
  await phone.tap("back");
  await phone.text("draft-held-back-again").waitFor();
  await phone.field("appointment-with").fill("Dr Blue, or Ana");
  await phone.tap("back");
  assert.equal(await phone.field("appointment-with").inputValue(), "Dr Blue, or Ana");
  await phone.field("schedule-date").fill("2026-11-22");
  await phone.field("schedule-time").fill("10:00");
  for (const [link, said] of [
    ["javascript:alert(1)", "begin"],
    ["https://a page", "space"],
  ]) {
    await phone.field("appointment-link").fill(link);
    await phone.tap("appointment-done");
    await phone.text(`appointment-link-${said}`).waitFor();
  }
  await phone.field("appointment-link").fill("");
  await phone.tap("appointment-done");
  await eventually(async () => (await all(preview))[0]?.note, "Bring the letter");
  phone.expectNoProblems();
});

test("words that were typed before the time was said are there again after a lock", async (t) => {
  const { preview, phone } = await scene(t, { open: "/appointment-edit/new" });
  await phone.field("appointment-title").fill("Talk with Blue");
  await phone.field("appointment-note").fill("Bring the letter");
  const held = async () => (await preview.core("held_text_list")).map(({ text }) => text).join();
  await eventually(async () => (await held()).includes("Bring the letter"), true);
  await preview.core("vault_lock");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/appointment-edit/new");
  await phone.page.reload();
  await phone.field("appointment-title").waitFor();
  assert.equal(await phone.field("appointment-title").inputValue(), "Talk with Blue");
  assert.equal(await phone.field("appointment-note").inputValue(), "Bring the letter");
  await phone.choice("schedule-way-once").tap();
  await phone.field("schedule-date").fill("2026-11-25");
  await phone.field("schedule-time").fill("09:30");
  await eventually(async () => (await all(preview))[0]?.title, "Talk with Blue");
  await eventually(async () => (await preview.core("held_text_list")).length, 0);
  assert.equal((await all(preview))[0].note, "Bring the letter");
  phone.expectNoProblems();
});

test("the log offers counts, a tap takes one over, and nothing is picked for them", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("craving_log", { ...NOTHING_FELT, strengthBefore: 8 });
  const id = await add(preview, once("2026-11-22", 600));
  await phone.open(preview, `/appointment/${id}`);
  await phone.heading("agenda-title").waitFor();
  assert.deepEqual((await page(preview, id)).agenda, []);
  await phone.page.locator("summary").first().click();
  await phone.axe("offers of the log");
  await phone.tap("agenda-take");
  await eventually(async () => (await page(preview, id)).agenda.length, 1);
  const [{ text }] = (await page(preview, id)).agenda;
  assert.match(text, /1 craving/);
  await phone.page.getByRole("button", { name: phone.t("row-change", { name: text }) }).tap();
  await phone.field("agenda-what").fill("The craving on Friday");
  await eventually(async () => (await page(preview, id)).agenda[0].text, "The craving on Friday");
  phone.expectNoProblems();
});

test("a visit that went by is answered by one tap, taken back, and written about", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await add(preview, weekly([7], "2026-11-22", 600));
  await preview.core("visit_line_create", {
    appointmentId: id,
    kind: "agenda",
    occurrence: null,
    text: "The nights",
    isDone: false,
    dueOn: null,
    ringsAt: null,
  });
  await preview.core("question_log", {
    at: null,
    medicineId: null,
    text: "The nights",
    askedOn: null,
    note: "",
  });
  await preview.moveClock({ now: "2026-11-22T18:00:00Z" });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE }).catch(() => undefined);
  await phone.open(preview, `/appointment/${id}`);
  await phone.heading("visit-ask").waitFor();
  await phone.axe("a visit that asks");
  await phone.tap("visit-say-went");
  await phone.heading("visit-ask").waitFor({ state: "detached" });
  await eventually(async () => (await page(preview, id)).visits[0].occurrence.state, "taken");
  assert.deepEqual(
    (await page(preview, id)).visits[0].lines.map(({ text }) => text),
    ["The nights"],
  );
  await phone.toast().getByRole("button").first().tap();
  await phone.heading("visit-ask").waitFor();
  await phone.page.waitForTimeout(REST_MS);
  await phone.tap("visit-say-went");
  // What they talked about and take with them is one tap away, and the question of the list with it.
  await phone.heading("visit-untold").waitFor();
  await phone.axe("a visit of which nothing is noted");
  await phone.tap("visit-tell");
  await phone.page.getByRole("dialog").getByRole("button", { name: "The nights" }).tap();
  await eventually(async () => (await page(preview, id)).visits[0].lines[0].isDone, true);
  await eventually(
    async () => (await preview.core("question_list")).asked.map(({ text }) => text).join(),
    "The nights",
  );
  await phone.field("visit-takeaways").fill("Breathe first.");
  await eventually(async () => (await page(preview, id)).visits[0].visit?.takeaways, "Breathe first.");
  await phone.axe("a visit");
  await phone.closeSheet();
  await phone.heading("visit-untold").waitFor({ state: "detached" });
  phone.expectNoProblems();
});

test("the next visit is cancelled by mistake, and takes place after all when the offer to undo is gone", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await add(preview, weekly([7], "2026-11-22", 600));
  const ahead = async () => (await page(preview, id)).appointment.next.occurrence.civil.slice(0, 10);
  await phone.open(preview, `/appointment/${id}`);
  await phone.tap("visit-cancel-next");
  await eventually(ahead, "2026-11-29");
  await phone.go("/today");
  await phone.today();
  await phone.go(`/appointment/${id}`);
  await phone.page.getByText("22 November").first().waitFor();
  await phone.axe("an appointment whose next visit is cancelled");
  await phone.page.waitForTimeout(REST_MS);
  await phone.tap("visit-back");
  await eventually(ahead, "2026-11-22");
  await phone.button("visit-back").waitFor({ state: "detached" });
  phone.expectNoProblems();
});

test("a visit that asks is put off until a time of the core's clock, and asks still", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await add(preview, weekly([7], "2026-11-22", 600));
  await preview.moveClock({ now: "2026-11-22T18:00:00Z" });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE }).catch(() => undefined);
  await phone.open(preview, `/appointment/${id}`);
  await phone.heading("visit-ask").waitFor();
  await phone.button("later-name", { name: phone.t("appointment-therapy") }).tap();
  await phone.axe("putting a visit off");
  await phone.page.getByRole("dialog").getByRole("button", { name: "30 minutes" }).tap();
  await phone
    .toast()
    .getByText(/18:30|6:30/)
    .waitFor();
  await phone.heading("visit-ask").waitFor();
  phone.expectNoProblems();
});

test("homework is written, ticked, and comes back by undo", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await add(preview, weekly([2], "2026-11-24", 960));
  await phone.open(preview, `/appointment/${id}`);
  await phone.tap("homework-add");
  await phone.field("homework-what").fill("Walk each day");
  await phone.field("homework-until").fill("2026-11-23");
  await eventually(async () => (await page(preview, id)).homework[0]?.dueOn, "2026-11-23");
  await phone.closeSheet();
  await phone.page
    .getByRole("button", {
      name: phone.t("line-tick", { text: "Walk each day" }),
    })
    .tap();
  await eventually(async () => (await page(preview, id)).homework.length, 0);
  await phone.toast().getByRole("button").first().tap();
  await eventually(async () => (await page(preview, id)).homework.length, 1);
  phone.expectNoProblems();
});

test("a programme's week is proposed, changed and made at once", async (t) => {
  const { preview, phone } = await scene(t, { open: "/programme" });
  await phone.button("programme-iop").waitFor();
  await phone.axe("programmes");
  await phone.tap("programme-iop");
  await phone.page.getByRole("button", { name: "Friday" }).tap();
  await phone.page.getByRole("button", { name: "Thursday" }).tap();
  await phone.axe("a programme's week");
  await phone.button("programme-make").dblclick();
  await phone.heading("appointments-title").waitFor();
  assert.equal((await all(preview)).length, 1);
  const [{ rule, minutes }] = await all(preview);
  assert.deepEqual([rule.phases[0].days.weekdays, minutes], [[1, 3, 4], 180]);
  phone.expectNoProblems();
});

test("a day to plan for is one tap away from the day before, and asks how it went", async (t) => {
  const { preview, phone } = await scene(t, { open: "/coping-dates" });
  await phone.heading("coping-empty-title").waitFor();
  await phone.tap("coping-add");
  await phone.field("coping-kind").selectOption({ label: phone.t("coping-wedding") });
  await phone.field("coping-plan").fill("Stand by the door.");
  await phone.field("coping-day").fill("2026-11-22");
  await phone.field("coping-exit").fill("I have an early start.");
  await eventually(async () => (await preview.core("coping_date_list")).dates[0]?.exitLine, "I have an early start.");
  assert.equal((await preview.core("coping_date_list")).dates[0].plan, "Stand by the door.");
  await phone.axe("a coping date");
  await phone.closeSheet();
  await phone.go("/today");
  await phone.tap("coping-wedding");
  await phone.text("coping-exit").waitFor();
  await phone.page.getByText("I have an early start.").waitFor();
  await phone.axe("a plan");
  await preview.moveClock({ now: "2026-11-23T18:00:00Z" });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE }).catch(() => undefined);
  await phone.open(preview, "/today");
  await phone.page.reload();
  await phone.tap("coping-wedding");
  await phone.tap("coping-tell");
  await phone.page.getByRole("button", { name: phone.t("coping-helped-yes") }).tap();
  await eventually(async () => (await preview.core("coping_date_list")).dates[0].reviews[0]?.helped, true);
  phone.expectNoProblems();
});

test("a calendar is looked at before it goes, and is neutral until chosen otherwise", async (t) => {
  const { folder, remove } = freshFolder();
  t.after(remove);
  const { preview, phone } = await scene(t, { open: false });
  await add(preview, weekly([2], "2026-11-24", 960), {
    title: "Talk with Blue",
  });
  await preview.core("coping_date_create", copingDate("2026-12-24", { name: "Eve" }));
  await phone.open(preview, "/calendar");
  await phone.page.getByText("Reminder", { exact: false }).first().waitFor();
  assert.ok(!(await phone.said()).includes("Talk with Blue"));
  await phone.axe("a calendar");
  await phone.page.getByRole("button", { name: phone.t("calendar-words-own") }).tap();
  await phone.page.getByText("Talk with Blue").waitFor();
  await phone.page.getByText(phone.t("calendar-warning")).waitFor();
  const file = join(folder, "mine.ics");
  await preview.place(file);
  await phone.tap("calendar-save");
  await phone.page.getByText(phone.t("calendar-saved", { name: "mine.ics" })).waitFor();
  assert.match(readFileSync(file, "utf8"), /SUMMARY:Talk with Blue\r\n/);
  phone.expectNoProblems();
});

test("360 x 640 still answers how long with much ahead, and the rest is one tap away on Plan", async (t) => {
  const { preview, phone } = await scene(t, {
    open: false,
    phone: { width: 360, height: 640 },
  });
  for (const minute of [540, 600, 660]) await add(preview, once("2026-11-22", minute), { withWhom: "Dr Blue" });
  await preview.core("coping_date_create", copingDate("2026-11-22"));
  await phone.open(preview, "/today");
  await phone.today();
  await phone.button("coping-payday").waitFor();
  const bar = await phone.help().boundingBox();
  const figure = await phone.page.locator(".figure").boundingBox();
  assert.ok(figure.y + figure.height <= bar.y, `${figure.y + figure.height} is above the bar at ${bar.y}`);
  await phone.axe("Today with much ahead");
  await phone.tap("ahead-more", { count: 2 });
  await phone.heading("plan-title").waitFor();
  assert.equal(await phone.page.getByRole("button", { name: phone.t("appointment-therapy") }).count(), 3);
  phone.expectNoProblems();
});
