import { expect, test, vi } from "vitest";
import type { DoseAsNeeded, DoseDue, DoseView } from "$ipc";
import { aToday } from "$ipc/testing/examples.ts";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { doseDraft, reasonsOf } from "./dose.svelte.ts";
import { DosesOfDay } from "./doses-of-day.svelte.ts";
import { formatTime } from "$shared/format/index.ts";
import { toast } from "$shared/ui/toast.svelte.ts";
import {
  doseAbout,
  doseLine,
  dueWords,
  doseName,
  farWords,
  nameAmong,
  nameInGroup,
  overdueHint,
  overdueWords,
  standLines,
  stateWords,
  waitsToo,
  wentByWords,
} from "./dose-words.ts";
import { DueState } from "./due.svelte.ts";
import { take, takeAll, takeNeeded, takeOrAsk } from "./offers.ts";
import { aDose as dose, MINUTE, NOW } from "./testing/doses.ts";

const dueOf = (...doses: DoseView[]): DoseDue => ({
  groups: doses.map((one) => ({ dueMs: one.dueMs, doses: [one] })),
  asNeeded: [],
  withoutTime: [],
  overdue: [],
  wentBy: [],
  nextMs: null,
  nowMs: NOW,
});

const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

test("what waits is shown, and nothing that is ahead, answered or over", async () => {
  const states: [DoseView["state"], number, boolean][] = [
    ["raised", -5, true],
    ["planned", -1, true],
    ["unrecorded", -300, true],
    ["planned", 30, false],
    ["taken", -5, false],
    ["late", -5, false],
    ["skipped", -5, false],
    ["missed", -300, false],
  ];
  for (const [state, minutes, isShown] of states) {
    const one = dose({ state, dueMs: NOW + minutes * MINUTE });
    const due = new DueState(fakeCall({ dose_due: () => dueOf(one) }).call);
    await due.load();
    expect(due.open.length, `${state} ${minutes}`).toBe(isShown ? 1 : 0);
  }
});

test("one tap takes it once, however often it is tapped", async () => {
  const answer = deferred<never>();
  const core = fakeCall({ dose_due: () => dueOf(dose()), dose_answer: () => answer.promise });
  const due = new DueState(core.call);
  await due.load();
  const first = due.take(dose());
  expect(await due.take(dose())).toBe(null);
  answer.resolve({ dose: dose({ state: "taken" }), change: "c1" } as never);
  expect(await first).toBe("c1");
  expect(core.requests("dose_answer")).toEqual([
    {
      occurrence: dose().occurrence,
      outcome: "taken",
      at: null,
      takeHome: null,
      reason: null,
      note: "",
      site: "",
    },
  ]);
});

test("one tap notes the place on the body that comes next, as the row says", async () => {
  const patch = dose({ sites: ["left arm", "right arm"], nextSite: "left arm" });
  const core = fakeCall({
    dose_due: () => dueOf(patch),
    dose_answer: () => ({ dose: patch, change: "c1" }),
  });
  const due = new DueState(core.call);
  await due.take(patch);
  expect(core.requests("dose_answer")).toMatchObject([{ site: "left arm" }]);
  expect(plain(doseAbout(patch, NOW))).toBe("1 tablet · Next place: left arm");
  expect(plain(doseAbout({ ...patch, atMs: NOW }, NOW))).toBe("1 tablet");
});

test("what could not be kept is said, and it waits still", async () => {
  const core = fakeCall({
    dose_due: () => dueOf(dose()),
    dose_answer: () => refuse("storage_full"),
  });
  const due = new DueState(core.call);
  await due.load();
  expect(await due.take(dose())).toBe(null);
  expect(due.failure?.code).toBe("storage_full");
  expect(due.open).toHaveLength(1);
});

test("an answer that comes after a lock is dropped", async () => {
  const late = deferred<DoseDue>();
  const due = new DueState(fakeCall({ dose_due: () => late.promise }).call);
  const loading = due.load();
  due.clear();
  late.resolve(dueOf(dose()));
  await loading;
  expect(due.due).toBe(null);
});

test("a dose is kept with its first answer; words without one are held and asked about", async () => {
  const core = fakeCall({
    dose_answer: ({ outcome, note }) => ({
      dose: dose({
        id: "d1",
        state: outcome === "taken" ? "taken" : "skipped",
        atMs: NOW,
        zone: "UTC",
        note,
      }),
      change: "c1",
    }),
    dose_correct: ({ reason, note }) => ({
      dose: dose({ id: "d1", state: "skipped", atMs: NOW, zone: "UTC", reason, note }),
      change: "c2",
    }),
  });
  const draft = doseDraft(core.call, dose());
  await draft.set({ note: "sick" });
  expect(core.asked).toEqual([]);
  expect(draft.isHeldBack).toBe(true);
  await draft.set({ outcome: "skipped" });
  await draft.set({ reason: "unwell" });
  expect(core.requests("dose_answer")).toMatchObject([{ outcome: "skipped", note: "sick" }]);
  expect(core.requests("dose_correct")).toMatchObject([{ reason: "unwell", note: "sick" }]);
  expect(draft.changes).toEqual(["c1", "c2"]);
  await draft.set({ outcome: "taken" });
  expect(core.requests("dose_correct").at(-1)).toMatchObject({ outcome: "taken", reason: null });
});

test("what was typed about a dose is not what another one of its time begins with", async () => {
  const { occurrence } = dose();
  const [one, other] = [1, 2].map((revision) => dose({ occurrence: { ...occurrence, revision } }));
  const { call } = fakeCall({});
  await doseDraft(call, one!).set({ note: "sick" });
  expect(doseDraft(call, one!).fields.note).toBe("sick");
  expect(doseDraft(call, other!).fields.note).toBe("");
});

test("an answer from elsewhere stands, and only the words of here go beside it", async () => {
  const kept = dose({ id: "d1", state: "skipped", atMs: NOW, zone: "UTC", reason: "forgot" });
  const core = fakeCall({
    dose_answer: () => ({ dose: kept, change: null }),
    dose_correct: ({ note }) => ({ dose: { ...kept, note }, change: "c1" }),
  });
  const silent = doseDraft(core.call, dose());
  await silent.set({ outcome: "taken", site: "left arm" });
  expect(silent.fields).toMatchObject({ outcome: "skipped", reason: "forgot", site: "", note: "" });
  expect([silent.changes, core.requests("dose_correct")]).toEqual([[], []]);
  silent.letGo();
  expect(silent.fields.outcome).toBe("skipped");
  const draft = doseDraft(core.call, dose());
  await draft.set({ note: "sick" });
  await draft.set({ outcome: "taken" });
  expect(draft.fields).toMatchObject({ outcome: "skipped", note: "sick" });
  expect(core.requests("dose_correct")).toMatchObject([{ outcome: "skipped", note: "sick" }]);
  expect(draft.changes).toEqual(["c1"]);
});

test("what was said while an answer from elsewhere came is sent after it", async () => {
  const answer = deferred<never>();
  const kept = dose({ id: "d1", state: "skipped", atMs: NOW, zone: "UTC" });
  const core = fakeCall({
    dose_answer: () => answer.promise,
    dose_correct: ({ outcome }) => ({
      dose: { ...kept, state: outcome as "missed" },
      change: "c1",
    }),
  });
  const draft = doseDraft(core.call, dose());
  const first = draft.set({ outcome: "taken" });
  const second = draft.set({ outcome: "missed" });
  answer.resolve({ dose: kept, change: null } as never);
  await Promise.all([first, second]);
  expect(draft.fields.outcome).toBe("missed");
  expect(core.requests("dose_correct")).toMatchObject([{ outcome: "missed" }]);
});

test("a dose that was answered is corrected", async () => {
  const core = fakeCall({ dose_correct: () => ({ dose: dose({ id: "d1" }), change: "c1" }) });
  const draft = doseDraft(core.call, dose({ id: "d1", state: "late", atMs: NOW, zone: "UTC" }));
  expect(draft.fields.outcome).toBe("taken");
  await draft.set({ outcome: "missed" });
  expect(core.requests("dose_correct")).toMatchObject([{ outcome: "missed" }]);
});

test("a dose and how it stands are said in words", () => {
  expect(doseName(dose())).toBe("Bupropion 150 mg");
  expect(doseName(dose({ strength: " " }))).toBe("Bupropion");
  expect(plain(doseLine(dose(), NOW))).toMatch(/ · 1 tablet$/);
  const at = { state: "taken", atMs: NOW } as const;
  expect(stateWords(dose(at))).toMatch(/^Taken at /);
  expect(plain(stateWords(dose({ state: "skipped", atMs: NOW, reason: "forgot" })))).toBe(
    "Skipped: I forgot",
  );
  expect(stateWords(dose({ state: "unrecorded" }))).toBe("Not recorded");
});

test("limits are a warning in words", () => {
  const stand = {
    notBeforeMs: NOW + 60 * MINUTE,
    in24Hours: 2,
    mostIn24Hours: 3,
    today: 1,
    mostADay: null,
  };
  const [wait, count, ...others] = standLines(stand, NOW);
  expect(plain(wait?.text ?? "")).toMatch(/^By your limits, not before /);
  expect(wait?.isLimit).toBe(true);
  expect([plain(count?.text ?? ""), count?.isLimit]).toEqual(["2 of 3 in 24 hours", false]);
  expect(others).toEqual([]);
});

test("a limit that is reached is told from one that is not", () => {
  const at = (today: number): [string, boolean][] => {
    const stand = { notBeforeMs: null, in24Hours: 2 * today, mostIn24Hours: 4, today, mostADay: 2 };
    return standLines(stand, NOW).map(({ text, isLimit }) => [plain(text), isLimit]);
  };
  expect(at(1)).toEqual([
    ["2 of 4 in 24 hours", false],
    ["1 of 2 today", false],
  ]);
  expect(at(2)).toEqual([
    ["4 of 4 in 24 hours. That is your limit.", true],
    ["2 of 2 today. That is your limit.", true],
  ]);
  expect(at(3)).toEqual([
    ["6 in 24 hours. Your limit is 4.", true],
    ["3 today. Your limit is 2.", true],
  ]);
});

test("since when something is overdue is told in days", () => {
  const said = (days: number, isInjection: boolean): string =>
    plain(overdueWords({ sinceOn: "2026-11-17", days, isInjection, losesTolerance: true }));
  expect(said(0, false)).toBe("Not noted as taken today.");
  expect(said(1, false)).toBe("Not noted as taken yesterday or since.");
  expect(said(4, false)).toBe("Not noted as taken on November 17, 2026, 4 days ago, or since.");
  expect(said(4, true)).toBe("The latest day was November 17, 2026, 4 days ago.");
});

test("the doses of a day are read, and forgotten on lock", async () => {
  const core = fakeCall({ today_get: () => aToday(), dose_day_list: () => [dose()] });
  const doses = new DosesOfDay(core.call);
  await doses.load("2026-11-19");
  expect(core.requests("dose_day_list")).toEqual([{ dayOn: "2026-11-19" }]);
  expect([doses.list.length, doses.today]).toEqual([1, "2026-11-21"]);
  doses.clear();
  expect(doses.list).toEqual([]);
});

test("a dose called missed, one nobody answered, and one taken early have words of their own", () => {
  const words = (more: Partial<DoseView>): string => plain(stateWords(dose(more)));
  expect(words({ state: "missed" })).toBe("No answer");
  expect(words({ state: "missed", atMs: NOW })).toBe("Missed");
  expect(words({ state: "missed", atMs: NOW, reason: "forgot" })).toBe("Missed: I forgot");
  expect(words({ state: "late", atMs: NOW })).toMatch(/^Taken later, at /);
  expect(words({ state: "late", atMs: NOW - 120 * MINUTE })).toMatch(/^Taken early, at /);
});

test("a time far from that of the dose asks for the day, and one within its window does not", () => {
  const due = { dueMs: NOW, reason: null };
  const far = (state: DoseView["state"], hours: number): string | null =>
    farWords({ ...due, state, atMs: NOW + hours * 60 * MINUTE });
  expect(plain(far("late", 30) ?? "")).toMatch(/^This is far from Sat.*\. Is the day right\?$/);
  expect(far("late", -30)).not.toBe(null);
  expect(far("late", 11)).toBe(null);
  expect(far("taken", 240), "an injection within its days").toBe(null);
  expect(far("skipped", 30)).toBe(null);
});

test("a slow double tap takes one dose, and not the next one that moves to its place", async () => {
  vi.useFakeTimers();
  const next = dose({ occurrence: { ...dose().occurrence, schedule: "s2" } });
  const core = fakeCall({
    dose_due: () => dueOf(dose(), next),
    dose_answer: () => ({ dose: dose({ state: "taken" }), change: "c1" }),
    dose_take_all: () => ({ doses: [], change: "c2" }),
  });
  const due = new DueState(core.call);
  await due.load();
  await take(due, dose());
  vi.advanceTimersByTime(500);
  await take(due, next);
  await takeAll(due, [next]);
  expect(core.requests("dose_answer")).toHaveLength(1);
  expect(core.requests("dose_take_all")).toHaveLength(0);
  vi.advanceTimersByTime(300);
  await take(due, next);
  expect(core.requests("dose_answer")).toHaveLength(2);
  vi.useRealTimers();
});

test("the second tap on all of a time does not open the visit that moves to its place, and takes it", async () => {
  vi.useFakeTimers();
  // The test before has tapped, too.
  vi.advanceTimersByTime(2000);
  const visit = dose({ isVisit: true, asksTakeHome: true });
  const core = fakeCall({
    dose_due: () => dueOf(visit),
    dose_take_all: () => ({ doses: [], change: "c1" }),
  });
  const due = new DueState(core.call);
  const ask = vi.fn();
  await takeAll(due, [dose({ occurrence: { ...dose().occurrence, schedule: "s2" } }), visit]);
  vi.advanceTimersByTime(500);
  await takeOrAsk(due, visit, ask);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(300);
  await takeOrAsk(due, visit, ask);
  expect(ask).toHaveBeenCalledExactlyOnceWith(visit);
  expect(core.requests("dose_answer")).toEqual([]);
  vi.useRealTimers();
});

const SPRAY: DoseAsNeeded = {
  medicineId: "m1",
  schedule: "n0",
  name: "Spray",
  strength: "",
  amount: "",
  stand: { notBeforeMs: null, in24Hours: 0, mostIn24Hours: null, today: 0, mostADay: null },
};

test("the second tap on a dose does not note what is taken as needed, and moves to its place", async () => {
  vi.useFakeTimers();
  // The tests before have tapped, too.
  vi.advanceTimersByTime(4000);
  const answer = deferred<never>();
  const core = fakeCall({
    dose_due: () => dueOf(),
    dose_answer: () => answer.promise,
    dose_take: () => ({ dose: dose({ isAsNeeded: true }), change: "c2", warning: null }),
  });
  const due = new DueState(core.call);
  const taking = take(due, dose());
  expect(await takeNeeded(due, SPRAY), "while it is on its way").toBeUndefined();
  answer.resolve({ dose: dose({ state: "taken" }), change: "c1" } as never);
  await taking;
  vi.advanceTimersByTime(500);
  expect(await takeNeeded(due, SPRAY), "when it has gone").toBeUndefined();
  expect(core.requests("dose_take")).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(await takeNeeded(due, SPRAY)).toBe(true);
  vi.useRealTimers();
});

test("a slow double tap on what is taken as needed takes one, and another medicine at once", async () => {
  vi.useFakeTimers();
  // The tests before have tapped, too.
  vi.advanceTimersByTime(9000);
  const taken = dose({ isAsNeeded: true, state: "taken" });
  const core = fakeCall({
    dose_due: () => dueOf(),
    dose_take: () => ({ dose: taken, change: "c1", warning: null }),
  });
  const due = new DueState(core.call);
  const needed = (schedule: string): Promise<boolean | undefined> =>
    takeNeeded(due, { ...SPRAY, schedule });
  await needed("n1");
  vi.advanceTimersByTime(500);
  await needed("n1");
  await needed("n2");
  expect(core.requests("dose_take").map(({ schedule }) => schedule)).toEqual(["n1", "n2"]);
  vi.advanceTimersByTime(800);
  await needed("n1");
  expect(core.requests("dose_take")).toHaveLength(3);
  vi.useRealTimers();
});

test("all of one time leave a visit for its own answer, and say so", async () => {
  vi.useFakeTimers();
  // The tests before have tapped, too.
  vi.advanceTimersByTime(14_000);
  const visit = dose({
    occurrence: { ...dose().occurrence, schedule: "s2" },
    name: "Methadone",
    strength: "",
    isVisit: true,
    asksTakeHome: true,
  });
  const core = fakeCall({
    dose_due: () => dueOf(dose(), visit),
    dose_take_all: () => ({ doses: [], change: "c1" }),
  });
  await takeAll(new DueState(core.call), [dose(), visit]);
  expect(core.requests("dose_take_all")).toEqual([{ occurrences: [dose().occurrence], at: null }]);
  expect(plain(toast.current?.text ?? "")).toBe(
    "1 dose taken · Methadone still waits. Say how many doses went home.",
  );
  vi.useRealTimers();
});

test("a visit of which nobody said how many doses went home is asked about, where some did before", async () => {
  const visit = dose({ state: "taken", isVisit: true, asksTakeHome: true, mayGiveHome: true });
  for (const [changes, count] of [
    [{}, 1],
    [{ takeHome: 0 }, 0],
    [{ mayGiveHome: false }, 0],
    [{ state: "raised" }, 0],
    [{ state: "skipped" }, 0],
  ] as const) {
    const due = new DueState(fakeCall({ dose_due: () => dueOf({ ...visit, ...changes }) }).call);
    await due.load();
    expect(due.homeUnsaid).toHaveLength(count);
  }
});

test("what went by is told newest first, with its day and when the clinic closed, and is put away at once", async () => {
  const yesterday = dose({ name: "Iron", dueMs: NOW - 22 * 60 * MINUTE, state: "missed" });
  const visit = dose({ state: "missed", dueMs: NOW - 90 * MINUTE, closesMs: NOW - 30 * MINUTE });
  const all = { ...dueOf(), wentBy: [yesterday, visit] };
  const core = fakeCall({ dose_due: () => all, dose_went_by_dismiss: () => ({}) });
  const due = new DueState(core.call);
  await due.load();
  expect(due.wentBy).toEqual([visit, yesterday]);
  const time = (ms: number): string => formatTime(ms);
  expect(plain(wentByWords(yesterday, NOW))).toBe(`yesterday, ${time(yesterday.dueMs)}`);
  expect(plain(wentByWords(visit, NOW))).toBe(
    `${time(visit.dueMs)} · the clinic closed at ${time(NOW - 30 * MINUTE)}`,
  );
  await due.putAway(due.wentBy);
  expect(core.requests("dose_went_by_dismiss")).toEqual([
    { occurrences: [visit.occurrence, yesterday.occurrence] },
  ]);
});

test("that the clinic has closed is said of a visit that waits, and only then", () => {
  const visit = dose({ isVisit: true, asksTakeHome: true, closesMs: NOW - MINUTE });
  expect(plain(doseAbout(visit, NOW))).toMatch(/^1 tablet · the clinic closed at /);
  for (const open of [dose(), { ...visit, closesMs: NOW + MINUTE }, { ...visit, atMs: NOW }])
    expect(plain(doseAbout(open, NOW))).toBe("1 tablet");
});

test("a time is written alike alone and behind its day, in the form of the device's region", () => {
  const due = new Date(2026, 10, 20, 9, 15).getTime();
  const region = vi.spyOn(navigator, "languages", "get");
  for (const [tag, time] of [
    ["en-GB", "09:15"],
    ["en-US", "9:15 AM"],
  ] as const) {
    region.mockReturnValue([tag]);
    const said = [formatTime(due), dueWords(due, due + 86_400_000)];
    expect(said.map((text) => text.replace("\u202f", " "))).toEqual([
      time,
      expect.stringMatching(new RegExp(`20.*, ${time}$`)),
    ]);
  }
  region.mockRestore();
});

test("all of one time are named with the place of each, and that one was put off", () => {
  expect(nameInGroup(dose())).toBe("Bupropion");
  expect(nameInGroup(dose({ nextSite: "left arm" }))).toBe("Bupropion (left arm)");
  const later = nameInGroup(dose({ nextSite: "left arm", snoozedUntilMs: NOW }));
  expect(plain(later)).toBe(`Bupropion (left arm, put off until ${formatTime(NOW)})`);
});

test("two doses of one medicine are told apart by their times, and those of two are not", () => {
  const other = dose({ medicineId: "m2", dueMs: NOW });
  const later = dose({ dueMs: NOW });
  expect(nameAmong(dose(), [dose(), other], NOW)).toBe("Bupropion 150 mg");
  expect(nameAmong(later, [dose(), later], NOW)).toBe(`Bupropion 150 mg, ${formatTime(NOW)}`);
});

test("what waits from before is one by its name, or how many and since when", () => {
  expect(waitsToo([], NOW)).toBeNull();
  const first = dose({ dueMs: NOW - 9 * MINUTE });
  const time = formatTime(first.dueMs);
  const said = (...rest: DoseView[]): string[] =>
    Object.values(waitsToo(rest, NOW) ?? {}).map(plain);
  expect(said(first)).toEqual(["Also waiting: Bupropion 150 mg", time]);
  expect(said(dose(), first)).toEqual(["2 more waiting", `the first since ${time}`]);
});

test("of what is overdue since today, that it is not noted is said once", () => {
  const one = { medicineId: "m1", name: "Methadone", strength: "", sinceOn: "2026-11-21" };
  const of = (days: number, ...wentBy: DoseView[]): string =>
    plain(overdueHint({ ...one, days, isInjection: false, losesTolerance: true }, wentBy));
  expect(of(0)).toMatch(/^Not noted as taken today\. Your body/);
  expect(of(0, dose())).toMatch(/^Your body/);
  expect(of(0, dose({ medicineId: "m2" }))).toMatch(/^Not noted/);
  expect(of(4, dose()), "since when is said nowhere else").toMatch(
    /^Not noted as taken on .* or since\./,
  );
  const late = { ...one, days: 1, isInjection: true, losesTolerance: true };
  expect(overdueHint(late, [dose()])).toMatch(/^The latest day/);
});

test("a visit has reasons of its own, and one that was said stays to be seen", () => {
  const visit = dose({ asksTakeHome: true });
  expect(reasonsOf(visit)).toEqual(expect.arrayContaining(["could_not_go", "was_closed"]));
  expect(reasonsOf(visit)).not.toContain("not_with_me");
  expect(reasonsOf(dose())).not.toContain("was_closed");
  expect(reasonsOf(dose({ reason: "was_closed" }))).toContain("was_closed");
});
