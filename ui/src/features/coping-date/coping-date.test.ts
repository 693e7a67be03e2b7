import { expect, test } from "vitest";
import { aCopingDate } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { civilTime, minuteOfTime } from "$shared/format/minutes.ts";
import { useLocale } from "$shared/i18n/index.svelte.ts";
import { copingDraft, CopingDates, reviewDraft } from "./coping-date.svelte.ts";
import { dayWords } from "./words.ts";

await useLocale("en");

const written = (value: unknown) => () => ({ value: value as never, change: "x" });
const OVER = { dayOn: "2026-11-20", untilOn: "2026-11-20", isOver: true };

test("a day is kept once it is said which, with all that was written before", async () => {
  const core = fakeCall({ coping_date_create: written(aCopingDate()) });
  const draft = copingDraft(core.call);
  await draft.set({ plan: "Walk with Sam" });
  expect(core.requests("coping_date_create")).toEqual([]);
  await draft.set({ dayOn: "2026-11-30" });
  expect(core.requests("coping_date_create")[0]).toMatchObject({
    plan: "Walk with Sam",
    dayOn: "2026-11-30",
    alertDays: 1,
  });
});

test("a change sends what belongs to the date and nothing that follows from it", async () => {
  const core = fakeCall({ coping_date_update: written(aCopingDate()) });
  const draft = copingDraft(core.call, aCopingDate());
  await draft.set({ exitLine: "I have an early start." });
  const [sent] = core.requests("coping_date_update");
  expect(sent).toMatchObject({ id: "coping-1", exitLine: "I have an early start." });
  expect(sent).not.toHaveProperty("near");
  expect(sent).not.toHaveProperty("reviews");
});

test("how it went is kept by its day", async () => {
  const review = { id: "r", copingDateId: "coping-1", dayOn: "2026-11-20", helped: true, note: "" };
  const core = fakeCall({ coping_review_update: written(review) });
  const draft = reviewDraft(core.call, aCopingDate({ near: OVER }), "2026-11-20");
  await draft.set({ helped: true });
  expect(core.requests("coping_review_update")).toEqual([
    { copingDateId: "coping-1", dayOn: "2026-11-20", helped: true, note: "" },
  ]);
});

test("it is asked how it went until it was said", () => {
  const dates = new CopingDates(fakeCall().call);
  const review = { id: "r", copingDateId: "coping-1", dayOn: "2026-11-20", helped: null, note: "" };
  expect(dates.asked(aCopingDate({ near: OVER }))).toEqual(OVER);
  expect(dates.asked(aCopingDate({ near: OVER, reviews: [review] }))).toBeNull();
  expect(dates.asked(aCopingDate({ near: { ...OVER, isOver: false } }))).toBeNull();
});

test("the list is read, a failure is said, a lock forgets", async () => {
  const core = fakeCall({
    coping_date_list: () => ({ today: "2026-11-21", dates: [aCopingDate()] }),
    coping_date_delete: () => refuse("storage_full"),
  });
  const dates = new CopingDates(core.call);
  await dates.load();
  expect(dates.of("coping-1")?.kind).toBe("payday");
  expect(await dates.remove("coping-1")).toBeNull();
  expect(dates.failure?.code).toBe("storage_full");
  dates.clear();
  expect(dates.all).toBeNull();
});

test("days are said as people say them", () => {
  const near = { dayOn: "2026-11-22", untilOn: "2026-11-22", isOver: false };
  expect(dayWords(aCopingDate({ near }), "2026-11-21")).toBe("Tomorrow");
  expect(dayWords(aCopingDate({ near }), "2026-11-22")).toBe("Today");
  expect(dayWords(aCopingDate({ nextOn: null }), "2027-01-01")).toBe("Over");
  const asked = { ...near, isOver: true };
  expect(dayWords(aCopingDate({ near: asked }), "2026-11-22")).toBe("Today");
  expect(dayWords(aCopingDate({ near: OVER }), "2026-11-21")).toContain("20");
});

test("minutes of a day are times and back", () => {
  expect([civilTime(0), civilTime(570), civilTime(1439), civilTime(null)]).toEqual([
    "00:00",
    "09:30",
    "23:59",
    "",
  ]);
  expect([minuteOfTime("09:30"), minuteOfTime("")]).toEqual([570, null]);
});
