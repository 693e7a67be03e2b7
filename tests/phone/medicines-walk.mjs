// The screens of medicines: none, the steps of typing one in, what is due, one with its history, and changing it.
import { TODAY } from "./preview.mjs";

/** An instant of today. London is on UTC in November. */
export const at = (time) => `${TODAY}T${time}:00Z`;

const minutes = (time) => time.split(":").reduce((hours, rest) => Number(hours) * 60 + Number(rest));
const REMINDER = { preAlerts: [], nag: null, ringsInQuietHours: false, grace: { kind: "half_way", minutes: 240 } };

/** Each day at these times, from a day on. */
export const DAILY = (...times) => ({
  kind: "civil",
  phases: [{ days: { kind: "days", every: 1 }, fromOn: "2026-10-01", untilOn: null, times: { kind: "at", minutes: times.map(minutes) } }],
  zone: null,
});
export const AS_NEEDED = { kind: "as_needed", gap: 240, mostIn24Hours: 2, mostADay: null };
const INJECTION = { kind: "long_acting", earliest: 26, target: 28, latest: 30, firstOn: "2026-11-20", at: 600, zone: null };

/** A medicine with a schedule of this rule, or of each of them; `rings`: how it rings, but for the usual. Answers its id. */
export async function keepMedicine(preview, fields, rule, amounts = [], rings = {}) {
  const nothing = { discreetName: "", strength: "", form: "tablet", class: null, note: "", prescriberId: null, clinicPhone: "", pharmacyPhone: "" };
  const rest = { onTimeMinutes: 60, sites: [], expiresOn: null, kit: { place: "", people: "", trainedOn: null } };
  const rules = rule === undefined ? [] : [rule].flat();
  const schedules = rules.map((rule) => ({ id: null, rule, reminder: { ...REMINDER, ...rings }, amounts, units: null }));
  const { value } = await preview.core("medicine_create", { ...nothing, ...rest, ...fields, schedules });
  return value.id;
}

/** A new medicine by taps, up to the question of its kind. `see`: each step, as it is answered. */
export async function typedIn(phone, name, form, see = async () => {}) {
  await phone.go("/medicine/new");
  await phone.field("medicine-name-field").waitFor();
  await see("medicine name");
  await phone.field("medicine-name-field").fill(name);
  await phone.tap("next");
  await phone.choice(`medicine-form-${form}`).tap();
  await see("medicine form");
  await phone.tap("next");
  await phone.heading("medicine-class").waitFor();
}

/** Half an hour after another one. */
export async function after(preview, id) {
  const { schedules } = await preview.core("medicine_get", { id });
  return { kind: "after", schedule: schedules[0].id, minutes: 30 };
}

/** What is known of a medicine's supply, and a count of it. */
export async function keepSupply(preview, medicineId, count, known = {}) {
  const usual = { unit: "tablets", uses: [], refillOn: null, refillSize: null, refillsLeft: null, lowDays: 7, refillDays: 1, expiryDays: 30 };
  await preview.core("stock_update", { ...usual, ...known, medicineId });
  await preview.core("stock_count_log", { medicineId, amount: count * 1000, at: null });
}

/** What is taken as needed, once; it stands on its day in the log. */
export async function takeAsNeeded(preview) {
  const { asNeeded } = await preview.core("dose_due");
  const { schedule } = asNeeded[0];
  const known = await preview.core("dose_day_list", { dayOn: TODAY });
  if (known.length === 0) await preview.core("dose_take", { schedule, at: null, note: "", site: "" });
}

/** All about medicines, on a preview that stays open. */
export async function walkMedicines(phone, preview, see) {
  await phone.open(preview, "/medicines");
  await phone.heading("medicines-title").waitFor();
  let [first] = await preview.core("medicine_list");
  if (first === undefined) {
    await phone.heading("medicines-empty-title").waitFor();
    await see("medicines none");
    const amounts = ["1 film under the tongue"];
    const clinic = { clinicPhone: "+44 20 7946 0123", note: "Ask about the new times." };
    await keepMedicine(preview, { name: "Buprenorphine-naloxone", strength: "8 mg/2 mg", form: "film", class: "buprenorphine_daily", ...clinic }, DAILY("08:00", "18:00"), amounts);
    [first] = await preview.core("medicine_list");
    await keepSupply(preview, first.id, 9, { unit: "films", uses: first.schedules.map(({ id }) => ({ schedule: id, units: 1000 })), refillSize: 28000, refillsLeft: 2, refillOn: "2026-11-24" });
    await preview.core("side_effect_log", { at: "2026-11-20T09:00", medicineId: first.id, kind: "headache", words: "", strength: "medium", isOver: false, note: "" });
    await preview.core("question_log", { at: null, medicineId: first.id, text: "Can I drive in the first weeks?", askedOn: null, note: "" });
    await preview.core("question_log", { at: null, medicineId: null, text: "Is the headache usual?", askedOn: "2026-11-18", note: "Often. It goes after some days." });
    await keepMedicine(preview, { name: "Bupropion", strength: "150 mg" }, DAILY("18:00"), ["1 tablet"]);
    await keepMedicine(preview, { name: "Naltrexone", strength: "380 mg", form: "injection", class: "naltrexone_injection", sites: ["left hip", "right hip"] }, INJECTION);
    const needed = await keepMedicine(preview, { name: "Hydroxyzine", strength: "25 mg" }, AS_NEEDED, ["half of one, or one"]);
    await keepSupply(preview, needed, 20);
    const ended = await keepMedicine(preview, { name: "Acamprosate" }, DAILY("12:00"));
    await preview.core("medicine_end", { id: ended });
    // A day later there is something to answer.
    await phone.page.reload();
    [first] = await preview.core("medicine_list");
  }
  await phone.page.locator("main li button").first().waitFor();
  await see("medicines");
  await phone.go("/questions");
  await phone.button("question-new").waitFor();
  await see("questions");
  await takeAsNeeded(preview);
  await phone.go(`/doses/${TODAY}`);
  await phone.page.locator("main li").first().waitFor();
  await see("doses of a day");
  await phone.go("/plan");
  await phone.heading("plan-title").waitFor();
  await phone.button("medicines-title").waitFor();
  await see("plan with medicines");
  await phone.button("dose-needed-at", { name: "Hydroxyzine 25 mg" }).tap();
  await phone.field("check-in-at").waitFor();
  await see("plan taken at another time");
  await phone.closeSheet();
  await phone.go("/today");
  await phone.page.getByRole("region", { name: phone.t("medicines-needed") }).waitFor();
  await see("today with medicines");
  const needed = (await preview.core("medicine_list")).find(({ name }) => name === "Hydroxyzine");
  await phone.go(`/medicine/${needed.id}`);
  await phone.text("stock-not-down").waitFor();
  await see("medicine when needed");
  await phone.tap("stock-say-use");
  await phone.field("stock-use").waitFor();
  await see("medicine supply being asked about");
  await phone.closeSheet();
  await phone.go(`/medicine/${first.id}`);
  await phone.heading("medicine-schedule").waitFor();
  await see("medicine");
  // What comes next stands above all other lists of the page.
  await phone.page.locator("main li button").first().tap();
  await phone.text("dose-what").waitFor();
  await see("medicine dose ahead");
  await phone.closeSheet();
  await phone.heading("stock-title").scrollIntoViewIfNeeded();
  await see("medicine supply");
  await phone.tap("stock-count-again");
  await phone.field("stock-count-field").waitFor();
  await see("medicine supply being counted");
  await phone.closeSheet();
  await phone.tap("stock-change");
  await phone.field("stock-refill-size").waitFor();
  await see("medicine supply being changed");
  await phone.closeSheet();
  await phone.tap("side-effect-new");
  await phone.field("side-effect-words").waitFor();
  await see("medicine side effect");
  await phone.closeSheet();
  const last = phone.page.getByRole("button", { name: phone.t("medicine-remove") });
  await last.scrollIntoViewIfNeeded();
  await see("medicine further down");
  await phone.go(`/medicine/${first.id}/edit`);
  await phone.field("medicine-discreet").waitFor();
  await see("medicine being changed");
  await phone.button("save").scrollIntoViewIfNeeded();
  await see("medicine being changed further down");
  await phone.go(`/medicine/${first.id}/ring?schedule=0`);
  await phone.field("schedule-open").waitFor();
  await see("medicine how it rings");
  await typedIn(phone, "Methadone", "liquid", see);
  await phone.choice("medicine-class-methadone").tap();
  await see("medicine kind");
  await phone.tap("next");
  await phone.field("medicine-clinic-phone").waitFor();
  await see("medicine whom to call");
  await phone.tap("next");
  await phone.choice("schedule-way-other").waitFor();
  await see("medicine how often");
  await phone.choice("schedule-way-other").tap();
  await phone.tap("next");
  await phone.choice("schedule-way-clinic").waitFor();
  await see("medicine another way");
  for (const way of ["clinic", "steps", "month_days", "long_acting"]) {
    await phone.choice(`schedule-way-${way}`).tap();
    await phone.tap("next");
    await phone.heading("medicine-when").waitFor();
    await see(`medicine when ${way}`);
    await phone.tap("back");
    await phone.choice("schedule-way-clinic").waitFor();
  }
  await preview.core("held_text_list");
  await leaveNewOut(phone);
  await seePlaces(phone, see);
  await seeSteps(phone, preview, see);
  await seeFollower(phone, preview, see);
  await seeWarnings(phone, preview, see);
}

/** A kit, a treatment that was ended, a goal of opioids, and a stay that is just over. */
async function seeWarnings(phone, preview, see) {
  await typedIn(phone, "Narcan", "nasal");
  await phone.choice("medicine-class-naloxone").tap();
  await phone.tap("next");
  await phone.field("medicine-kit-place").fill("Red bag by the door");
  await see("medicine kit being added");
  await phone.field("medicine-kit-people").fill("Bo and Ana");
  await phone.field("medicine-expires").fill("2027-06-30");
  await phone.tap("save");
  await phone.heading("medicine-kit").waitFor();
  await see("medicine kit");
  const ana = (await preview.core("person_create", { name: "Dr Ana", role: "prescriber", phone: "+1 555 010 2222", message: "" })).value;
  const ended = await keepMedicine(preview, { name: "Methadone", class: "methadone", prescriberId: ana.id }, DAILY("08:00"));
  await preview.core("medicine_end", { id: ended });
  await phone.go(`/medicine/${ended}`);
  await phone.page.getByText(phone.t("medicine-prescribed", { name: "Dr Ana" })).waitFor();
  await see("medicine ended");
  const goal = { kind: "opioids", name: "", direction: "abstain", startedAt: "2026-11-10T08:00" };
  const { id: ofOpioids } = (await preview.core("goal_create", goal)).value;
  await phone.go(`/goal/${ofOpioids}`);
  await phone.button("medicine-card-open-help").waitFor();
  await see("goal of opioids");
  const stay = (await preview.core("stay_create", { place: "detox", name: "", fromOn: "2026-11-01", untilOn: "2026-11-09" })).value;
  await phone.go("/stays");
  await phone.button("medicine-card-open-help").waitFor();
  await see("stays with one just over");
  const kit = (await preview.core("medicine_list")).find(({ name }) => name === "Narcan");
  for (const { id } of [kit, { id: ended }]) await preview.core("medicine_delete", { id });
  await preview.core("stay_delete", { id: stay.id });
  await preview.core("goal_delete", { id: ofOpioids });
  await preview.core("person_delete", { id: ana.id });
}

/** What was begun of a new medicine is left out; what is typed before that is done goes with it. */
async function leaveNewOut(phone) {
  await phone.go("/medicine/new");
  await phone.tap("leave-changes-out");
  await phone.button("leave-changes-out").waitFor({ state: "detached" });
}

/** A patch is asked for its places. */
async function seePlaces(phone, see) {
  await typedIn(phone, "Nicotine", "patch");
  await phone.tap("skip");
  await phone.heading("medicine-sites-where").waitFor();
  await see("medicine places on the body");
  await leaveNewOut(phone);
}

/** A plan in steps and visits to a clinic, with a change that is not saved. */
async function seeSteps(phone, preview, see) {
  const phase = (fromOn, untilOn) => ({ ...DAILY("22:00").phases[0], fromOn, untilOn });
  const steps = { kind: "civil", phases: [phase("2026-10-01", "2026-10-14"), phase("2026-10-15", null)], zone: null };
  const opening = { weekdays: [1, 2, 3, 4, 5], opens: 360, closes: 660 };
  const visits = { kind: "clinic", firstOn: "2027-01-04", openings: [opening], usual: 420, atHome: 480, zone: "Europe/Berlin" };
  const id = await keepMedicine(preview, { name: "Diazepam" }, steps, ["10 mg", "5 mg"]);
  await phone.go(`/medicine/${id}/edit`);
  await phone.field("medicine-strength").fill("in two steps");
  await phone.go(`/medicine/${id}`);
  await phone.heading("medicine-unsaved").waitFor();
  await see("medicine with a change that is not saved");
  await phone.page.locator('[aria-current="step"]').scrollIntoViewIfNeeded();
  await see("medicine in steps");
  await phone.go(`/medicine/${id}/edit`);
  await phone.button("medicine-save-now").waitFor();
  await see("medicine whose change is not saved");
  await phone.go(`/medicine/${id}`);
  await phone.tap("leave-changes-out");
  await phone.heading("medicine-unsaved").waitFor({ state: "detached" });
  const clinic = await keepMedicine(preview, { name: "Methadone" }, visits);
  await phone.go(`/medicine/${clinic}`);
  await phone.text("schedule-clinic-zone", { zone: "Europe/Berlin" }).waitFor();
  await see("medicine of a clinic");
  for (const made of [id, clinic]) await preview.core("medicine_delete", { id: made });
}

/** One that follows another, which is ended. */
async function seeFollower(phone, preview, see) {
  const leader = await keepMedicine(preview, { name: "Omeprazole" }, DAILY("08:00"));
  const follower = await keepMedicine(preview, { name: "Folic acid", strength: "5 mg" }, await after(preview, leader), ["1 tablet"]);
  await phone.open(preview, `/medicine/${leader}`);
  await phone.button("medicine-stop").scrollIntoViewIfNeeded();
  await see("medicine that another follows");
  await preview.core("medicine_end", { id: leader });
  await phone.open(preview, "/today");
  await phone.page.getByText(phone.t("dose-give-time")).waitFor();
  await see("today without a time");
  await phone.open(preview, `/medicine/${follower}`);
  await phone.page.getByText(phone.t("medicine-follows-nothing")).waitFor();
  await see("medicine without a time");
  for (const id of [follower, leader]) await preview.core("medicine_delete", { id });
}
