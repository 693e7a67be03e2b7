import { expect, test } from "vitest";
import { pageOf } from "./held-way.ts";

test("what waits of a meeting leads to it, and of the sheet to the sheet", () => {
  const pages = ["my_meeting", "my_meeting_time", "my_meeting_time s1", "my_meeting_reminder"];
  for (const place of pages) expect(pageOf({ place, id: "m" })).toBe("/my-meeting/m");
  expect(pageOf({ place: "my_meeting", id: null })).toBe("/my-meetings");
  expect(pageOf({ place: "my_meeting_time", id: null })).toBeNull();
  expect(pageOf({ place: "attendance_sheet", id: null })).toBe("/attendance-sheet");
  expect(pageOf({ place: "of another version", id: null })).toBeNull();
});
