// Every screen of the app, in the order in which a person could meet them. walks.mjs lists the walks: the checks that must
// hold everywhere and the pictures go through that one list, so that a new screen is added in one place.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshFolder, makeCutShort, makeLostWrites, makeOlderCopy, spoilBackup, spoilHeaders } from "./damage.mjs";
import { dayAfter, goalSince, NOTHING_FELT, NOTHING_SAID, PASSPHRASE, startPreview, TODAY } from "./preview.mjs";
import { SUCH_AS } from "./words.mjs";

/** A believable month, made through the core: uneven, with gaps, cravings that eased, one lapse if wanted. */
export async function liveAMonth(preview, goals, { lapse = false } = {}) {
  const notes = { 2: "Walked home the long way. Rain.", 6: "Called Mum.", 13: "Slept well for once." };
  const triggers = await preview.core("trigger_list");
  const idOf = (key) => triggers.find((trigger) => trigger.key === key).id;
  for (let ago = 30; ago >= 1; ago -= 1) {
    const day = dayAfter(TODAY, -ago);
    const mood = 1 + ((ago * 7 + 3) % 5);
    if (ago % 6 !== 0) {
      const more = ago % 4 === 0 ? { confidence: 6, sleepMinutes: 420, halt: { ...NOTHING_SAID.halt, tired: 2 } } : {};
      const note = notes[ago] ?? "";
      await preview.core("check_in_log", { ...NOTHING_SAID, ...more, mood, note, at: `${day}T08:2${ago % 10}` });
    }
    if (ago % 3 === 1) {
      await preview.core("craving_log", {
        ...NOTHING_FELT,
        goalId: goals[0].id,
        strengthBefore: 5 + (ago % 4),
        strengthAfter: 2 + (ago % 3),
        triggers: [idOf("stress"), idOf("home")].slice(0, 1 + (ago % 2)),
        tool: ["urge_wave", "paced_breathing", "grounding"][ago % 3],
        toolSeconds: 240,
        acted: false,
        at: `${day}T18:1${ago % 10}`,
      });
    }
  }
  if (lapse) await preview.core("lapse_log", { goalId: goals[0].id, at: `${TODAY}T14:00`, note: "" });
}

/** The screens from the first to the last of set-up. `see(name)` is called on each. */
export async function walkSetUp(phone, preview, see) {
  const { t } = phone;
  const to = async (id, name) => {
    await phone.heading(id).waitFor();
    await see(name);
  };
  await phone.open(preview);
  await to("set-up-welcome-title", "set-up welcome");
  await phone.tap("set-up-start");
  await phone.choice("goal-alcohol").tap();
  await to("set-up-goal-title", "set-up goal");
  await phone.tap("next");
  await phone.choice("direction-abstain").tap();
  await to("set-up-direction-title", "set-up direction");
  await phone.tap("next");
  await phone.choice("since-other").tap();
  await phone.field("set-up-start-day").fill(dayAfter(TODAY, -1));
  await to("set-up-start-title", "set-up start");
  await phone.tap("next");
  await to("set-up-goals-title", "set-up goals");
  await phone.tap("next");
  await phone.field("set-up-passphrase-label").fill(PASSPHRASE);
  await phone.text("set-up-strength-4").waitFor();
  await to("set-up-passphrase-title", "set-up passphrase");
  await phone.tap("next");
  await phone.field("set-up-passphrase-label").fill("another one");
  await phone.tap("next");
  await phone.text("set-up-repeat-differs").waitFor();
  await to("set-up-repeat-title", "set-up repeat");
  await phone.field("set-up-passphrase-label").fill(PASSPHRASE);
  await phone.tap("next");
  await phone.page.locator("ol .group").first().waitFor();
  const groups = await phone.page.locator("ol .group").allInnerTexts();
  await to("set-up-code-title", "set-up code");
  await phone.tap("set-up-code-written");
  await phone.heading("set-up-confirm-title").waitFor();
  const fields = phone.page.locator("main input");
  const asked = [0, 1, 2, 3, 4, 5, 6].map((at) => [at, t("set-up-confirm-group", { number: String(at + 1) })]);
  const typed = async (wrong) => {
    for (const [at, label] of asked) {
      const field = phone.page.getByLabel(label, { exact: true });
      if (await field.count()) await field.fill(wrong ? "AAAA" : groups[at]);
    }
    await phone.tap("next");
  };
  await fields.nth(2).waitFor();
  await typed(true);
  await phone.text("set-up-confirm-differs").waitFor();
  await to("set-up-confirm-title", "set-up confirm");
  await typed(false);
  await to("set-up-check-in-title", "set-up check-in");
  await phone.face(4).tap();
  await phone.today();
}

/** Today in its states: each with a preview of its own, so `fresh(setUp)` makes one and opens it. */
export const TODAYS = [
  { name: "today empty", goals: [] },
  { name: "today first week", goals: [goalSince(dayAfter(TODAY, -4))] },
  { name: "today one month", goals: [goalSince(dayAfter(TODAY, -40)), goalSince(dayAfter(TODAY, 3), { kind: "nicotine" })], month: true },
  { name: "today after a lapse", goals: [goalSince(dayAfter(TODAY, -40))], month: true, lapse: true },
];

/** Everything inside the open app, on a preview that was set up with a month of life and two goals. */
export async function walkApp(phone, preview, see) {
  const { page } = phone;
  const press = (id) => phone.tap(id);
  const to = async (path, id, name) => {
    await phone.go(path);
    await phone.heading(id).waitFor();
    await see(name);
  };
  await phone.open(preview);
  await phone.today();
  await see("today");
  await phone.face(4).tap();
  await phone.toast().waitFor();
  await see("today checked in");
  await phone.tap("today-details");
  await phone.page.getByRole("dialog").waitFor();
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("scale-more") }).first().tap();
  await phone.page.getByRole("dialog").getByText(phone.t("check-in-saved"), { exact: true }).waitFor();
  await see("check-in sheet");
  await phone.closeSheet();

  await phone.go("/craving");
  await phone.heading("craving-strength-title").waitFor();
  await see("craving strength unsaid");
  await press("scale-more");
  await press("scale-more");
  await see("craving strength");
  await press("next");
  await phone.heading("craving-around-title").waitFor();
  await press("trigger-stress");
  await press("trigger-home");
  await press("trigger-add");
  await see("craving around");
  await press("next");
  await phone.heading("craving-help-title").waitFor();
  await see("craving help");
  await press("tool-urge_wave");
  await phone.button("tool-start").waitFor();
  await see("craving wave choose");
  await press("tool-start");
  await phone.button("wave-breathe").waitFor();
  await see("craving wave");
  await press("wave-breathe");
  await phone.button("wave-back").waitFor();
  await see("craving wave breathing");
  await press("wave-back");
  await press("wave-okay");
  await phone.heading("craving-after-title").waitFor();
  await press("scale-less");
  await see("craving after");
  await press("next");
  await phone.heading("craving-goal-title").waitFor();
  await see("craving goal");
  await press("next");
  await phone.heading("craving-acted-title").waitFor();
  await see("craving acted");
  await press("craving-acted-no");
  await phone.heading("craving-done-title").waitFor();
  await see("craving done");

  await to("/tool/breathe", "tool-paced_breathing", "tool breathe");
  // Under reduced motion it is still to begin with.
  await press((await page.locator(".counts").count()) > 0 ? "tool-moving" : "tool-still");
  await see("tool breathe otherwise");
  await to("/tool/ground", "tool-grounding", "tool ground");
  await to("/tool/wave", "tool-urge_wave", "tool wave");

  await to("/lapse", "lapse-safe-question", "lapse safe");
  await press("lapse-safe-unsure");
  await phone.heading("lapse-signs-title").waitFor();
  await see("lapse signs");
  await press("lapse-signs-none");
  await phone.heading("lapse-goal-title").waitFor();
  await phone.choice("goal-alcohol").tap();
  await see("lapse goal");
  await press("next");
  await phone.heading("lapse-when-title").waitFor();
  await phone.choice("lapse-when-pick").tap();
  await phone.field("lapse-when-field").fill(`${dayAfter(TODAY, 3)}T10:00`);
  await press("lapse-record");
  await phone.page.getByText(phone.t("err-date-out-of-range")).first().waitFor();
  await see("lapse when refused");
  await phone.choice("lapse-when-now").tap();
  await press("lapse-record");
  await phone.text("lapse-what-helps").waitFor();
  await page.locator("summary", { hasText: phone.t("lapse-note-title") }).tap();
  await see("lapse done");
  await phone.go("/today");
  await phone.text("sober-new-run").waitFor();
  await page.locator("section.card summary").first().tap();
  await see("today about the numbers");

  await to("/journey", "journey-title", "journey");
  await page.locator("section.day button").first().waitFor();
  await page.locator("summary", { hasText: phone.t("journey-legend") }).tap();
  const months = page.locator(".calendar h2 button");
  await months.tap();
  await phone.field("journey-month").waitFor();
  await see("journey far month");
  await months.tap();
  await page.locator("summary", { hasText: phone.t("filter-title") }).tap();
  await press("filter-kind-craving");
  await phone.button("filter-show-all").waitFor();
  await see("journey filtered");
  await press("filter-show-all");
  await page.locator(`[data-day="${dayAfter(TODAY, -7)}"]`).tap();
  await phone.button("journey-show-all").waitFor();
  await see("journey one day");
  await press("journey-add");
  await page.getByRole("dialog").waitFor();
  await see("journey add");
  await phone.closeSheet();
  await press("journey-show-all");
  for (const [type, words] of [["check-in", "Rain"], ["craving", phone.t("entry-part-not-acted")], ["lapse", phone.t("entry-lapse")]]) {
    await page.locator("section.day button", { hasText: words }).first().tap();
    await page.getByRole("dialog").getByRole("button", { name: phone.t("entry-remove") }).waitFor();
    await see(`journey edit ${type}`);
    await phone.closeSheet();
  }

  await to("/charts", "chart-mood", "charts");
  await page.locator("section.chart summary").first().tap();
  await see("charts table");
  await press("charts-all");
  await phone.page.locator("section.chart").nth(3).waitFor();
  await see("charts all");
  await phone.go("/patterns");
  await phone.heading("helps-title").waitFor();
  await see("patterns");
  await press("outlook-on");
  await page.locator("summary", { hasText: phone.t("outlook-how") }).tap();
  await see("patterns outlook");
  await press("outlook-off");
  await phone.button("outlook-on").waitFor();
  await phone.go("/year");
  await page.getByRole("img").first().waitFor();
  await see("year");
  await to("/settings", "settings-title", "settings");
  await to("/protection", "protection-title", "protection");
  await to("/goals/new", "set-up-goal-title", "goal new");
  await to("/help", "help-title", "help");
  await to("/help/country", "help-choose-country", "help country");
  await to("/help/breathe", "help-breathe", "help breathe");
  await to("/help/ground", "help-ground", "help ground");
}

/** A goal in its own page, its sheets, the stays and a use. Over a preview of its own: two goals with a life behind them. */
export async function walkGoal(phone, see) {
  const { folder, remove } = freshFolder();
  const preview = await startPreview({ data: folder });
  const { page } = phone;
  const sheet = () => page.getByRole("dialog");
  const unfold = (id) => page.locator("summary", { hasText: phone.t(id) }).first().tap();
  try {
    const { goals } = await preview.setUp({
      goals: [
        goalSince(dayAfter(TODAY, -80), { direction: "reduce", unit: "drinks" }),
        goalSince(dayAfter(TODAY, -400), { kind: "opioids", unit: "" }),
      ],
      settings: { lockAfterMinutes: 60 },
    });
    const [less, none] = goals.map((goal) => goal.id);
    await liveWithGoals(preview, less, none);

    await phone.open(preview);
    await phone.today();
    await see("today with goals");
    await phone.go(`/goal/${less}`);
    await phone.heading("goal-limits").waitFor();
    await see("goal with a limit");
    await page.getByRole("button", { name: phone.t("use-view-days"), exact: true }).tap();
    await unfold("chart-as-table");
    await unfold("limit-list");
    await unfold("limit-caution-signs");
    await see("goal with a limit unfolded");
    await phone.tap("limit-change");
    await phone.field("limit-daily").waitFor();
    await see("goal limit sheet");
    await phone.field("limit-daily").fill("a few");
    await phone.text("number-wrong", SUCH_AS).waitFor();
    await see("goal limit sheet not a number");
    // What cannot be read is not thrown away by one touch.
    await page.getByRole("dialog").getByRole("button", { name: phone.t("close"), exact: true }).tap();
    await phone.text("draft-held-back-again").waitFor();
    await see("goal limit sheet with a number that nobody can read");
    await phone.closeSheet();
    await phone.tap("use-log");
    await phone.heading("use-title").waitFor();
    await see("use");

    await phone.go(`/goal/${none}`);
    await phone.heading("goal-runs").waitFor();
    await see("goal");
    await phone.heading("goal-runs").evaluate((heading) => heading.scrollIntoView());
    await see("goal runs");
    await phone.heading("goal-milestones").evaluate((heading) => heading.scrollIntoView());
    await see("goal milestones");
    await phone.heading("goal-savings").evaluate((heading) => heading.scrollIntoView());
    await unfold("rate-list");
    await see("goal savings");
    await unfold("goal-rules");
    await phone.heading("goal-numbers").evaluate((heading) => heading.scrollIntoView());
    await see("goal rules");
    await phone.tap("milestone-add");
    await phone.field("milestone-count").waitFor();
    await see("goal milestone sheet");
    await phone.closeSheet();
    await phone.tap("rate-add-more");
    await phone.field("rate-money").waitFor();
    await see("goal rate sheet");
    await phone.closeSheet();
    await phone.tap("goal-pause");
    await phone.heading("goal-paused-title").waitFor();
    await see("goal paused");
    await unfold("goal-breaks");
    await page.locator("section", { has: phone.heading("goal-manage") }).locator("li button").first().tap();
    await sheet().waitFor();
    await see("goal break sheet");
    await phone.closeSheet();
    await phone.go("/today");
    await phone.today();
    await see("today with a paused goal");
    await phone.go("/stays");
    await phone.button("stay-add").waitFor();
    await see("stays");
    await phone.tap("stay-add");
    await sheet().waitFor();
    await see("stay new");
    await phone.choice("stay-place-residential").tap();
    await phone.field("stay-name").waitFor();
    await see("stay sheet");
    await phone.closeSheet();
    await preview.core("settings_update", { headline: "none" });
    await phone.go(`/goal/${none}`);
    await phone.button("goal-show-numbers").waitFor();
    await see("goal numbers hidden");

    await preview.core("lapse_log", { goalId: less, at: null, amount: null, note: "" });
    await phone.go("/lapse");
    await phone.heading("lapse-safe-question").waitFor();
    await phone.tap("lapse-safe-yes");
    await phone.choice("goal-alcohol").tap();
    await phone.tap("next");
    await phone.choice("lapse-when-now").tap();
    await phone.tap("lapse-record");
    await phone.text("lapse-what-helps").waitFor();
    for (const part of ["lapse-next-title", "lapse-around-title", "lapse-amount-title"]) await unfold(part);
    await see("lapse done unfolded");
    await phone.heading("lapse-next-group").evaluate((heading) => heading.scrollIntoView());
    await see("lapse next steps");
    await phone.go("/journey");
    await page.locator("section.day button").first().waitFor();
    await page.locator("section.day button[data-kind=use_entry]").first().tap();
    await sheet().waitFor();
    await see("journey edit use");
  } finally {
    await preview.stop();
    remove();
  }
}

/** Limits, uses, rates, stays, breaks, lapses and an own milestone, so that every card has something to show. */
async function liveWithGoals(preview, less, none) {
  await preview.core("goal_limit_update", { goalId: less, fromOn: dayAfter(TODAY, -70), daily: 4000, weekly: 14000 });
  await preview.core("goal_limit_update", { goalId: less, fromOn: dayAfter(TODAY, -28), daily: 3000, weekly: 10000 });
  for (let ago = 76; ago >= 1; ago -= 1) {
    if (ago % 3 === 0) continue;
    const amount = (1 + ((ago * 5) % 4)) * (ago % 13 === 0 ? 1500 : 1000) * (ago > 28 ? 1 : 0.5);
    await preview.core("use_entry_log", { goalId: less, at: `${dayAfter(TODAY, -ago)}T20:00`, amount, note: "" });
  }
  for (const [ago, amount] of [[301, 2000], [180, null], [90, null], [17, null]]) {
    await preview.core("lapse_log", { goalId: none, at: `${dayAfter(TODAY, -ago)}T21:00`, amount, note: "" });
  }
  const rate = { goalId: none, minutes: 600, units: null };
  await preview.core("goal_rate_update", { ...rate, fromOn: dayAfter(TODAY, -400), money: 12500 });
  await preview.core("goal_rate_update", { ...rate, fromOn: dayAfter(TODAY, -100), money: 14000 });
  const stay = { place: "residential", name: "", fromOn: dayAfter(TODAY, -175), untilOn: dayAfter(TODAY, -147) };
  await preview.core("stay_create", stay);
  await preview.core("stay_create", { ...stay, place: "detox", name: "Elm House", fromOn: dayAfter(TODAY, -16), untilOn: dayAfter(TODAY, -10) });
  await preview.core("goal_break_create", { goalId: none, kind: "pause", fromOn: dayAfter(TODAY, -60), untilOn: dayAfter(TODAY, -50) });
  await preview.core("milestone_create", { goalId: none, measure: "run", count: 45, name: "Back on the bike" });
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 4, at: `${TODAY}T08:20` });
  await preview.core("craving_log", { ...NOTHING_FELT, goalId: none, strengthBefore: 8, strengthAfter: 3, tool: "grounding", toolSeconds: 200, acted: false, at: `${TODAY}T09:00` });
}

/** The empty Journey, on a preview that was set up and in which nothing was logged. */
export async function walkEmpty(phone, preview, see) {
  await phone.open(preview, "/journey");
  await phone.heading("journey-empty-title").waitFor();
  await see("journey empty");
}

/** Help of a country without a confirmed line; its phone was made with that country. */
export async function walkHelpWithoutLines(phone, preview, see) {
  await phone.open(preview, "/help");
  await phone.text("help-no-lines").waitFor();
  await see("help ES");
}

/** Hidden, locked, wrong, waiting, unusable. Leaves the vault locked. */
export async function walkLock(phone, preview, see) {
  await phone.open(preview);
  await phone.today();
  await phone.tap("hide-now");
  await phone.heading("neutral-title").waitFor();
  await see("hidden");
  await phone.tap("neutral-open");
  await phone.field("lock-passphrase").waitFor();
  await see("lock");
  await phone.tap("quick-craving");
  await phone.text("quick-kept-craving").waitFor();
  await see("lock quick craving");
  await phone.page.locator(".numbers button").nth(7).tap();
  await phone.link("quick-breathe").waitFor();
  await see("lock quick kept");
  await phone.tap("quick-take-back");
  await phone.button("quick-craving").waitFor();
  await phone.tap("protection-link");
  await phone.heading("protection-title").waitFor();
  await see("protection locked");
  await phone.tap("back");
  await phone.field("lock-passphrase").waitFor();
  await phone.field("lock-passphrase").fill("not this one");
  await phone.tap("lock-open");
  await phone.text("err-wrong-passphrase").waitFor();
  await see("lock wrong");
  for (let wrong = 0; wrong < 6; wrong += 1) {
    await preview.core("vault_unlock", { passphrase: "not this one" }).catch(() => undefined);
    const { retryInSeconds } = await preview.core("app_status");
    if (wrong < 5 && retryInSeconds > 0) await preview.forward(retryInSeconds + 1);
  }
  await phone.page.reload();
  await phone.page.locator(".wait").waitFor();
  await see("lock waiting");
  await phone.tap("lock-use-code");
  await phone.field("lock-code").waitFor();
  await see("lock code");
  await phone.page.route("**/ipc/**", (route) => route.abort());
  await phone.page.reload();
  await phone.heading("err-internal").waitFor();
  await see("unusable");
  await phone.page.unroute("**/ipc/**");
}

/** A folder in which no vault can be, and its screen. */
export async function walkUnusable(phone, see) {
  const folder = mkdtempSync(join(tmpdir(), "mainstay-phone-"));
  writeFileSync(join(folder, "vault"), "a file in its place");
  const preview = await startPreview({ data: folder });
  try {
    await phone.open(preview);
    await phone.heading("err-folder-unusable").waitFor();
    await see("unusable folder");
  } finally {
    await preview.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const NEW_PASSPHRASE = "nine slow otters under ice";

/** What opens Mainstay: practice that is due, a new passphrase, a new code. Over a preview of its own. */
export async function walkOpening(phone, see) {
  const { folder, remove } = freshFolder();
  const preview = await startPreview({ data: folder });
  const { page } = phone;
  const to = async (id, name) => {
    await phone.heading(id).waitFor();
    await see(name);
  };
  try {
    const { code } = await preview.setUp({ goals: TWO_GOALS, settings: { lockAfterMinutes: 60 } });
    await preview.core("vault_lock");
    await preview.forward(15 * 86_400);
    await preview.core("vault_unlock_with_code", { code });
    await phone.open(preview);
    await phone.heading("practice-due-title").waitFor();
    await see("today practice due");
    await phone.tap("practice-due-start");
    await phone.field("lock-passphrase").fill("not this one");
    await phone.tap("opening-practice-check");
    await phone.text("opening-practice-wrong").waitFor();
    await see("practice wrong");
    await phone.tap("opening-practice-forgot");
    await phone.field("lock-code").waitFor();
    await to("opening-proof-title", "change proof by code");
    await phone.go("/opening/practice");
    await to("opening-practice-title", "practice");
    await phone.field("lock-passphrase").fill(PASSPHRASE);
    await phone.tap("opening-practice-check");
    await to("opening-practice-right-title", "practice right");

    await phone.go("/opening/passphrase");
    await to("opening-proof-title", "change proof");
    for (let wrong = 0; wrong < 6; wrong += 1) {
      await preview.core("passphrase_practice", { passphrase: "not this one" }).catch(() => undefined);
      const { retryInSeconds } = await preview.core("app_status");
      if (retryInSeconds > 0) await preview.forward(retryInSeconds + 1);
    }
    await phone.field("lock-passphrase").fill("not this one");
    await phone.tap("next");
    await page.locator(".wait").waitFor();
    await see("change proof waiting");
    await page.locator(".wait").waitFor({ state: "detached", timeout: 40_000 });
    await preview.forward(60);
    await phone.field("lock-passphrase").fill(PASSPHRASE);
    await phone.tap("next");
    await phone.heading("opening-new-title").waitFor();
    await phone.field("opening-new-label").fill(NEW_PASSPHRASE);
    await phone.text("set-up-strength-4").waitFor();
    await see("change new");
    await phone.tap("next");
    await phone.heading("opening-again-title").waitFor();
    await phone.field("opening-new-label").fill("another one");
    await phone.tap("opening-again-do");
    await phone.text("opening-again-differs").waitFor();
    await see("change again");
    await page.goBack();
    await phone.text("opening-left-old-passphrase").waitFor();
    await to("opening-new-title", "change left");
    await phone.tap("next");
    await phone.heading("opening-again-title").waitFor();
    await phone.field("opening-new-label").fill(NEW_PASSPHRASE);
    await phone.tap("opening-again-do");
    await to("opening-done-title", "change done");

    await phone.go("/opening/code");
    await phone.field("lock-passphrase").fill(NEW_PASSPHRASE);
    await phone.tap("next");
    await to("opening-code-title", "new code");
    const groups = await page.locator("ol .group").allInnerTexts();
    await phone.tap("set-up-code-written");
    await phone.heading("set-up-confirm-title").waitFor();
    await typeGroups(phone, groups.map(() => "AAAA"));
    await phone.text("set-up-confirm-differs").waitFor();
    await see("new code confirm");
    await typeGroups(phone, groups);
    await to("opening-code-done-title", "new code done");
  } finally {
    await preview.stop();
    remove();
  }
}

/** Types the asked groups of a code back, and goes on. */
export async function typeGroups(phone, groups) {
  for (const [at, group] of groups.entries()) {
    const field = phone.page.getByLabel(phone.t("set-up-confirm-group", { number: String(at + 1) }), { exact: true });
    if (await field.count()) await field.fill(group);
  }
  await phone.tap("next");
}

/** Putting the journal aside and wiping it: what is said first, and what is left. Over a preview of its own. */
export async function walkLeaving(phone, see) {
  const { folder, remove } = freshFolder();
  const preview = await startPreview({ data: folder });
  const to = async (id, name) => {
    await phone.heading(id).waitFor();
    await see(name);
  };
  try {
    await preview.setUp({ goals: TWO_GOALS, settings: { lockAfterMinutes: 60 } });
    await preview.core("vault_lock");
    await phone.open(preview);
    await phone.field("lock-passphrase").fill("not this one");
    await phone.tap("lock-open");
    await phone.tap("forgot-link");
    await to("forgot-title", "forgot");
    await phone.tap("forgot-begin");
    await to("forgot-begin-title", "forgot begin anew");
    await phone.tap("forgot-begin-do");
    await phone.heading("set-up-welcome-title").waitFor();
    await to("aside-title", "set-up welcome with one put aside");
    await preview.setUp({ goals: TWO_GOALS, settings: { lockAfterMinutes: 60 } });
    await phone.open(preview, "/backups");
    await to("aside-title", "backups with one put aside");
    await phone.page.getByRole("button", { name: phone.t("aside-open", { date: "" }).slice(0, 12) }).first().tap();
    await phone.text("aside-ask-present").waitFor();
    await see("before one is brought back");
    await phone.closeSheet();
    await phone.go("/settings");
    await phone.tap("wipe-settings");
    await to("wipe-title", "wipe");
    await phone.tap("wipe-go-on");
    await phone.field("lock-passphrase").waitFor();
    await see("wipe proof");
  } finally {
    await preview.stop();
    remove();
  }
}

/** The backups, putting one back, and the way out of damage that they are. Over a folder of its own. */
export async function walkBackups(phone, see) {
  const { folder, remove } = freshFolder();
  const nextDay = async (preview) => {
    await preview.core("vault_lock");
    await preview.forward(26 * 3_600);
    await preview.core("vault_unlock", { passphrase: PASSPHRASE });
    await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3 });
  };
  const over = async (work) => {
    const preview = await startPreview({ data: folder });
    try {
      await work(preview);
    } finally {
      await preview.stop();
    }
  };
  try {
    await over(async (preview) => {
      await preview.setUp({ goals: TWO_GOALS, settings: { lockAfterMinutes: 60 } });
      await phone.open(preview, "/backups");
      await phone.heading("backup-none-title").waitFor();
      await see("backups none");
      await holdBackup(phone);
      await phone.tap("backup-make");
      await phone.page.locator("progress[value]").waitFor();
      await see("backups making");
      await letBackupGo(phone);
      await phone.text("backup-made").waitFor();
      await see("backups made");
      for (let day = 0; day < 3; day += 1) {
        await nextDay(preview);
        await preview.core("backup_create");
      }
      await nextDay(preview);
      await phone.page.reload();
      await phone.heading("backup-newest").waitFor();
      await see("backups");
      await phone.backupRow(1).tap();
      await phone.tap("backup-check");
      await phone.text("backup-whole", { count: 2, shown: "2" }).waitFor();
      await see("backup checked");
      await phone.tap("backup-put-back-this");
      await phone.heading("backup-what-title").waitFor();
      await see("restore what");
      await phone.tap("next");
      await phone.field("lock-passphrase").fill("not this one");
      await phone.tap("backup-put-back-do");
      await phone.text("err-wrong-passphrase").waitFor();
      await see("restore proof wrong");
      const list = await preview.core("backup_list");
      spoilBackup(folder, list[1].atMs);
      await phone.field("lock-passphrase").fill(PASSPHRASE);
      await phone.tap("backup-put-back-do");
      await phone.heading("backup-refused-title").waitFor();
      await see("restore refused");
      await phone.tap("backup-choose-other");
      await phone.heading("backup-choose-title").waitFor();
      await see("restore choose");
    });
    spoilHeaders(folder);
    await over(async (preview) => {
      await phone.open(preview);
      await phone.button("backup-put-back").waitFor();
      await see("unusable with backups");
    });
  } finally {
    remove();
  }
}

/** Holds the making of a backup where it is two fifths done: it is over too soon to be looked at. */
export async function holdBackup(phone) {
  let letGo;
  const held = new Promise((resolve) => (letGo = resolve));
  phone.letBackupGo = letGo;
  await phone.page.route("**/ipc/backup_create*", async (route) => {
    await held;
    await route.continue();
  });
  await phone.page.route("**/ipc/work_get*", (route) => route.fulfill({ json: { ok: { runs: true, done: 40, of: 100 } } }));
}

export async function letBackupGo(phone) {
  phone.letBackupGo();
  await phone.text("backup-made").waitFor();
  await phone.page.unroute("**/ipc/backup_create*");
  await phone.page.unroute("**/ipc/work_get*");
}

/** Damage that is found while opening, and what was lost to it. Each over a folder of its own. */
export async function walkDamage(phone, see) {
  const over = async (make, work) => {
    const { folder, remove } = freshFolder();
    try {
      await make(folder);
      const preview = await startPreview({ data: folder });
      try {
        await phone.open(preview);
        await phone.field("lock-passphrase").fill(PASSPHRASE);
        await phone.tap("lock-open");
        await work();
      } finally {
        await preview.stop();
      }
    } finally {
      remove();
    }
  };
  await over(makeOlderCopy, async () => {
    await phone.button("lock-older-open").waitFor();
    await see("lock older copy");
  });
  await over(makeCutShort, async () => {
    await phone.button("lock-type-again").waitFor();
    await see("lock damaged");
  });
  await over(makeLostWrites, async () => {
    await phone.button("lost-writes-seen").waitFor();
    await see("today lost writes");
  });
}

export const TWO_GOALS = [
  goalSince(dayAfter(TODAY, -40)),
  goalSince(dayAfter(TODAY, -12), { kind: "nicotine", direction: "reduce" }),
];

export const PIN = "481516";

/** A device with a keystore: start now and protect later, the quick PIN, and a key that is gone. Over previews of its own. */
export async function walkKeystore(phone, see) {
  const to = async (id, name) => {
    await phone.heading(id).waitFor();
    await see(name);
  };
  const over = async (work) => {
    const preview = await startPreview({ keystore: "working" });
    try {
      await phone.open(preview);
      await work(preview);
    } finally {
      await preview.stop();
    }
  };
  await over(async (preview) => {
    await phone.tap("set-up-start");
    await phone.tap("later");
    await phone.button("set-up-later").waitFor();
    await to("set-up-passphrase-title", "set-up passphrase or later");
    await phone.tap("set-up-later");
    await to("set-up-later-title", "set-up later");
    await phone.tap("set-up-later-do");
    await phone.heading("set-up-check-in-title").waitFor();
    await phone.page.locator(".faces button").nth(2).tap();
    await phone.button("protect-badge").waitFor();
    await see("today not protected");
    await phone.go("/settings");
    await phone.button("protect-now").waitFor();
    await phone.button("protect-now").scrollIntoViewIfNeeded();
    await see("settings not protected");
    await phone.go("/today");
    await preview.core("settings_update", { lockAfterMinutes: 60 });
    await preview.core("vault_lock");
    await preview.forward(2 * 86_400);
    await phone.page.reload();
    await phone.text("lock-device").waitFor();
    await see("lock device");
    await phone.tap("lock-open");
    await phone.heading("protect-due-title").waitFor();
    await see("today protection due");
    await preview.core("vault_lock");
    await preview.keystore({ mood: "locked" });
    await phone.page.reload();
    await phone.text("lock-device").waitFor();
    await phone.tap("lock-open");
    await to("err-keystore-unavailable", "lock keystore locked");
    await preview.keystore({ mood: "working", forget: true });
    await phone.tap("broken-again");
    await to("err-device-key-gone", "lock device key gone");
  });
  await over(async (preview) => {
    await preview.core("vault_start");
    await preview.core("settings_update", { setUp: "done" });
    await phone.page.reload();
    await phone.tap("protect-badge");
    await phone.heading("set-up-passphrase-title").waitFor();
    await phone.field("set-up-passphrase-label").fill(PASSPHRASE);
    await phone.text("set-up-strength-4").waitFor();
    await see("protect passphrase");
    await phone.tap("next");
    await phone.heading("set-up-repeat-title").waitFor();
    await phone.field("set-up-passphrase-label").fill(PASSPHRASE);
    await see("protect again");
    await phone.tap("opening-again-do");
    await phone.page.locator("ol .group").first().waitFor();
    const groups = await phone.page.locator("ol .group").allInnerTexts();
    await to("set-up-code-title", "protect code");
    await phone.tap("set-up-code-written");
    await phone.heading("set-up-confirm-title").waitFor();
    await typeGroups(phone, groups);
    await to("protect-done-title", "protect done");
    await phone.tap("done");
    await phone.tap("pin-set");
    await phone.heading("opening-proof-title").waitFor();
    await phone.field("lock-passphrase").fill(PASSPHRASE);
    await phone.tap("next");
    await phone.heading("pin-title").waitFor();
    await phone.field("pin-label").fill("1234");
    await phone.field("pin-again").fill("1234");
    await phone.tap("pin-do");
    await phone.text("rec-weak-pin").waitFor();
    await see("pin too easy");
    await phone.field("pin-label").fill(PIN);
    await phone.field("pin-again").fill(PIN);
    await phone.tap("pin-do");
    await to("pin-done-title", "pin done");
    await phone.tap("done");
    await phone.button("pin-remove").waitFor();
    await phone.button("pin-remove").scrollIntoViewIfNeeded();
    await see("settings pin");
    await preview.core("vault_lock");
    await phone.page.reload();
    await phone.field("lock-pin").waitFor();
    await see("lock pin");
    for (let wrong = 0; wrong < 8; wrong += 1) {
      await preview.core("vault_unlock_with_pin", { pin: "918273" }).catch(() => undefined);
      await preview.forward(60);
    }
    await phone.field("lock-pin").fill("918273");
    await phone.tap("lock-open");
    await phone.text("lock-pin-left", { count: 1, shown: "1" }).waitFor();
    await see("lock pin one try left");
    await preview.forward(60);
    await phone.page.reload();
    await phone.field("lock-pin").fill("918273");
    await phone.tap("lock-open");
    await phone.text("err-pin-gone").waitFor();
    await see("lock pin gone");
  });
}
