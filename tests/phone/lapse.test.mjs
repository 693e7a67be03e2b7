// A lapse: safety first, no blame, and no earlier day is taken away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, goalSince, stage, TODAY } from "./support.mjs";

const scene = stage();
const lapses = async (preview) => (await preview.journal()).filter((item) => item.type === "lapse").map((item) => item.entry);
const since20 = { goals: [goalSince(dayAfter(TODAY, -19))] };

/** Words that blame, in any form. */
const BLAME = /\b(reset\w*|fail\w*|streak\w*|relaps\w*|clean|dirty|addict\w*|abus\w*|junkie|drunk|start(ed|ing)? over|back to zero)\b/i;

/** Runs in the page: everything visible whose text, fill, border or ground is red. */
function redThings() {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const isRed = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, alpha] = pen.getImageData(0, 0, 1, 1).data;
    const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)];
    const span = most - least;
    if (alpha < 40 || span === 0 || most !== r) return false;
    const hue = (((g - b) / span) * 60 + 360) % 360;
    const light = (most + least) / 510;
    const saturation = span / (255 * (1 - Math.abs(2 * light - 1)));
    return (hue < 18 || hue > 335) && saturation > 0.25 && light > 0.12 && light < 0.95;
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => {
      const style = getComputedStyle(element);
      const colours = { color: style.color, background: style.backgroundColor };
      if (element.namespaceURI?.endsWith("svg")) Object.assign(colours, { fill: style.fill, stroke: style.stroke });
      if (parseFloat(style.borderTopWidth) > 0) colours.border = style.borderTopColor;
      return Object.entries(colours)
        .filter(([, colour]) => colour !== "none" && isRed(colour))
        .map(([what, colour]) => `${element.tagName}.${element.className?.baseVal ?? element.className}: ${what} ${colour}`);
    });
}

async function isKind(phone, name) {
  await phone.settled();
  assert.doesNotMatch(await phone.said(), BLAME, name);
  assert.deepEqual(await phone.page.evaluate(redThings), [], `nothing red, ${name}`);
}

for (const dark of [false, true]) {
  test(`no screen of a lapse blames or alarms, ${dark ? "dark" : "light"}`, async (t) => {
    const goals = [goalSince(dayAfter(TODAY, -19), { kind: "opioids" }), goalSince(dayAfter(TODAY, -3), { kind: "nicotine" })];
    const { phone } = await scene(t, { setUp: { goals }, phone: { dark } });
    await phone.tap("today-lapse");
    await phone.heading("lapse-safe-question").waitFor();
    assert.equal(await phone.page.getByRole("heading").nth(1).innerText(), phone.t("lapse-safe-question"), "safety first");
    await isKind(phone, "safe");
    await phone.tap("lapse-safe-unsure");
    await phone.heading("lapse-signs-title").waitFor();
    await isKind(phone, "signs");
    await phone.tap("lapse-signs-none");
    await phone.heading("lapse-goal-title").waitFor();
    await isKind(phone, "goal");
    await phone.choice("goal-opioids").tap();
    await phone.tap("next");
    await phone.heading("lapse-when-title").waitFor();
    await phone.choice("lapse-when-now").tap();
    await isKind(phone, "when");
    await phone.tap("lapse-record");
    await phone.heading("lapse-done-days", { days: 19 }).waitFor();
    await phone.text("lapse-tolerance-danger").waitFor();
    await isKind(phone, "done");
    await phone.tap("lapse-help-today");
    await phone.text("sober-new-run").waitFor();
    await isKind(phone, "Today");
    await phone.page.getByRole("link", { name: phone.t("tab-journey") }).tap();
    await phone.heading("journey-title").waitFor();
    await phone.page.getByRole("button", { name: new RegExp(phone.t("entry-lapse")) }).first().tap();
    await phone.page.getByRole("dialog").waitFor();
    await isKind(phone, "the lapse in Journey");
    phone.expectNoProblems();
  });
}

test("help is one tap away from the first question, and nothing is written by asking for it", async (t) => {
  const { preview, phone } = await scene(t, { setUp: since20 });
  await phone.tap("today-lapse");
  await phone.heading("lapse-safe-question").waitFor();
  await phone.tap("lapse-safe-no");
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  await phone.heading("lapse-safe-question").waitFor();
  await phone.tap("lapse-safe-unsure");
  await phone.tap("lapse-signs-call");
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  await phone.heading("lapse-signs-title").waitFor();
  await phone.page.goBack();
  await phone.page.goBack();
  await phone.text("today-how").waitFor();
  assert.deepEqual(await lapses(preview), []);
  phone.expectNoProblems();
});

/** How each answer to "when was it" is kept. */
const WHENS = [
  { when: "lapse-when-now", dayOn: TODAY, total: 19, run: 0 },
  { when: "lapse-when-yesterday", dayOn: dayAfter(TODAY, -1), total: 19, run: 1 },
  { when: "lapse-when-pick", at: `${dayAfter(TODAY, -5)}T21:15`, dayOn: dayAfter(TODAY, -5), total: 19, run: 5 },
];

for (const { when, at, dayOn, total, run } of WHENS) {
  test(`a lapse (${when}) is kept on its day and takes no other`, async (t) => {
    const { preview, phone } = await scene(t, { setUp: since20 });
    await phone.tap("today-lapse");
    await phone.tap("lapse-safe-yes");
    await phone.heading("lapse-when-title").waitFor();
    await phone.choice(when).tap();
    if (at) await phone.field("lapse-when-field").fill(at);
    await phone.tap("lapse-record");
    await phone.text("lapse-what-helps").waitFor();
    assert.deepEqual((await lapses(preview)).map((lapse) => lapse.dayOn), [dayOn]);
    const [time] = (await preview.core("today_get")).soberTimes;
    assert.deepEqual([time.totalDays, time.currentRunDays, time.lapseToday], [total, run, dayOn === TODAY]);
    assert.equal(time.last30.days.filter((day) => !day.sober).length, 1, "one day of the dots is open");

    await phone.page.locator("summary", { hasText: phone.t("lapse-note-title") }).tap();
    await phone.field("check-in-note").fill("After the call.");
    await eventually(async () => (await lapses(preview))[0].note, "After the call.");
    await phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
    await phone.text("today-how").waitFor();
    assert.deepEqual(await lapses(preview), [], "Undo takes the note and the lapse");
    assert.equal((await preview.core("today_get")).soberTimes[0].totalDays, 20);
    phone.expectNoProblems();
  });
}

test("a lapse in the future is refused with words, and the questions stay", async (t) => {
  const { preview, phone } = await scene(t, { setUp: since20 });
  await phone.tap("today-lapse");
  await phone.tap("lapse-safe-yes");
  await phone.choice("lapse-when-pick").tap();
  await phone.field("lapse-when-field").fill(`${dayAfter(TODAY, 3)}T10:00`);
  await phone.tap("lapse-record");
  await phone.page.getByText(phone.t("err-date-out-of-range")).first().waitFor();
  assert.equal(await phone.field("lapse-when-field").inputValue(), `${dayAfter(TODAY, 3)}T10:00`);
  assert.deepEqual(await lapses(preview), []);
  await phone.choice("lapse-when-yesterday").tap();
  await phone.tap("lapse-record");
  await phone.text("lapse-what-helps").waitFor();
  assert.equal((await lapses(preview)).length, 1);
  phone.expectNoProblems();
});

test("Back after recording does not record it again", async (t) => {
  const { preview, phone } = await scene(t, { setUp: since20 });
  await phone.tap("today-lapse");
  await phone.tap("lapse-safe-yes");
  assert.ok(await phone.button("lapse-record").isDisabled(), "no time is chosen for the person");
  await phone.choice("lapse-when-now").tap();
  await phone.tap("lapse-record");
  await phone.text("lapse-what-helps").waitFor();
  await phone.tap("lapse-help-breathe");
  await phone.heading("tool-paced_breathing").waitFor();
  await phone.page.goBack();
  await phone.text("lapse-what-helps").waitFor();
  await phone.page.goBack();
  await phone.text("today-how").waitFor();
  assert.equal((await lapses(preview)).length, 1);
  phone.expectNoProblems();
});

async function recorded(t) {
  const made = await scene(t, { setUp: since20 });
  await made.phone.tap("today-lapse");
  await made.phone.tap("lapse-safe-yes");
  await made.phone.choice("lapse-when-yesterday").tap();
  await made.phone.tap("lapse-record");
  await made.phone.text("lapse-what-helps").waitFor();
  await made.phone.page.locator("summary", { hasText: made.phone.t("lapse-note-title") }).tap();
  return made;
}

for (const [way, leave] of [
  ["Back to Today", (phone) => phone.tap("lapse-help-today")],
  ["Back", (phone) => phone.page.goBack()],
]) {
  test(`${way} points out once that the note is not saved`, async (t) => {
    const { preview, phone } = await recorded(t);
    await phone.field("check-in-note").fill("left\u0007out");
    await phone.page.getByText(phone.t("err-unreadable-text")).first().waitFor();
    await leave(phone);
    await phone.text("draft-held-back-again").waitFor();
    const note = phone.field("check-in-note");
    await eventually(() => note.evaluate((field) => field === document.activeElement), true, "what was refused has the focus");
    const said = phone.page.getByText(phone.t("err-unreadable-text")).first();
    assert.ok(await said.evaluate((words) => {
      const { left, top, height } = words.getBoundingClientRect();
      return words.contains(document.elementFromPoint(left + 5, top + height / 2));
    }), "it stands behind nothing");
    await phone.field("check-in-note").fill("Short.");
    await eventually(async () => (await lapses(preview))[0].note, "Short.");
    await leave(phone);
    await phone.text("today-how").waitFor();
    phone.expectNoProblems();
  });
}

test("a note that the core did not take is pointed out, and kept by trying again", async (t) => {
  const { preview, phone } = await recorded(t);
  await phone.page.route("**/ipc/lapse_update", (route) => route.abort());
  await phone.field("check-in-note").fill("After the call.");
  await phone.text("err-internal").waitFor();
  await phone.tap("lapse-help-today");
  await phone.text("draft-held-back-again").waitFor();
  await phone.page.unroute("**/ipc/lapse_update");
  await phone.tap("broken-again");
  await eventually(async () => (await lapses(preview))[0].note, "After the call.");
  await phone.tap("lapse-help-today");
  await phone.text("today-how").waitFor();
  phone.expectNoProblems(/Failed to load resource/);
});

test("with several goals that could not be read at first, it is asked which before recording", async (t) => {
  const goals = [goalSince(dayAfter(TODAY, -9)), goalSince(dayAfter(TODAY, -4), { kind: "nicotine" })];
  const { preview, phone, goals: kept } = await scene(t, { setUp: { goals } });
  await phone.button("today-lapse").waitFor();
  await phone.page.route("**/ipc/today_get", (route) => route.abort());
  await phone.tap("today-lapse");
  await phone.tap("lapse-safe-yes");
  await phone.heading("lapse-when-title").waitFor();
  await phone.page.unroute("**/ipc/today_get");
  await phone.choice("lapse-when-now").tap();
  await phone.tap("lapse-record");
  await phone.heading("lapse-goal-title").waitFor();
  await phone.choice("goal-nicotine").tap();
  await phone.tap("next");
  await phone.heading("lapse-when-title").waitFor();
  await phone.tap("lapse-record");
  await phone.text("lapse-what-helps").waitFor();
  assert.deepEqual((await lapses(preview)).map((lapse) => lapse.goalId), [kept[1].id]);
  phone.expectNoProblems(/Failed to load resource/);
});

test("from the signs the emergency number comes first and strongest", async (t) => {
  const { phone } = await scene(t, { setUp: since20, phone: { country: "GB", text200: true, width: 360, height: 740 } });
  await phone.tap("today-lapse");
  await phone.tap("lapse-safe-unsure");
  await phone.tap("lapse-signs-call");
  await phone.heading("help-title").waitFor();
  const dials = () => phone.page.locator("a.dial").evaluateAll((all) => all.map((one) => [one.getAttribute("href"), one.classList.contains("strong")]));
  assert.deepEqual((await dials())[0], ["tel:999", true]);
  assert.ok((await dials()).slice(1).every(([, strong]) => !strong), "one is strongest");
  const broken = await phone.page.locator(".number").evaluateAll((all) =>
    all.filter((one) => one.getClientRects().length > 1).map((one) => one.textContent));
  assert.deepEqual(broken, [], "no number breaks");
  await phone.noSidewaysScroll("Help from the signs");
  await phone.page.goBack();
  await phone.heading("lapse-signs-title").waitFor();
  await phone.go("/help");
  await phone.heading("help-title").waitFor();
  assert.notEqual((await dials())[0][0], "tel:999", "the usual way in stays as it is");
  phone.expectNoProblems();
});
