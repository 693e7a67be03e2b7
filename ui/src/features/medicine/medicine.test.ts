import { expect, test, vi } from "vitest";
import type { Adherence, MedicinePage, MedicineView } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { heldTexts } from "$shared/held-text.svelte.ts";
import { MedicineEditor } from "./medicine-editor.svelte.ts";
import {
  adherenceLines,
  injectionWords,
  kitRows,
  standLine,
  takeHomeLines,
} from "./medicine-words.ts";
import { Medicines, OneMedicine } from "./medicine.svelte.ts";

const NOW = Date.UTC(2026, 10, 21, 18, 35);
const REMINDER = {
  preAlerts: [],
  nag: null,
  ringsInQuietHours: false,
  grace: { kind: "half_way" as const, minutes: 240 },
};
const RULE = {
  kind: "civil" as const,
  phases: [
    {
      days: { kind: "days" as const, every: 1 },
      fromOn: "2026-10-01",
      untilOn: null,
      times: { kind: "at" as const, minutes: [480] },
    },
  ],
  zone: null,
};

const medicine = (more: Partial<MedicineView> = {}): MedicineView => ({
  id: "m1",
  name: "Naltrexone",
  discreetName: "",
  strength: "50 mg",
  form: "tablet",
  class: null,
  note: "",
  prescriberId: null,
  clinicPhone: "",
  pharmacyPhone: "",
  onTimeMinutes: 60,
  sites: [],
  expiresOn: null,
  kit: { place: "", people: "", trainedOn: null },
  position: 0,
  endedMs: null,
  schedules: [
    {
      id: "s1",
      rule: RULE,
      reminder: REMINDER,
      amounts: ["1 tablet"],
      units: null,
      nextMs: NOW + 3_600_000,
      asNeeded: null,
      injection: null,
      followsNothing: false,
      takeHome: null,
    },
  ],
  nextMs: NOW + 3_600_000,
  open: 0,
  overdue: null,
  lastTakenMs: null,
  lastSite: null,
  nextSite: null,
  stock: null,
  expiresInDays: null,
  clinicDialled: null,
  pharmacyDialled: null,
  ...more,
});

const aPage = (more: Partial<MedicineView> = {}): MedicinePage => ({
  ...medicine(more),
  next: [],
  recent: [],
  sideEffects: [],
  adherence: [],
  followers: [],
  isAheadOfClock: false,
  prescriber: null,
  missedCall: null,
  toleranceMayBeLow: false,
});

const core = (more: Parameters<typeof fakeCall>[0] = {}) =>
  fakeCall({
    today_get: () => ({ dayOn: "2026-11-21", nowMs: NOW, zone: "Europe/London" }) as never,
    medicine_list: () => [medicine()],
    person_list: () => [],
    ...more,
  });

const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

test("a new medicine is sent as it was typed, with its schedule", async () => {
  const { call, requests } = core({
    medicine_create: () => ({ value: medicine(), change: "c1" }),
  });
  const editor = new MedicineEditor(call);
  await editor.begin(null);
  expect(await editor.save()).toBe(null);
  expect(editor.complaint("name")).not.toBe(null);
  editor.put({ name: "Methadone", strength: "60 mg", form: "liquid" });
  const at = editor.addSchedule();
  expect(await editor.save()).toBe(null);
  expect(editor.refusedStep).toEqual({ step: "when", at });
  const { form } = editor.schedule(at)!;
  form.pickUsual("daily");
  form.put(form.fields.phases[0]!, { times: ["07:30"], amount: "as on the bottle" });
  expect((await editor.save())?.change).toBe("c1");
  const [sent] = requests("medicine_create");
  expect(sent).toMatchObject({ name: "Methadone", strength: "60 mg", form: "liquid", class: null });
  expect(sent?.schedules).toMatchObject([
    { id: null, amounts: ["as on the bottle"], rule: { phases: [{ times: { minutes: [450] } }] } },
  ]);
});

test("what was typed is held, stands there again, and goes once it is saved or dropped", async () => {
  vi.useFakeTimers();
  const { call } = core({ medicine_create: () => ({ value: medicine(), change: "c1" }) });
  const editor = new MedicineEditor(call);
  await editor.begin(null);
  editor.hold();
  await heldTexts.flush();
  expect(heldTexts.waiting).toEqual([]);
  editor.put({ name: "Half a na", prescriberId: "who was removed meanwhile" });
  const { form } = editor.schedule(editor.addSchedule())!;
  form.pickUsual("weekdays");
  form.toggleWeekday(form.fields.phases[0]!, 2);
  editor.hold();
  await heldTexts.flush();
  vi.useRealTimers();

  const again = new MedicineEditor(call);
  await again.begin(null);
  expect(again.fields.name).toBe("Half a na");
  expect(again.fields.prescriberId).toBe(null);
  expect(again.schedule(0)!.form.fields.phases[0]!.weekdays).toEqual([2]);
  expect(again.isChanged).toBe(true);
  await again.drop();
  expect(again.fields.name).toBe("");
  expect(heldTexts.waiting).toEqual([]);
});

test("a change keeps what it did not touch, and sends the whole", async () => {
  const { call, requests } = core({
    medicine_update: () => ({ value: medicine(), change: "c1" }),
  });
  const editor = new MedicineEditor(call);
  await editor.begin("m1");
  expect(editor.isChanged).toBe(false);
  editor.put({ note: "Ask" });
  expect(editor.isChanged).toBe(true);
  await editor.save();
  expect(requests("medicine_update")).toMatchObject([
    {
      id: "m1",
      name: "Naltrexone",
      note: "Ask",
      place: null,
      schedules: [{ id: "s1", rule: RULE, reminder: REMINDER, amounts: ["1 tablet"] }],
    },
  ]);
});

test("a refusal of a schedule leads to its question, others stand at their field", async () => {
  let field = "schedules.0.rule.phases.0.times";
  const { call } = core({ medicine_update: () => refuse("invalid", field) });
  const editor = new MedicineEditor(call);
  await editor.begin("m1");
  expect(await editor.save()).toBe(null);
  expect(editor.refusedStep).toEqual({ step: "when", at: 0 });
  expect(editor.schedule(0)!.form.complaint("phases.0.times")).not.toBe(null);
  expect(editor.failure).toBe(null);
  field = "schedules.0.reminder.grace";
  await editor.save();
  expect(editor.refusedStep?.step).toBe("ring");
  expect(editor.schedule(0)!.reminder.complaint("grace")).not.toBe(null);
  field = "clinicPhone";
  await editor.save();
  expect(editor.complaint("clinicPhone")).not.toBe(null);
  expect(editor.refusedStep).toBe(null);
});

test("an answer that comes after a lock is dropped", async () => {
  const { call } = core();
  const editor = new MedicineEditor(call);
  const reading = editor.begin("m1");
  editor.end();
  await reading;
  expect(editor.fields.name).toBe("");
  expect(editor.isReady).toBe(false);
});

test("the history goes on page by page", async () => {
  const page = aPage();
  const { call, requests } = core({
    medicine_get: () => page,
    dose_list: ({ beforeMs }) => ({ doses: [], olderBeforeMs: beforeMs === null ? 5 : null }),
  });
  const one = new OneMedicine(call);
  await one.load("m1");
  await one.more();
  await one.more();
  expect(requests("dose_list").map(({ beforeMs }) => beforeMs)).toEqual([null, 5]);
  expect(one.olderBeforeMs).toBe(null);
});

const MONTHLY = {
  kind: "long_acting" as const,
  earliest: 26,
  target: 28,
  latest: 30,
  firstOn: "2026-11-01",
  at: 600,
  zone: null,
};

test("what a list says of a medicine", () => {
  expect(standLine(medicine(), NOW)).toMatch(/^Next: /);
  expect(plain(standLine(medicine({ open: 2 }), NOW))).toBe("2 doses wait for an answer");
  expect(standLine(medicine({ schedules: [], nextMs: null }), NOW)).toBe("Nothing is planned.");
  const last = medicine().schedules.map((one) => ({ ...one, followsNothing: true }));
  expect(standLine(medicine({ schedules: last }), NOW)).toMatch(/^Next: /);
  const lost = last.map((one) => ({ ...one, nextMs: null }));
  expect(standLine(medicine({ schedules: lost, nextMs: null }), NOW)).toBe("Has no time now");
  const window = { earliestOn: "2026-11-18", targetOn: "2026-11-20", latestOn: "2026-11-22" };
  const injection = { ...window, stage: "overdue" as const };
  const said = injectionWords({ rule: { ...MONTHLY, firstOn: "2026-10-23" }, injection });
  expect(plain(said ?? "")).toBe("The latest day was November 22, 2026. Call your clinic.");
  expect(injectionWords({ rule: MONTHLY, injection: null })).toBeNull();
});

test("of a first injection there is a day, and no latest day that is over", () => {
  const [firstOn, before] = ["2026-11-01", "2026-11-30"];
  const said = (on: string, stage: "due" | "overdue" | "too_early"): string => {
    const injection = { earliestOn: on, targetOn: on, latestOn: on, stage };
    return plain(injectionWords({ rule: { ...MONTHLY, firstOn: on }, injection }) ?? "");
  };
  expect(said(firstOn, "overdue")).toBe(
    "The first one was planned for November 1, 2026. Your clinic knows what comes next.",
  );
  expect(said(before, "too_early")).toBe("The first one is planned for November 30, 2026.");
});

test("what is overdue, and whether tolerance may be lost, is the core's word", async () => {
  const overdue = { sinceOn: "2026-11-19", days: 2, isInjection: false, losesTolerance: true };
  const found = [];
  for (const [said, toleranceMayBeLow] of [
    [null, false],
    [overdue, true],
    [overdue, false],
    // Ended a short while ago.
    [null, true],
  ] as const) {
    const page = { ...aPage({ overdue: said }), toleranceMayBeLow };
    const shown = new OneMedicine(core({ medicine_get: () => page }).call);
    await shown.load("m1");
    found.push([shown.overdue !== null, shown.losesTolerance]);
  }
  expect(found).toEqual([
    [false, false],
    [true, true],
    [true, false],
    [false, true],
  ]);
});

test("doses at home are told with their days and the next visit", () => {
  const home = {
    visitedOn: "2026-11-20",
    given: 2,
    days: ["2026-11-21", "2026-11-22"],
    nextVisitOn: "2026-11-23",
    leavesAGap: false,
  };
  expect(takeHomeLines(home).map(plain)).toEqual([
    "2 doses to take home, for Saturday and Sunday.",
    "Next visit: November 23, 2026.",
  ]);
  expect(takeHomeLines({ ...home, leavesAGap: true })).toHaveLength(3);
  expect(takeHomeLines(null)).toEqual([]);
});

test("what is taken after another one names it as lists do, though that is ended", async () => {
  const rule = { kind: "after" as const, schedule: "s9", minutes: 30 };
  const own = medicine().schedules.map((one) => ({ ...one, rule }));
  const of = medicine().schedules.map((one) => ({ ...one, id: "s9" }));
  const other = medicine({ id: "m9", discreetName: "Morning one", schedules: of, endedMs: NOW });
  const { call, requests } = core({
    medicine_get: ({ id }) => (id === "m1" ? aPage({ schedules: own }) : aPage({ id })),
    medicine_list: () => [other],
  });
  const one = new OneMedicine(call);
  await one.load("m1");
  expect([one.nameOf("s9"), one.nameOf("s8")]).toEqual(["Morning one", null]);
  await one.load("m2");
  expect(one.nameOf("s9")).toBe(null);
  expect(requests("medicine_list")).toHaveLength(1);
});

test("a medicine that is moved leaves what to undo", async () => {
  const { call, requests } = core({
    medicine_list: () => [medicine()],
    medicine_order_update: () => ({ value: medicine(), change: "moved" }),
  });
  const all = new Medicines(call);
  await all.load();
  expect(await all.move(medicine(), 1)).toBe("moved");
  expect(requests("medicine_order_update")).toEqual([{ id: "m1", place: 1 }]);
});

test("how it went is counts, and percent only where the core has one", () => {
  const told: Adherence = {
    days: 30,
    due: 30,
    taken: 24,
    late: 2,
    skipped: 1,
    missed: 1,
    unrecorded: 2,
    asNeeded: 0,
    takenPercent: 92,
    onTimePercent: 85,
    longestGapHours: 30,
  };
  const lines = adherenceLines(told).map(plain);
  expect(lines[0]).toBe("Taken 26 of 28: 92%.");
  expect(lines).toContain("2 came while nothing could ring. They are not counted.");
  expect(lines[1]).toBe("On time 24 of 28: 85%.");
  expect(lines).toContain("Longest time with none noted as taken: 30 hours.");
  const long = adherenceLines({ ...told, longestGapHours: 20 * 24 + 7 }).map(plain);
  expect(long).toContain("Longest time with none noted as taken: 20 days.");
  const few = { ...told, takenPercent: null, onTimePercent: null };
  expect(adherenceLines(few).map(plain).slice(0, 2)).toEqual([
    "Taken 26 of 28.",
    "24 of them on time.",
  ]);
  const never = adherenceLines({ ...told, taken: 0, late: 26, onTimePercent: 0 }).map(plain);
  expect(never[1]).toBe("0 of them on time.");
  const none = { due: 0, taken: 0, late: 0, skipped: 0, missed: 0, unrecorded: 0 };
  const nothing = { ...told, ...none, takenPercent: null, onTimePercent: null };
  expect(adherenceLines({ ...nothing, longestGapHours: null })).toEqual(["Nothing to count yet."]);
  // What is taken as needed has no number that it should be.
  const needed = adherenceLines({ ...nothing, asNeeded: 9 }).map(plain);
  expect(needed.join(" ")).not.toContain("%");
  expect(needed).toContain("Taken 9 times when needed.");
});

test("a kit says where it is in the list, and on its page what is not said too", () => {
  const kit = { place: "Red bag", people: "", trainedOn: "2026-05-01" };
  const naloxone = medicine({ class: "naloxone", schedules: [], nextMs: null, kit });
  expect(standLine(naloxone, NOW)).toBe("Red bag");
  const unsaid = { ...naloxone, kit: { place: "", people: "", trainedOn: null } };
  expect(standLine(unsaid, NOW)).toBe("Naloxone kit");
  expect(kitRows(naloxone).map(({ value }) => plain(value))).toEqual([
    "Red bag",
    "Not said",
    "May 1, 2026",
  ]);
});

test("what is refused of a new one is asked again at its step", async () => {
  for (const [field, step] of [
    ["clinicPhone", "call"],
    ["kit.trainedOn", "kit"],
    ["expiresOn", "kit"],
    ["strength", "name"],
    ["sites", "sites"],
  ] as const) {
    const { call } = core({ medicine_create: () => refuse("phone_number", field) });
    const editor = new MedicineEditor(call);
    await editor.begin(null);
    editor.put({ name: "Narcan", class: "naloxone" });
    expect(await editor.save()).toBe(null);
    expect(editor.refusedStep).toEqual({ step, at: 0 });
  }
});

test("places on the body are words with a line each", async () => {
  const editor = new MedicineEditor(core({}).call);
  await editor.begin(null);
  editor.say("sites", "left arm\nright arm");
  editor.say("strength", "8 mg");
  expect([editor.fields.sites, editor.fields.strength]).toEqual([
    ["left arm", "right arm"],
    "8 mg",
  ]);
  expect([editor.words("sites"), editor.words("strength")]).toEqual([
    "left arm\nright arm",
    "8 mg",
  ]);
});

test("a number that nobody can dial, and a training on a day to come, are asked again at once", async () => {
  const { call, requests } = core({
    medicine_create: () => ({ value: medicine(), change: "c1" }),
  });
  const editor = new MedicineEditor(call);
  await editor.begin(null);
  for (const typed of ["one two", "5", "+", "555x", "020\u00b77946", "+44 (0)"]) {
    editor.put({ name: "Methadone", clinicPhone: typed });
    expect([typed, editor.checkCall(), editor.refusal?.field]).toEqual([
      typed,
      false,
      "clinicPhone",
    ]);
  }
  for (const typed of [
    "",
    " ",
    "112",
    "+44 (0)20 7946\u2011 0018",
    "555-0101 #12",
    "5550101EXT12",
  ]) {
    editor.put({ clinicPhone: typed });
    expect([typed, editor.checkCall()]).toEqual([typed, true]);
  }
  const kit = (trainedOn: string) => ({ place: "", people: "", trainedOn });
  editor.put({ class: "naloxone", kit: kit("2030-01-01") });
  expect([await editor.save(), editor.complaint("kit.trainedOn")]).toEqual([
    null,
    expect.stringContaining("future"),
  ]);
  editor.put({ kit: kit("2026-11-21") });
  expect(await editor.save()).not.toBe(null);
  expect(requests("medicine_create")).toHaveLength(1);
});

test("what was said of a kit goes with it when it was of another kind after all", async () => {
  const { call } = core({});
  const editor = new MedicineEditor(call);
  await editor.begin(null);
  const kit = { place: "in the hall", people: "", trainedOn: null };
  editor.put({ name: "Narcan", class: "naloxone", expiresOn: "2205-01-01", kit });
  editor.put({ class: "methadone" });
  editor.addSchedule();
  editor.forgetKit();
  expect([editor.fields.expiresOn, editor.fields.kit.place]).toEqual([null, ""]);
  editor.keepKit();
  expect(editor.schedules).toHaveLength(1);
  editor.put({ class: "naloxone", kit });
  editor.forgetKit();
  expect(editor.fields.kit.place).toBe("in the hall");
  editor.keepKit();
  expect(editor.schedules).toHaveLength(0);
});
