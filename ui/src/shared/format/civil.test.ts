import { expect, test } from "vitest";
import { addDays, addMonths, civilFromMs, daysBetween, weekdayOf, weeksOfMonth } from "./civil.ts";

test("days are counted across months, years and leap days", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
});

test("months step over the year", () => {
  expect(addMonths("2026-01", -1)).toBe("2025-12");
  expect(addMonths("2026-11", 3)).toBe("2027-02");
});

test("a Sunday is the seventh day of the week", () => {
  expect(weekdayOf("2026-11-22")).toBe(7);
});

test("a month starts on the first weekday of the place", () => {
  const monday = weeksOfMonth("2026-11", 1);
  expect(monday[0]?.[0]).toEqual({ day: "2026-10-26", inMonth: false });
  const sunday = weeksOfMonth("2026-11", 7);
  expect(sunday[0]?.[0]).toEqual({ day: "2026-11-01", inMonth: true });
});

test("every day of a month is in its weeks exactly once", () => {
  const days = weeksOfMonth("2028-02", 1)
    .flat()
    .filter(({ inMonth }) => inMonth);
  expect(days.map(({ day }) => day).length).toBe(29);
});

test("an instant is read on the clock of its zone", () => {
  const ms = Date.UTC(2026, 5, 1, 23, 30);
  expect(civilFromMs(ms, "Europe/London")).toBe("2026-06-02T00:30");
  expect(civilFromMs(ms, "Not/AZone")).toBe("2026-06-01T23:30");
});
