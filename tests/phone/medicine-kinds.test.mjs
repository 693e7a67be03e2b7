// What a medicine is and what follows: whose number to call, when tolerance may be low, and a kit that nobody takes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { AS_NEEDED, at, DAILY, keepMedicine, keepSupply, typedIn } from "./medicines-walk.mjs";
import { dayAfter, eventually, goalSince, PASSPHRASE, REST_MS, stage, TODAY } from "./support.mjs";
import { sourceModule } from "./words.mjs";

/** As it stands in assets/content: what the card says is no message. */
const LOST = "Your tolerance may be low";
const LOST_FACT = "An amount that you once used can now stop your breathing.";
const WALLET = "A card for your wallet";
const KIT_CARD = "Naloxone is for an emergency";

const scene = stage();
const list = (preview) => preview.core("medicine_list");
const lost = (phone) => phone.page.getByRole("heading", { name: LOST });
const fact = (phone) => phone.page.getByText(LOST_FACT);
/** The page is read, and of the card there is nothing but what `open` says. */
const folded = async (phone, isFolded) => {
  await phone.page.locator("summary", { hasText: LOST }).first().waitFor();
  assert.equal(await lost(phone).count(), isFolded ? 0 : 1);
};
const ana = { name: "Dr Ana", role: "prescriber", phone: "+1 555 010 2222", message: "" };

async function daily(phone, time) {
  await phone.choice("schedule-way-daily").tap();
  await phone.tap("next");
  await phone.field("schedule-time").fill(time);
  await phone.tap("next");
  await phone.heading("medicine-ring").waitFor();
  await phone.tap("save");
}

test("a new methadone is asked its kind and whom to call; overdue, the number is on its card", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await typedIn(phone, "Methadone", "liquid");
  assert.equal(await phone.button("next").isDisabled(), true, "nothing is chosen beforehand");
  await phone.axe("the kind of a medicine");
  await phone.noSidewaysScroll("the kind of a medicine");
  await phone.choice("medicine-class-methadone").tap();
  await phone.tap("next");
  await phone.heading("medicine-missed-call").waitFor();
  await phone.axe("whom to call");
  await phone.field("medicine-clinic-phone").fill("one two");
  await phone.tap("next");
  // What nobody can dial is asked again at once, where it stands.
  await phone.page.getByText(phone.t("err-phone-number")).first().waitFor();
  await phone.heading("medicine-missed-call").waitFor();
  await phone.axe("a number that nobody can dial");
  await phone.field("medicine-clinic-phone").fill("+1 555 010 9999");
  await pause(REST_MS);
  await phone.tap("next");
  await daily(phone, "18:31");
  await phone.page.getByRole("heading", { name: /Methadone/ }).waitFor();
  const [kept] = await list(preview);
  assert.deepEqual([kept.class, kept.clinicPhone], ["methadone", "+1 555 010 9999"]);

  await preview.moveClock({ now: at("18:33") });
  const [{ doses: [{ occurrence }] }] = (await preview.core("dose_due")).groups;
  const missed = { outcome: "missed", at: null, takeHome: null, reason: null, note: "", site: "" };
  await preview.core("dose_answer", { ...missed, occurrence });
  await phone.open(preview, "/today");
  const overdue = phone.page.getByRole("button", { name: /Methadone/ }).filter({ hasText: phone.t("dose-overdue-hint") });
  await overdue.waitFor();
  await phone.axe("Today with what is overdue");
  await overdue.tap();
  await phone.page.getByText(phone.t("dose-overdue-doses", { days: 0, day: "", shown: "0" })).waitFor();
  await lost(phone).waitFor();
  await fact(phone).waitFor();
  const call = phone.page.getByRole("link", { name: phone.t("medicine-card-call", { number: "+1 555 010 9999" }) });
  assert.equal(await call.getAttribute("href"), "tel:+15550109999");
  await phone.axe("a medicine that is overdue");
  phone.expectNoProblems();
});

test("a kind can be left out or be something else, and then nobody is asked whom to call", async (t) => {
  const { preview, phone } = await scene(t);
  await typedIn(phone, "Vitamin D", "tablet");
  await phone.tap("skip");
  await phone.heading("schedule-how").waitFor();
  await daily(phone, "08:00");
  await phone.page.getByRole("heading", { name: /Vitamin D/ }).waitFor();
  await typedIn(phone, "Ramipril", "tablet");
  await phone.choice("medicine-class-other").tap();
  await phone.tap("next");
  await phone.heading("schedule-how").waitFor();
  await daily(phone, "08:00");
  await phone.page.getByRole("heading", { name: /Ramipril/ }).waitFor();
  assert.deepEqual((await list(preview)).map((one) => one.class), [null, "other"]);
  phone.expectNoProblems();
});

test("a number is asked for again exactly where the core would refuse it", async (t) => {
  const { preview } = await scene(t, { open: false });
  const { isNumber } = await sourceModule("../../ui/src/features/medicine/phone.ts");
  const marks = ["x", "ext", "ext.", "Extension", "#", ",", ";", "+", "a", "\u00b7", "\t"];
  const grouped = ["(", ")", "-", ".", "/", "\u2010", "\u2011", "\u2013", "\u2014", "\u00a0", "\u200b", "\u2800"];
  const typed = [
    ...["", " ", "1", "11", "+", "+1", "+1234", "+12345", "++12345", "1+2345", "1".repeat(20), "1".repeat(21), "x12", "12x", "\u0661\u0662\u0663", "+44 (0)20 7946 0018"],
    ...grouped.flatMap((mark) => [`12${mark}34`, mark, `555x1${mark}2`]),
    ...marks.flatMap((mark) => [`5550101${mark}12`, `5550101${mark}`, `${mark}12`, `55${mark}1${mark}2`]),
    ...marks.flatMap((one) => marks.map((other) => `5550101${one}1${other}2`)),
  ];
  const isTaken = async (phone) => {
    const made = await preview.core("person_create", { ...ana, phone }).catch(() => null);
    if (made !== null) await preview.core("person_delete", { id: made.value.id });
    return made !== null;
  };
  const other = [];
  for (const number of typed) if ((await isTaken(number)) !== isNumber(number)) other.push(number);
  assert.deepEqual(other, []);
});

test("whom to call can be skipped after a number was refused, and what was typed is gone", async (t) => {
  const { preview, phone } = await scene(t);
  await typedIn(phone, "Methadone", "liquid");
  await phone.choice("medicine-class-methadone").tap();
  await phone.tap("next");
  await phone.field("medicine-clinic-phone").fill("one two");
  await phone.tap("next");
  await phone.page.getByText(phone.t("err-phone-number")).first().waitFor();
  await phone.tap("skip");
  await daily(phone, "08:00");
  await phone.page.getByRole("heading", { name: /Methadone/ }).waitFor();
  assert.equal((await list(preview))[0].clinicPhone, "");
  phone.expectNoProblems();
});

test("a card without a number leads to where one is typed, and the prescriber's is used until then", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const prescriber = (await preview.core("person_create", ana)).value.id;
  const id = await keepMedicine(preview, { name: "Naltrexone", class: "naltrexone_daily" }, DAILY("08:00"));
  await phone.open(preview, `/medicine/${id}`);
  await phone.page.locator("summary", { hasText: phone.t("medicine-if-missed") }).tap();
  await phone.tap("medicine-card-add-number");
  const number = phone.field("medicine-clinic-phone");
  await number.waitFor();
  await eventually(() => number.evaluate((field) => field === document.activeElement), true);
  await phone.page.getByLabel(phone.t("medicine-prescriber"), { exact: true }).selectOption(prescriber);
  await phone.touch(phone.button("save"));
  await phone.page.getByText(phone.t("medicine-prescribed", { name: "Dr Ana" })).waitFor();
  const calls = phone.page.getByRole("link", { name: phone.t("medicine-call-person", { name: "Dr Ana", phone: "+1 555 010 2222" }) });
  assert.equal(await calls.first().getAttribute("href"), "tel:+15550102222");
  await phone.page.locator("summary", { hasText: phone.t("medicine-if-missed") }).tap();
  await eventually(() => calls.count(), 2);
  await phone.page.locator("summary", { hasText: WALLET }).tap();
  await phone.page.locator(".wallet", { hasText: /Dr Ana.*\+1 555 010 2222/ }).waitFor();
  await phone.axe("a medicine with its prescriber");
  phone.expectNoProblems();
});

test("an opioid treatment that was ended shows the card of lost tolerance on its page, for thirty days", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(preview, { name: "Buprenorphine", class: "buprenorphine_daily" }, DAILY("08:00"));
  await phone.open(preview, `/medicine/${id}`);
  await folded(phone, true);
  await phone.tap("medicine-stop");
  await lost(phone).waitFor();
  await fact(phone).waitFor();
  await phone.axe("a treatment that was ended");
  await preview.moveClock({ now: `${dayAfter(TODAY, 32)}T12:00:00Z` });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.page.reload();
  await phone.page.getByText(phone.t("medicine-is-ended")).waitFor();
  await folded(phone, true);
  phone.expectNoProblems();
});

test("the page of an opioid goal shows the card, open in its first weeks", async (t) => {
  const goals = [goalSince(dayAfter(TODAY, -5), { kind: "opioids" }), goalSince(dayAfter(TODAY, -90), { kind: "opioids", name: "Long ago" })];
  const { phone, goals: [first, later] } = await scene(t, { setUp: { goals } });
  await phone.go(`/goal/${first.id}`);
  await lost(phone).waitFor();
  await fact(phone).waitFor();
  await phone.axe("an opioid goal");
  await phone.go(`/goal/${later.id}`);
  await folded(phone, true);
  await phone.page.locator("summary", { hasText: LOST }).tap();
  await fact(phone).waitFor();
  phone.expectNoProblems();
});

test("a stay that is just over shows the card on the page of stays", async (t) => {
  const goals = [goalSince(dayAfter(TODAY, -90), { kind: "opioids" })];
  const { preview, phone } = await scene(t, { setUp: { goals } });
  const stay = { place: "detox", name: "", fromOn: dayAfter(TODAY, -50), untilOn: null };
  const { value } = await preview.core("stay_create", stay);
  await phone.go("/stays");
  await phone.button("stay-add").waitFor();
  await phone.answered();
  assert.equal(await lost(phone).count(), 0, "it goes on");
  await phone.page.locator("main li button").first().tap();
  await phone.field("span-until").fill(dayAfter(TODAY, -1));
  await eventually(async () => (await preview.core("stay_list"))[0].untilOn, dayAfter(TODAY, -1));
  await phone.closeSheet();
  await lost(phone).waitFor();
  await fact(phone).waitFor();
  await phone.axe("stays, one just over");
  await preview.core("stay_update", { ...stay, id: value.id, untilOn: dayAfter(TODAY, -31) });
  await phone.page.reload();
  await phone.button("stay-add").waitFor();
  await phone.answered();
  assert.equal(await lost(phone).count(), 0, "a month ago");
  phone.expectNoProblems();
});

test("a naloxone kit is added without a schedule, shows where it is and who knows, and is never due", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await typedIn(phone, "Narcan", "nasal");
  await phone.choice("medicine-class-naloxone").tap();
  await phone.tap("next");
  await phone.heading("medicine-kit").waitFor();
  await phone.axe("a kit being added");
  await phone.field("medicine-kit-place").fill("Red bag by the door");
  await phone.field("medicine-kit-people").fill("Bo and Ana");
  await phone.field("medicine-kit-trained").fill("2026-05-01");
  await phone.field("medicine-expires").fill("2027-06-30");
  await phone.tap("save");
  await phone.heading("medicine-kit").waitFor();
  for (const said of ["Red bag by the door", "Bo and Ana", "1 May 2026", "30 June 2027", KIT_CARD]) {
    await phone.page.getByText(said, { exact: false }).first().waitFor();
  }
  assert.equal(await phone.heading("medicine-schedule").count(), 0);
  await phone.axe("a kit");
  await phone.noSidewaysScroll("a kit");
  const [kept] = await list(preview);
  assert.deepEqual([kept.schedules, kept.expiresOn], [[], "2027-06-30"]);
  assert.deepEqual(kept.kit, { place: "Red bag by the door", people: "Bo and Ana", trainedOn: "2026-05-01" });
  await phone.tap("medicine-kit-change");
  await phone.field("medicine-kit-people").fill("Bo");
  await phone.touch(phone.button("save"));
  await eventually(async () => (await list(preview))[0].kit.people, "Bo");

  // Of two, one is used: it is noted by one tap, and taken back by another.
  const left = async () => (await list(preview))[0].stock.left;
  await keepSupply(preview, kept.id, 2, { unit: "sprays" });
  await phone.open(preview, `/medicine/${kept.id}`);
  await phone.page.reload();
  assert.equal(await phone.page.getByText(/goes down/).count(), 0);
  await phone.tap("stock-kit-used");
  await eventually(left, 1_000);
  await phone.toast().getByRole("button").first().tap();
  await eventually(left, 2_000);
  for (const still of [1_000, 0]) {
    await pause(REST_MS);
    await phone.tap("stock-kit-used");
    await eventually(left, still);
  }
  await phone.text("stock-kit-none").waitFor();
  assert.equal(await phone.button("stock-kit-used").count(), 0);
  await phone.axe("a kit of which none is left");

  // One that was typed in as taken when needed, and a medicine that is.
  await keepMedicine(preview, { name: "Old kit", class: "naloxone" }, AS_NEEDED);
  await keepMedicine(preview, { name: "Hydroxyzine" }, AS_NEEDED);
  await phone.go("/today");
  await phone.page.reload();
  const needed = phone.page.getByRole("region", { name: phone.t("medicines-needed") });
  await needed.getByText("Hydroxyzine").first().waitFor();
  assert.equal(await needed.getByText(/kit|Narcan/).count(), 0);
  phone.expectNoProblems();
});

test("a patch asks for its places before whom to call, and goes on without; a kit asks for none", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await typedIn(phone, "Buprenorphine", "patch");
  await phone.choice("medicine-class-buprenorphine_daily").tap();
  await phone.tap("next");
  await phone.heading("medicine-sites-where").waitFor();
  await phone.field("medicine-sites").fill("left arm");
  await phone.touch(phone.button("skip"));
  await phone.heading("medicine-missed-call").waitFor();
  await phone.tap("skip");
  await daily(phone, "08:00");
  await eventually(async () => (await list(preview)).map(({ name, sites }) => [name, sites]), [["Buprenorphine", []]]);
  await phone.page.getByRole("heading", { name: "Buprenorphine" }).first().waitFor();
  await typedIn(phone, "Naloxone", "injection");
  await phone.choice("medicine-class-naloxone").tap();
  await phone.tap("next");
  await phone.heading("medicine-kit").waitFor();
  phone.expectNoProblems();
});
