// What waits on Today when more than one time waits, and what went by without a word.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAILY, keepMedicine } from "./medicines-walk.mjs";
import { dayAfter, eventually, PASSPHRASE, REST_MS, stage, TODAY } from "./support.mjs";

const scene = stage();
const sheet = (phone) => phone.page.getByRole("dialog");
const due = async (preview) => (await preview.core("dose_due")).groups.flatMap(({ doses }) => doses);
const wentBy = async (preview) => (await preview.core("dose_due")).wentBy.map(({ name }) => name);
const named = (phone, id, name) => phone.page.getByRole("button", { name: phone.t(id, { name }), exact: true });
const TOMORROW = dayAfter(TODAY, 1);

/** A moment later, where what was due has rung. */
async function later(preview, instant) {
  await preview.moveClock({ now: instant });
  await preview.ring();
}

/** The evening's doses rang and nobody answered; it is the morning after. */
async function afterANight(preview, phone, ...names) {
  for (const name of names) await keepMedicine(preview, { name }, DAILY("18:31"));
  await later(preview, `${TODAY}T18:31:00Z`);
  await later(preview, `${TOMORROW}T07:00:00Z`);
  await preview.core("vault_unlock", { passphrase: PASSPHRASE }).catch(() => undefined);
  await phone.open(preview, "/today");
  await phone.page.reload();
}

test("what came due last stands first, what waits from before is one tap away, and each button says which dose it answers", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepMedicine(preview, { name: "Acamprosate" }, DAILY("18:31", "18:33"));
  await keepMedicine(preview, { name: "Bupropion" }, DAILY("18:32"));
  await later(preview, `${TODAY}T18:34:00Z`);
  await phone.open(preview, "/today");
  const card = phone.page.locator("section.due");
  const first = card.getByRole("button", { name: /^Taken/ });
  await first.waitFor();
  assert.equal(await first.getAttribute("aria-label"), phone.t("dose-take-name", { name: "Acamprosate, 18:33" }));
  assert.ok((await card.innerText()).includes("18:33"), "and its time is seen beside it");
  const rest = card.getByRole("button", { name: `${phone.t("dose-wait-too", { count: 2 })} ${phone.t("dose-first-since", { time: "18:31" })}` });
  await phone.axe("Today with three times");
  await rest.tap();
  for (const name of ["Acamprosate, 18:31", "Acamprosate, 18:33", "Bupropion"])
    for (const id of ["dose-take-name", "dose-more"]) await sheet(phone).locator(named(phone, id, name)).waitFor();
  const times = await sheet(phone).getByRole("heading", { level: 3 }).allInnerTexts();
  assert.deepEqual(times, ["18:33", "18:32", "18:31"]);
  await phone.touch(sheet(phone).locator(named(phone, "dose-take-name", "Acamprosate, 18:31")));
  const states = async () => (await due(preview)).map(({ dueMs, state }) => `${new Date(dueMs).toISOString().slice(11, 16)} ${state}`);
  await eventually(states, ["18:31 taken", "18:32 raised", "18:33 raised"]);
  await phone.closeSheet();
  await card.getByRole("button", { name: `${phone.t("dose-waits-too", { name: "Bupropion" })} 18:32` }).waitFor();
  phone.expectNoProblems();
});

test("all of one time are named by the button that takes them", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  for (const name of ["Aspirin", "Bupropion"]) await keepMedicine(preview, { name }, DAILY("18:31"));
  await later(preview, `${TODAY}T18:33:00Z`);
  await phone.open(preview, "/today");
  const all = phone.page.locator("section.due").getByRole("button", { name: /^All taken/ });
  assert.match(await all.getAttribute("aria-label"), /18:31.*Aspirin.*Bupropion/);
  phone.expectNoProblems();
});

test("what nobody answered last night is a quiet line on Today, which opens the dose and goes once it is answered", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await afterANight(preview, phone, "Bupropion");
  await phone.text("dose-went-by", { name: "Bupropion" }).waitFor();
  await phone.text("dose-yesterday", { time: "18:31" }).waitFor();
  await phone.axe("Today with what went by");
  await phone.page.getByRole("button", { name: /^Note it: .?Bupropion, yesterday, .?18:31/ }).tap();
  await sheet(phone).getByRole("button", { name: phone.t("dose-outcome-taken"), exact: true }).tap();
  await eventually(() => wentBy(preview), []);
  await phone.closeSheet();
  await phone.text("dose-went-by", { name: "Bupropion" }).waitFor({ state: "detached" });
  await phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
  await phone.text("dose-went-by", { name: "Bupropion" }).waitFor();
  phone.expectNoProblems();
});

test("left, the line is gone for good, over a reload and a lock, and what is due keeps its place", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepMedicine(preview, { name: "Iron" }, DAILY("06:59"));
  await afterANight(preview, phone, "Aspirin", "Bupropion", "Calcium");
  await phone.text("dose-went-by", { name: "Aspirin" }).or(phone.text("dose-went-by", { name: "Calcium" })).first().waitFor();
  const [line, card] = [phone.page.locator("section", { hasText: phone.t("dose-went-by-leave") }).last(), phone.page.locator("section.due")];
  assert.ok((await line.boundingBox()).y > (await card.boundingBox()).y, "what is due stands above it");
  assert.equal(await line.locator("li").count(), 2);
  await phone.button("dose-and-more", { count: 1 }).tap();
  assert.equal(await line.locator("li").count(), 3);
  await phone.page.waitForTimeout(REST_MS);
  await phone.touch(phone.button("dose-went-by-leave"));
  await eventually(() => wentBy(preview), []);
  await line.waitFor({ state: "detached" });
  await preview.core("vault_lock");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/today");
  await phone.page.reload();
  await card.waitFor();
  await phone.answered();
  assert.equal(await phone.button("dose-went-by-leave").count(), 0);
  phone.expectNoProblems();
});

/** Open each day until 11:00. */
const CLINIC = {
  kind: "clinic", firstOn: "2026-11-22", usual: 8 * 60, atHome: null, zone: "Europe/London",
  openings: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: 7 * 60, closes: 11 * 60 }],
};

test("a visit that was missed says on Today that the clinic has closed, and in its sheet why, and whom to call", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const call = { class: "methadone", clinicPhone: "+44 20 7946 0123" };
  const id = await keepMedicine(preview, { name: "Methadone", form: "liquid", ...call }, CLINIC);
  await later(preview, `${TOMORROW}T08:00:00Z`);
  await later(preview, `${TOMORROW}T11:30:00Z`);
  await preview.core("vault_unlock", { passphrase: PASSPHRASE }).catch(() => undefined);
  await phone.open(preview, "/today");
  await phone.page.reload();
  const closed = phone.t("dose-clinic-closed", { time: "11:00" });
  await phone.page.getByText(closed).first().waitFor();
  await phone.page.getByRole("button", { name: /^Note it: .?Methadone, 0?8:00 · the clinic closed at .?11:00/ }).tap();
  await sheet(phone).getByText(closed).waitFor();
  assert.equal(await sheet(phone).getByRole("button", { name: phone.t("dose-why-was_closed") }).count(), 0, "nothing was said yet");
  await sheet(phone).getByRole("button", { name: phone.t("dose-outcome-missed"), exact: true }).tap();
  const number = sheet(phone).getByRole("link", { name: phone.t("medicine-card-call", { number: "+44 20 7946 0123" }) });
  await number.waitFor();
  assert.equal(await number.getAttribute("href"), "tel:+442079460123");
  await sheet(phone).getByText(phone.t("medicine-if-missed")).waitFor();
  await phone.axe("a visit that was missed");
  await sheet(phone).getByRole("button", { name: phone.t("dose-why-was_closed") }).tap();
  const reason = async () => (await preview.core("dose_list", { medicineId: id, beforeMs: null })).doses[0].reason;
  await eventually(reason, "was_closed");
  assert.equal(await sheet(phone).getByRole("button", { name: phone.t("dose-why-not_with_me") }).count(), 0);
  await phone.closeSheet();
  phone.expectNoProblems();
});
