import { expect, test } from "vitest";
import type { ScheduleRule } from "$ipc";
import { clinicLines, stepsOf } from "./schedule-facts.ts";

const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, "");
const phase = (fromOn: string, untilOn: string | null) => ({
  days: { kind: "days" as const, every: 1 },
  fromOn,
  untilOn,
  times: { kind: "at" as const, minutes: [480] },
});
const plan = (...phases: ReturnType<typeof phase>[]): ScheduleRule => ({
  kind: "civil",
  phases,
  zone: null,
});

test("of a plan in steps each has its days and its amount, and one is now", () => {
  const rule = plan(
    phase("2026-11-10", "2026-11-20"),
    phase("2026-11-21", "2026-11-21"),
    phase("2026-11-23", null),
  );
  const steps = (today: string) => stepsOf(rule, ["10 mg", "5 mg", ""], today);
  expect(steps("2026-11-21").map(({ amount }) => amount)).toEqual(["10 mg", "5 mg", ""]);
  const spans = steps("2026-11-21").map(({ span }) => plain(span));
  expect(spans[0]).toMatch(/10.* to .*20/);
  expect(spans[1]).toMatch(/^On .*21/);
  expect(spans[2]).toMatch(/^From .*23/);
  const now = (today: string) => steps(today).findIndex(({ isNow }) => isNow);
  expect(["2026-11-09", "2026-11-10", "2026-11-20", "2026-11-21"].map(now)).toEqual([-1, 0, 0, 1]);
  // Between two steps none is now; the last one goes on.
  expect(["2026-11-22", "2026-11-23", "2027-11-23"].map(now)).toEqual([-1, 2, 2]);
  // One amount is that of all steps; a rule of one step is told by its sentence alone.
  expect(stepsOf(rule, ["1 film"], "2026-11-21").map(({ amount }) => amount)).toEqual([
    "1 film",
    "1 film",
    "1 film",
  ]);
  expect(stepsOf(plan(phase("2026-11-10", null)), ["1"], "2026-11-21")).toEqual([]);
});

test("of a clinic its hours are told, and its clock where that is another one", () => {
  const clinic: ScheduleRule = {
    kind: "clinic",
    firstOn: "2026-11-24",
    openings: [
      { weekdays: [1, 2, 3], opens: 360, closes: 660 },
      { weekdays: [6], opens: 480, closes: 540 },
    ],
    usual: 420,
    atHome: 490,
    zone: "Europe/London",
  };
  const lines = (today: string, zone: string) => clinicLines(clinic, today, zone).map(plain);
  const told = lines("2026-11-21", "Europe/Berlin");
  expect(told).toHaveLength(6);
  expect(told[0]).toMatch(/^Open Monday to Wednesday: 0?6:00.* to 11:00/);
  expect(told[1]).toMatch(/^Open Saturday: /);
  expect(told[2]).toBe("Visits: by the clock of Europe/London");
  expect(told[3]).toMatch(/^First visit: .*24/);
  expect(told[5]).toMatch(/^Doses at home: reminder at .*, by the clock where you are$/);
  // Here, and with the first visit behind: what is known by itself is not said.
  expect(lines("2026-11-24", "Europe/London")).toHaveLength(4);
  expect(clinicLines(plan(phase("2026-11-10", null)), "2026-11-21", "Europe/London")).toEqual([]);
});
