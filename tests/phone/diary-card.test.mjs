// The diary card: a week of the log on one page, and what somebody says about a day of it, over the real core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LAST_MONDAY, liveAFullWeek } from "./diary-walk.mjs";
import { AS_NEEDED, keepMedicine } from "./medicines-walk.mjs";
import { dayAfter, eventually, NOTHING_SAID, stage, TODAY } from "./support.mjs";

const scene = stage();

async function lived(t, phone) {
  const made = await scene(t, { phone, open: false });
  await liveAFullWeek(made.preview);
  return made;
}

const block = (phone, n) => phone.page.locator("section.day").nth(n);
const noteOn = async (preview, day) => {
  const { days } = await preview.core("diary_card_get", { dayOn: day, weekStartsOn: 1 });
  return days.find(({ dayOn }) => dayOn === day).note;
};
const plain = (text) => text.replace(/[\u2068\u2069]/g, "");

test("a week is read day by day, and the one before it", async (t) => {
  const { phone, preview } = await lived(t);
  await phone.open(preview, "/journey");
  await phone.tap("diary-title");
  await phone.heading("diary-title").waitFor();
  await block(phone, 6).waitFor();
  assert.match(plain(await block(phone, 0).innerText()), /Nothing logged/);
  assert.match(plain(await block(phone, 6).innerText()), /Not here yet/);
  assert.equal(await block(phone, 6).getByRole("button").count(), 0, "of a day that has not come nothing is asked");
  await phone.axe("a week in progress");
  await phone.tap("diary-earlier");
  await phone.button("diary-this-week").waitFor();
  const tuesday = plain(await block(phone, 1).innerText());
  for (const said of [/2 cravings, strongest 8 of 10/, /Acted on\s+1 of 2/, /Ashamed/, /Ride the wave × 2, helped 1 of 2/, /7 hours/]) {
    assert.match(tuesday, said);
  }
  assert.match(plain(await block(phone, 5).innerText()), /1 lapse/);
  assert.match(plain(await block(phone, 0).innerText()), /I used one/);
  assert.match(plain(await phone.said()), /Check-ins on 7 of 7 days\./);
  await phone.tap("diary-this-week");
  await phone.button("diary-this-week").waitFor({ state: "detached" });
  assert.ok(await phone.button("diary-later").isDisabled(), "there is no week after this one");
  phone.expectNoProblems();
});

test("a reason is said with one tap, put into words, undone, and stands in Journey and search", async (t) => {
  const { phone, preview } = await lived(t);
  const day = dayAfter(LAST_MONDAY, 3);
  await phone.open(preview, "/diary-card");
  await phone.tap("diary-earlier");
  await phone.button("diary-this-week").waitFor();
  await block(phone, 3).getByRole("button", { name: phone.t("diary-note-add") }).tap();
  await phone.page.getByRole("dialog").waitFor();
  await phone.axe("the sheet about a day");
  await phone.page.getByRole("button", { name: phone.t("skill-not_possible") }).tap();
  await eventually(async () => (await noteOn(preview, day))?.skill, "not_possible");
  await phone.field("check-in-note").fill("There was no quiet room");
  await eventually(async () => (await noteOn(preview, day))?.note, "There was no quiet room");
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("close"), exact: true }).tap();
  await phone.toast().waitFor();
  await block(phone, 3).getByText("There was no quiet room").waitFor();

  await phone.go("/search");
  await phone.field("search-field").fill("quiet");
  const found = phone.page.locator("section.day button", { hasText: phone.t("entry-diary-note") });
  await found.tap();
  await phone.page.getByRole("dialog").getByText(phone.t("diary-note-question")).waitFor();
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("entry-remove") }).tap();
  await eventually(() => noteOn(preview, day), null);
  await phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
  await eventually(async () => (await noteOn(preview, day))?.skill, "not_possible");
  phone.expectNoProblems();
});

test("a day of the card opens that day in Journey, and Back comes back to the week", async (t) => {
  const { phone, preview } = await lived(t);
  await phone.open(preview, "/diary-card");
  await phone.tap("diary-earlier");
  await phone.button("diary-this-week").waitFor();
  // The button of the day lies over all that it says.
  await block(phone, 1).getByText("2 cravings").tap({ force: true });
  await phone.heading("journey-title").waitFor();
  await phone.button("journey-show-all").waitFor();
  const shown = phone.page.locator("section.day");
  await shown.first().waitFor();
  assert.equal(await shown.count(), 1, "only that day");
  assert.match(plain(await shown.innerText()), /10 November/);
  await phone.page.goBack();
  await phone.button("diary-this-week").waitFor();
  phone.expectNoProblems();
});

test("a week before the log says so, and nothing is missing from it", async (t) => {
  const { phone, preview } = await scene(t, { open: false });
  for (const one of (await preview.core("today_get")).checkIns) await preview.core("check_in_delete", { id: one.id });
  await phone.open(preview, "/diary-card");
  await phone.text("diary-week-before").waitFor();
  assert.ok(await phone.button("diary-earlier").isDisabled());
  assert.doesNotMatch(await phone.said(), /No check-in on/);
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3, at: `${dayAfter(TODAY, -2)}T09:00` });
  await phone.open(preview, "/diary-card?again");
  await phone.page.getByText(/No check-in on .*Friday/).waitFor();
  await phone.axe("a week with one day");
});

test("in a wide window it is a table with names for rows and columns, walked by keyboard", async (t) => {
  const { phone, preview } = await lived(t, { width: 1100, height: 760, isMobile: false });
  const { page } = phone;
  await phone.open(preview, "/diary-card");
  await phone.tap("diary-earlier");
  await page.getByRole("columnheader", { name: /10 Nov/ }).waitFor();
  assert.equal(await page.getByRole("columnheader").count(), 7);
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: phone.t("diary-line-acted") }) });
  assert.match(plain(await row.innerText()), /1 of 2/);
  assert.equal(await page.getByRole("heading", { name: /Tuesday/ }).count(), 0, "it is there once, not twice");
  await phone.axe("the table");
  await phone.noSidewaysScroll("the table");
  await page.getByRole("columnheader", { name: /Mon/ }).getByRole("button").focus();
  for (let tabs = 0; tabs < 8; tabs += 1) await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /^About skills: /);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  phone.expectNoProblems();
});

for (const look of [{ text200: true }, { width: 320, height: 640, text200: true }, { rtl: true }, { locale: "en-XA" }]) {
  test(`nothing reaches past the sides: ${JSON.stringify(look)}`, async (t) => {
    const { phone, preview } = await lived(t, look);
    await phone.open(preview, "/diary-card");
    await phone.tap("diary-earlier");
    await phone.button("diary-this-week").waitFor();
    await phone.noSidewaysScroll("the card");
    await phone.axe("the card");
    await block(phone, 3).getByRole("button", { name: phone.t("diary-note-add") }).tap();
    await phone.page.getByRole("dialog").waitFor();
    await phone.noSidewaysScroll("the sheet");
    phone.expectNoProblems();
  });
}

test("doses stand on their day for who takes any", async (t) => {
  const { phone, preview } = await lived(t);
  await phone.open(preview, "/diary-card");
  await block(phone, 5).waitFor();
  const name = phone.t("diary-line-doses");
  assert.equal(await phone.page.getByText(name, { exact: true }).count(), 0, "nothing is taken, nothing is said");
  await keepMedicine(preview, { name: "Headache tablets" }, AS_NEEDED);
  const [medicine] = await preview.core("medicine_list", {});
  await preview.core("dose_take", { schedule: medicine.schedules[0].id, at: null, note: "", site: "" });
  await phone.page.reload();
  await phone.open(preview, "/diary-card");
  await block(phone, 5).getByText("1 as needed").waitFor();
  await phone.axe("a day with a dose");
  phone.expectNoProblems();
});
