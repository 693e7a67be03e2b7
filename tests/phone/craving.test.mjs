// A craving: every step by touch, every step skippable, and leaving anywhere keeps what was said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, eventually, goalSince, stage, TODAY } from "./support.mjs";

const scene = stage();

/** The newest craving the core has; undefined while there is none. */
const latest = async (preview) => (await preview.journal()).find((item) => item.type === "craving")?.entry;

const step = (phone, id) => phone.heading(`craving-${id}-title`).waitFor();
const slider = (phone) => phone.page.getByRole("slider");

async function start(phone) {
  await phone.tap("today-craving");
  await step(phone, "strength");
}

/** Two taps on + from the resting knob in the middle: 6. */
async function sayStrength(phone) {
  await phone.tap("scale-more");
  await phone.tap("scale-more");
}

test("a whole craving needs no typing", async (t) => {
  const { preview, phone, goals } = await scene(t);
  const startedAt = performance.now();
  let taps = 0;
  const tap = (locator) => ((taps += 1), phone.touch(locator));
  await tap(phone.button("today-craving"));
  await step(phone, "strength");
  assert.equal(await latest(preview), undefined, "nothing is written by looking");
  assert.equal(await slider(phone).getAttribute("aria-valuetext"), phone.t("craving-strength-unsaid"));
  for (let more = 0; more < 4; more += 1) await tap(phone.button("scale-more"));
  assert.equal(await slider(phone).getAttribute("aria-valuetext"), phone.t("strength-word", { value: 8 }));
  await tap(phone.button("next"));

  await step(phone, "around");
  for (const id of ["trigger-argument", "trigger-ashamed", "trigger-tired", "trigger-home", "trigger-alone"]) {
    await tap(phone.button(id));
    assert.equal(await phone.button(id).getAttribute("aria-pressed"), "true");
  }
  await tap(phone.button("next"));

  await step(phone, "help");
  await tap(phone.button("tool-grounding"));
  for (const sense of ["see", "feel", "hear", "smell", "taste"]) {
    await phone.text(`ground-${sense}`).waitFor();
    await tap(phone.button(sense === "taste" ? "tool-done" : "ground-next"));
  }

  await step(phone, "after");
  await phone.text("craving-after-started", { strength: "8" }).waitFor();
  for (let less = 0; less < 4; less += 1) await tap(phone.button("scale-less"));
  await tap(phone.button("next"));

  await step(phone, "acted");
  await tap(phone.button("craving-acted-no"));
  await step(phone, "done");
  await phone.text("craving-done-eased", { before: 8, after: 4 }).waitFor();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`craving: ${taps} taps, 0 typed fields, ${seconds} s of script (wanted: under 60)`);

  const triggers = await preview.core("trigger_list");
  const kept = await latest(preview);
  const keys = kept.triggers.map((id) => triggers.find((trigger) => trigger.id === id).key);
  assert.deepEqual(keys.sort(), ["alone", "argument", "ashamed", "home", "tired"]);
  assert.deepEqual(
    [kept.goalId, kept.strengthBefore, kept.strengthAfter, kept.tool, kept.acted, kept.dayOn],
    [goals[0].id, 8, 4, "grounding", false, TODAY],
  );
  assert.equal((await preview.journal()).length, 1, "one craving, however many steps");
  await phone.tap("craving-done-today");
  await phone.text("today-how").waitFor();

  await phone.tap("today-craving");
  for (const at of ["strength", "around"]) {
    await step(phone, at);
    await phone.tap("next");
  }
  await step(phone, "help");
  await phone.page.getByRole("button", { name: phone.t("tool-helped-last") }).waitFor();
  const helped = phone.page.getByRole("button", { name: phone.t("tool-grounding") });
  assert.match(await helped.innerText(), new RegExp(phone.t("tool-helped-last")));
  phone.expectNoProblems();
});

/** The steps up to which a craving is answered before it is left, and what must be there then. */
const LEAVING = [
  { at: "strength", said: { strengthBefore: 6, tool: null, acted: null } },
  { at: "around", said: { strengthBefore: 6, words: ["stress"] } },
  { at: "help", said: { strengthBefore: 6, words: ["stress"], tool: null } },
  { at: "tool", said: { strengthBefore: 6, words: ["stress"], tool: "paced_breathing", strengthAfter: null } },
  { at: "after", said: { strengthBefore: 6, words: ["stress"], tool: "paced_breathing", strengthAfter: 5 } },
  { at: "acted", said: { strengthBefore: 6, tool: "paced_breathing", strengthAfter: 5, acted: null } },
];

/** Answers the steps one after another, and stops with `last` answered and still on the screen. */
async function answerUpTo(phone, last) {
  await sayStrength(phone);
  if (last === "strength") return;
  await phone.tap("next");
  await phone.tap("trigger-stress");
  if (last === "around") return;
  await phone.tap("next");
  await step(phone, "help");
  if (last === "help") return;
  await phone.tap("tool-paced_breathing");
  await phone.button("tool-done").waitFor();
  if (last === "tool") return;
  await phone.tap("tool-done");
  await step(phone, "after");
  await phone.tap("scale-less");
  if (last === "after") return;
  await phone.tap("next");
  await step(phone, "acted");
}

async function stands(preview, said) {
  const triggers = await preview.core("trigger_list");
  await eventually(async () => {
    const kept = await latest(preview);
    if (kept === undefined) return undefined;
    const words = kept.triggers.map((id) => triggers.find((trigger) => trigger.id === id).key);
    return Object.fromEntries(Object.keys(said).map((name) => [name, name === "words" ? words : kept[name]]));
  }, said);
}

for (const { at, said } of LEAVING) {
  test(`leaving at "${at}" by Back keeps what was said`, async (t) => {
    const { preview, phone } = await scene(t);
    await start(phone);
    await answerUpTo(phone, at);
    while ((await phone.place()) !== "/today") await phone.page.goBack();
    await phone.text("today-how").waitFor();
    await stands(preview, said);
    assert.equal((await preview.journal()).length, 1);
    phone.expectNoProblems();
  });
}

test("closing the app in the middle keeps what was said", async (t) => {
  const { preview, phone } = await scene(t);
  await start(phone);
  await answerUpTo(phone, "around");
  await stands(preview, { strengthBefore: 6, words: ["stress"] });
  await phone.page.reload();
  await phone.text("today-how").waitFor();
  assert.equal((await preview.journal()).length, 1);
});

test("every step can be skipped, and just logging it is enough", async (t) => {
  const { preview, phone } = await scene(t);
  await start(phone);
  await phone.tap("skip");
  await step(phone, "around");
  await phone.tap("skip");
  await step(phone, "help");
  await phone.tap("craving-help-log");
  await step(phone, "acted");
  await phone.tap("skip");
  await step(phone, "done");
  const kept = await latest(preview);
  assert.deepEqual([kept.strengthBefore, kept.triggers, kept.tool, kept.acted], [null, [], null, null]);
  await phone.toast().getByRole("button", { name: phone.t("undo"), exact: true }).tap();
  await phone.text("today-how").waitFor();
  assert.equal(await latest(preview), undefined, "one Undo takes it back whole");
  phone.expectNoProblems();
});

test("a double tap answers one question, not two", async (t) => {
  const { phone } = await scene(t);
  await start(phone);
  await phone.button("skip").dblclick();
  await step(phone, "around");
  await phone.settled();
  assert.equal(await phone.place(), "/craving/around");
});

test("leaving without a word writes nothing", async (t) => {
  const { preview, phone } = await scene(t);
  await start(phone);
  await phone.page.goBack();
  await phone.text("today-how").waitFor();
  assert.deepEqual(await preview.journal(), []);
});

test("an own word becomes a chip, once", async (t) => {
  const { preview, phone } = await scene(t);
  const own = async () => (await preview.core("trigger_list")).filter((trigger) => trigger.key === null);
  for (const word of ["the number 9 bus", "  the number 9 bus "]) {
    await start(phone);
    await phone.tap("next");
    await step(phone, "around");
    const group = phone.page.getByRole("group", { name: phone.t("trigger-kind-place"), exact: true });
    await group.getByRole("button", { name: phone.t("trigger-add") }).tap();
    await group.getByLabel(phone.t("trigger-add-field")).fill(word);
    await group.getByRole("button", { name: phone.t("trigger-add-keep"), exact: true }).tap();
    const chip = group.getByRole("button", { name: "the number 9 bus", exact: true });
    await chip.and(phone.page.locator('[aria-pressed="true"]')).waitFor();
    await eventually(async () => (await latest(preview))?.triggers, [(await own())[0].id]);
    await phone.go("/today");
    await phone.text("today-how").waitFor();
  }
  assert.deepEqual((await own()).map((trigger) => [trigger.kind, trigger.name]), [["place", "the number 9 bus"]]);
  phone.expectNoProblems();
});

/** Each tool, what shows that it moves, and what stands in its place when nothing may move. */
const TOOLS = [
  { tool: "paced_breathing", moving: ".circle", still: ".counts", toolButton: "tool-moving" },
  { tool: "urge_wave", moving: "svg.wave circle", still: "progress[value]:not(header *)", toolButton: "wave-picture" },
  { tool: "grounding", moving: null, still: ".count", toolButton: null },
];

for (const { tool, moving, still, toolButton } of TOOLS) {
  test(`${tool} has a still form under reduced motion, and the person's time is kept`, async (t) => {
    const { preview, phone } = await scene(t, { phone: { reducedMotion: true } });
    await start(phone);
    await phone.tap("next");
    await phone.tap("next");
    await phone.tap(`tool-${tool}`);
    if (tool === "urge_wave") {
      await phone.tap("wave-longer");
      await phone.tap("tool-start");
    }
    await phone.page.locator(still).first().waitFor();
    if (moving) assert.equal(await phone.page.locator(moving).count(), 0, "nothing moves");
    const running = await phone.page.evaluate(() =>
      document.getAnimations().filter((each) => each.effect.getComputedTiming().iterations === Infinity).length,
    );
    assert.equal(running, 0, "no endless animation");
    if (toolButton) {
      await phone.tap(toolButton);
      await phone.page.locator(moving).first().waitFor();
      await phone.tap("tool-still");
      await phone.page.locator(moving).first().waitFor({ state: "detached" });
    }
    await phone.tap(tool === "urge_wave" ? "wave-okay" : "tool-done");
    await step(phone, "after");
    await eventually(async () => (await latest(preview))?.tool, tool);
    // The time follows in a save of its own.
    await eventually(async () => Number.isInteger((await latest(preview)).toolSeconds), true);
    phone.expectNoProblems();
  });
}

test("breathing can pause, and the wave can be breathed through", async (t) => {
  const { phone } = await scene(t);
  await start(phone);
  await phone.tap("next");
  await phone.tap("next");
  await phone.tap("tool-urge_wave");
  await phone.tap("tool-start");
  await phone.tap("wave-breathe");
  await phone.tap("tool-pause");
  await phone.button("tool-go-on").waitFor();
  await phone.tap("wave-back");
  await phone.tap("scale-less");
  await phone.tap("wave-okay");
  await step(phone, "after");
  assert.equal(await slider(phone).inputValue(), "5", "the strength said during the wave stands");
  phone.expectNoProblems();
});

test("with several goals it is asked which, and acting on it leads to the lapse of that goal", async (t) => {
  const goals = [goalSince(dayAfter(TODAY, -9)), goalSince(dayAfter(TODAY, -4), { kind: "nicotine" })];
  const { preview, phone, goals: kept } = await scene(t, { setUp: { goals } });
  await start(phone);
  await phone.tap("next");
  await phone.tap("next");
  await phone.tap("craving-help-log");
  await step(phone, "goal");
  await phone.choice("goal-nicotine").tap();
  await phone.tap("next");
  await step(phone, "acted");
  await phone.tap("craving-acted-yes");
  await phone.heading("lapse-title").waitFor();
  await eventually(async () => (await latest(preview))?.acted, true);
  await phone.tap("lapse-safe-yes");
  await phone.heading("lapse-when-title").waitFor();
  await phone.choice("lapse-when-now").tap();
  await phone.tap("lapse-record");
  await phone.heading("lapse-done-days", { days: 4 }).waitFor();
  const lapse = (await preview.journal()).find((item) => item.type === "lapse").entry;
  assert.equal(lapse.goalId, kept[1].id);

  const undo = phone.toast().getByRole("button", { name: phone.t("undo"), exact: true });
  await undo.tap();
  await step(phone, "acted");
  await phone.page.goBack();
  await phone.text("today-how").waitFor();
  await eventually(async () => (await preview.journal()).map((item) => [item.type, item.entry.acted]), [["craving", null]]);
  phone.expectNoProblems();
});

test("Help in the middle of a craving comes back to the same step, with the answers", async (t) => {
  const { preview, phone } = await scene(t);
  await start(phone);
  await sayStrength(phone);
  await phone.tap("next");
  await phone.tap("trigger-stress");
  await phone.help().tap();
  await phone.heading("help-title").waitFor();
  await phone.page.goBack();
  await step(phone, "around");
  assert.equal(await phone.button("trigger-stress").getAttribute("aria-pressed"), "true");
  await phone.tap("trigger-bored");
  await stands(preview, { strengthBefore: 6, words: ["stress", "bored"] });
  assert.equal((await preview.journal()).length, 1, "still the same craving");
  phone.expectNoProblems();
});

test("a craving left while it could not be saved waits on Today, and is kept by trying again", async (t) => {
  const { preview, phone } = await scene(t);
  await start(phone);
  // Whatever else is answered would try it again too, so nothing else is.
  let isMended = false;
  const answered = (route) => isMended && route.request().url().endsWith("/ipc/craving_log");
  await phone.page.route("**/ipc/**", (route) => (answered(route) ? route.continue() : route.abort()));
  await sayStrength(phone);
  await phone.text("err-internal").waitFor();
  await phone.page.goBack();
  await phone.text("today-waiting").waitFor();
  isMended = true;
  await phone.tap("broken-again");
  await stands(preview, { strengthBefore: 6 });
  await phone.text("today-waiting").waitFor({ state: "detached" });
  assert.equal((await preview.journal()).length, 1);
  phone.expectNoProblems(/Failed to load resource/);
});

test("a craving left while it could not be saved is kept with the next thing that works", async (t) => {
  const { preview, phone } = await scene(t);
  await start(phone);
  await phone.page.route("**/ipc/craving_log", (route) => route.abort());
  await sayStrength(phone);
  await phone.text("err-internal").waitFor();
  await phone.page.goBack();
  await phone.text("today-waiting").waitFor();
  await phone.page.unroute("**/ipc/craving_log");
  await phone.face(4).tap();
  await stands(preview, { strengthBefore: 6 });
  await phone.text("today-waiting").waitFor({ state: "detached" });
  phone.expectNoProblems(/Failed to load resource/);
});
