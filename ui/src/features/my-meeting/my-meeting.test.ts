import { expect, test } from "vitest";
import type {
  Attendance,
  AttendanceSheet,
  MeetingDue,
  MyMeeting,
  MyMeetingHit,
  MyMeetingView,
} from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { attendanceDraft } from "./attendance.svelte.ts";
import { DueList, meetingDraft, MeetingList, OneMeeting } from "./my-meeting.svelte.ts";
import { isSameTime } from "./sheet-forms.svelte.ts";
import { AttendanceSheetForm } from "./sheet.svelte.ts";
import { farOn, listedWords, thereOf, whenOf, whereOf } from "./words.ts";

const NOW = Date.UTC(2026, 10, 21, 18, 30);
const DUE: MeetingDue = {
  occurrence: { schedule: "s", revision: 1, civil: "2026-11-21T19:00:00" },
  meetingId: "m",
  name: "Quiet Herons",
  way: "in_person",
  place: "Hall",
  minutes: 60,
  atMs: NOW + 30 * 60_000,
  dayOn: "2026-11-21",
  zone: "Europe/London",
  said: "nothing",
};
const MEETING: MyMeeting = {
  id: "m",
  name: "Quiet Herons",
  kind: "",
  group: "",
  way: "in_person",
  place: "Hall",
  address: "",
  link: null,
  phone: "",
  joining: "",
  notes: "",
  minutes: 60,
  isHomeGroup: false,
  position: 0,
  kinds: [],
  source: null,
};
const VIEW = { ...MEETING, times: [], here: "Europe/London" } as unknown as MyMeetingView;
const DAY = { nowMs: NOW, today: "2026-11-21", zone: "Europe/London" };
const written = () => ({ value: MEETING, change: "x" });

test("what one says no to leaves the list, and an answer says what to undo", async () => {
  const meetings = [DUE, { ...DUE, said: "not_there" as const }];
  const core = fakeCall({
    my_meeting_due_list: () => ({ meetings, ...DAY }),
    my_meeting_answer: () => ({ attendance: null, change: "x" }),
  });
  const due = new DueList(core.call, 24);
  await due.load();
  expect(due.all).toEqual([DUE]);
  expect(await due.answer(DUE, "going")).toBe("x");
  expect(core.requests("my_meeting_answer")).toEqual([
    { occurrence: DUE.occurrence, answer: "going" },
  ]);
  due.clear();
  expect(due.view).toBeNull();
});

test("who was there is asked how they feel; another answer, or a lock, takes the question away", async () => {
  const there = { id: "a", name: "Quiet Herons", atMs: NOW, zone: "Europe/London", dayOn: "x" };
  const core = fakeCall({
    my_meeting_due_list: () => ({ meetings: [DUE], ...DAY }),
    my_meeting_answer: ({ answer }) => ({
      attendance: answer === "there" ? (there as Attendance) : null,
      change: "x",
    }),
    attendance_update: ({ moodAfter }) => ({
      value: { ...there, moodAfter } as Attendance,
      change: "y",
    }),
  });
  const due = new DueList(core.call, 24);
  await due.answer(DUE, "there");
  await due.there?.set({ moodAfter: 4 });
  expect(core.requests("attendance_update")).toMatchObject([{ id: "a", moodAfter: 4 }]);
  expect(await due.there?.settledChanges()).toEqual(["y"]);
  await due.answer(DUE, "not_there");
  expect(due.there).toBeNull();
  await due.answer(DUE, "there");
  due.clear();
  expect(due.there).toBeNull();
});

test("an answer that is not kept is said, and the list stays", async () => {
  const core = fakeCall({
    my_meeting_due_list: () => ({ meetings: [DUE], ...DAY }),
    my_meeting_answer: () => refuse("storage_full"),
  });
  const due = new DueList(core.call, 24);
  await due.load();
  expect(await due.answer(DUE, "going")).toBeNull();
  expect([due.failure?.code, due.all.length]).toEqual(["storage_full", 1]);
});

test("a meeting is kept once there is a name, and its times are left alone", async () => {
  const core = fakeCall({ my_meeting_create: written, my_meeting_update: written });
  const draft = meetingDraft(core.call);
  draft.begin({ way: "online" });
  await draft.flush();
  expect(core.requests("my_meeting_create")).toEqual([]);
  await draft.set({ name: "Quiet Herons" });
  await draft.set({ place: "Hall" });
  expect(core.requests("my_meeting_create")).toMatchObject([{ way: "online", times: [] }]);
  expect(core.requests("my_meeting_update")).toMatchObject([
    { id: "m", place: "Hall", times: null, reminder: null, placeInList: null },
  ]);
});

test("times and reminder go without changing a word", async () => {
  const core = fakeCall({ my_meeting_get: () => VIEW, my_meeting_update: written });
  const one = new OneMeeting(core.call);
  await one.load("m");
  expect(await one.putTimes([])).toBe("x");
  expect(core.requests("my_meeting_update")).toMatchObject([
    { id: "m", name: "Quiet Herons", link: "", times: [], reminder: null },
  ]);
});

test("an answer that comes after a lock is dropped", async () => {
  let answer: (view: unknown) => void = () => undefined;
  const core = fakeCall({ my_meeting_list: () => new Promise((done) => (answer = done)) as never });
  const list = new MeetingList(core.call);
  const loading = list.load();
  list.clear();
  answer({ meetings: [], ...DAY });
  await loading;
  expect(list.view).toBeNull();
});

test("an attendance of a meeting begins with its name and is logged for it", async () => {
  const value = { id: "a", atMs: NOW, zone: "Europe/London", dayOn: "2026-11-21" } as Attendance;
  const core = fakeCall({ attendance_log: () => ({ value, change: "x" }) });
  const draft = attendanceDraft(core.call, undefined, undefined, MEETING);
  await draft.set({ moodAfter: 4 });
  expect(core.requests("attendance_log")).toMatchObject([
    { name: "Quiet Herons", meetingId: "m", moodAfter: 4, at: null },
  ]);
});

test("of a known meeting a moved time says it, of another one it does not", async () => {
  const value = { id: "a", atMs: NOW, zone: "Europe/London", dayOn: "2026-11-14" } as Attendance;
  const core = fakeCall({ attendance_log: () => ({ value, change: "x" }) });
  const another = attendanceDraft(core.call);
  another.moveTo("2026-11-14T19:00");
  await another.flush();
  expect(core.requests("attendance_log")).toEqual([]);
  const draft = attendanceDraft(core.call, undefined, undefined, MEETING);
  draft.moveTo("2026-11-14T19:00");
  await draft.flush();
  expect(core.requests("attendance_log")).toMatchObject([
    { meetingId: "m", at: "2026-11-14T19:00" },
  ]);
});

test("a sheet that ends before it begins says so, not that it is in the future", async () => {
  const core = fakeCall({
    my_meeting_list: () => ({ meetings: [], ...DAY }),
    attendance_sheet_get: () => refuse("date_out_of_range", "untilOn"),
  });
  const form = new AttendanceSheetForm(core.call);
  await form.begin();
  [form.fromOn, form.untilOn] = ["2026-11-10", "2026-11-01"];
  await form.look();
  expect(form.refusalOf("untilOn")?.code).toBe("ends_before_start");
});

test("its own clock is told where it differs from the one here", () => {
  expect(thereOf(DUE, "Europe/London")).toBeNull();
  expect(thereOf(DUE, "Europe/Lisbon")).toBeNull();
  expect(thereOf(DUE, "Asia/Tokyo")).toMatch(/7:00/);
  expect(farOn(DUE, DAY)).toContain("30");
  expect(whereOf({ way: "online", place: "Hall" })).not.toContain("Hall");
});

test("a time that a meeting has already is told, and one of the weeks between is another", () => {
  const time = (changes: object, fromOn = "2026-11-01", zone = "Europe/London") => {
    const days = { kind: "weeks" as const, every: 1, weekdays: [6], ...changes };
    const times = { kind: "at" as const, minutes: [1140] };
    return { kind: "civil" as const, zone, phases: [{ days, fromOn, untilOn: null, times }] };
  };
  expect(isSameTime(time({}), time({}, "2026-11-15"))).toBe(true);
  expect(isSameTime(time({}), time({}, "2026-11-01", "Europe/Berlin"))).toBe(false);
  expect(isSameTime(time({}), time({ weekdays: [7] }))).toBe(false);
  const second = { every: 2 };
  expect(isSameTime(time(second), time(second))).toBe(true);
  expect(isSameTime(time(second), time(second, "2026-11-08"))).toBe(false);
});

test("a weekday is said alone only of the next seven days; another one of its name has its date", () => {
  const said = (dayOn: string): string =>
    whenOf({ ...DUE, dayOn }, DAY.today, DAY.zone).replace(/[\u2068\u2069]/g, "");
  expect(said("2026-11-21")).toMatch(/^Saturday, /);
  expect(said("2026-11-27")).toMatch(/^Friday, \d/);
  expect(said("2026-11-28")).toMatch(/^Saturday.*28/);
  expect(said("2026-11-20")).toMatch(/^Friday.*20/);
});

test("each thing that a newer list says is a sentence", () => {
  const same = { name: null, place: null, link: null, phone: null };
  const listed = { listedOn: "2026-11-20", isGone: false, weekday: 2, start: 1_170, ...same };
  expect(listedWords({ ...listed, isAtAnotherTime: true })[0]).toMatch(/Tuesday.*7:30/);
  expect(
    listedWords({ ...listed, isAtAnotherTime: false, place: "Library", link: "", phone: "" }),
  ).toHaveLength(3);
});

const SHEET: AttendanceSheet = {
  title: "",
  person: "",
  period: "",
  columns: [],
  rows: [],
  closing: "",
  keptName: "Sam Doe",
};

test("a sheet begins with this month and the kept name, and a saved one names its file", async () => {
  const core = fakeCall({
    my_meeting_list: () => ({ meetings: [], ...DAY }),
    attendance_sheet_get: () => SHEET,
    attendance_sheet_save: () => ({ name: "sheet-2026-11.html" }),
  });
  const form = new AttendanceSheetForm(core.call);
  await form.begin();
  expect([form.fromOn, form.untilOn, form.name]).toEqual(["2026-11-01", "2026-11-21", "Sam Doe"]);
  form.name = "Somebody else";
  await form.begin();
  expect(form.name).toBe("Somebody else");
  await form.save("html");
  expect(form.saved).toBe("sheet-2026-11.html");
  expect(core.requests("attendance_sheet_save")).toMatchObject([
    { name: "Somebody else", keepName: true, meetings: null, format: "html" },
  ]);
  form.clear();
  expect([form.name, form.sheet, form.saved]).toEqual(["", null, null]);
});

test("a refused period shows no sheet and says why at its field", async () => {
  const core = fakeCall({
    my_meeting_list: () => ({ meetings: [], ...DAY }),
    attendance_sheet_get: () => refuse("date_out_of_range", "untilOn"),
  });
  const form = new AttendanceSheetForm(core.call);
  await form.begin();
  expect(form.sheet).toBeNull();
  expect(form.refusalOf("untilOn")?.code).toBe("date_out_of_range");
});

test("a meeting that is moved keeps its words and leaves what to undo", async () => {
  const core = fakeCall({
    my_meeting_list: () => ({ meetings: [], ...DAY }),
    my_meeting_update: () => written(),
  });
  const list = new MeetingList(core.call);
  const hit = { ...MEETING, times: [], next: null } as unknown as MyMeetingHit;
  expect(await list.move(hit, 2)).toBe("x");
  expect(core.requests("my_meeting_update")[0]).toMatchObject({
    id: "m",
    name: "Quiet Herons",
    link: "",
    times: null,
    placeInList: 2,
  });
});
