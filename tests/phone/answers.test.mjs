// What waits for an answer: a second tap answers nothing in its place, what is refused is said, and the names are told apart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AS_NEEDED, at, DAILY, keepMedicine } from "./medicines-walk.mjs";
import { keepMeetings } from "./my-meetings-walk.mjs";
import { ownReminder } from "./reminders-walk.mjs";
import { eventually, PASSPHRASE, REST_MS, stage } from "./support.mjs";

const scene = stage();
const states = async (preview) => (await preview.core("dose_due")).groups.flatMap(({ doses }) => doses.map(({ name, state }) => `${name} ${state}`));
const take = (phone, name) => phone.page.getByRole("button", { name: phone.t("dose-take-name", { name }) }).first();
const sheet = (phone) => phone.page.getByRole("dialog");
const storageFull = (route) => route.fulfill({ json: { error: { code: "storage_full", field: null, reference: "" } } });

for (const where of ["its page", "Today"]) {
  test(`a slow double tap on Taken on ${where} does not note what is taken as needed in its place`, async (t) => {
    const { preview, phone } = await scene(t, { open: false });
    const id = await keepMedicine(preview, { name: "Spray" }, [DAILY("18:31"), AS_NEEDED]);
    await preview.moveClock({ now: at("18:33") });
    await phone.open(preview, where === "Today" ? "/today" : `/medicine/${id}`);
    const name = where === "Today" ? "Spray" : "Spray, 18:31";
    await take(phone, name).waitFor();
    // It has stood there for a while: a second tap is not stray for being early.
    await phone.page.waitForTimeout(1200);
    await phone.touchTwice(take(phone, name));
    await phone.toast().getByText(phone.t("dose-said-taken", { name: "Spray" })).waitFor();
    const { asNeeded } = await preview.core("dose_due");
    assert.deepEqual([await states(preview), asNeeded[0].stand.in24Hours], [["Spray taken"], 0]);
    phone.expectNoProblems();
  });
}

test("two doses of one medicine are told apart by their times on its page", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(preview, { name: "Acamprosate" }, DAILY("18:31", "18:32"));
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, `/medicine/${id}`);
  for (const time of ["18:31", "18:32"]) {
    const name = `Acamprosate, ${time}`;
    for (const words of ["dose-take-name", "dose-more"]) await phone.page.getByRole("button", { name: phone.t(words, { name }), exact: true }).waitFor();
  }
  phone.expectNoProblems();
});

test("what is refused is said in view: where nothing is due, and in the list of what is", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 320, height: 640, text200: true } });
  await keepMedicine(preview, { name: "Hydroxyzine" }, AS_NEEDED);
  await phone.page.route("**/ipc/dose_take*", storageFull);
  await phone.page.route("**/ipc/dose_answer", storageFull);
  const said = phone.text("err-storage-full");
  const isInView = () => said.evaluate((words) => words.getBoundingClientRect().top >= 0 && words.getBoundingClientRect().bottom <= innerHeight);
  for (const path of ["/today", "/plan", "/medicines"]) {
    await phone.open(preview, path);
    await phone.page.reload();
    await phone.touch(phone.page.getByRole("button", { name: phone.t("dose-needed-name", { name: "Hydroxyzine" }) }));
    await said.waitFor();
    assert.ok(await isInView(), path);
    await phone.axe(`${path}, refused`);
  }
  for (const name of ["Aspirin", "Bupropion"]) await keepMedicine(preview, { name }, DAILY("18:31"));
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, "/today");
  await phone.page.reload();
  await phone.page.getByRole("button", { name: phone.t("dose-list") }).tap();
  await phone.touch(sheet(phone).getByRole("button", { name: phone.t("dose-take-name", { name: "Aspirin" }) }));
  const inSheet = sheet(phone).getByText(phone.t("err-storage-full"));
  await inSheet.waitFor();
  assert.equal(await phone.page.getByText(phone.t("err-storage-full")).count(), 1, "and not behind the sheet");
  await phone.axe("a refusal in the list");
  phone.expectNoProblems();
});

test("the second tap on Done leaves the next reminder alone; and what is refused is said", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  for (const words of ["Water the plants", "Feed the cat"]) await preview.core("own_reminder_create", ownReminder(words, 19 * 60));
  await preview.moveClock({ now: "2026-11-21T19:00:30Z" });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/today");
  const done = phone.page.getByRole("button", { name: /^Done/ });
  await done.nth(1).waitFor();
  await phone.touchTwice(done.first());
  assert.equal((await preview.core("own_reminder_list")).filter(({ open }) => open !== null).length, 1);
  await phone.page.route("**/ipc/reminder_answer", storageFull);
  await phone.touch(done);
  await phone.text("err-storage-full").waitFor();
  await phone.axe("Today with a refused answer");
  phone.expectNoProblems();
});

for (const where of ["Today", "its page"]) {
  test(`the second tap on Going on ${where} does not say "not this time"`, async (t) => {
    const { preview, phone } = await scene(t, { open: false });
    const id = await keepMeetings(preview);
    const said = async () => (await preview.core("my_meeting_due_list", { hours: 24 })).meetings[0].said;
    await phone.open(preview, where === "Today" ? "/today" : `/my-meeting/${id}`);
    const going = phone.button("my-meeting-going");
    await going.waitFor();
    await phone.touch(going);
    const not = phone.button("my-meeting-not_there");
    await phone.page.getByText(phone.t("my-meeting-is-going")).waitFor();
    await not.tap();
    await phone.page.waitForTimeout(REST_MS);
    assert.equal(await said(), "going");
    await not.tap();
    await eventually(said, "not_there");
    phone.expectNoProblems();
  });
}
