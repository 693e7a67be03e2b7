import { afterEach, expect, test } from "vitest";
import type { MyMeetingView, ReminderSpec } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { MEETING_REMINDER } from "$features/schedule/index.ts";
import { heldTexts } from "$shared/held-text.svelte.ts";
import { heldSheetOf, openTime, pageOfHeld, SHEET_HELD } from "./held.ts";
import { MeetingReminderForm, TimeForm } from "./sheet-forms.svelte.ts";
import { AttendanceSheetForm } from "./sheet.svelte.ts";

const sundays = (zone: string): MyMeetingView["times"][number]["rule"] => ({
  kind: "civil",
  zone,
  phases: [
    {
      days: { kind: "weeks", every: 1, weekdays: [7] },
      fromOn: "2026-11-01",
      untilOn: null,
      times: { kind: "at", minutes: [18 * 60] },
    },
  ],
});
const VIEW = {
  id: "m",
  today: "2026-11-21",
  here: "Europe/London",
  source: null,
  times: [{ schedule: "s1", rule: sundays("America/New_York") }],
} as unknown as MyMeetingView;
const found = (view: MyMeetingView) => heldTexts.waiting.map((where) => heldSheetOf(view, where));

afterEach(() => heldTexts.clear());

test("a time on its way stands in its sheet again, and nothing of it in another", async () => {
  const form = new TimeForm(VIEW, openTime(VIEW, 0));
  form.schedule.setTime(form.schedule.fields.phases[0]!, 0, "19:15");
  form.schedule.put(form.schedule.fields, { zone: "Asia/Tokyo" });
  form.held.hold();
  await heldTexts.flush();
  const again = new TimeForm(VIEW, openTime(VIEW, 0));
  expect([again.schedule.fields.phases[0]?.times, again.zone]).toEqual([["19:15"], "Asia/Tokyo"]);
  expect(again.schedule.rule).toMatchObject({ zone: "Asia/Tokyo" });
  expect(new TimeForm(VIEW, openTime(VIEW, 1)).held.isChanged).toBe(false);
  expect(found(VIEW)).toEqual([{ sheet: "time", time: openTime(VIEW, 0) }]);
  await again.held.sent();
  expect(heldTexts.waiting).toEqual([]);
});

test("one more time begins by the clock of the others, and is found as one more", async () => {
  const form = new TimeForm(VIEW, openTime(VIEW, 1));
  expect([form.zone, form.schedule.fields.way, form.held.isChanged]).toEqual([
    "America/New_York",
    "weekdays",
    false,
  ]);
  form.schedule.pickUsual("once");
  form.held.hold();
  await heldTexts.flush();
  expect(found(VIEW)).toEqual([{ sheet: "time", time: openTime(VIEW, 1) }]);
});

test("what was held of a time that has ended since is offered as one more", async () => {
  const form = new TimeForm(VIEW, openTime(VIEW, 0));
  form.schedule.setTime(form.schedule.fields.phases[0]!, 0, "19:15");
  form.held.hold();
  await heldTexts.flush();
  const ended = { ...VIEW, times: [] };
  const [way] = found(ended);
  expect(way).toMatchObject({ sheet: "time", time: { at: 0 } });
  const again = way?.sheet === "time" ? new TimeForm(ended, way.time) : null;
  expect(again?.schedule.fields.phases[0]?.times).toEqual(["19:15"]);
});

test("a reminder on its way is there again; words of another version are left out", async () => {
  const form = new MeetingReminderForm("m", MEETING_REMINDER);
  expect(form.held.isChanged).toBe(false);
  form.reminder.toggleLead("60");
  form.isSilent = true;
  form.held.hold();
  await heldTexts.flush();
  const again = new MeetingReminderForm("m", MEETING_REMINDER);
  expect(again.spec).toEqual({ ...MEETING_REMINDER, preAlerts: [60, 30], silent: true });
  expect(found(VIEW)).toEqual([{ sheet: "reminder" }]);
  await again.held.leaveOut();
  expect(again.spec).toEqual({ ...MEETING_REMINDER, silent: false });
  await heldTexts.hold({ place: "my_meeting_reminder", id: "m" }, "{}");
  const kept: ReminderSpec = { ...MEETING_REMINDER, silent: true };
  expect(new MeetingReminderForm("m", kept).spec).toEqual(kept);
});

test("what is held of meetings leads to the meeting or to the sheet", () => {
  expect(pageOfHeld({ place: "my_meeting_time s1", id: "m" })).toBe("/my-meeting/m");
  expect(pageOfHeld({ place: "my_meeting", id: null })).toBeNull();
  expect(pageOfHeld({ place: "attendance", id: null })).toBeNull();
  expect(pageOfHeld(SHEET_HELD)).toBe("/attendance-sheet");
  expect(heldSheetOf(VIEW, { place: "my_meeting_reminder", id: "another" })).toBeNull();
});

const core = () =>
  fakeCall({
    my_meeting_list: () => ({ meetings: [], nowMs: 0, today: "2026-11-21", zone: "UTC" }),
    attendance_sheet_get: ({ name }) =>
      name === "too long"
        ? refuse("too_long", "name")
        : {
            title: "",
            person: "",
            period: "",
            columns: [],
            rows: [],
            closing: "",
            keptName: "Sam",
          },
    attendance_sheet_save: () => ({ name: "sheet.html" }),
  });

test("the sheet for somebody else is there again after a lock, until its file is made", async () => {
  const form = new AttendanceSheetForm(core().call);
  await form.begin();
  form.hold();
  await heldTexts.flush();
  expect([form.isChanged, heldTexts.waiting]).toEqual([false, []]);
  form.name = "Samuel Doe";
  form.fromOn = "2026-10-01";
  form.meeting = "gone";
  form.hold();
  await heldTexts.flush();
  form.clear();
  form.hold();
  await heldTexts.flush();

  const again = core();
  const next = new AttendanceSheetForm(again.call);
  await next.begin();
  expect([next.name, next.fromOn, next.untilOn]).toEqual([
    "Samuel Doe",
    "2026-10-01",
    "2026-11-21",
  ]);
  expect(again.requests("attendance_sheet_get").at(-1)).toMatchObject({
    name: "Samuel Doe",
    meetings: null,
  });
  await next.save("html");
  expect([heldTexts.waiting, next.isChanged, next.name]).toEqual([[], false, "Samuel Doe"]);
});

test("what is left out of the sheet is as it began", async () => {
  const form = new AttendanceSheetForm(core().call);
  await form.begin();
  form.name = "too long";
  form.hold();
  await heldTexts.flush();
  await form.look();
  expect(form.refusalOf("name")?.code).toBe("too_long");
  await form.leaveOut();
  expect([form.name, form.refusalOf("name"), heldTexts.waiting]).toEqual(["Sam", null, []]);
});
