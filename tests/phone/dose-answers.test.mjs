// Answers to doses that one tap is not enough for: early, at a clinic, somewhere on the body, later, or at another time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AS_NEEDED, at, DAILY, keepMedicine } from "./medicines-walk.mjs";
import { TODAY } from "./preview.mjs";
import { eventually, PASSPHRASE, REST_MS, stage } from "./support.mjs";

const scene = stage();
const SMALL = { width: 360, height: 640 };
const sheet = (phone) => phone.page.getByRole("dialog");
const take = (phone, name) => phone.page.getByRole("button", { name: phone.t("dose-take-name", { name }) }).first();
const more = (phone, name) => phone.page.getByRole("button", { name: phone.t("dose-more", { name }) }).first();
const outcome = (phone, id) => sheet(phone).getByRole("button", { name: phone.t(`dose-outcome-${id}`), exact: true });
const undo = (phone) => phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
const history = async (preview, medicineId) => (await preview.core("dose_list", { medicineId, beforeMs: null })).doses;
const due = async (preview) => (await preview.core("dose_due")).groups.flatMap(({ doses }) => doses);
const clock = (ms) => new Date(ms).toISOString().slice(11, 16);

/** The clock goes on, and the journal is open, as for somebody who comes back to it. */
async function later(preview, time) {
  await preview.moveClock({ now: at(time) });
  await preview.ring();
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
}

test("a heads-up of today leads to where the dose is answered early, with its time; then it rings no more", async (t) => {
  const { preview, phone } = await scene(t, { phone: SMALL });
  const id = await keepMedicine(preview, { name: "Buprenorphine" }, DAILY("18:45"), ["1 film"], { preAlerts: [14] });
  await preview.moveClock({ now: at("18:31") });
  await phone.today();
  await phone.answered();
  await preview.ring();
  await preview.touch();
  await phone.at(`/medicine/${id}`);
  await phone.page.getByRole("button", { name: phone.t("medicine-early", { when: "18:45" }) }).tap();
  await sheet(phone).waitFor();
  assert.equal(await outcome(phone, "missed").count(), 0, "what lies ahead is not missed");
  await outcome(phone, "taken").tap();
  await eventually(async () => (await history(preview, id)).length, 1);
  const when = sheet(phone).getByLabel(phone.t("check-in-at"), { exact: true });
  await when.fill(`${TODAY}T18:20`);
  await when.blur();
  await eventually(async () => clock((await history(preview, id))[0].atMs), "18:20");
  await phone.axe("a dose that is answered early");
  // The page has an entry of the history of its own: the touch led there.
  await sheet(phone).getByRole("button", { name: phone.t("close"), exact: true }).tap();
  await sheet(phone).waitFor({ state: "hidden" });
  await phone.page.getByText(phone.t("dose-taken-at", { time: "18:20" })).waitFor();
  assert.equal(await phone.page.getByRole("button", { name: phone.t("medicine-early", { when: "18:45" }) }).count(), 0);
  const before = (await preview.shown()).length;
  for (const time of ["18:45", "18:58"]) await later(preview, time);
  assert.equal((await preview.shown()).length, before, "it was said");
  await phone.noSidewaysScroll("a medicine");
  phone.expectNoProblems();
});

test("an injection within its days is noted before its day, with where it was given, and removed again at once", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { ...SMALL, text200: true } });
  const rule = { kind: "long_acting", earliest: 26, target: 28, latest: 42, firstOn: "2026-11-23", at: 600, zone: null };
  const sites = ["left hip", "right hip"];
  const id = await keepMedicine(preview, { name: "Naltrexone", form: "injection", sites }, rule, [], { grace: { kind: "until_answered" } });
  await phone.open(preview, `/medicine/${id}`);
  const early = phone.page.getByRole("button", { name: /^Answer early/ }).first();
  await early.tap();
  await outcome(phone, "taken").tap();
  await sheet(phone).getByRole("button", { name: phone.t("dose-site-next", { site: "left hip" }) }).tap();
  await eventually(async () => (await history(preview, id))[0]?.site, "left hip");
  await phone.axe("an injection that was given early");
  await phone.noSidewaysScroll("an injection that was given early");
  await sheet(phone).getByRole("button", { name: phone.t("entry-remove") }).tap();
  await eventually(async () => (await history(preview, id)).length, 0);
  await undo(phone);
  await eventually(async () => (await history(preview, id))[0]?.site, "left hip");
  await phone.page.getByText(phone.t("medicine-site-next", { site: "right hip" })).first().waitFor();
  phone.expectNoProblems();
});

test("one tap notes the site that its row shows, alone or with others, and the sheet has all of them", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const sites = ["left arm", "right arm", "back"];
  const id = await keepMedicine(preview, { name: "Nicotine", form: "patch", sites }, DAILY("18:31", "18:33"));
  await keepMedicine(preview, { name: "Bupropion" }, DAILY("18:33"));
  await preview.moveClock({ now: at("18:32") });
  await phone.open(preview, "/today");
  await phone.page.getByText(phone.t("medicine-site-next", { site: "left arm" })).waitFor();
  await phone.touch(take(phone, "Nicotine"));
  await eventually(async () => (await history(preview, id)).map(({ site }) => site), ["left arm"]);
  await preview.moveClock({ now: at("18:34") });
  await phone.page.reload();
  await phone.page.getByText("(right arm)").waitFor();
  await phone.page.locator("section.due").getByRole("button", { name: /^All taken/ }).tap();
  const noted = async () => (await history(preview, id)).map(({ site }) => site);
  await eventually(noted, ["right arm", "left arm"]);
  await phone.go(`/doses/${TODAY}`);
  await phone.page.getByRole("button", { name: phone.t("dose-more", { name: "Nicotine, 18:33" }) }).tap();
  await sheet(phone).getByRole("button", { name: "right arm", pressed: true }).waitFor();
  await sheet(phone).getByRole("button", { name: phone.t("dose-site-next", { site: "back" }) }).tap();
  await eventually(noted, ["back", "left arm"]);
  await phone.closeSheet();
  await phone.toast().getByText(phone.t("dose-said", { name: "Nicotine" })).waitFor();
  await undo(phone);
  await eventually(noted, ["right arm", "left arm"]);
  phone.expectNoProblems();
});

/** Open each day until 20:00, and one goes there at 18:31. */
const CLINIC = {
  kind: "clinic", firstOn: "2026-11-20", usual: 18 * 60 + 31, atHome: null, zone: "Europe/London",
  openings: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: 7 * 60, closes: 20 * 60 }],
};

test("a visit asks how many doses went home once it is taken, and all of one time leave it for that", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: SMALL });
  const id = await keepMedicine(preview, { name: "Methadone", form: "liquid" }, CLINIC);
  await keepMedicine(preview, { name: "Bupropion" }, DAILY("18:31"));
  await later(preview, "18:33");
  await phone.open(preview, "/today");
  await phone.page.locator("section.due").getByRole("button", { name: /^All taken/ }).tap();
  await phone.toast().getByText(phone.t("dose-said-visit", { name: "Methadone" })).waitFor();
  await eventually(async () => (await due(preview)).map(({ name, state }) => `${name} ${state}`).sort(), ["Bupropion taken", "Methadone raised"]);
  await phone.page.waitForTimeout(REST_MS);
  await phone.touch(take(phone, "Methadone"));
  const said = async () => (await history(preview, id)).map(({ state, takeHome }) => [state, takeHome])[0];
  await eventually(said, ["taken", null], "kept before it is asked");
  await phone.axe("how many doses went home");
  const first = sheet(phone).locator("input, [aria-pressed]").first();
  assert.equal(await first.getAttribute("inputmode"), "decimal", "that is asked first");
  await phone.field("dose-take-home").fill("2");
  await eventually(said, ["taken", 2]);
  await phone.closeSheet();
  await phone.toast().getByText(phone.t("dose-said", { name: "Methadone" })).waitFor();
  await phone.go(`/medicine/${id}`);
  await phone.page.getByText(/2 doses to take home/).waitFor();
  await undo(phone);
  await eventually(async () => (await due(preview)).find(({ name }) => name === "Methadone").state, "raised");
  // From the medicine's own page as well.
  await take(phone, "Methadone, 18:31").waitFor();
  await phone.touch(take(phone, "Methadone, 18:31"));
  await phone.field("dose-take-home").fill("1");
  await eventually(said, ["taken", 1]);
  await phone.closeSheet();
  phone.expectNoProblems();
});

test("a dose is put off from Today, from its medicine and from its day: it waits, says so, and rings again", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(preview, { name: "Acamprosate" }, DAILY("18:31"));
  await later(preview, "18:33");
  const rung = async () => (await preview.shown()).length;
  const first = await rung();
  let now = Date.parse(at("18:33"));
  const asks = async () => (await due(preview))[0].snoozedUntilMs;
  for (const path of ["/today", `/medicine/${id}`, `/doses/${TODAY}`]) {
    await phone.open(preview, path);
    await phone.page.reload();
    await phone.page.getByRole("button", { name: /^More about .?Acamprosate/ }).first().tap();
    await sheet(phone).getByRole("button", { name: "10 minutes" }).tap();
    await sheet(phone).waitFor({ state: "hidden" });
    now += 10 * 60_000;
    await eventually(asks, now, path);
    await phone.page.getByText(phone.t("later-until", { time: clock(now) })).first().waitFor();
    await phone.axe(`${path}, put off`);
    const before = await rung();
    await later(preview, clock(now - 60_000));
    assert.equal(await rung(), before, `${path}: not before its time`);
    await later(preview, clock(now));
    assert.equal(await rung(), before + 1, `${path}: it rings again`);
  }
  assert.equal(await rung(), first + 3);
  await phone.open(preview, "/today");
  await phone.page.reload();
  await phone.touch(take(phone, "Acamprosate"));
  await eventually(async () => (await due(preview))[0].state, "taken");
  phone.expectNoProblems();
});

test("of two that are due at one time, the one that was put off says until when", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640, text200: true } });
  for (const name of ["Acamprosate", "Bupropion"]) await keepMedicine(preview, { name }, DAILY("18:31"));
  await preview.moveClock({ now: at("18:33") });
  const [, second] = await due(preview);
  const { snoozedUntilMs } = await preview.core("reminder_snooze", { occurrence: second.occurrence, minutes: 30 });
  assert.equal(snoozedUntilMs, Date.parse(at("19:03")));
  await phone.open(preview, "/today");
  await phone.page.reload();
  await phone.page.getByText(/Bupropion.* \(put off until .?19:03.?\)/).first().waitFor();
  assert.equal(await phone.page.getByText(/Acamprosate.? \(put off/).count(), 0);
  await phone.noSidewaysScroll("one put off");
  phone.expectNoProblems();
});

test("what is taken as needed is noted as of an earlier time at once", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(preview, { name: "Hydroxyzine" }, AS_NEEDED);
  await phone.open(preview, "/today");
  await phone.page.getByRole("button", { name: phone.t("dose-needed-at", { name: "Hydroxyzine" }) }).tap();
  await phone.axe("another time");
  await phone.field("check-in-at").fill("2026-11-30T10:00");
  await sheet(phone).getByRole("button", { name: phone.t("dose-take-needed"), exact: true }).tap();
  await sheet(phone).getByRole("alert").first().waitFor();
  assert.deepEqual(await history(preview, id), [], "nobody took it in the future");
  await phone.field("check-in-at").fill(`${TODAY}T15:00`);
  await sheet(phone).getByRole("button", { name: phone.t("dose-take-needed"), exact: true }).tap();
  await sheet(phone).waitFor({ state: "hidden" });
  await eventually(async () => (await history(preview, id)).map(({ atMs }) => clock(atMs)), ["15:00"]);
  await phone.page.getByText(phone.t("dose-too-soon", { time: "19:00" })).first().waitFor();
  await undo(phone);
  await eventually(async () => (await history(preview, id)).length, 0);
  // A small screen has it on the other pages, so that Today stays short.
  await phone.page.setViewportSize(SMALL);
  const another = phone.page.getByRole("button", { name: phone.t("dose-needed-at", { name: "Hydroxyzine" }) });
  await another.waitFor({ state: "hidden" });
  for (const path of ["/plan", "/medicines", `/medicine/${id}`]) {
    await phone.go(path);
    await another.waitFor();
    await phone.noSidewaysScroll(path);
  }
  phone.expectNoProblems();
});

test("a visit that was answered on its notification is asked about on Today, where doses went home before", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: SMALL });
  const id = await keepMedicine(preview, { name: "Methadone", form: "liquid" }, CLINIC);
  const said = async () => (await history(preview, id)).map(({ state, takeHome }) => [state, takeHome])[0];
  /** As "Done" on the notification says it. */
  const done = async (takeHome) => {
    const { occurrence } = (await due(preview)).find(({ state }) => state === "raised");
    await preview.core("dose_answer", { occurrence, outcome: "taken", at: null, takeHome, reason: null, note: "", site: "" });
  };
  await later(preview, "18:33");
  await done(1);
  await preview.moveClock({ now: "2026-11-23T18:33:00Z" });
  await preview.ring();
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await done(null);
  await phone.open(preview, "/today");
  await phone.page.getByRole("button", { name: phone.t("dose-home-unsaid") }).tap();
  await phone.field("dose-take-home").fill("0");
  await eventually(said, ["taken", 0]);
  await phone.closeSheet();
  await phone.page.getByText(phone.t("dose-home-unsaid")).waitFor({ state: "detached" });
  phone.expectNoProblems();
});
