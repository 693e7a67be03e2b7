// The sheets of doses over a core that answers as each test says.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import type { DoseAsNeeded, DoseView } from "$ipc";
import { formatTime } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { toast } from "$shared/ui/toast.svelte.ts";
import { aDose, NOW } from "./testing/doses.ts";
import DoseSheet from "./DoseSheet.svelte";
import DueCard from "./DueCard.svelte";
import NeededSheet from "./NeededSheet.svelte";
import { takeNeeded } from "./offers.ts";
import { due } from "./state.ts";

type Asked = { name: string; request: Record<string, unknown> };
type Answers = Record<string, (request: Record<string, unknown>) => unknown>;
let asked: Asked[] = [];
let unmount: (() => unknown) | undefined;

const refusal = (code: string, field: string | null = null) => ({
  error: { code, field, reference: "r" },
});
const requests = (name: string): Asked["request"][] =>
  asked.filter((one) => one.name === name).map(({ request }) => request);

function core(answers: Answers): void {
  vi.spyOn(window, "fetch").mockImplementation(async (address, options) => {
    const name = String(address).split("/").at(-1) ?? "";
    const request = JSON.parse(String(options?.body)) as Asked["request"];
    asked.push({ name, request });
    const nothing = { groups: [], asNeeded: [], withoutTime: [], overdue: [] };
    const known: Answers = { dose_due: () => ({ ok: { ...nothing, nextMs: null, nowMs: NOW } }) };
    const answer = answers[name] ?? known[name] ?? (() => ({ ok: null }));
    return new Response(JSON.stringify(answer(request)));
  });
}

async function open(dose: DoseView, isTaken = false) {
  const [onclose, onremove] = [vi.fn(), vi.fn()];
  const shown = await render(DoseSheet, { dose, nowMs: NOW, isTaken, onclose, onremove });
  unmount = () => shown.unmount();
  return { onclose, onremove };
}

const SPRAY: DoseAsNeeded = {
  medicineId: "m1",
  schedule: "n1",
  name: "Spray",
  strength: "",
  amount: "",
  stand: { notBeforeMs: null, in24Hours: 0, mostIn24Hours: null, today: 0, mostADay: null },
};
let sprays = 0;

/** Each test has one of its own: its taps rest by themselves. */
async function openNeeded() {
  const needed = { ...SPRAY, schedule: `sheet-${(sprays += 1)}` };
  const onclose = vi.fn();
  const shown = await render(NeededSheet, { needed, nowMs: NOW, onclose });
  unmount = () => shown.unmount();
  return { needed, onclose };
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const settled = () => new Promise((done) => setTimeout(done, 50));

beforeEach(() => {
  asked = [];
  due.clear();
});
afterEach(() => {
  unmount?.();
  unmount = undefined;
  vi.restoreAllMocks();
});

const VISIT = aDose({ isVisit: true, asksTakeHome: true });

test("one tap on a visit notes the place that its row shows", async () => {
  const kept = aDose({ ...VISIT, id: "d1", state: "taken", atMs: NOW, zone: "UTC" });
  core({
    dose_answer: ({ site }) => ({ ok: { dose: { ...kept, site }, change: "c1" } }),
  });
  await open({ ...VISIT, sites: ["left arm", "right arm"], nextSite: "left arm" }, true);
  await vi.waitFor(() => expect(requests("dose_answer")).toHaveLength(1));
  expect(requests("dose_answer")).toMatchObject([{ outcome: "taken", site: "left arm" }]);
  await expect
    .element(page.getByRole("button", { name: /left arm/, pressed: true }))
    .toBeInTheDocument();
});

test("a visit that was answered elsewhere shows the answer that stands", async () => {
  const kept = aDose({ ...VISIT, id: "d1", state: "skipped", atMs: NOW, zone: "UTC" });
  core({ dose_answer: () => ({ ok: { dose: kept, change: null } }) });
  await open(VISIT, true);
  const what = page.getByRole("group", { name: t("dose-what") });
  await expect
    .element(what.getByRole("button", { pressed: true }))
    .toHaveTextContent(t("dose-outcome-skipped"));
});

test("a dose that is put off closes once: one that was opened meanwhile stays", async () => {
  core({ reminder_snooze: () => ({ ok: { snoozedUntilMs: NOW } }) });
  const { onclose } = await open(aDose());
  await button("10 minutes").click();
  unmount?.();
  unmount = undefined;
  await settled();
  expect(onclose).toHaveBeenCalledOnce();
});

test("a dose that is removed closes once", async () => {
  core({});
  const said = aDose({ id: "d1", state: "taken", atMs: NOW, zone: "UTC" });
  const { onclose, onremove } = await open(said);
  await button(t("entry-remove")).click();
  unmount?.();
  unmount = undefined;
  await settled();
  expect(onremove).toHaveBeenCalledExactlyOnceWith("d1");
  expect(onclose).not.toHaveBeenCalled();
});

test("a Later that was not kept says why, and nothing says it twice", async () => {
  core({ reminder_snooze: () => refusal("storage_full") });
  await open(aDose());
  await button("30 minutes").click();
  await vi.waitFor(() => expect(toast.current?.text).toContain(t("err-storage-full")));
  expect(due.failure).toBe(null);
});

test("a Later that came while another act was on its way is not a toast without words", async () => {
  core({});
  toast.hide();
  await open(aDose());
  due.isBusy = true;
  await button("30 minutes").click();
  await vi.waitFor(() => expect(toast.current?.text).toContain(t("err-internal")));
  due.isBusy = false;
});

test("a time that was refused is said in the sheet, and nowhere once that is closed", async () => {
  core({ dose_take: () => refusal("date_out_of_range", "at") });
  await openNeeded();
  await button(t("dose-take-needed")).click();
  await expect.element(page.getByText(t("err-date-out-of-range"))).toBeVisible();
  expect(due.failure).toBe(null);
});

test("a time that was mended is kept at once: what was refused rests not", async () => {
  const kept = { ok: { dose: aDose(), change: "c1", warning: null } };
  let answer: unknown = refusal("date_out_of_range", "at");
  core({ dose_take: () => answer });
  const { onclose } = await openNeeded();
  const keep = button(t("dose-take-needed")).element() as HTMLElement;
  keep.click();
  await vi.waitFor(() => expect(page.getByText(t("err-date-out-of-range")).query()).not.toBe(null));
  answer = kept;
  keep.click();
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
  expect(requests("dose_take")).toHaveLength(2);
});

test("what could not be sent is said, too: the button is not dead", async () => {
  core({});
  await openNeeded();
  due.isBusy = true;
  await button(t("dose-take-needed")).click();
  await expect.element(page.getByText(t("err-internal"))).toBeVisible();
  due.isBusy = false;
});

test("the button of the sheet rests with the one of the row: two taps are one", async () => {
  core({ dose_take: () => ({ ok: { dose: aDose(), change: "c1", warning: null } }) });
  const { needed } = await openNeeded();
  const keep = button(t("dose-take-needed")).element() as HTMLElement;
  await takeNeeded(due, needed);
  keep.click();
  await settled();
  expect(requests("dose_take")).toHaveLength(1);
});

test("in the list a refusal is said beside the rows, and after a dose the keyboard is at its heading", async () => {
  const second = { ...aDose().occurrence, schedule: "s2" };
  const aspirin = { occurrence: second, name: "Aspirin", strength: "", medicineId: "m2" };
  const both = [aDose(), aDose(aspirin)];
  let doses = both;
  const nothing = { asNeeded: [], withoutTime: [], overdue: [], nextMs: null, nowMs: NOW };
  let answer: unknown = refusal("storage_full");
  core({
    dose_due: () => ({ ok: { groups: [{ dueMs: aDose().dueMs, doses }], ...nothing } }),
    dose_answer: () => answer,
  });
  const shown = await render(DueCard, {});
  unmount = () => shown.unmount();
  await button(t("dose-list")).click();
  const list = page.getByRole("dialog");
  const take = list.getByRole("button", { name: t("dose-take-name", { name: "Aspirin" }) });
  await take.click();
  await expect.element(list.getByText(t("err-storage-full"))).toBeInTheDocument();
  expect(document.body.textContent.split(t("err-storage-full"))).toHaveLength(2);
  answer = { ok: { dose: both[1], change: "c1" } };
  doses = both.slice(0, 1);
  // What was refused rests as well: a second tap is no answer to it.
  await new Promise((done) => setTimeout(done, 800));
  await take.click();
  await vi.waitFor(() => expect(document.activeElement?.matches("dialog[open] h2")).toBe(true));
  await expect.element(take).not.toBeInTheDocument();
  toast.hide();
});

test("of a dose whose time is over the planned time stands there first, and of one that waits, now", async () => {
  for (const [state, at] of [
    ["unrecorded", true],
    ["missed", true],
    ["raised", false],
  ] as const) {
    asked = [];
    core({ dose_answer: () => refusal("disk_full") });
    const dose = aDose({ state, dueMs: NOW - 20 * 3_600_000 });
    await open(dose);
    await button(t("dose-outcome-taken")).click();
    await vi.waitFor(() => expect(requests("dose_answer").length).toBeGreaterThan(0));
    expect(requests("dose_answer")[0]?.["at"] !== null, state).toBe(at);
    await unmount?.();
    unmount = undefined;
  }
});

test("what came due last is on the card, and two doses of one medicine are told apart by their times", async () => {
  const at = (minutes: number, id: string, more: Partial<DoseView> = {}): DoseView => {
    const occurrence = { ...aDose().occurrence, schedule: id };
    return aDose({ occurrence, dueMs: NOW - minutes * 60_000, ...more });
  };
  const doses = [
    at(20, "s1"),
    at(10, "s2", { name: "Iron", strength: "", medicineId: "m2" }),
    at(5, "s3"),
  ];
  const groups = doses.map((dose) => ({ dueMs: dose.dueMs, doses: [dose] }));
  const nothing = { asNeeded: [], withoutTime: [], overdue: [], wentBy: [] };
  core({ dose_due: () => ({ ok: { groups, ...nothing, nextMs: null, nowMs: NOW } }) });
  const shown = await render(DueCard, {});
  unmount = () => shown.unmount();
  const time = (dose?: DoseView): string => formatTime(dose?.dueMs ?? 0);
  const name = `Bupropion 150 mg, ${time(doses[2])}`;
  await expect.element(button(t("dose-take-name", { name }))).toBeInTheDocument();
  const first = t("dose-first-since", { time: time(doses[0]) });
  await button(`${t("dose-wait-too", { count: 2 })} ${first}`).click();
  const list = page.getByRole("dialog");
  const takes = list.getByRole("button", { name: /^Taken: / }).elements();
  expect(takes.map((one) => one.getAttribute("aria-label"))).toEqual([
    t("dose-take-name", { name }),
    t("dose-take-name", { name: "Iron" }),
    t("dose-take-name", { name: `Bupropion 150 mg, ${time(doses[0])}` }),
  ]);
});

test("two doses of one time, by an earlier rule of their schedule and by its newest, are two in each list", async () => {
  const { occurrence } = aDose();
  const doses = [1, 2].map((revision) => aDose({ occurrence: { ...occurrence, revision } }));
  const groups = [{ dueMs: aDose().dueMs, doses }];
  const nothing = { asNeeded: [], withoutTime: [], overdue: [], nextMs: null, nowMs: NOW };
  core({ dose_due: () => ({ ok: { groups, wentBy: doses, ...nothing } }) });
  const shown = await render(DueCard, {});
  unmount = () => shown.unmount();
  await button(t("dose-list")).click();
  const list = page.getByRole("dialog");
  await expect.element(list.getByRole("button", { name: /^Taken: / }).nth(1)).toBeVisible();
  await list.getByRole("button", { name: t("close"), exact: true }).click();
  await expect.element(page.getByRole("button", { name: /^Note it: / }).nth(1)).toBeVisible();
});
