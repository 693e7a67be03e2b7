import { expect, test } from "vitest";
import type { AppointmentPage, VisitView } from "$ipc";
import { anAppointment, anOccurrence, NOW_MS } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { useLocale } from "$shared/i18n/index.svelte.ts";
import {
  appointmentDraft,
  lineDraft,
  OneAppointment,
  Programme,
  visitDraft,
} from "./appointment.svelte.ts";
import { firstOf, isOnce, usualReminder, weekdayOf, weekly } from "./when.ts";
import { farWords, linkRefused, placeClock, rhythmWords, stateWords, topicWords } from "./words.ts";

await useLocale("en");

const KEY = anOccurrence().occurrence;
const RULE = anAppointment().rule;
const written = (value: unknown) => () => ({ value: value as never, change: "x" });
const nobody = (): void => undefined;

function aPage(own: Partial<AppointmentPage> = {}): AppointmentPage {
  return {
    appointment: anAppointment(),
    nowMs: NOW_MS,
    today: "2026-11-21",
    zone: "Europe/London",
    cancelled: [],
    later: [],
    agenda: [],
    homework: [],
    topics: [],
    topicsFrom: "2026-11-15",
    visits: [],
    more: null,
    ...own,
  };
}

test("an appointment is kept once it is said when it is, and what was typed before is not lost", async () => {
  const core = fakeCall({ appointment_create: written(anAppointment()) });
  const draft = appointmentDraft(core.call, nobody);
  await draft.set({ title: "Talk" });
  expect(core.requests("appointment_create")).toEqual([]);
  expect(draft.refusals["rule"]?.code).toBe("answer_needed");
  await draft.set({ rule: RULE });
  expect(core.requests("appointment_create")[0]).toMatchObject({ title: "Talk", rule: RULE });
  expect(draft.isSaved).toBe(true);
});

test("what the core refuses about its time is told to the editor of it, and held at the rule", async () => {
  const heard: (string | null)[] = [];
  const core = fakeCall({
    appointment_create: () => refuse("invalid", "rule.phases.0.times"),
  });
  const draft = appointmentDraft(core.call, ({ field }) => heard.push(field));
  await draft.set({ rule: RULE });
  expect(heard).toEqual(["rule.phases.0.times"]);
  expect(draft.isHeldBack).toBe(true);
});

test("a change sends all of it again, and no answers that were only on the way", async () => {
  const core = fakeCall({ appointment_update: written(anAppointment()) });
  const draft = appointmentDraft(core.call, nobody, anAppointment());
  await draft.set({ place: "2 Side Street" });
  const [sent] = core.requests("appointment_update");
  expect(sent).toMatchObject({ id: "appointment-1", place: "2 Side Street", withWhom: "Dr Blue" });
  expect(sent).not.toHaveProperty("when");
});

test("a line without a word is not kept", async () => {
  const about = { appointmentId: "a", kind: "agenda" as const, occurrence: null };
  const line = { id: "l", text: "Nights", dueOn: null, ringsAt: null };
  const core = fakeCall({ visit_line_create: written(line) });
  const draft = lineDraft(core.call, about);
  await draft.set({ text: " " });
  expect(core.requests("visit_line_create")).toEqual([]);
  await draft.set({ text: "Nights" });
  expect(core.requests("visit_line_create")).toEqual([
    { ...about, text: "Nights", dueOn: null, ringsAt: null, isDone: false },
  ]);
});

test("a visit is written about by its time", async () => {
  const note = { id: "v", why: "", takeaways: "Breathe", nextStep: "" };
  const core = fakeCall({ visit_update: written(note) });
  const view: VisitView = { occurrence: anOccurrence(), visit: null, lines: [] };
  const draft = visitDraft(core.call, "appointment-1", view);
  await draft.set({ takeaways: "Breathe" });
  await draft.set({ nextStep: "Ask" });
  const requests = core.requests("visit_update");
  expect(requests.map(({ occurrence }) => occurrence)).toEqual([KEY, KEY]);
  expect(requests[1]).toMatchObject({ takeaways: "Breathe", nextStep: "Ask" });
});

test("one tap answers a visit, and says what to undo", async () => {
  const core = fakeCall({ appointment_get: () => aPage(), visit_answer: written(null) });
  const one = new OneAppointment(core.call);
  await one.load("appointment-1");
  expect(await one.answer(KEY, "taken")).toBe("x");
  expect(core.requests("visit_answer")).toEqual([{ occurrence: KEY, outcome: "taken", why: "" }]);
  expect(core.requests("appointment_get")).toHaveLength(2);
});

test("a ticked line of a visit closes the question that it was, and opens it again", async () => {
  const line = { id: "l", text: "Can I drive?", isDone: false, dueOn: null, ringsAt: null };
  const same = { id: "q", text: "Can I drive?", medicineId: "m", note: "", askedOn: null };
  let list = { today: "2026-11-21", open: [same] as unknown[], asked: [] as unknown[] };
  const core = fakeCall({
    appointment_get: () => aPage(),
    visit_line_update: written(null),
    question_list: () => list as never,
    question_update: written(null),
  });
  const one = new OneAppointment(core.call);
  await one.load("appointment-1");
  expect(await one.talked(line as never, "2026-11-20")).toEqual(["x", "x"]);
  // The same was written down again since: that one stays open.
  const [newer, known] = [
    { ...same, id: "newer" },
    { ...same, askedOn: "2026-11-20" },
  ];
  list = { ...list, open: [newer], asked: [known] };
  await one.talked({ ...line, isDone: true } as never, "2026-11-20");
  const asked = core.requests("question_update").map(({ id, askedOn }) => [id, askedOn]);
  expect(asked).toEqual([
    ["q", "2026-11-20"],
    ["q", null],
  ]);
  // Another line is no question.
  expect(await one.talked({ ...line, text: "Sleep" } as never, "2026-11-20")).toEqual(["x"]);
});

test("a visit asks what they take with them while it is fresh and nothing was noted", async () => {
  const there = { ...anOccurrence(), state: "taken" as const, dueMs: NOW_MS - 60_000 };
  let visit: VisitView = { occurrence: there, visit: null, lines: [] };
  const core = fakeCall({ appointment_get: () => aPage({ visits: [visit] }) });
  const untold = async (next: Partial<VisitView>): Promise<boolean> => {
    visit = { occurrence: there, visit: null, lines: [], ...next };
    const one = new OneAppointment(core.call);
    await one.load("appointment-1");
    return one.untold !== null;
  };
  expect(await untold({})).toBe(true);
  expect(await untold({ occurrence: { ...there, state: "skipped" } })).toBe(false);
  expect(await untold({ occurrence: { ...there, dueMs: NOW_MS - 40 * 60 * 60_000 } })).toBe(false);
  expect(await untold({ visit: { takeaways: "Breathe", nextStep: "" } as never })).toBe(false);
  expect(await untold({ lines: [{ isDone: true } as never] })).toBe(false);
});

test("what the core refuses is said, and the page stays", async () => {
  const core = fakeCall({
    appointment_get: () => aPage(),
    visit_line_delete: () => refuse("storage_full"),
  });
  const one = new OneAppointment(core.call);
  await one.load("appointment-1");
  const line = { id: "l", text: "x", isDone: false, dueOn: null, ringsAt: null };
  const whole = { ...line, appointmentId: "a", kind: "agenda" as const, visitId: null };
  expect(await one.removeLine(whole)).toBeNull();
  expect(one.failure?.code).toBe("storage_full");
  expect(one.page).not.toBeNull();
});

test("older visits come page by page", async () => {
  const visit = { occurrence: anOccurrence(), visit: null, lines: [] };
  const core = fakeCall({
    appointment_get: ({ beforeOn }) =>
      beforeOn === null
        ? aPage({ visits: [visit], more: "2026-05-21" })
        : aPage({ visits: [visit], more: null }),
  });
  const one = new OneAppointment(core.call);
  await one.load("appointment-1");
  await one.loadOlder();
  expect(one.visits).toHaveLength(2);
  expect(one.more).toBeNull();
  one.clear();
  expect(one.visits).toEqual([]);
});

test("a programme is proposed, changed, and made in one write", async () => {
  const core = fakeCall({ programme_create: written([]) });
  const programme = new Programme(core.call);
  programme.propose("iop", "2026-11-21");
  expect([programme.weekdays, programme.minutes]).toEqual([[1, 3, 5], 180]);
  expect(programme.fromOn).toBe("2026-11-23");
  programme.toggle(3);
  programme.toggle(4);
  expect(await programme.make("Europe/London")).toBe("x");
  const [{ appointments } = { appointments: [] }] = core.requests("programme_create");
  expect(appointments).toHaveLength(1);
  expect(appointments[0]).toMatchObject({
    kind: "group",
    minutes: 180,
    rule: weekly([1, 4, 5], "09:00", {
      fromOn: "2026-11-23",
      untilOn: "",
      zone: "Europe/London",
    }),
  });
});

test("a programme has a last day, which is not before its first", async () => {
  const core = fakeCall({ programme_create: written([]) });
  const programme = new Programme(core.call);
  programme.propose("iop", "2026-11-21");
  programme.untilOn = "2026-11-22";
  expect([programme.endsBefore, await programme.make("UTC")]).toEqual([true, null]);
  programme.untilOn = "2027-02-19";
  const again = new Programme(core.call);
  again.take(programme.held ?? "");
  expect(again.untilOn).toBe("2027-02-19");
  expect(await again.make("UTC")).toBe("x");
  const [{ appointments } = { appointments: [] }] = core.requests("programme_create");
  expect(appointments[0]?.rule).toMatchObject({
    phases: [{ fromOn: "2026-11-23", untilOn: "2027-02-19" }],
  });
});

test("a programme on its way is held over a lock, and nothing of another form is taken", () => {
  const programme = new Programme(fakeCall().call);
  expect(programme.held).toBeNull();
  programme.propose("php", "2026-11-21");
  programme.title = "Day group";
  const again = new Programme(fakeCall().call);
  again.take(programme.held ?? "");
  expect([again.kind, again.title, again.minutes]).toEqual(["php", "Day group", 360]);
  again.clear();
  for (const other of ["", "[]", '{"kind":"x"}', "null"]) again.take(other);
  expect(again.held).toBeNull();
});

test("a programme without a day is not made", async () => {
  const core = fakeCall();
  const programme = new Programme(core.call);
  expect(await programme.make("UTC")).toBeNull();
  programme.propose("outpatient", "2026-11-21");
  programme.toggle(2);
  expect(programme.isReady).toBe(false);
  expect(await programme.make("UTC")).toBeNull();
});

test("weekdays are counted from Monday", () => {
  expect(weekdayOf("2026-11-23")).toBe(1);
  expect(weekdayOf("2026-11-22")).toBe(7);
  expect(firstOf([2, 4], "2026-11-25")).toBe("2026-11-26");
  expect(isOnce(RULE)).toBe(false);
  expect(usualReminder(180).grace).toEqual({ kind: "minutes", minutes: 180 });
  expect(usualReminder(null).grace).toEqual({ kind: "minutes", minutes: 60 });
});

test("times and states are said in plain words", () => {
  const next = anOccurrence();
  expect(farWords(next, next.dueMs + 60_000)).toBe("It is now");
  expect(farWords(next, next.dueMs - 2 * 3_600_000)).toBe("in 2 hours");
  expect(farWords(next, next.dueMs - 86_400_000)).toBeNull();
  const there = placeClock(anAppointment({ next }), "America/New_York");
  expect(there).toContain("by the clock there");
  expect(placeClock(anAppointment({ next }), "Europe/London")).toBeNull();
  expect(rhythmWords(anAppointment())).toContain("Tuesday");
  expect(stateWords(anOccurrence({ state: "late" }))).toBe("Went");
  expect(stateWords(anOccurrence({ state: "missed" }))).toBe("Not answered");
});

test("what the log offers is a sentence with a count", () => {
  expect(topicWords({ kind: "cravings", count: 5, strongest: 8 })).toContain("5");
  expect(topicWords({ kind: "cravings", count: 1, strongest: null })).toBe("1 craving");
  expect(topicWords({ kind: "used", days: 1 })).toBe("Used on 1 day");
  expect(topicWords({ kind: "short_nights", nights: 4 })).toContain("4");
  expect(topicWords({ kind: "met", count: 2 })).toContain("did not act on");
  expect(topicWords({ kind: "missed_doses", count: 1 })).toBe("1 dose missed or without an answer");
  expect(topicWords({ kind: "late_doses", count: 3 })).toBe("3 doses taken at another time");
  expect(topicWords({ kind: "meetings", count: 2 })).toBe("Was at 2 meetings");
});

test("a link that is refused says what is wrong with it", () => {
  const said = (link: string): string => linkRefused(link).replace(/[\u2068\u2069]/g, "");
  const page = "This is not a link to a page.";
  const sign = (one: string): string => `A link cannot have this sign in it: ${one}`;
  expect(said("javascript:alert(1)")).toBe(`${page} A link begins with https://.`);
  expect(said("https://a page")).toBe(`${page} A link has no space in it.`);
  expect(said("https://zoom.us/j/1?pwd=\u00c4x")).toBe(sign("\u00c4"));
  expect(said("https://zoom.us/j/1?pwd=A\u0308x")).toBe(sign("\u00c4"));
  expect(said("https://zoom.us/\u{1f642}")).toBe(sign("\u{1f642}"));
  for (const one of '"<>\\`') expect(said(`https://zoom.us/${one}`)).toBe(sign(one));
  expect(said("https://zoom.us/\u202e")).toBe(page);
  expect(said("https://bank.example@else.example/a?b=[c]&d='!$%()*+,;~{|}^_#e")).toBe(page);
});
