// Reminders of one's own, what a notification names, and the question after a journey, on a phone over the real core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAILY, keepMedicine } from "./medicines-walk.mjs";
import { HERONS, weekly } from "./my-meetings-walk.mjs";
import { ownReminder, saturday } from "./reminders-walk.mjs";
import { eventually, PASSPHRASE, stage } from "./support.mjs";

const scene = stage();
/** As a meeting of an hour rings. */
const HOUR = { preAlerts: [30], nag: null, ringsInQuietHours: false, grace: { kind: "minutes", minutes: 60 } };
const all = (preview) => preview.core("own_reminder_list");

test("a reminder to check in is made by taps and undone by name", async (t) => {
  const { preview, phone } = await scene(t, { open: "/reminders", phone: { width: 360, height: 640 } });
  await phone.tap("own-reminder-title");
  await phone.axe("my reminders, none");
  const current = phone.page.locator("nav [aria-current=page]");
  assert.match(await current.innerText(), new RegExp(phone.t("tab-plan")));
  await phone.tap("own-reminder-add");
  await phone.choice("own-reminder-kind-check_in").tap();
  await phone.choice("schedule-way-daily").tap();
  await phone.field("schedule-time").fill("20:00");
  await eventually(async () => (await all(preview)).length, 1);
  await phone.axe("a reminder");
  await phone.tap("own-reminder-close");
  await phone.button("row-change", { name: phone.t("own-reminder-check_in") }).waitFor();
  await phone.toast().getByRole("button").first().tap();
  await eventually(async () => (await all(preview)).length, 0);
  phone.expectNoProblems();
});

test("a time in quiet hours says when it rings instead, and rings all the same by one tap", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await preview.core("settings_update", { quietHours: { on: true, from: 22 * 60, until: 7 * 60 } });
  await phone.go("/own-reminder/new");
  await phone.choice("own-reminder-kind-check_in").tap();
  await phone.choice("schedule-way-daily").tap();
  await phone.field("schedule-time").fill("21:30");
  await eventually(async () => (await all(preview)).length, 1);
  const note = phone.page.getByText(/in your quiet hours\. It rings at/);
  assert.equal(await note.count(), 0, "a time before them");
  await phone.field("schedule-time").fill("22:30");
  await note.waitFor();
  await phone.axe("a time in quiet hours");
  await phone.tap("schedule-quiet-rings");
  await note.waitFor({ state: "detached" });
  await eventually(async () => (await all(preview))[0].reminder.ringsInQuietHours, true);
  phone.expectNoProblems();
});

test("a meeting in quiet hours says on its page that it does not ring, until it is told to", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await preview.core("settings_update", { quietHours: { on: true, from: 22 * 60, until: 7 * 60 } });
  const rule = weekly(6, 60, "Europe/London");
  const made = await preview.core("my_meeting_create", { ...HERONS, times: [{ schedule: null, rule }], reminder: HOUR });
  const { id } = made.value;
  await phone.go(`/my-meeting/${id}`);
  const note = phone.page.getByText(/in your quiet hours\. It does not ring/);
  await note.waitFor();
  await phone.axe("a meeting in quiet hours");
  await phone.tap("schedule-quiet-rings");
  await note.waitFor({ state: "detached" });
  const rings = async () => (await preview.core("my_meeting_get", { id })).reminder.ringsInQuietHours;
  await eventually(rings, true);
  await phone.toast().getByRole("button").first().tap();
  await note.waitFor();
  await eventually(rings, false);
  phone.expectNoProblems();
});

test("words that were typed before the time was said are there again after a lock", async (t) => {
  const { preview, phone } = await scene(t, { open: "/own-reminder/new" });
  await phone.choice("own-reminder-kind-other").tap();
  await phone.field("own-reminder-words").fill("Water the plants");
  const held = async () => (await preview.core("held_text_list")).map(({ text }) => text).join();
  await eventually(async () => (await held()).includes("Water the plants"), true);
  await preview.core("vault_lock");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/own-reminder/new");
  await phone.page.reload();
  await phone.field("own-reminder-words").waitFor();
  assert.equal(await phone.field("own-reminder-words").inputValue(), "Water the plants");
  phone.expectNoProblems();
});

test("Done asks for the words and the time that are missing", async (t) => {
  const { preview, phone } = await scene(t, { open: "/own-reminder/new", phone: { width: 360, height: 640 } });
  await phone.choice("own-reminder-kind-other").tap();
  await phone.tap("own-reminder-close");
  const isRefused = () => phone.field("own-reminder-words").evaluate((field) => field.getAttribute("aria-invalid"));
  await eventually(isRefused, "true");
  await phone.axe("a reminder without words");
  await phone.field("own-reminder-words").fill("Water the plants");
  await eventually(isRefused, null);
  await phone.choice("schedule-way-daily").tap();
  await phone.field("schedule-time").fill("20:00");
  await eventually(async () => (await all(preview))[0]?.words, "Water the plants");
  await phone.tap("own-reminder-close");
  await phone.at("/own-reminders");
  phone.expectNoProblems();
});

test("what rang waits on Today, and one tap answers it", async (t) => {
  const { preview, phone } = await scene(t);
  await preview.core("own_reminder_create", ownReminder("Water the plants", 19 * 60));
  await preview.moveClock({ now: "2026-11-21T19:00:30Z" });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/today");
  await phone.page.reload();
  await phone.button("own-reminder-done-name", { name: "Water the plants" }).tap();
  await eventually(async () => (await all(preview))[0].open, null);
  await phone.toast().getByRole("button").first().tap();
  await eventually(async () => (await all(preview))[0].open !== null, true);
  phone.expectNoProblems();
});

test("what waits on Today is put off, or left out this time, from its own sheet", async (t) => {
  const { preview, phone } = await scene(t);
  await preview.core("own_reminder_create", ownReminder("Water the plants", 19 * 60));
  await preview.moveClock({ now: "2026-11-21T19:00:30Z" });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/today");
  await phone.page.reload();
  await phone.button("later-name", { name: "Water the plants" }).tap();
  await phone.axe("putting a reminder off");
  await phone.page.getByRole("dialog").getByRole("button", { name: "30 minutes" }).tap();
  await eventually(async () => (await all(preview))[0].open.snoozedUntilMs, Date.parse("2026-11-21T19:30:30Z"));
  await phone.page.getByText(/put off until/).waitFor();
  await phone.button("later-name", { name: "Water the plants" }).tap();
  await phone.tap("later-skip");
  await eventually(async () => (await all(preview))[0].open, null);
  await phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
  await eventually(async () => (await all(preview))[0].open !== null, true);
  phone.expectNoProblems();
});

test("what came while nothing could ring is told at a glance, and the rest is one tap away", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("own_reminder_create", ownReminder("Water the plants", 19 * 60));
  await preview.core("own_reminder_create", ownReminder("Feed the cat", 20 * 60));
  await preview.moveClock({ now: "2026-11-26T21:00:00Z" });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  const came = (await preview.core("reminder_health_get")).cameWhileOff.length;
  assert.ok(came > 6, `${came} came`);
  await phone.open(preview, "/reminders");
  await phone.heading("reminder-off").waitFor();
  const shown = phone.page.locator("main li:visible");
  assert.equal(await shown.count(), 5);
  await phone.page.locator("summary", { hasText: phone.t("reminder-off-more", { count: came - 5, shown: String(came - 5) }) }).tap();
  await eventually(() => shown.count(), came);
  assert.equal(await shown.filter({ hasText: "Feed the cat" }).count(), 5, "each says what it was");
  await phone.axe("all that came while nothing could ring");
  await shown.first().getByRole("button").tap();
  await phone.at("/own-reminders");
  phone.expectNoProblems();
});

test("what came while nothing could ring leads to the dose and the meeting, where it is answered", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepMedicine(preview, { name: "Acamprosate" }, DAILY("08:00"));
  await preview.core("my_meeting_create", saturday("Quiet Herons"));
  await preview.moveClock({ now: "2026-11-23T07:00:00Z" });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  const came = (name) => phone.page.locator("main li").getByRole("button", { name });
  await phone.open(preview, "/reminders");
  await came("Acamprosate").tap();
  await phone.at("/doses/2026-11-22");
  await phone.page.locator("main li").getByRole("button", { name: /Acamprosate/ }).tap();
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("dose-outcome-taken"), exact: true }).tap();
  const doses = async () => (await preview.core("dose_day_list", { dayOn: "2026-11-22" })).map(({ state }) => state);
  // Its time is over: until another one is said, its own counts.
  await eventually(doses, ["taken"]);
  await phone.open(preview, "/reminders");
  await phone.page.reload();
  await came("Quiet Herons").tap();
  await phone.heading("my-meeting-past").waitFor();
  await phone.page.getByRole("heading", { name: "Quiet Herons" }).waitFor();
  phone.expectNoProblems();
});

const asks = (phone) => phone.text("reminder-login-why");

test("the first reminder asks whether Mainstay starts with the device, and an answer is the last of it", async (t) => {
  const { preview, phone } = await scene(t, { device: "desktop", open: "/own-reminders", phone: { width: 360, height: 640 } });
  await phone.text("own-reminder-empty-text").waitFor();
  await phone.answered();
  assert.equal(await asks(phone).count(), 0, "nothing can ring");
  await phone.tap("own-reminder-add");
  await phone.choice("own-reminder-kind-check_in").tap();
  await phone.choice("schedule-way-daily").tap();
  await phone.field("schedule-time").fill("20:00");
  await eventually(async () => (await all(preview)).length, 1);
  await phone.tap("own-reminder-close");
  await asks(phone).waitFor();
  await phone.text("reminder-shows").waitFor();
  await phone.axe("what this device needs");
  await phone.tap("reminder-login-on");
  await phone.toast().getByText(phone.t("rings-here-starts")).waitFor();
  await asks(phone).waitFor({ state: "detached" });
  assert.equal((await preview.core("reminder_health_get")).startsAtLogin, true);
  // Turned off elsewhere, it is not asked again: that it was answered is kept, and not only that it starts.
  await preview.core("start_at_login_update", { on: false });
  await phone.open(preview, "/own-reminders");
  await phone.page.reload();
  await phone.button("row-change", { name: phone.t("own-reminder-check_in") }).waitFor();
  await phone.answered();
  assert.equal(await asks(phone).count(), 0, "an answer is the last of it");
  assert.equal((await preview.core("reminder_health_get")).startsAtLogin, false);
  phone.expectNoProblems();
});

test("not now is an answer, too: no page of a meeting, an appointment or a day to plan for asks again", async (t) => {
  const { preview, phone } = await scene(t, { device: "desktop", open: false });
  await preview.core("my_meeting_create", saturday("Quiet Herons"));
  for (const path of ["/my-meetings", "/appointments", "/coping-dates", "/own-reminders"]) {
    await phone.open(preview, path);
    await asks(phone).waitFor();
  }
  await phone.tap("rings-here-not-now");
  await asks(phone).waitFor({ state: "detached" });
  for (const path of ["/my-meetings", "/appointments", "/coping-dates", "/own-reminders"]) {
    await phone.open(preview, path);
    await phone.page.reload();
    await phone.page.getByRole("heading").first().waitFor();
    await phone.answered();
    assert.equal(await asks(phone).count(), 0, path);
  }
  assert.equal((await preview.core("reminder_health_get")).startsAtLogin, false);
  phone.expectNoProblems();
});

test("after a journey Today asks by which clock doses go, and does what is said", async (t) => {
  const { preview, phone } = await scene(t);
  await keepMedicine(preview, { name: "Acamprosate" }, DAILY("08:00"));
  await preview.moveClock({ zone: "Asia/Tokyo" });
  await phone.open(preview, "/today");
  await phone.page.reload();
  await phone.heading("zone-title", { zone: "Asia/Tokyo" }).waitFor();
  await phone.axe("today after a journey");
  await phone.tap("zone-home-clock");
  const zone = async () => (await preview.core("medicine_list"))[0].schedules[0].rule.zone;
  await eventually(zone, "Europe/London");
  await phone.heading("zone-title", { zone: "Asia/Tokyo" }).waitFor({ state: "detached" });
  phone.expectNoProblems();
});
