// Side effects on the page of a medicine, and questions for a prescriber: noted, found in the log, taken to a visit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAILY, keepMedicine } from "./medicines-walk.mjs";
import { eventually, PASSPHRASE, stage } from "./support.mjs";

const scene = stage();
const undo = (phone) => phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
const sheet = (phone) => phone.page.getByRole("dialog");
const effects = async (preview, id) => (await preview.core("medicine_get", { id })).sideEffects;
const open = async (preview) => (await preview.core("question_list")).open.map(({ text }) => text);

test("a side effect is noted by taps, stands on the page and in the journey, and is taken back", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 360, height: 640 } });
  const id = await keepMedicine(preview, { name: "Naltrexone" }, DAILY("18:31"));
  await phone.open(preview, `/medicine/${id}`);
  await phone.tap("side-effect-new");
  await sheet(phone).getByRole("button", { name: phone.t("side-effect-headache") }).tap();
  await sheet(phone).getByRole("button", { name: phone.t("side-effect-medium") }).tap();
  await phone.field("check-in-note").fill("Since the morning");
  await eventually(async () => (await effects(preview, id))[0]?.note, "Since the morning");
  await phone.noSidewaysScroll("a side effect");
  await phone.axe("a side effect");
  await phone.closeSheet();
  await phone.toast().getByText(phone.t("side-effect-added")).waitFor();
  const [kept] = await effects(preview, id);
  assert.deepEqual([kept.kind, kept.strength, kept.medicine], ["headache", "medium", "Naltrexone"]);
  await phone.axe("a medicine with a side effect");
  await undo(phone);
  await eventually(async () => (await effects(preview, id)).length, 0);

  await preview.core("side_effect_log", { at: null, medicineId: id, kind: "dizzy", words: "", strength: null, isOver: null, note: "" });
  await phone.open(preview, "/journey");
  const row = phone.page.getByRole("button", { name: /Side effect: .*Dizzy/ });
  await phone.touch(row);
  await sheet(phone).getByRole("button", { name: phone.t("side-effect-over"), exact: true }).tap();
  await eventually(async () => (await effects(preview, id))[0].isOver, true);
  await phone.closeSheet();
  phone.expectNoProblems();
});

test("a question is written down, asked, answered, and offered at the next visit", async (t) => {
  const { preview, phone } = await scene(t, { open: "/medicines" });
  await phone.tap("questions-title");
  await phone.button("question-new").waitFor();
  await phone.open(preview, "/questions");
  await phone.button("question-new").waitFor();
  await phone.axe("questions, none");
  await phone.tap("question-new");
  await phone.field("question-text").fill("Can I take it with food?");
  await eventually(() => open(preview), ["Can I take it with food?"]);
  await phone.axe("a question");
  await phone.closeSheet();

  const phase = { days: { kind: "days", every: 1 }, fromOn: "2026-11-24", untilOn: "2026-11-24", times: { kind: "at", minutes: [600] } };
  const reminder = { preAlerts: [], nag: null, ringsInQuietHours: false, grace: { kind: "minutes", minutes: 60 } };
  const visit = { kind: "prescriber", title: "", personId: null, withWhom: "", place: "", link: "", phone: "", note: "", minutes: 30 };
  const made = await preview.core("appointment_create", { ...visit, rule: { kind: "civil", phases: [phase], zone: "Europe/London" }, reminder });
  await phone.go(`/appointment/${made.value.id}`);
  await phone.page.locator("summary").first().click();
  await phone.page.getByText("Can I take it with food?").first().waitFor();

  await phone.go("/questions");
  await phone.page.getByRole("button", { name: /^Asked it/ }).tap();
  await eventually(() => open(preview), []);
  await undo(phone);
  await eventually(() => open(preview), ["Can I take it with food?"]);
  await phone.page.getByRole("button", { name: /^Asked it/ }).tap();
  await eventually(() => open(preview), []);
  await phone.page.locator("main li").getByRole("button").last().tap();
  await phone.field("question-answer").fill("Yes.");
  await eventually(async () => (await preview.core("question_list")).asked[0].note, "Yes.");
  await phone.closeSheet();
  await phone.page.getByText(/Yes\./).first().waitFor();
  await phone.axe("questions");
  phone.expectNoProblems();
});

test("half a question is there again after a lock", async (t) => {
  const { preview, phone } = await scene(t, { open: "/questions" });
  await phone.tap("question-new");
  await phone.field("question-text").fill("Half a ques");
  for (let press = 0; press < 3; press += 1) await phone.page.keyboard.press("Escape");
  await eventually(async () => (await preview.core("app_status")).state, "locked");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await eventually(() => open(preview), ["Half a ques"]);
  phone.expectNoProblems();
});

test("200 % text cuts nothing of side effects and questions", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 320, height: 640, text200: true } });
  const id = await keepMedicine(preview, { name: "Buprenorphine-naloxone" }, DAILY("18:31"));
  await preview.core("side_effect_log", { at: null, medicineId: id, kind: "constipation", words: "Quite unusual", strength: "strong", isOver: false, note: "" });
  await preview.core("question_log", { at: null, medicineId: id, text: "What about driving in the first weeks?", askedOn: null, note: "" });
  for (const path of [`/medicine/${id}`, "/questions", "/journey"]) {
    await phone.open(preview, path);
    await phone.page.getByRole("heading", { level: 1 }).waitFor();
    await phone.settled();
    await phone.noSidewaysScroll(path);
    await phone.axe(path);
  }
  phone.expectNoProblems();
});
