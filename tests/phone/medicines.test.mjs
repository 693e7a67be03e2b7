// Medicines: typed in step by step, due on Today, taken by one tap, left out with why, corrected, taken as needed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { after, AS_NEEDED, at, DAILY, keepMedicine, typedIn } from "./medicines-walk.mjs";
import { TODAY } from "./preview.mjs";
import { eventually, goalSince, PASSPHRASE, REST_MS, stage } from "./support.mjs";

const scene = stage();
const list = (preview) => preview.core("medicine_list");
const due = async (preview) => (await preview.core("dose_due")).groups.flatMap(({ doses }) => doses);
const states = async (preview) => (await due(preview)).map(({ name, state }) => `${name} ${state}`).sort();
const undo = (phone) => phone.toast().getByRole("button", { name: phone.t("undo") }).tap();
const take = (phone, name) => phone.page.getByRole("button", { name: phone.t("dose-take-name", { name }) }).first();
const sheet = (phone) => phone.page.getByRole("dialog");

test("a medicine is typed in by taps, is due on Today, and is taken by one tap with Undo", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await phone.go("/plan");
  await phone.tap("medicines-title");
  await phone.heading("medicines-empty-title").waitFor();
  await phone.axe("medicines, none");
  await phone.tap("medicine-add");
  await phone.heading("medicine-name").waitFor();
  await phone.tap("next");
  await phone.page.getByText(phone.t("err-name-needed")).first().waitFor();
  await phone.field("medicine-name-field").fill("Buprenorphine");
  await phone.field("medicine-strength").fill("8 mg");
  await phone.axe("the name of a medicine");
  await phone.tap("next");
  await phone.heading("medicine-form").waitFor();
  await phone.choice("medicine-form-film").tap();
  await phone.axe("the form of a medicine");
  await phone.tap("next");
  await phone.heading("medicine-class").waitFor();
  await phone.tap("skip");
  await phone.heading("schedule-how").waitFor();
  await phone.choice("schedule-way-daily").tap();
  await phone.axe("how often");
  await phone.tap("next");
  await phone.heading("medicine-when").waitFor();
  await phone.tap("next");
  await phone.page.getByText(phone.t("err-answer-needed")).first().waitFor();
  await phone.field("schedule-time").fill("18:31");
  await phone.tap("schedule-time-add");
  await phone.field("schedule-time-n", { number: 2 }).fill("18:31");
  const twice = phone.page.getByText(phone.t("err-time-twice")).first();
  await twice.waitFor();
  await phone.noSidewaysScroll("the same time twice");
  await phone.axe("the same time twice");
  await phone.tap("next");
  assert.equal(await phone.field("schedule-time-n", { number: 2 }).getAttribute("aria-invalid"), "true", "it goes no further");
  await phone.page.getByRole("button", { name: phone.t("schedule-time-remove", { number: 2 }) }).tap();
  await twice.waitFor({ state: "detached" });
  await phone.field("schedule-amount-each").fill("1 film");
  await phone.noSidewaysScroll("when");
  await phone.axe("when");
  await phone.tap("next");
  await phone.heading("medicine-ring").waitFor();
  await phone.axe("how it rings");
  await phone.tap("save");
  await phone.page.getByRole("heading", { name: /Buprenorphine/ }).waitFor();
  const [kept] = await list(preview);
  assert.deepEqual([kept.name, kept.strength, kept.form], ["Buprenorphine", "8 mg", "film"]);
  assert.deepEqual(kept.schedules[0].rule.phases[0].times, { kind: "at", minutes: [18 * 60 + 31] });
  assert.deepEqual(kept.schedules[0].amounts, ["1 film"]);
  assert.deepEqual(await preview.core("held_text_list"), []);
  await phone.axe("a medicine");

  await phone.go("/today");
  await phone.today();
  assert.equal(await phone.page.locator("section.due").count(), 0, "nothing is due");
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, "/today");
  await take(phone, "Buprenorphine 8 mg").waitFor();
  await phone.axe("Today with a dose");
  await phone.touch(take(phone, "Buprenorphine 8 mg"));
  await eventually(() => states(preview), ["Buprenorphine taken"]);
  await phone.toast().getByText(phone.t("dose-said-taken", { name: "Buprenorphine 8 mg" })).waitFor();
  await take(phone, "Buprenorphine 8 mg").waitFor({ state: "detached" });
  await undo(phone);
  await take(phone, "Buprenorphine 8 mg").waitFor();
  assert.notDeepEqual(await states(preview), ["Buprenorphine taken"]);
  phone.expectNoProblems();
});

test("an injection typed in by taps is to ask each day until it is answered, and is taken on Today", async (t) => {
  const { preview, phone } = await scene(t, { phone: { width: 360, height: 640 } });
  await typedIn(phone, "Naltrexone", "injection");
  await phone.tap("skip");
  await phone.heading("medicine-sites-where").waitFor();
  await phone.axe("places on the body");
  await phone.noSidewaysScroll("places on the body");
  await phone.field("medicine-sites").fill("left hip\nright hip");
  await phone.tap("next");
  await phone.heading("schedule-how").waitFor();
  await phone.choice("schedule-way-other").tap();
  await phone.tap("next");
  await phone.choice("schedule-way-long_acting").tap();
  await phone.tap("next");
  for (const [field, days] of [["target", 28], ["earliest", 26], ["latest", 42]]) await phone.field(`schedule-${field}`).fill(String(days));
  await phone.field("schedule-first-planned").fill(TODAY);
  await phone.field("schedule-remind-at").fill("19:00");
  await phone.tap("next");
  await phone.heading("medicine-ring").waitFor();
  assert.equal(await phone.field("schedule-open").count(), 0, "how long it stays open is not asked");
  await phone.axe("how an injection rings");
  await phone.tap("save");
  await phone.page.getByRole("heading", { name: /Naltrexone/ }).waitFor();
  const [kept] = await list(preview);
  assert.deepEqual(kept.schedules[0].reminder, { preAlerts: [10080, 2880], nag: { minutes: 1440, times: 1000 }, ringsInQuietHours: false, grace: { kind: "until_answered" } });
  // That it rings and waits for days is the story of tests/journeys/doses.rs: nothing rings in the preview.
  await preview.moveClock({ now: at("19:02") });
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/today");
  await phone.page.reload();
  await take(phone, "Naltrexone").waitFor();
  await phone.touch(take(phone, "Naltrexone"));
  await take(phone, "Naltrexone").waitFor({ state: "detached" });
  phone.expectNoProblems();
});

for (const doses of [1, 3]) {
  test(`360 x 640 still answers the four questions with ${doses} due`, async (t) => {
    const goals = [goalSince("2026-10-12")];
    const { preview, phone } = await scene(t, { open: false, setUp: { goals }, phone: { width: 360, height: 640 } });
    for (let made = 0; made < doses; made += 1) await keepMedicine(preview, { name: `Medicine ${made}` }, DAILY("18:31"));
    await preview.moveClock({ now: at("18:33") });
    await phone.open(preview, "/today");
    const acts = phone.page.locator("section.due button");
    await acts.first().waitFor();
    const wanted = [phone.face(1), phone.face(5), phone.button("today-craving"), phone.page.locator(".figure"), acts.first(), acts.last()];
    for (const locator of wanted) {
      const box = await locator.boundingBox();
      const bar = await phone.page.locator("nav").first().boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= bar.y, `${await locator.innerText()} is seen`);
    }
    phone.expectNoProblems();
  });
}

test("all of one time are taken at once, and one Undo takes them back", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepMedicine(preview, { name: "Aspirin" }, DAILY("18:31"));
  await keepMedicine(preview, { name: "Bupropion", strength: "150 mg" }, DAILY("18:31"));
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, "/today");
  await phone.page.getByRole("button", { name: phone.t("dose-list") }).tap();
  await sheet(phone).getByText("Bupropion 150 mg").waitFor();
  await phone.axe("each dose that is due");
  await sheet(phone).getByRole("button", { name: /^All taken/ }).tap();
  await eventually(() => states(preview), ["Aspirin taken", "Bupropion taken"]);
  await undo(phone);
  await eventually(async () => (await states(preview)).some((one) => one.endsWith("taken")), false);
  phone.expectNoProblems();
});

test("a dose is left out with why, and changed later in the history", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(preview, { name: "Acamprosate" }, DAILY("18:31"));
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, "/today");
  await phone.page.getByRole("button", { name: phone.t("dose-more", { name: "Acamprosate" }) }).tap();
  await sheet(phone).waitFor();
  await sheet(phone).getByRole("button", { name: phone.t("dose-outcome-skipped") }).tap();
  await sheet(phone).getByRole("button", { name: phone.t("dose-why-side_effects") }).tap();
  await phone.field("check-in-note").fill("Sick since noon");
  await eventually(async () => (await due(preview))[0].note, "Sick since noon");
  await phone.axe("a dose");
  await phone.closeSheet();
  const [dose] = await due(preview);
  assert.deepEqual([dose.state, dose.reason], ["skipped", "side_effects"]);

  await phone.go(`/medicine/${id}`);
  await phone.page.getByText(phone.t("dose-skipped-why", { why: phone.t("dose-why-side_effects") })).waitFor();
  await phone.page.locator("main li").getByRole("button").last().tap();
  await sheet(phone).getByRole("button", { name: phone.t("dose-outcome-taken"), exact: true }).tap();
  await eventually(async () => (await due(preview))[0].state, "taken");
  await phone.closeSheet();
  await phone.toast().getByText(phone.t("dose-said", { name: "Acamprosate" })).waitFor();
  await undo(phone);
  await eventually(async () => (await due(preview))[0].state, "skipped");
  phone.expectNoProblems();
});

test("what is taken as needed is kept however soon, with a warning beside it", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepMedicine(preview, { name: "Hydroxyzine" }, AS_NEEDED);
  await phone.open(preview, "/medicines");
  const tookIt = phone.page.getByRole("button", { name: phone.t("dose-needed-name", { name: "Hydroxyzine" }) });
  await phone.touch(tookIt);
  await phone.page.getByText("1 of 2 in 24 hours").first().waitFor();
  await phone.page.getByText(phone.t("dose-too-soon", { time: "22:30" })).first().waitFor();
  await phone.axe("as needed, too soon");
  const taken = async () => (await preview.core("dose_due")).asNeeded[0].stand.in24Hours;
  // A very slow double tap: the button does not rest any more, and the clock of the preview stands.
  await phone.page.waitForTimeout(REST_MS);
  await phone.touch(tookIt);
  await phone.page.waitForTimeout(REST_MS);
  assert.equal(await taken(), 1, "one double tap is one dose");
  await preview.forward(60);
  await phone.touch(tookIt);
  await phone.page.getByText("2 of 2 in 24 hours").first().waitFor();
  assert.equal(await taken(), 2, "a warning is no lock");
  phone.expectNoProblems();
});

test("a slow double tap on Taken leaves the next dose alone, and a far day is asked about at its field", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  for (const time of ["18:31", "18:32", "18:33"]) await keepMedicine(preview, { name: `At ${time}` }, DAILY(time));
  await preview.moveClock({ now: at("18:34") });
  await phone.open(preview, "/today");
  const first = phone.page.locator("section.due").getByRole("button", { name: /^Taken/ });
  await first.waitFor();
  await phone.touchTwice(first);
  await take(phone, "At 18:32").waitFor();
  assert.deepEqual(await states(preview), ["At 18:31 planned", "At 18:32 planned", "At 18:33 taken"]);

  await phone.button("dose-more", { name: "At 18:32" }).tap();
  await sheet(phone).getByRole("button", { name: phone.t("dose-outcome-taken"), exact: true }).tap();
  await phone.field("check-in-at").fill("2026-11-20T12:00");
  await phone.field("check-in-at").blur();
  await sheet(phone).getByText(/Is the day right\?$/).waitFor();
  await phone.axe("a dose of another day");
  await eventually(() => states(preview), ["At 18:31 planned", "At 18:32 late", "At 18:33 taken"]);
  phone.expectNoProblems();
});

test("half a name and half a schedule are there again after a lock, a reload and Back", async (t) => {
  const { preview, phone } = await scene(t, { open: "/medicine/new" });
  await phone.field("medicine-name-field").fill("Half a na");
  for (let press = 0; press < 3; press += 1) await phone.page.keyboard.press("Escape");
  await eventually(async () => (await preview.core("app_status")).state, "locked");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, "/today");
  await phone.tap("held-go-on", { what: phone.t("held-medicine-new") });
  await eventually(() => phone.field("medicine-name-field").inputValue(), "Half a na");

  await phone.tap("next");
  await phone.choice("medicine-form-tablet").tap();
  await phone.tap("next");
  await phone.heading("medicine-class").waitFor();
  await phone.tap("skip");
  await phone.choice("schedule-way-daily").tap();
  await phone.tap("next");
  await phone.field("schedule-time").fill("07:15");
  await phone.field("schedule-amount-each").fill("half of one");
  await eventually(async () => (await preview.core("held_text_list"))[0]?.text.includes("half of one"), true);
  await phone.page.reload();
  await phone.field("schedule-time").waitFor();
  assert.equal(await phone.field("schedule-time").inputValue(), "07:15");
  assert.equal(await phone.field("schedule-amount-each").inputValue(), "half of one");

  await phone.open(preview, "/medicines");
  await phone.tap("held-go-on", { what: phone.t("held-medicine-new") });
  await eventually(() => phone.field("medicine-name-field").inputValue(), "Half a na");
  await phone.tap("leave-changes-out");
  await eventually(async () => (await preview.core("held_text_list")).length, 0);
  phone.expectNoProblems();
});

test("a change that was typed is there again after a reload, saved once, and undone", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(preview, { name: "Naltrexone" }, DAILY("09:00"));
  await phone.open(preview, `/medicine/${id}/edit`);
  await phone.field("medicine-clinic-phone").fill("the blue phone");
  await eventually(async () => (await preview.core("held_text_list")).length, 1);
  await phone.page.reload();
  await eventually(() => phone.field("medicine-clinic-phone").inputValue(), "the blue phone");
  await phone.tap("save");
  await phone.page.getByText(phone.t("err-phone-number")).first().waitFor();
  await phone.axe("a medicine being changed");
  await phone.field("medicine-clinic-phone").fill("020 7946 0123");
  await phone.tap("save");
  await phone.link("medicine-call-clinic", { phone: "020 7946 0123" }).waitFor();
  await undo(phone);
  await eventually(async () => (await list(preview))[0].clinicPhone, "");
  phone.expectNoProblems();
});

test("a medicine is ended, taken again, removed, and brought back", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  const id = await keepMedicine(preview, { name: "Disulfiram" }, DAILY("20:00"));
  await phone.open(preview, `/medicine/${id}`);
  await phone.tap("medicine-stop");
  await phone.page.getByText(phone.t("medicine-is-ended")).waitFor();
  assert.notEqual((await list(preview))[0].endedMs, null);
  await phone.tap("medicine-resume");
  await eventually(async () => (await list(preview))[0].endedMs, null);
  await phone.tap("medicine-remove");
  await eventually(async () => (await list(preview)).length, 0);
  await undo(phone);
  await eventually(async () => (await list(preview))[0]?.name, "Disulfiram");
  assert.equal((await list(preview))[0].schedules.length, 1);
  phone.expectNoProblems();
});

test("what follows a medicine that ends is named before, has no time after, and gets one", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 320, height: 640, text200: true } });
  const leader = await keepMedicine(preview, { name: "Bupropion" }, DAILY("20:00"));
  const follower = await keepMedicine(preview, { name: "Folic acid" }, await after(preview, leader));
  await phone.open(preview, `/medicine/${leader}`);
  await phone.go(`/medicine/${follower}`);
  await phone.text("schedule-after", { span: "30 minutes", name: "Bupropion" }).waitFor();
  await phone.go(`/medicine/${leader}`);
  await phone.page.getByText(phone.t("medicine-followers", { count: 1, names: "Folic acid" })).waitFor();
  await phone.tap("medicine-stop");
  await phone.page.getByText(phone.t("medicine-is-ended")).waitFor();
  for (const path of ["/today", "/medicines", `/medicine/${follower}`]) {
    await phone.go(path);
    await phone.page.getByText(phone.t("dose-give-time")).first().waitFor();
    await phone.noSidewaysScroll(path);
    await phone.axe(`${path} without a time`);
  }
  await phone.page.getByText(phone.t("medicine-follows-nothing")).waitFor();
  await phone.go("/medicines");
  await phone.page.getByText(phone.t("medicine-no-time"), { exact: true }).waitFor();
  await phone.go("/today");
  await phone.page.getByRole("button", { name: phone.t("dose-give-time-name", { name: "Folic acid" }) }).tap();
  await phone.field("medicine-discreet").waitFor();
  await phone.field("medicine-discreet").fill("The green one");
  await phone.tap("save");
  await eventually(async () => (await list(preview)).find(({ id }) => id === follower).discreetName, "The green one");
  phone.expectNoProblems();
});

test("what follows a medicine that is ended keeps the time that came of the last one taken, and says that it is the last", async (t) => {
  const { preview, phone } = await scene(t, { open: false, setUp: { settings: { lockAfterMinutes: 60 } } });
  const leader = await keepMedicine(preview, { name: "Bupropion" }, DAILY("18:31"));
  const follower = await keepMedicine(preview, { name: "Folic acid" }, await after(preview, leader));
  await preview.moveClock({ now: at("18:33") });
  const [{ doses }] = (await preview.core("dose_due")).groups;
  await preview.core("dose_take_all", { occurrences: [doses[0].occurrence], at: null });
  await preview.core("medicine_end", { id: leader });
  await phone.open(preview, `/medicine/${follower}`);
  await phone.text("medicine-ahead").waitFor();
  await phone.text("medicine-follows-last").waitFor();
  await phone.text("schedule-after", { span: "30 minutes", name: "Bupropion" }).waitFor();
  assert.equal(await phone.page.getByText(phone.t("medicine-follows-nothing")).count(), 0);
  await preview.moveClock({ now: at("19:03") });
  const due = await preview.core("dose_due");
  assert.deepEqual(due.groups.map(({ doses }) => doses.map(({ name }) => name)), [["Folic acid"]]);
  phone.expectNoProblems();
});

test("200 % text cuts nothing and scrolls nowhere sideways", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 320, height: 640, text200: true } });
  const id = await keepMedicine(preview, { name: "Buprenorphine-naloxone", strength: "8 mg/2 mg" }, DAILY("18:31"));
  await preview.moveClock({ now: at("18:33") });
  for (const path of ["/today", "/medicines", `/medicine/${id}`, `/medicine/${id}/edit`, `/medicine/${id}/when?schedule=0`, `/medicine/${id}/ring?schedule=0`, `/medicine/${id}/other?schedule=0`]) {
    await phone.open(preview, path);
    await phone.page.getByRole("heading", { level: 1 }).waitFor();
    await phone.settled();
    await phone.noSidewaysScroll(path);
    await phone.axe(path);
  }
  phone.expectNoProblems();
});

test("the doses of a day are one line in Journey, open as a list, and are corrected there", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await keepMedicine(preview, { name: "Bupropion", strength: "150 mg" }, DAILY("18:31"));
  await keepMedicine(preview, { name: "Acamprosate" }, DAILY("18:31"));
  await keepMedicine(preview, { name: "Hydroxyzine" }, DAILY("18:32"));
  await preview.moveClock({ now: at("18:33") });
  await phone.open(preview, "/today");
  await phone.page.locator("section.due").waitFor();
  const [first, second] = await due(preview);
  await preview.core("dose_take_all", { occurrences: [first.occurrence, second.occurrence], at: null });
  await phone.go("/journey");
  const row = phone.page.locator("section.day [data-kind=dose]");
  await row.getByText(phone.t("journey-doses", { taken: 2, due: 2 })).waitFor();
  await phone.axe("Journey with doses");
  await row.tap();
  await phone.heading("dose-day").waitFor();
  await eventually(() => phone.page.locator("main li").count(), 3, "the one that waits, too");
  await phone.axe("the doses of a day");
  await phone.noSidewaysScroll("the doses of a day");
  await phone.page.getByRole("button", { name: /Acamprosate/ }).tap();
  await sheet(phone).getByRole("button", { name: phone.t("dose-outcome-skipped") }).tap();
  await eventually(async () => (await states(preview)).includes("Acamprosate skipped"), true);
  await sheet(phone).getByRole("button", { name: phone.t("close"), exact: true }).tap();
  await sheet(phone).waitFor({ state: "hidden" });
  await phone.go("/journey");
  await row.getByText(phone.t("journey-doses", { taken: 1, due: 2 })).waitFor();
  phone.expectNoProblems();
});

test("medicines stand in the person's own order", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  for (const name of ["One", "Two", "Three"]) await keepMedicine(preview, { name }, DAILY("08:00"));
  await phone.open(preview, "/medicines");
  await phone.tap("medicines-order");
  await phone.page.getByRole("button", { name: phone.t("row-up", { name: "Three" }) }).tap();
  const names = async () => (await list(preview)).map(({ name }) => name);
  await eventually(names, ["One", "Three", "Two"]);
  await phone.axe("medicines to put in order");
  await undo(phone);
  await eventually(names, ["One", "Two", "Three"]);
  phone.expectNoProblems();
});

test("a changed time that is not saved is not taken for one that holds", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 360, height: 640 } });
  const id = await keepMedicine(preview, { name: "Acamprosate" }, DAILY("08:00"));
  const minutes = async () => (await list(preview))[0].schedules[0].rule.phases[0].times.minutes;
  const unsaved = phone.heading("medicine-unsaved");
  const change = async (time) => {
    await phone.go(`/medicine/${id}/when?schedule=0`);
    await phone.field("schedule-time").fill(time);
    await phone.tap("next");
    await phone.heading("medicine-ring").waitFor();
    await phone.tap("done");
    await phone.button("medicine-save-now").waitFor();
  };
  await phone.open(preview, `/medicine/${id}/edit`);
  await phone.field("medicine-name-field").waitFor();
  assert.equal(await unsaved.count(), 0);
  await change("09:15");
  await phone.axe("a change that is not saved, where it is made");
  await phone.noSidewaysScroll("a change that is not saved, where it is made");
  await phone.tap("back");
  await unsaved.waitFor();
  await phone.page.getByText(/Every day at .?0?8:00/).waitFor();
  await phone.axe("a change that is not saved");
  await phone.noSidewaysScroll("a change that is not saved");
  await phone.go("/medicines");
  const inList = phone.page.getByRole("button", { name: new RegExp(phone.t("medicine-unsaved")) });
  await inList.waitFor();
  assert.equal(await phone.page.getByText(phone.t("held-begun")).count(), 0, "its own line says so");
  await inList.tap();
  await phone.tap("leave-changes-out");
  await unsaved.waitFor({ state: "detached" });
  await undo(phone);
  await unsaved.waitFor();
  // After a lock it is still there, and still not in force.
  await preview.core("vault_lock");
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview, `/medicine/${id}`);
  await unsaved.waitFor();
  assert.deepEqual(await minutes(), [480]);
  await phone.tap("medicine-unsaved-go-on");
  await phone.page.getByText(/9:15/).waitFor();
  await phone.tap("medicine-save-now");
  await eventually(minutes, [555]);
  await phone.page.getByText(/Every day at .?0?9:15/).waitFor();
  await unsaved.waitFor({ state: "detached" });
  phone.expectNoProblems();
});

test("the page of a plan in steps says which is now, and that of a clinic when it is open", async (t) => {
  const { preview, phone } = await scene(t, { open: false, phone: { width: 360, height: 640 } });
  const phase = (fromOn, untilOn, time) => ({ ...DAILY(time).phases[0], fromOn, untilOn });
  const steps = [phase("2026-11-10", "2026-11-20", "08:00"), phase("2026-11-21", "2026-11-28", "09:00"), phase("2026-11-29", null, "10:00")];
  const plan = await keepMedicine(preview, { name: "Diazepam" }, { kind: "civil", phases: steps, zone: null }, ["10 mg", "5 mg", "2 mg"]);
  const clinic = { kind: "clinic", firstOn: "2026-11-24", openings: [{ weekdays: [1, 2, 3], opens: 360, closes: 660 }], usual: 420, atHome: null, zone: "Europe/Berlin" };
  const visits = await keepMedicine(preview, { name: "Methadone" }, clinic);
  await phone.open(preview, `/medicine/${plan}`);
  const now = phone.page.locator('[aria-current="step"]');
  await now.waitFor();
  const plain = async (place) => (await place.innerText()).replace(/[\u2066-\u2069]/g, "");
  assert.match(await plain(now), /^Step 2, now\s+5 mg\s+Every day at 0?9:00\s+.*21.* to .*28/);
  await phone.axe("a plan in steps");
  await phone.noSidewaysScroll("a plan in steps");
  await phone.go(`/medicine/${visits}`);
  await phone.text("schedule-clinic-zone", { zone: "Europe/Berlin" }).waitFor();
  const card = await plain(phone.page.locator("main"));
  assert.match(card, /Open Monday to Wednesday: 0?6:00 to 11:00/);
  assert.match(card, /I usually go at 0?7:00/);
  await phone.axe("the hours of a clinic");
  phone.expectNoProblems();
});
