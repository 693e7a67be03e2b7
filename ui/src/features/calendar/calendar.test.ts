import { expect, test } from "vitest";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { CalendarToTake } from "./calendar.svelte.ts";

const LOOK = { events: 2, expanded: 0, leftOut: 0, titles: ["Appointment"], name: null };

test("titles are neutral and medicines stay here unless chosen", async () => {
  const core = fakeCall({ calendar_export_check: () => LOOK });
  const calendar = new CalendarToTake(core.call);
  await calendar.load();
  expect(core.requests("calendar_export_check")[0]).toMatchObject({
    medicines: false,
    ownWords: false,
  });
  await calendar.toggle("medicines");
  await calendar.pickWords(true);
  expect(core.requests("calendar_export_check").at(-1)).toMatchObject({
    medicines: true,
    ownWords: true,
  });
  expect(calendar.parts).toContain("medicines");
});

test("what was written is named; choosing no place is no mistake", async () => {
  const core = fakeCall({
    calendar_export_check: () => LOOK,
    calendar_export_create: () => ({ ...LOOK, name: "mine.ics" }),
  });
  const calendar = new CalendarToTake(core.call);
  await calendar.save();
  expect(calendar.saved).toBe("mine.ics");
  core.answer({ calendar_export_create: () => LOOK });
  await calendar.save();
  expect([calendar.saved, calendar.failure]).toEqual([null, null]);
});

test("a place that cannot be used is said", async () => {
  const core = fakeCall({ calendar_export_create: () => refuse("place_unusable") });
  const calendar = new CalendarToTake(core.call);
  await calendar.save();
  expect(calendar.failure?.code).toBe("place_unusable");
  expect(calendar.isBusy).toBe(false);
  calendar.clear();
  expect(calendar.failure).toBeNull();
});
