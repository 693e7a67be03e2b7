// What is taken when needed, on Today: one tap, its limits with a look of their own, and room for all else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AS_NEEDED, at, DAILY, keepMedicine } from "./medicines-walk.mjs";
import { eventually, goalSince, stage } from "./support.mjs";

const scene = stage();
const SMALL = { width: 360, height: 640 };
const LARGE = { ...SMALL, text200: true, dark: true };
const tookIt = (phone, name) => phone.page.getByRole("button", { name: phone.t("dose-needed-name", { name }) });
const times = async (preview) => (await preview.core("dose_due")).asNeeded.map(({ stand }) => stand.in24Hours);

/** Wholly above the bar at the bottom. */
async function isSeen(phone, locator) {
  const [box, bar] = [await locator.boundingBox(), await phone.help().boundingBox()];
  return box !== null && box.y >= 0 && box.y + box.height <= bar.y;
}

test("who has nothing of the kind sees nothing of it on Today", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepMedicine(preview, { name: "Bupropion" }, DAILY("18:31"));
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, "/today");
  await phone.page.locator("section.due").waitFor();
  assert.equal(await phone.page.getByRole("region", { name: phone.t("medicines-needed") }).count(), 0);
  phone.expectNoProblems();
});

for (const doses of [0, 1, 3]) {
  test(`it is taken by one tap on Today, and 360 x 640 still answers the four questions with ${doses} due`, async (t) => {
    const { preview, phone } = await scene(t, { open: false, phone: SMALL, setUp: { goals: [goalSince("2026-10-12")] } });
    await keepMedicine(preview, { name: "Hydroxyzine", strength: "25 mg" }, AS_NEEDED, ["1 tablet"]);
    for (let made = 0; made < doses; made += 1) await keepMedicine(preview, { name: `Medicine ${made}` }, DAILY("18:31"));
    await preview.moveClock({ now: at("18:33") });
    await phone.open(preview, "/today");
    const row = tookIt(phone, "Hydroxyzine 25 mg");
    await row.waitFor();
    const figure = phone.page.locator(".figure");
    await figure.waitFor();
    for (const locator of [phone.face(5), phone.button("today-craving"), row, figure]) assert.ok(await isSeen(phone, locator), `${await locator.innerText()} is seen`);
    await phone.axe("Today with what is taken when needed");
    await phone.touch(row);
    await eventually(() => times(preview), [1]);
    await phone.page.getByText(phone.t("dose-too-soon", { time: "22:33" })).first().waitFor();
    await phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
    await eventually(() => times(preview), [0]);
    phone.expectNoProblems();
  });
}

test("more than two are behind a fold, in the person's own order", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  for (const name of ["One", "Two", "Three", "Four"]) await keepMedicine(preview, { name }, AS_NEEDED);
  await phone.open(preview, "/today");
  await tookIt(phone, "Two").waitFor();
  assert.ok(!(await tookIt(phone, "Three").isVisible()));
  await phone.page.locator("summary", { hasText: phone.t("dose-needed-more", { count: 2, shown: "2" }) }).tap();
  await tookIt(phone, "Four").waitFor();
  await phone.axe("more that is taken when needed");
  await phone.touch(tookIt(phone, "Four"));
  await eventually(() => times(preview), [0, 0, 0, 1]);
  assert.ok(await tookIt(phone, "Four").isVisible(), "the fold stays open");
  phone.expectNoProblems();
});

test("a limit that is reached looks otherwise than one that is not, wherever it stands, and locks nothing", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(preview, { name: "Hydroxyzine" }, AS_NEEDED);
  const [{ schedule }] = (await preview.core("dose_due")).asNeeded;
  const takenAt = (time) => preview.core("dose_take", { schedule, at: `2026-11-21T${time}`, note: "", site: "" });
  await phone.open(preview, "/today");
  const limits = phone.page.locator("main .limit");
  const pages = ["/today", "/plan", "/medicines", `/medicine/${id}`];
  const seen = async (path) => {
    await phone.open(preview, path);
    await phone.page.reload();
    await tookIt(phone, "Hydroxyzine").waitFor();
    await phone.axe(`${path}, limits`);
    return limits.allInnerTexts();
  };
  for (const path of pages) assert.deepEqual(await seen(path), [], `${path}: nothing is reached`);
  for (const time of ["10:00", "12:00"]) await takenAt(time);
  for (const path of pages) assert.ok((await seen(path)).includes(phone.t("dose-full-24", { count: "2", most: "2" })), path);
  for (const time of ["14:00", "14:30"]) await takenAt(time);
  for (const path of pages) assert.ok((await seen(path)).includes(phone.t("dose-over-24", { count: "4", most: "2" })), path);
  assert.ok(await tookIt(phone, "Hydroxyzine").isEnabled());
  phone.expectNoProblems();
});

test("in large text on a small screen one line says that doses are due, and leads to them", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: LARGE, setUp: { goals: [goalSince("2026-10-12")] } });
  for (const name of ["Aspirin", "Bupropion"]) await keepMedicine(preview, { name }, DAILY("18:31"));
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, "/today");
  const line = phone.page.locator(".foot").getByRole("button", { name: phone.t("dose-due-many", { count: 2 }) });
  await line.waitFor();
  assert.ok(await isSeen(phone, line));
  await phone.axe("Today with doses below");
  await phone.touch(line);
  await line.waitFor({ state: "detached" });
  const act = phone.page.locator("section.due button").first();
  assert.ok(await isSeen(phone, act), "the first of them is seen");
  await phone.page.locator(".screen").evaluate((screen) => screen.scrollTo(0, screen.scrollHeight));
  await phone.page.waitForTimeout(200);
  assert.equal(await line.count(), 0, "who has gone past it has seen it");
  await phone.page.getByRole("button", { name: phone.t("dose-list") }).tap();
  const all = phone.page.getByRole("dialog").getByRole("button", { name: /^All taken/ });
  await all.waitFor();
  assert.ok(await all.evaluate((button) => button.getBoundingClientRect().bottom <= innerHeight), "all of them are one tap away");
  await phone.axe("each dose that is due, large");
  await phone.touch(all);
  await eventually(async () => (await preview.core("dose_due")).groups.flatMap(({ doses }) => doses).every(({ state }) => state === "taken"), true);
  phone.expectNoProblems();
});

test("in large text the message of what was done takes little room once it was read, with Undo in it", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: LARGE });
  await keepMedicine(preview, { name: "Buprenorphine-naloxone", strength: "8 mg/2 mg" }, AS_NEEDED);
  await phone.open(preview, "/plan");
  await phone.touch(tookIt(phone, "Buprenorphine-naloxone 8 mg/2 mg"));
  await phone.toast().waitFor();
  const height = async () => (await phone.toast().boundingBox()).height;
  await phone.page.waitForTimeout(10_500);
  assert.ok((await height()) <= 80, `${await height()} px`);
  await phone.axe("a message that was read");
  await phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
  await eventually(() => times(preview), [0]);
  phone.expectNoProblems();
});
