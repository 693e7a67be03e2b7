// Journey: what was logged, day by day, and all of it can be changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, goalSince, NOTHING_FELT, NOTHING_SAID, stage, TODAY } from "./support.mjs";

const scene = stage();
const YESTERDAY = dayAfter(TODAY, -1);

/** A week with one of each kind. */
async function lived(t, more = {}) {
  const made = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -30))] }, open: false, ...more });
  const { preview, goals } = made;
  const log = (name, request) => preview.core(name, request);
  await log("check_in_log", { ...NOTHING_SAID, mood: 2, note: "A long night.", at: `${dayAfter(TODAY, -3)}T09:00` });
  await log("craving_log", { ...NOTHING_FELT, goalId: goals[0].id, strengthBefore: 7, strengthAfter: 3, at: `${YESTERDAY}T18:00` });
  await log("lapse_log", { goalId: goals[0].id, at: `${dayAfter(TODAY, -2)}T20:00`, note: "" });
  await log("check_in_log", { ...NOTHING_SAID, mood: 4, at: `${TODAY}T08:00` });
  await made.phone.open(preview, "/journey");
  await made.phone.page.locator("section.day").first().waitFor();
  return made;
}

const days = (phone) => phone.page.locator("section.day");
const row = (phone, words) => phone.page.locator("section.day button", { hasText: words }).first();
const sheet = (phone) => phone.page.getByRole("dialog");
const undo = (phone) => phone.toast().getByRole("button", { name: phone.t("undo"), exact: true });

test("the list shows each day with what was logged, newest first", async (t) => {
  const { phone } = await lived(t);
  const titles = await days(phone).getByRole("heading").allInnerTexts();
  assert.deepEqual(titles.slice(0, 2), [phone.t("journey-today"), phone.t("journey-yesterday")]);
  assert.equal(titles.length, 4);
  await row(phone, phone.t("entry-mood", { mood: phone.t("mood-4") })).waitFor();
  await row(phone, phone.t("entry-strength-changed", { before: 7, after: 3 })).waitFor();
  await row(phone, "A long night.").waitFor();
  phone.expectNoProblems();
});

test("the calendar marks the month, narrows the list, and goes back in time", async (t) => {
  const { phone } = await lived(t);
  const day = (of) => phone.page.locator(`[data-day="${of}"]`);
  assert.match(await day(YESTERDAY).getAttribute("aria-label"), new RegExp(phone.t("journey-day-cravings", { count: 1 })));
  assert.match(await day(dayAfter(TODAY, -2)).getAttribute("aria-label"), new RegExp(phone.t("journey-day-lapse")));
  assert.match(await day(dayAfter(TODAY, -5)).getAttribute("aria-label"), new RegExp(phone.t("journey-day-nothing")));
  assert.equal(await day(dayAfter(TODAY, 1)).getAttribute("aria-disabled"), "true", "what lies ahead cannot be chosen");

  await day(YESTERDAY).tap();
  const filter = phone.page.getByRole("status").filter({ hasText: /Showing|2026/ }).first();
  await filter.waitFor();
  assert.equal(await days(phone).count(), 1);
  await day(dayAfter(TODAY, -5)).tap();
  await phone.text("journey-nothing-on-day").waitFor();
  await phone.tap("journey-show-all");
  await days(phone).nth(3).waitFor();

  await phone.tap("journey-month-previous");
  await day("2026-10-15").waitFor();
  assert.ok(await phone.button("journey-month-previous").isDisabled(), "not before the first month");
  await phone.tap("journey-month-next");
  await day(TODAY).waitFor();

  const title = phone.page.getByRole("button", { name: "November 2026" });
  assert.equal(await title.getAttribute("aria-expanded"), "false");
  await title.focus();
  await phone.page.keyboard.press("Enter");
  await phone.field("journey-month").selectOption("2026-10");
  await day("2026-10-15").waitFor();
  assert.deepEqual(await phone.field("journey-year").locator("option").allInnerTexts(), ["2026"]);
  phone.expectNoProblems();
});

test("an entry is changed and moved to another day, and the change is undone by name", async (t) => {
  const { preview, phone } = await lived(t);
  await row(phone, "A long night.").tap();
  await sheet(phone).waitFor();
  await sheet(phone).locator(".faces button").nth(2).tap();
  const when = sheet(phone).getByLabel(phone.t("check-in-at"), { exact: true });
  assert.equal(await when.inputValue(), `${dayAfter(TODAY, -3)}T09:00`);
  await when.fill(`${dayAfter(TODAY, -6)}T10:30`);
  await sheet(phone).getByLabel(phone.t("check-in-note")).fill("A long night, and then rain.");
  const moved = async () => (await preview.journal()).map((item) => item.entry).find((entry) => /long night/.test(entry.note));
  await eventually(async () => {
    const { mood, dayOn, note } = await moved();
    return { mood, dayOn, note };
  }, { mood: 3, dayOn: dayAfter(TODAY, -6), note: "A long night, and then rain." });
  await sheet(phone).getByRole("button", { name: phone.t("close"), exact: true }).tap();
  await phone.toast().getByText(/Changed .?check-in/).waitFor();
  await undo(phone).tap();
  await eventually(async () => {
    const { mood, dayOn, note } = await moved();
    return { mood, dayOn, note };
  }, { mood: 2, dayOn: dayAfter(TODAY, -3), note: "A long night." }, "all of the change is taken back");
  phone.expectNoProblems();
});

for (const [type, words] of [
  ["check_in", (phone) => phone.t("entry-mood", { mood: phone.t("mood-4") })],
  ["craving", (phone) => phone.t("entry-strength-changed", { before: 7, after: 3 })],
  ["lapse", (phone) => phone.t("entry-lapse")],
]) {
  test(`a ${type} is removed with an Undo that names it`, async (t) => {
    const { preview, phone } = await lived(t);
    const before = await preview.journal();
    await row(phone, words(phone)).tap();
    await sheet(phone).getByRole("button", { name: phone.t("entry-remove") }).tap();
    await phone.toast().getByText(new RegExp(`Removed .?${phone.t(`entry-what-${type}`)}`)).waitFor();
    assert.equal((await preview.journal()).length, before.length - 1);
    await undo(phone).tap();
    await row(phone, words(phone)).waitFor();
    assert.deepEqual(await preview.journal(), before, "the same entry, with the same id");
    phone.expectNoProblems();
  });
}

test("the second tap of two, as on Remove above it, opens no entry", async (t) => {
  const { phone } = await lived(t);
  const entry = row(phone, phone.t("entry-mood", { mood: phone.t("mood-4") }));
  await entry.waitFor();
  await entry.dispatchEvent("click", { detail: 2 });
  await phone.settled();
  assert.equal(await sheet(phone).count(), 0);
  await entry.tap();
  await sheet(phone).getByRole("button", { name: phone.t("entry-remove") }).waitFor();
});

test("an entry can be added to a day gone by", async (t) => {
  const { preview, phone } = await lived(t);
  const day = dayAfter(TODAY, -8);
  await phone.page.locator(`[data-day="${day}"]`).tap();
  await phone.tap("journey-add");
  await phone.tap("journey-add-craving");
  await phone.page.getByRole("heading", { name: phone.t("craving-past-title") }).waitFor();
  await sheet(phone).getByRole("slider", { name: phone.t("craving-before") }).press("ArrowRight");
  await eventually(async () => (await preview.journal()).some((item) => item.type === "craving" && item.entry.dayOn === day), true);
  await phone.page.keyboard.press("Escape");
  await phone.toast().getByText(/Added/).waitFor();
  phone.expectNoProblems();
});

test("a day in the future is refused with words and keeps what was typed", async (t) => {
  const { preview, phone } = await lived(t);
  const before = await preview.journal();
  await row(phone, "A long night.").tap();
  const when = sheet(phone).getByLabel(phone.t("check-in-at"), { exact: true });
  await when.fill(`${dayAfter(TODAY, 4)}T10:00`);
  await sheet(phone).getByText(phone.t("err-date-out-of-range")).first().waitFor();
  assert.equal(await when.inputValue(), `${dayAfter(TODAY, 4)}T10:00`);
  assert.deepEqual(await preview.journal(), before);
  await sheet(phone).getByLabel(phone.t("check-in-note")).fill("Still here.");
  await eventually(async () => (await preview.journal()).some((item) => item.entry.note === "Still here."), true, "the rest is kept");
  assert.equal(await when.getAttribute("aria-invalid"), "true");
  phone.expectNoProblems();
});

test("a note of one megabyte is refused with words and stays in its field", async (t) => {
  const { preview, phone } = await lived(t);
  await row(phone, "A long night.").tap();
  const note = sheet(phone).getByLabel(phone.t("check-in-note"));
  await note.evaluate((field) => {
    field.removeAttribute("maxlength");
    field.value = "word ".repeat(210_000);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await note.blur();
  await sheet(phone).getByText(phone.t("err-too-long")).first().waitFor();
  assert.equal((await note.inputValue()).length, 1_050_000);
  assert.ok((await preview.journal()).some((item) => item.entry.note === "A long night."), "the note from before stands");
  await note.fill("Short again.");
  await eventually(async () => (await preview.journal()).some((item) => item.entry.note === "Short again."), true);
  phone.expectNoProblems();
});

/** Texts that would run, turn the line round, or break a file if they were taken for anything but text. */
const HOSTILE = [
  `<script>window.ran = 1</script><img src=x onerror="window.ran = 1">`,
  "\u202Etxt.gnp\u2066 \u202Dleft",
  `"><b>bold</b> {@html x} {{x}} \${window.ran = 1} \\u0041 ' OR 1=1; --`,
];

test("hostile text is text: typed, shown and kept as it is", async (t) => {
  const goals = [goalSince(dayAfter(TODAY, -3), { name: HOSTILE[0] }), goalSince(dayAfter(TODAY, -3), { kind: "other", name: HOSTILE[1] })];
  const { preview, phone } = await lived(t, { setUp: { goals } });
  for (const text of HOSTILE) {
    await row(phone, phone.t("entry-mood", { mood: phone.t("mood-4") })).tap();
    await sheet(phone).getByLabel(phone.t("check-in-note")).fill(text);
    await eventually(async () => (await preview.journal()).some((item) => item.entry.note === text), true, text);
    await phone.page.keyboard.press("Escape");
    await sheet(phone).waitFor({ state: "hidden" });
    await eventually(() => phone.page.locator("section.day .note").first().evaluate((shown) => shown.textContent), text);
  }
  for (const path of ["/today", "/settings", "/craving/help", "/journey"]) {
    await phone.go(path);
    await phone.page.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await phone.page.evaluate(() => window.ran), undefined, path);
    assert.equal(await phone.page.locator("img, main b").count(), 0, path);
  }
  await phone.go("/settings");
  await phone.page.getByText(HOSTILE[0], { exact: true }).first().waitFor();
  phone.expectNoProblems();
});

test("an empty journey says what will appear and gives one thing to do", async (t) => {
  const { phone } = await scene(t, { open: "/journey" });
  await phone.heading("journey-empty-title").waitFor();
  await phone.tap("journey-empty-act");
  await phone.text("today-how").waitFor();
  phone.expectNoProblems();
});

test("typing without a pause is saved while it goes on", async (t) => {
  const { preview, phone } = await lived(t);
  await row(phone, "A long night.").tap();
  const note = sheet(phone).getByLabel(phone.t("check-in-note"));
  await note.waitFor();
  const typing = note.evaluate(async (field) => {
    for (let key = 1; key <= 40; key += 1) {
      field.value = "w".repeat(key);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((next) => setTimeout(next, 80));
    }
  });
  await new Promise((later) => setTimeout(later, 2_000));
  const kept = (await preview.journal()).map((item) => item.entry.note).find((text) => /^w+$/.test(text));
  assert.ok(kept, "words are on the disk two seconds after the first key");
  await typing;
});

test("Help out of a sheet holds what was refused, and Back opens it again with the reason", async (t) => {
  const { preview, phone } = await lived(t);
  const before = (await preview.journal()).length;
  await phone.tap("journey-add");
  await phone.tap("journey-add-check-in");
  const when = sheet(phone).getByLabel(phone.t("check-in-at"), { exact: true });
  assert.equal(await when.inputValue(), `${TODAY}T18:30`, "a new entry is at the time of now");
  const note = sheet(phone).getByLabel(phone.t("check-in-note"));
  await note.fill("left\u0007out");
  await sheet(phone).getByText(phone.t("err-unreadable-text")).first().waitFor();
  await sheet(phone).locator('[href="#/help"]').tap();
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  await note.waitFor();
  assert.equal(await note.inputValue(), "left\u0007out");
  await sheet(phone).getByText(phone.t("err-unreadable-text")).first().waitFor();
  await sheet(phone).getByText(phone.t("draft-held-back-again")).waitFor();
  await note.fill("kept after all");
  await eventually(async () => (await preview.journal()).map((item) => item.entry.note).includes("kept after all"), true);
  await phone.closeSheet();
  const notes = (await preview.journal()).map((item) => item.entry.note);
  assert.equal(notes.length, before + 1, "one entry, and not two");
  phone.expectNoProblems();
});

test("an entry moved in its sheet is announced with the day it went to", async (t) => {
  const { phone } = await lived(t);
  await phone.tap("journey-add");
  await phone.tap("journey-add-craving");
  await sheet(phone).getByLabel(phone.t("check-in-at"), { exact: true }).fill("2026-11-19T20:00");
  await sheet(phone).getByRole("slider", { name: phone.t("craving-before") }).press("ArrowRight");
  await sheet(phone).getByText(phone.t("check-in-saved"), { exact: true }).waitFor();
  await phone.closeSheet();
  await phone.toast().getByText(/Thursday/).waitFor();
  phone.expectNoProblems();
});

test("a day of another year is told with its year, and asked about as that day", async (t) => {
  const { preview, phone } = await lived(t);
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 2, note: "A year ago.", at: "2025-11-20T09:00" });
  await phone.page.reload();
  await row(phone, "A year ago.").waitFor();
  await phone.page.getByRole("heading", { name: /20 November 2025/ }).waitFor();
  await row(phone, "A year ago.").tap();
  await sheet(phone).getByText(phone.t("check-in-used-past")).waitFor();
  assert.equal(await sheet(phone).getByText(phone.t("check-in-used"), { exact: true }).count(), 0);
  phone.expectNoProblems();
});

test("the list is narrowed to some kinds, and says how much that hides", async (t) => {
  const { preview, phone } = await lived(t);
  const stay = { place: "hospital", name: "St Anne", fromOn: dayAfter(TODAY, -6), untilOn: dayAfter(TODAY, -4) };
  await preview.core("stay_create", stay);
  await phone.open(preview, "/journey");
  await row(phone, "St Anne").waitFor();
  assert.equal(await days(phone).count(), 6);

  await phone.page.locator("summary", { hasText: phone.t("filter-title") }).tap();
  await phone.tap("filter-kind-craving");
  await phone.text("filter-hidden", { count: 5 }).waitFor();
  assert.equal(await days(phone).count(), 1);
  await phone.tap("filter-kind-stay");
  await phone.text("filter-hidden", { count: 3 }).waitFor();
  assert.equal(await days(phone).count(), 3);
  await phone.axe("journey filtered");

  await phone.page.locator(`[data-day="${dayAfter(TODAY, -3)}"]`).tap();
  await row(phone, "A long night.").waitFor();
  await phone.page.getByText(/Your filter is kept for the list/).waitFor();
  await phone.tap("journey-show-filtered");
  await phone.text("filter-hidden", { count: 3 }).waitFor();
  await row(phone, phone.t("stay-began", { name: "St Anne" })).tap();
  await phone.heading("stays-title").waitFor();
  await phone.page.goBack();
  await phone.text("filter-hidden", { count: 3 }).waitFor();
  await phone.tap("filter-show-all");
  await days(phone).nth(5).waitFor();
  phone.expectNoProblems();
});

for (const text200 of [false, true]) {
  test(`on a small phone what a filter hides comes into view with the tap${text200 ? ", in large text too" : ""}`, async (t) => {
    const { phone } = await lived(t, { phone: { width: 360, height: 640, text200 } });
    await days(phone).first().waitFor();
    await phone.page.locator("summary", { hasText: phone.t("filter-title") }).tap();
    await phone.tap("filter-kind-craving");
    const told = phone.page.getByRole("status").filter({ hasText: phone.t("filter-hidden", { count: 3 }) });
    await told.waitFor();
    await eventually(
      () =>
        told.evaluate((element) => {
          const { left, top, bottom } = element.getBoundingClientRect();
          const met = document.elementFromPoint(left + 4, (top + bottom) / 2);
          return top >= 0 && bottom <= innerHeight && element.contains(met);
        }),
      true,
      "seen, and not under the bar",
    );
  });
}
