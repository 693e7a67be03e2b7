// The person's meetings in the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { DueList, MeetingList, OneMeeting } from "./my-meeting.svelte.ts";
import { AttendanceSheetForm } from "./sheet.svelte.ts";

export const list = new MeetingList(call);
export const one = new OneMeeting(call);
/** Today looks a day ahead, Plan a week. */
export const dueToday = new DueList(call, 24);
export const dueThisWeek = new DueList(call, 7 * 24);
export const sheet = new AttendanceSheetForm(call);
onLock(() => {
  list.clear();
  one.clear();
  dueToday.clear();
  dueThisWeek.clear();
  sheet.clear();
});
