// The screens of the diary card: a week in progress, a full one, one before the log, and what is said about a day.
import { dayAfter, NOTHING_FELT, NOTHING_SAID, TODAY } from "./preview.mjs";

/** A week with all that a card can tell, before the week of today. */
export async function liveAFullWeek(preview, monday = LAST_MONDAY) {
  const triggers = await preview.core("trigger_list");
  const idOf = (key) => triggers.find((trigger) => trigger.key === key).id;
  const day = (n) => dayAfter(monday, n);
  const halt = { ...NOTHING_SAID.halt, lonely: 2, tired: 1 };
  const craving = (n, fields) => preview.core("craving_log", { ...NOTHING_FELT, at: `${day(n)}T20:30`, ...fields });
  for (const n of [0, 1, 2, 3, 4, 5, 6]) {
    await preview.core("check_in_log", { ...NOTHING_SAID, mood: 2 + (n % 3), sleepMinutes: 390 + 30 * (n % 4), halt, at: `${day(n)}T22:10` });
  }
  const felt = [idOf("overwhelmed"), idOf("ashamed"), idOf("lonely")];
  await craving(1, { strengthBefore: 8, strengthAfter: 3, tool: "urge_wave", triggers: felt, acted: false });
  await craving(1, { strengthBefore: 6, strengthAfter: 6, tool: "urge_wave", acted: true });
  await craving(3, { strengthBefore: 4, tool: "paced_breathing" });
  await craving(5, { strengthBefore: 9, triggers: [idOf("sad")], acted: true });
  const [goal] = await preview.core("goal_list");
  await preview.core("lapse_log", { goalId: goal.id, at: `${day(5)}T21:00`, note: "" });
  await preview.core("diary_note_log", { dayOn: day(0), skill: "used", note: "Called Mum and walked along the river." });
  await preview.core("diary_note_log", { dayOn: day(5), skill: "not_thought_of", note: "" });
}

/** The Monday of the week before the week of today, which is a Saturday. */
export const LAST_MONDAY = dayAfter(TODAY, -12);

/** Everything about the diary card, on a preview with a month of life that stays open. */
export async function walkDiary(phone, preview, see) {
  const { page } = phone;
  await liveAFullWeek(preview);
  await phone.open(preview, "/diary-card");
  await phone.heading("diary-title").waitFor();
  await phone.button("diary-note-add").waitFor();
  await see("diary card");
  const block = page.locator("section.day").nth(3);
  if (await block.isVisible()) {
    await block.scrollIntoViewIfNeeded();
    await see("diary card further down");
  }
  await phone.tap("diary-earlier");
  await phone.button("diary-note-change").waitFor();
  await see("diary card full week");
  await page.getByRole("button", { name: phone.t("diary-note-add") }).filter({ visible: true }).first().tap();
  await page.getByRole("dialog").waitFor();
  await see("diary note new");
  await page.getByRole("button", { name: phone.t("skill-not_wanted") }).tap();
  await phone.text("check-in-saved").waitFor();
  await see("diary note answered");
  await phone.closeSheet();
}
