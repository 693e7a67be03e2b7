// A word of the person's that is longer than the screen, wherever their own words stand: it breaks, and nothing moves sideways.
import { test } from "node:test";
import { dayAfter, goalSince, NOTHING_FELT, NOTHING_SAID, none, stage, TODAY } from "./support.mjs";

const scene = stage();
/** As long as the longest words of any language, and without a place to break. */
const long = (letters) => "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".slice(0, letters);
const NAME = long(60);

/** One of everything that has a name or words of its own, each of them the long word. */
async function liveWithLongWords(preview, goal) {
  const core = async (name, request) => (await preview.core(name, request)).value;
  const item = { name: long(30), kind: "scale", unit: "", low: long(30), high: long(30) };
  const scale = await core("check_in_item_create", item);
  const count = await core("check_in_item_create", { ...item, name: long(29), kind: "number", unit: long(20), low: "", high: "" });
  const words = await core("check_in_item_create", { ...item, name: long(28), kind: "text", low: "", high: "" });
  const triggers = [];
  for (const kind of ["feeling", "person", "place"]) triggers.push((await core("trigger_create", { kind, name: long(36) + kind })).id);
  for (let ago = 20; ago >= 0; ago -= 1) {
    const at = ago === 0 ? null : `${dayAfter(TODAY, -ago)}T20:00`;
    const items = [
      { itemId: scale.id, value: { kind: "scale", value: ago % 9 } },
      { itemId: count.id, value: { kind: "number", value: 1000 * ago } },
      { itemId: words.id, value: { kind: "text", value: NAME } },
    ];
    await core("check_in_log", { ...NOTHING_SAID, mood: 3, items, note: NAME, at });
    await core("craving_log", { ...NOTHING_FELT, strengthBefore: 5, triggers, goalId: goal.id, note: NAME, at });
  }
  await core("use_entry_log", { goalId: goal.id, amount: 2000, note: NAME, at: null });
  await core("lapse_log", { goalId: goal.id, amount: 2000, triggers, nextSteps: [], note: NAME, at: null });
  await core("journal_entry_log", { at: null, text: `${NAME} ${NAME}`, tags: [long(40)] });
  await core("stay_create", { place: "other", name: NAME, fromOn: dayAfter(TODAY, -3), untilOn: TODAY });
  await core("milestone_create", { goalId: goal.id, measure: "run", count: 40, name: long(40) });
  await core("goal_limit_update", { goalId: goal.id, fromOn: TODAY, daily: 2000, weekly: 9000 });
  await core("goal_rate_update", { goalId: goal.id, fromOn: TODAY, money: 700, minutes: 70, units: 7000 });
  await core("diary_note_log", { dayOn: TODAY, skill: "used", note: NAME });
  const gone = await core("check_in_log", { ...NOTHING_SAID, mood: 2, note: NAME });
  await core("check_in_delete", { id: gone.id });
}

const PAGES = ["/today", "/journey", "/stays", "/check-in-items", "/removed", "/charts", "/patterns", "/diary-card", "/settings", "/use", "/craving", "/lapse", "/journal/new", "/year"];

for (const width of [360, 320]) {
  test(`words longer than the screen break everywhere, ${width} px wide with text of 200 %`, async (t) => {
    const look = { width, height: 640, text200: true };
    const goal = goalSince(dayAfter(TODAY, -30), { name: NAME, direction: "reduce", unit: long(20) });
    const { preview, phone, goals } = await scene(t, { setUp: { goals: [goal] }, phone: look });
    await liveWithLongWords(preview, goals[0]);
    const { page } = phone;
    const faults = [];
    const see = async (name) => {
      await phone.settled();
      await phone.noSidewaysScroll(name).catch((fault) => faults.push(fault.message));
    };
    const entry = async (kind) => (await preview.journal()).find(({ type }) => type === kind).entry.id;
    const histories = [];
    for (const kind of ["check_in", "craving", "journal_entry"]) histories.push(`/history/${kind}/${await entry(kind)}`);
    for (const path of [...PAGES, `/goal/${goals[0].id}`, `/goals/${goals[0].id}`, `/journal/${await entry("journal_entry")}`, ...histories]) {
      await phone.go(path);
      await page.locator("main").waitFor();
      await page.waitForTimeout(250);
      for (const summary of await page.locator("main summary").all()) await summary.click().catch(() => undefined);
      await see(path);
    }
    await phone.go("/search");
    await phone.field("search-field").fill(long(20));
    await page.locator("mark").first().waitFor();
    await see("/search");
    await phone.go("/journey");
    for (const kind of ["check_in", "craving", "lapse", "use_entry", "diary_note"]) {
      await page.locator(`section.day [data-kind="${kind}"]`).first().tap();
      await page.getByRole("dialog").waitFor();
      for (const summary of await page.locator("dialog summary").all()) await summary.click().catch(() => undefined);
      await see(`sheet of a ${kind}`);
      await phone.closeSheet();
    }
    await phone.go("/check-in-items");
    await phone.tap("row-change", { name: long(30) });
    await page.getByRole("dialog").waitFor();
    await see("sheet of a question");
    await phone.closeSheet();
    none(faults, "long words");
    phone.expectNoProblems();
  });
}
