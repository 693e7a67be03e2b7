// Meetings of one's own: typed in and timed, kept from a list, answered with one tap, logged by hand; and the sheet.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { freshFolder } from "./damage.mjs";
import { keepTown } from "./meetings-walk.mjs";
import { HERONS, keepMeetings } from "./my-meetings-walk.mjs";
import { eventually, PASSPHRASE, REST_MS, stage } from "./support.mjs";

const scene = stage();
const attendances = async (preview) => {
  const page = await preview.core("journey_list", { before: null, days: 31, kinds: ["attendance"] });
  return page.days.flatMap(({ entries }) => entries.map(({ entry }) => entry));
};
const all = async (preview) => (await preview.core("my_meeting_list")).meetings;

test("a meeting is typed in, gets a time, and is next", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await phone.go("/my-meetings");
  await phone.heading("my-meetings-empty").waitFor();
  await phone.axe("my meetings, none");
  await phone.tap("my-meeting-add");
  await phone.field("my-meeting-name").fill("Quiet Herons");
  await phone.field("my-meeting-place").fill("Upstairs hall");
  await eventually(async () => (await all(preview))[0]?.place, "Upstairs hall");
  await phone.axe("a meeting's words");
  await phone.page.keyboard.press("Escape");
  await phone.heading("meeting-next").waitFor();
  assert.match(phone.page.url(), /my-meeting\//);
  await phone.tap("my-meeting-time-add");
  await phone.field("my-meeting-zone").waitFor();
  await phone.axe("a meeting's time");
  await phone.page.getByRole("button", { name: /^Sunday|^Sun/ }).first().click();
  await phone.page.locator("dialog input[type=time]").first().fill("18:00");
  await phone.tap("my-meeting-save");
  await eventually(async () => (await all(preview))[0]?.next?.dayOn, "2026-11-22");
  await phone.axe("a meeting of one's own");
  phone.expectNoProblems();
});

test("one tap says going, and after the start that one was there, and one more how one feels; undo takes both back", async (t) => {
  const { preview, phone } = await scene(t);
  // Longer than the time after which it locks by itself.
  await preview.core("settings_update", { lockAfterMinutes: 60 });
  await keepMeetings(preview);
  await phone.go("/plan");
  await phone.go("/today");
  // Heard with the name of the meeting, and with no gap before the colon.
  await phone.page.getByRole("button", { name: new RegExp(`^${phone.t("my-meeting-going")}: `) }).first().waitFor();
  await phone.button("my-meeting-going").first().click();
  await phone.page.getByText(phone.t("my-meeting-is-going")).waitFor();
  await phone.axe("today with a meeting");
  await preview.moveClock({ now: "2026-11-21T19:20:00Z" });
  await phone.go("/plan");
  await phone.go("/today");
  await phone.button("my-meeting-there").first().click();
  await eventually(async () => (await attendances(preview)).length, 1);
  const mood = async () => (await attendances(preview))[0]?.moodAfter;
  assert.equal(await mood(), null, "nothing is asked before it is kept");
  const faces = phone.page.getByRole("group", { name: phone.t("attendance-mood-after") });
  await faces.waitFor();
  await phone.axe("how a meeting went");
  await phone.page.waitForTimeout(REST_MS);
  for (const [face, said] of [[4, 4], [2, 2], [2, null], [5, 5]]) {
    await phone.touch(faces.getByRole("button", { name: phone.t(`mood-${face}`) }));
    await eventually(mood, said);
  }
  await phone.tap("undo");
  await faces.waitFor({ state: "detached" });
  await eventually(async () => (await attendances(preview)).length, 0);
  phone.expectNoProblems();
});

for (const page of ["Today", "its page"]) {
  test(`a meeting is put off on ${page} until a time of the core's clock`, async (t) => {
    const { preview, phone } = await scene(t, { open: false });
    const id = await keepMeetings(preview);
    const [{ occurrence }] = (await preview.core("my_meeting_due_list", { hours: 24 })).meetings;
    await phone.open(preview, page === "Today" ? "/today" : `/my-meeting/${id}`);
    await phone.button("later-name", { name: HERONS.name }).tap();
    await phone.axe("putting a meeting off");
    await phone.page.getByRole("dialog").getByRole("button", { name: "10 minutes" }).tap();
    await phone.toast().getByText(/18:40|6:40/).waitFor();
    // Asked once more, it answers until when it is put off now: the first of them was kept.
    const again = await preview.core("reminder_snooze", { occurrence, minutes: 10 });
    assert.equal(again.snoozedUntilMs, Date.parse("2026-11-21T18:40:00Z"));
    phone.expectNoProblems();
  });
}

test("another time of a known meeting is kept by its date alone", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepMeetings(preview);
  const [{ id }] = await all(preview);
  await phone.open(preview, `/my-meeting/${id}`);
  await phone.tap("attendance-log");
  await phone.field("check-in-at").fill("2026-11-14T19:00");
  await phone.closeSheet();
  await eventually(async () => (await attendances(preview)).map(({ dayOn }) => dayOn), ["2026-11-14"]);
  phone.expectNoProblems();
});

test("a listed meeting is kept with one tap and rings by its own clock", async (t) => {
  const { preview, phone } = await scene(t);
  const { folder, remove } = freshFolder();
  t.after(remove);
  await keepTown(preview, folder);
  await phone.go("/meetings");
  await phone.page.getByRole("button", { name: "Quiet Herons" }).click();
  await phone.tap("my-meeting-keep");
  await phone.heading("meeting-join").waitFor();
  const [kept] = await all(preview);
  assert.deepEqual([kept.name, kept.link, kept.group], ["Quiet Herons", "https://meet.example.org/j/123456?pwd=herons", "Herons"]);
  assert.equal(kept.times.length, 1);
  await phone.axe("a kept meeting");
  phone.expectNoProblems();
});

test("a meeting that is not kept is logged by hand, and Journey shows it", async (t) => {
  const { preview, phone } = await scene(t);
  await phone.go("/my-meetings");
  await phone.tap("attendance-another");
  await phone.field("attendance-name").fill("Somewhere new");
  await phone.field("attendance-role").fill("Listened");
  await eventually(async () => (await attendances(preview))[0]?.role, "Listened");
  await phone.axe("an attendance");
  await phone.page.keyboard.press("Escape");
  await phone.go("/journey");
  await phone.page.getByText("Somewhere new").first().waitFor();
  phone.expectNoProblems();
});

test("the sheet on the screen is the file that goes out", async (t) => {
  const { preview, phone } = await scene(t);
  const { folder, remove } = freshFolder();
  t.after(remove);
  const id = await keepMeetings(preview);
  await preview.core("attendance_log", { meetingId: id, name: HERONS.name, way: "in_person", place: "Upstairs hall", minutes: 60, moodBefore: 1, moodAfter: 5, role: "hush", note: "hush", at: "2026-11-14T19:00" });
  await phone.go("/attendance-sheet");
  await phone.page.locator(".paper tbody tr").first().waitFor();
  await phone.field("sheet-page-name").fill("Sam Doe");
  await phone.field("sheet-page-name").blur();
  await phone.page.locator(".paper").getByText("Sam Doe").waitFor();
  await phone.axe("an attendance sheet");
  const file = join(folder, "sheet.html");
  await preview.place(file);
  await phone.tap("sheet-page-html");
  await phone.page.getByText(phone.t("sheet-page-saved", { name: "sheet.html" })).waitFor();
  const page = readFileSync(file, "utf8");
  const cells = await phone.page.locator(".paper td, .paper th").allTextContents();
  assert.ok(cells.length >= 10);
  for (const cell of cells) assert.ok(page.includes(cell), cell);
  assert.ok(!page.includes("hush") && !page.includes("<script"));
  phone.expectNoProblems();
});

const held = (preview) => preview.core("held_text_list");
const heldHas = (preview, words) => eventually(async () => (await held(preview))[0]?.text.includes(words), true);

/** Three presses of Escape, as somebody does who is not alone any more; then back in by way of Today. */
async function hideAndComeBack(phone, preview) {
  for (let press = 0; press < 3; press += 1) await phone.page.keyboard.press("Escape");
  await eventually(async () => (await preview.core("app_status")).state, "locked");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/today");
  await phone.tap("held-show");
}

test("half a time is there again after a lock and a closed sheet, and goes when it is saved or left out", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMeetings(preview);
  await phone.open(preview, `/my-meeting/${id}`);
  await phone.tap("my-meeting-time-change");
  await phone.field("schedule-time").fill("19:45");
  await phone.field("my-meeting-zone").selectOption("America/New_York");
  await heldHas(preview, "19:45");

  await hideAndComeBack(phone, preview);
  await phone.at(`/my-meeting/${id}`);
  await phone.tap("held-show");
  await eventually(() => phone.field("schedule-time").inputValue(), "19:45");
  assert.equal(await phone.field("my-meeting-zone").inputValue(), "America/New_York");
  await phone.axe("a meeting's time, held");
  await phone.tap("close");
  await phone.page.getByRole("dialog").waitFor({ state: "hidden" });
  await phone.settled();
  await phone.tap("my-meeting-time-change");
  assert.equal(await phone.field("schedule-time").inputValue(), "19:45");
  await phone.tap("my-meeting-save");
  await eventually(async () => (await held(preview)).length, 0);
  const [{ rule }] = (await preview.core("my_meeting_get", { id })).times;
  assert.deepEqual([rule.zone, rule.phases[0].times.minutes], ["America/New_York", [19 * 60 + 45]]);

  await phone.tap("my-meeting-time-add");
  await phone.field("schedule-time").fill("07:15");
  await heldHas(preview, "07:15");
  await phone.page.reload();
  await phone.tap("held-show");
  await eventually(() => phone.field("schedule-time").inputValue(), "07:15");
  await phone.tap("leave-changes-out");
  await eventually(async () => (await held(preview)).length, 0);
  await phone.tap("my-meeting-time-add");
  assert.equal(await phone.field("schedule-time").inputValue(), "");
  // A time that it has already is no time more.
  const [{ days }] = rule.phases;
  const weekday = (day) => new Date(Date.UTC(2001, 0, day)).toLocaleDateString("en-GB", { weekday: "long" });
  for (const day of days.weekdays) {
    const chip = phone.page.locator("dialog").getByRole("button", { name: weekday(day), exact: true });
    if ((await chip.getAttribute("aria-pressed")) !== "true") await chip.tap();
  }
  await phone.field("schedule-time").fill("19:45");
  await phone.tap("my-meeting-save");
  await phone.page.getByText(phone.t("err-time-twice")).waitFor();
  assert.equal((await preview.core("my_meeting_get", { id })).times.length, 1);
  phone.expectNoProblems();
});

test("a reminder on its way is there again after a lock, and goes when it is saved", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMeetings(preview);
  await phone.open(preview, `/my-meeting/${id}`);
  await phone.tap("my-meeting-reminder-change");
  await phone.field("schedule-again").selectOption({ index: 2 });
  await heldHas(preview, "nag");

  await hideAndComeBack(phone, preview);
  await phone.at(`/my-meeting/${id}`);
  await phone.tap("held-show");
  await phone.field("schedule-again-most").waitFor();
  await phone.axe("a meeting's reminder, held");
  await phone.tap("my-meeting-save");
  await eventually(async () => (await held(preview)).length, 0);
  assert.equal((await preview.core("my_meeting_get", { id })).reminder.nag.minutes, 10);
  phone.expectNoProblems();
});

test("a sheet on its way is there again after a lock, and goes when its file is made or it is left out", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const { folder, remove } = freshFolder();
  t.after(remove);
  await keepMeetings(preview);
  await phone.open(preview, "/attendance-sheet");
  await phone.page.locator(".paper").waitFor();
  await phone.field("sheet-page-name").fill("Sam D");
  await phone.field("sheet-page-from").fill("2026-10-01");
  await heldHas(preview, "Sam D");

  await hideAndComeBack(phone, preview);
  await phone.at("/attendance-sheet");
  await eventually(() => phone.field("sheet-page-name").inputValue(), "Sam D");
  assert.equal(await phone.field("sheet-page-from").inputValue(), "2026-10-01");
  await phone.page.locator(".paper").getByText("Sam D").waitFor();
  await phone.axe("an attendance sheet, held");
  await preview.place(join(folder, "sheet.html"));
  await phone.tap("sheet-page-html");
  await eventually(async () => (await held(preview)).length, 0);

  await phone.field("sheet-page-name").fill("Somebody else");
  await heldHas(preview, "Somebody else");
  await phone.tap("leave-changes-out");
  await eventually(() => phone.field("sheet-page-name").inputValue(), "Sam D");
  await eventually(async () => (await held(preview)).length, 0);
  phone.expectNoProblems();
});
