// A goal in full: pausing, savings, limits and use, milestones, stays, and what is said about a lapse.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, goalSince, NOTHING_FELT, NOTHING_SAID, PASSPHRASE, stage, TODAY } from "./support.mjs";
import { SUCH_AS } from "./words.mjs";

const scene = stage();
const since20 = { goals: [goalSince(dayAfter(TODAY, -19))] };
const less = { goals: [goalSince(dayAfter(TODAY, -19), { direction: "reduce", unit: "drinks" })] };

const view = (preview, goal) => preview.core("goal_get", { id: goal.id });
const undo = (phone) => phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
const unfold = (phone, id) => phone.page.locator("summary", { hasText: phone.t(id) }).first().tap();
const chip = (phone, id) => phone.page.getByRole("button", { name: phone.t(id), exact: true });
/** A line of a card of this heading. */
const row = (phone, heading, at = 0) =>
  phone.page.locator("section", { has: phone.heading(heading) }).locator("li button").nth(at);

async function onGoal(t, setUp) {
  const { preview, phone, goals } = await scene(t, { setUp });
  await phone.go(`/goal/${goals[0].id}`);
  await phone.heading("goal-numbers").waitFor();
  return { preview, phone, goal: goals[0] };
}

test("a goal is one tap below its numbers on Today, and Settings leads there too", async (t) => {
  const { phone, goals } = await scene(t, { setUp: since20, phone: { width: 360, height: 640 } });
  await phone.today();
  await phone.page.locator("section.card summary").first().tap();
  await phone.tap("goal-more", { name: phone.t("goal-alcohol") });
  await phone.at(`/goal/${goals[0].id}`);
  await phone.heading("goal-numbers").waitFor();
  await phone.page.goBack();
  await phone.go("/settings");
  await phone.heading("settings-title").waitFor();
  await phone.page.getByRole("button", { name: phone.t("goal-open", { name: phone.t("goal-alcohol") }) }).tap();
  await phone.at(`/goal/${goals[0].id}`);
  phone.expectNoProblems();
});

test("a goal changed from its page leads back to it", async (t) => {
  const { preview, phone, goal } = await onGoal(t, since20);
  await phone.tap("goal-change-it");
  await phone.choice("goal-nicotine").tap();
  await phone.tap("next");
  await phone.choice("direction-reduce").tap();
  await phone.tap("next");
  await phone.tap("save");
  await phone.at(`/goal/${goal.id}`);
  await phone.heading("goal-limits").waitFor();
  assert.equal((await view(preview, goal)).goal.kind, "nicotine");
  phone.expectNoProblems();
});

test("a goal is paused, told on Today in one line, and goes on where it was", async (t) => {
  const { preview, phone, goal } = await onGoal(t, since20);
  await phone.tap("goal-pause");
  await phone.heading("goal-paused-title").waitFor();
  assert.equal((await view(preview, goal)).soberTime.phase, "paused");
  await phone.go("/today");
  await phone.text("sober-paused-days", { days: 19 }).waitFor();
  await preview.core("vault_lock");
  await preview.forward(3 * 86_400);
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  await phone.open(preview);
  await phone.tap("goal-more", { name: phone.t("goal-alcohol") });
  await phone.tap("goal-go-on");
  await phone.text("goal-went-on").waitFor();
  const after = await view(preview, goal);
  assert.deepEqual([after.soberTime.phase, after.soberTime.currentRunDays], ["running", 20], "three days are left out");
  assert.deepEqual(after.breaks.map(({ fromOn, untilOn }) => [fromOn, untilOn]), [[TODAY, dayAfter(TODAY, 2)]]);
  await undo(phone);
  await phone.heading("goal-paused-title").waitFor();
  assert.equal((await view(preview, goal)).soberTime.phase, "paused");
  phone.expectNoProblems();
});

test("a pause that began today leaves nothing behind when the goal goes on, and its days can be changed", async (t) => {
  const { preview, phone, goal } = await onGoal(t, since20);
  await phone.tap("goal-end");
  await phone.heading("goal-ended-title").waitFor();
  await phone.tap("goal-go-on");
  await phone.button("goal-pause").waitFor();
  assert.deepEqual((await view(preview, goal)).breaks, []);
  await phone.tap("goal-pause");
  await phone.heading("goal-paused-title").waitFor();
  await unfold(phone, "goal-breaks");
  await row(phone, "goal-manage").tap();
  await phone.field("span-from").fill(dayAfter(TODAY, -9));
  await phone.field("span-until").fill(dayAfter(TODAY, -12));
  await phone.page.getByText(phone.t("err-ends-before-start")).first().waitFor();
  await phone.field("span-until").fill(dayAfter(TODAY, -5));
  await eventually(async () => (await view(preview, goal)).breaks.map(({ fromOn, untilOn }) => [fromOn, untilOn]), [
    [dayAfter(TODAY, -9), dayAfter(TODAY, -5)],
  ]);
  await phone.closeSheet();
  await phone.text("break-changed").waitFor();
  await row(phone, "goal-manage").tap();
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("entry-remove") }).tap();
  await eventually(async () => (await view(preview, goal)).breaks, []);
  await undo(phone);
  await eventually(async () => (await view(preview, goal)).breaks.length, 1);
  phone.expectNoProblems();
});

test("what a usual week took becomes what was not spent, and each rate holds from its day", async (t) => {
  const { preview, phone, goal } = await onGoal(t, since20);
  await phone.tap("rate-add");
  assert.equal(await phone.field("from-day").inputValue(), dayAfter(TODAY, -19), "from the start of the goal");
  await phone.field("rate-money").fill("70,00");
  await phone.field("rate-minutes").fill("3.5");
  await phone.field("goal-unit").fill("drinks");
  await eventually(async () => (await view(preview, goal)).goal.unit, "drinks");
  await phone.closeSheet();
  await phone.text("rate-changed").waitFor();
  const kept = await view(preview, goal);
  assert.deepEqual(kept.rates.map(({ fromOn, money, minutes }) => [fromOn, money, minutes]), [[dayAfter(TODAY, -19), 7000, 210]]);
  assert.equal(kept.goal.startedOn, dayAfter(TODAY, -19), "a word for the unit moves no start");
  assert.equal((await preview.core("settings_get")).currency, "GBP", "the currency that was shown was meant");
  await phone.page.getByText("£200.00").waitFor();
  await unfold(phone, "rate-list");
  await phone.tap("rate-add-more");
  await phone.field("from-day").fill(dayAfter(TODAY, -6));
  await phone.field("rate-money").fill("140");
  await eventually(async () => (await view(preview, goal)).rates.map(({ minutes }) => minutes), [210, 210], "the hours stay");
  await phone.closeSheet();
  await phone.page.getByText("£270.00").waitFor();
  await row(phone, "goal-savings", 1).tap();
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("entry-remove") }).tap();
  await phone.page.getByText("£200.00").waitFor();
  await undo(phone);
  await phone.page.getByText("£270.00").waitFor();
  phone.expectNoProblems();
});

test("a day over the limit is told as that, never as a lapse, and counts again when the use is taken back", async (t) => {
  const { preview, phone, goals } = await scene(t, { setUp: less });
  const [goal] = goals;
  await phone.go(`/goal/${goal.id}`);
  await phone.heading("limit-caution-title").waitFor();
  await phone.tap("limit-set");
  await phone.field("limit-daily").fill("2");
  await eventually(async () => (await view(preview, goal)).limits.map(({ daily, weekly }) => [daily, weekly]), [[2000, null]]);
  await phone.closeSheet();
  await phone.go("/today");
  await phone.today();
  await phone.tap("use-log");
  await phone.page.getByText(/Today so far: .*0 .*drinks.* Your limit: .*2 .*drinks/).waitFor();
  await phone.field("use-another").fill("0.5");
  await phone.link("help").tap();
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  assert.equal(await phone.field("use-another").inputValue(), "0.5", "Help takes nothing that was typed");
  await phone.page.locator(".quick button").nth(2).tap();
  await phone.text("sober-new-run").waitFor();
  assert.equal((await view(preview, goal)).soberTime.overToday, true);
  await phone.page.locator("section.card summary").first().tap();
  const said = await phone.said();
  assert.match(said, /Day over your limit/);
  assert.match(said, /No lapse in this time/);
  assert.doesNotMatch(said, /Day with a lapse/);
  await undo(phone);
  await phone.text("sober-new-run").waitFor({ state: "detached" });
  assert.equal((await view(preview, goal)).soberTime.currentRunDays, 20);
  phone.expectNoProblems();
});

test("a limit that changes keeps what is not changed, and can end", async (t) => {
  const { preview, phone, goal } = await onGoal(t, less);
  await preview.core("goal_limit_update", { goalId: goal.id, fromOn: dayAfter(TODAY, -19), daily: 3000, weekly: 10000 });
  await phone.page.reload();
  const limits = async () => (await view(preview, goal)).limits.slice(1).map(({ fromOn, daily, weekly }) => [fromOn, daily, weekly]);
  await phone.heading("goal-limits").waitFor();
  await unfold(phone, "limit-list");
  await phone.tap("limit-change");
  assert.equal(await phone.field("limit-daily").inputValue(), "3");
  await phone.field("limit-weekly").fill("8");
  await eventually(limits, [[TODAY, 3000, 8000]]);
  await phone.closeSheet();
  await undo(phone);
  await eventually(limits, []);
  await phone.tap("limit-change");
  await phone.tap("limit-remove-from");
  await phone.text("limit-removed").waitFor();
  await eventually(limits, [[TODAY, null, null]]);
  await phone.page.getByRole("dialog").waitFor({ state: "hidden" });
  phone.expectNoProblems();
});

test("use is shown against the limit as a picture and as a table with the same numbers", async (t) => {
  const { preview, phone, goals } = await scene(t, { setUp: less });
  const [goal] = goals;
  await preview.core("goal_limit_update", { goalId: goal.id, fromOn: dayAfter(TODAY, -19), daily: null, weekly: 5000 });
  for (const [ago, amount] of [[10, 3000], [9, 4500], [2, 4000]]) {
    await preview.core("use_entry_log", { goalId: goal.id, at: `${dayAfter(TODAY, -ago)}T20:00`, amount, note: "" });
  }
  await phone.go(`/goal/${goal.id}`);
  const picture = phone.page.getByRole("img", { name: new RegExp(phone.t("use-chart-weeks")) });
  await picture.waitFor();
  assert.equal(await picture.locator("rect").count(), 12);
  assert.equal(await picture.locator(".limit").count(), 3, "a line for each week that had a limit on its last day");
  assert.match(await phone.said(), /Within the limit in 2 of 3 weeks/);
  await unfold(phone, "chart-as-table");
  const used = await phone.page.locator("section.chart tbody td").allInnerTexts();
  assert.deepEqual(used.slice(0, 2).map((said) => said.replace(/[\u2068\u2069]/g, "")), ["4 drinks, limit 5 drinks", "7.5 drinks, limit 5 drinks"]);
  phone.expectNoProblems();
});

test("a use of another day is added in Journey, changed and taken back; it waits for its amount", async (t) => {
  const { preview, phone } = await scene(t, { setUp: less });
  const uses = async () => (await preview.journal()).filter((item) => item.type === "use_entry").map((item) => item.entry);
  await phone.go("/journey");
  await phone.tap("journey-add");
  await phone.tap("journey-add-use_entry");
  await phone.field("check-in-note").fill("With food.");
  await phone.field("use-amount-of", { unit: "drinks" }).fill("1.5");
  await eventually(async () => (await uses()).map(({ amount, note }) => [amount, note]), [[1500, "With food."]]);
  await phone.closeSheet();
  await phone.page.locator("section.day button").first().tap();
  await phone.field("use-amount-of", { unit: "drinks" }).fill("2");
  await eventually(async () => (await uses())[0]?.amount, 2000);
  await phone.closeSheet();
  await undo(phone);
  await eventually(async () => (await uses())[0]?.amount, 1500);
  phone.expectNoProblems();
});

test("who wants none at all is not offered to log a use", async (t) => {
  const { phone } = await scene(t, { setUp: since20 });
  await phone.today();
  assert.equal(await phone.button("use-log").count(), 0);
  await phone.go("/journey");
  await phone.tap("journey-add");
  await phone.button("journey-add-lapse").waitFor();
  assert.equal(await phone.button("journey-add-use_entry").count(), 0);
});

test("an own milestone is added and removed with Undo, and told quietly on its day", async (t) => {
  const { preview, phone, goal } = await onGoal(t, since20);
  const own = async () => (await view(preview, goal)).milestones.filter((one) => one.custom !== null).map(({ name, count }) => [name, count]);
  await phone.tap("milestone-add");
  assert.ok(await phone.button("milestone-keep").isDisabled(), "nothing is counted yet");
  await phone.field("milestone-count").fill("20");
  await phone.field("milestone-name").fill("Twenty, mine");
  await phone.tap("milestone-keep");
  await eventually(own, [["Twenty, mine", 20]]);
  await phone.text("milestone-added").waitFor();
  await phone.go("/today");
  await phone.page.locator(".reached", { hasText: "Twenty, mine" }).waitFor();
  await preview.core("settings_update", { headline: "none" });
  await phone.go(`/goal/${goal.id}`);
  await phone.tap("goal-show-numbers");
  await row(phone, "goal-milestones").tap();
  await eventually(own, []);
  await undo(phone);
  await eventually(own, [["Twenty, mine", 20]]);
  await phone.go("/today");
  await phone.today();
  // Hidden numbers are not told; what was read before the core was asked to hide them stands until Today is read anew.
  await phone.page.locator(".reached", { hasText: "Twenty" }).waitFor({ state: "detached" });
  phone.expectNoProblems();
});

test("milestones are off where somebody chose so", async (t) => {
  const { preview, phone, goal } = await onGoal(t, since20);
  await phone.heading("goal-milestones").waitFor();
  await phone.go("/settings");
  // The goal that is left has a part of the same name.
  await phone.heading("settings-title").waitFor();
  await phone.field("settings-milestones").selectOption({ label: phone.t("milestones-off") });
  await eventually(async () => (await preview.core("settings_get")).milestones, false);
  await phone.go(`/goal/${goal.id}`);
  await phone.heading("goal-savings").waitFor();
  // What was read before stands until the goal has been read anew.
  await phone.heading("goal-milestones").waitFor({ state: "detached" });
  phone.expectNoProblems();
});

test("a stay is kept from its place on, told beside the run, changed, and removed with Undo", async (t) => {
  const { preview, phone, goal } = await onGoal(t, since20);
  const stays = async () => (await preview.core("stay_list")).map(({ place, name, fromOn, untilOn }) => [place, name, fromOn, untilOn]);
  await phone.tap("goal-stays");
  await phone.heading("stays-empty-title").waitFor();
  await phone.tap("stay-add");
  await phone.choice("stay-place-residential").tap();
  await eventually(stays, [["residential", "", TODAY, null]]);
  await phone.field("span-from").fill(dayAfter(TODAY, -30));
  await phone.field("span-until").fill(dayAfter(TODAY, -10));
  await phone.field("stay-name").fill("Elm House");
  await eventually(stays, [["residential", "Elm House", dayAfter(TODAY, -30), dayAfter(TODAY, -10)]]);
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("close"), exact: true }).tap();
  await phone.text("stay-changed").waitFor();
  await phone.page.goBack();
  await phone.at(`/goal/${goal.id}`);
  await phone.page.getByText("10 of these in residential treatment").first().waitFor();
  assert.equal((await view(preview, goal)).soberTime.currentRunDays, 20, "it takes no day");
  await phone.go("/stays");
  await phone.page.locator("li button").first().tap();
  await phone.page.getByRole("dialog").getByRole("button", { name: phone.t("entry-remove") }).tap();
  await eventually(stays, []);
  await undo(phone);
  await eventually(async () => (await stays()).length, 1);
  phone.expectNoProblems();
});

test("after a lapse the next 24 hours are chosen by taps, what eased a craving comes first, and Undo takes all of it", async (t) => {
  const { preview, phone } = await scene(t, { setUp: less });
  const lapses = async () => (await preview.journal()).filter((item) => item.type === "lapse").map((item) => item.entry);
  const met = { ...NOTHING_FELT, strengthBefore: 8, strengthAfter: 3, tool: "grounding", toolSeconds: 200, acted: false };
  await preview.core("craving_log", { ...met, at: `${dayAfter(TODAY, -1)}T09:00` });
  await phone.tap("today-lapse");
  await phone.tap("lapse-safe-yes");
  await phone.choice("lapse-when-now").tap();
  await phone.tap("lapse-record");
  await phone.text("lapse-worked-hint").waitFor();
  await phone.button("tool-grounding").waitFor();
  await unfold(phone, "lapse-next-title");
  await chip(phone, "next-step-rest").tap();
  await chip(phone, "next-step-person").tap();
  await eventually(async () => (await lapses())[0]?.nextSteps, ["person", "rest"]);
  await unfold(phone, "lapse-around-title");
  await chip(phone, "trigger-stress").tap();
  await unfold(phone, "lapse-amount-title");
  await phone.field("lapse-amount-of", { unit: "drinks" }).fill("2.5");
  await eventually(async () => (await lapses()).map(({ amount, triggers }) => [amount, triggers.length]), [[2500, 1]]);
  await undo(phone);
  await phone.text("today-how").waitFor();
  assert.deepEqual(await lapses(), []);
  phone.expectNoProblems();
});

test("a recorded lapse says later how much it was and what comes next", async (t) => {
  const { preview, phone, goals } = await scene(t, { setUp: less });
  await preview.core("lapse_log", { goalId: goals[0].id, at: `${TODAY}T14:00`, amount: 3000, note: "" });
  await phone.go("/journey");
  await phone.page.locator("section.day button", { hasText: /3 .?drinks/ }).tap();
  await unfold(phone, "lapse-next-title");
  await chip(phone, "next-step-place").tap();
  await eventually(async () => (await preview.journal())[0].entry.nextSteps, ["place"]);
  phone.expectNoProblems();
});

test("numbers that are hidden stay behind a tap on the goal's page", async (t) => {
  const { phone } = await onGoal(t, { ...since20, settings: { headline: "none" } });
  assert.doesNotMatch(await phone.said(), /\b(19|20) days\b|20 of 20/);
  await phone.tap("goal-show-numbers");
  await phone.heading("goal-runs").waitFor();
  await phone.tap("goal-hide-numbers");
  await phone.button("goal-show-numbers").waitFor();
  phone.expectNoProblems();
});

test("a number that is none is said, and kept out", async (t) => {
  const { preview, phone, goal } = await onGoal(t, less);
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3 });
  await phone.tap("limit-set");
  await phone.field("limit-weekly").fill("a few");
  await phone.text("number-wrong", SUCH_AS).waitFor();
  await phone.page.keyboard.press("Escape");
  await phone.text("draft-held-back-again").waitFor();
  assert.equal(await phone.field("limit-weekly").inputValue(), "a few", "it is pointed out once");
  await phone.closeSheet();
  assert.deepEqual((await view(preview, goal)).limits, []);
  phone.expectNoProblems();
});

test("numbers that do not fit are told with what does; a week smaller than its day is refused, and nothing typed is lost", async (t) => {
  const { preview, phone, goal } = await onGoal(t, less);
  const sheet = phone.page.getByRole("dialog");
  const limits = async () => (await view(preview, goal)).limits.map(({ daily, weekly }) => [daily, weekly]);
  await phone.tap("limit-set");
  for (const wrong of ["-5", "123456789012345678901234567890"]) {
    await phone.field("limit-daily").fill(wrong);
    await phone.text("number-range", { least: "0", most: "100,000" }).waitFor();
  }
  assert.deepEqual(await limits(), []);
  await phone.field("limit-daily").fill("5,000");
  await eventually(limits, [[5_000_000, null]]);
  await phone.field("limit-weekly").fill("1,000");
  await sheet.getByText(phone.t("err-week-below-day")).waitFor();
  await sheet.getByText(phone.t("rec-week-below-day")).waitFor();
  assert.equal(await phone.button("broken-again").count(), 0, "another try would say the same");
  assert.deepEqual(await limits(), [[5_000_000, null]]);
  assert.equal(await phone.field("limit-weekly").inputValue(), "1,000");
  await phone.field("limit-daily").fill("100");
  await eventually(limits, [[100_000, 1_000_000]], "both numbers, once they fit");
  await sheet.getByText(phone.t("err-week-below-day")).waitFor({ state: "hidden" });
  await phone.closeSheet();
  phone.expectNoProblems();
});

test("a later limit may begin on the first one's own day, and its day can always be seen", async (t) => {
  const { preview, phone, goal } = await onGoal(t, less);
  await preview.core("goal_limit_update", { goalId: goal.id, fromOn: TODAY, daily: 2000, weekly: null });
  const limits = async () => (await view(preview, goal)).limits.map(({ fromOn, daily }) => [fromOn, daily]);
  await phone.page.reload();
  await unfold(phone, "limit-list");
  await phone.tap("limit-change");
  const day = phone.field("from-day");
  await phone.text("from-day-taken").waitFor();
  assert.deepEqual([await day.inputValue(), await phone.field("limit-daily").inputValue()], [TODAY, "2"]);
  await day.fill(dayAfter(TODAY, 7));
  await phone.text("from-day-taken").waitFor({ state: "hidden" });
  await phone.field("limit-daily").fill("1");
  await eventually(limits, [[TODAY, 2000], [dayAfter(TODAY, 7), 1000]]);
  assert.equal(await day.inputValue(), dayAfter(TODAY, 7), "it stays where it can be read");
  await phone.text("from-day-fixed").waitFor();
  await phone.closeSheet();
  await phone.tap("limit-change");
  await phone.field("limit-daily").fill("3");
  await eventually(limits, [[TODAY, 3000], [dayAfter(TODAY, 7), 1000]], "today's is replaced");
  assert.equal(await day.inputValue(), TODAY);
  phone.expectNoProblems();
});
