// The screens of what a person writes at length, finds again, removed or changed.
import { dayAfter, TODAY } from "./preview.mjs";

const WALK = [
  "The sea was grey and wide, and I walked to the old pier.",
  "",
  "Mum called on the way. We talked about the garden, and about last winter. I did not think of the shop once.",
  "",
  "What I want to keep: an hour outside, before the evening begins.",
].join("\n");

/** Everything about journal entries, on a preview with a month of life that stays open. */
export async function walkJournal(phone, preview, see) {
  const { page } = phone;
  await preview.core("journal_entry_log", {
    at: `${dayAfter(TODAY, -3)}T21:10`,
    text: "Rain all day.\nI called Mum, and it was good to hear her.",
    tags: ["Family", "Sleep"],
  });
  await phone.open(preview, "/journal/new");
  await phone.heading("journal-title").waitFor();
  await phone.field("journal-text").waitFor();
  await see("journal new");
  await phone.field("journal-text").fill(WALK);
  await phone.text("check-in-saved").waitFor();
  await page.getByRole("button", { name: "Family" }).tap();
  await see("journal written");
  // Leaving the field keeps the word, so it is not looked at half typed.
  await phone.tap("journal-tag-add");
  await phone.field("journal-tag-field").fill("By the sea");
  await phone.tap("journal-tag-keep");
  await page.getByRole("button", { name: "By the sea", pressed: true }).waitFor();
  await phone.tap("back");
  await phone.heading("journey-title").waitFor();
  const row = page.locator("section.day button", { hasText: "The sea was grey" });
  await row.waitFor();
  await see("journey with a journal entry");

  await phone.go("/search");
  await phone.heading("search-title").waitFor();
  await see("search");
  await phone.field("search-field").fill("mum");
  await page.locator("section.day mark").first().waitFor();
  await see("search found");
  await page.locator("summary", { hasText: phone.t("filter-title") }).tap();
  await phone.tap("filter-kind-craving");
  await phone.button("filter-show-all").waitFor();
  await see("search filtered");
  await phone.tap("filter-show-all");
  await page.locator("section.day mark").first().waitFor();
  await phone.field("search-field").fill("zzz");
  await phone.text("search-nothing").waitFor();
  await see("search nothing");

  const entries = await preview.journal();
  const { id } = entries.find(({ type }) => type === "journal_entry").entry;
  await preview.core("journal_entry_update", { id, at: null, text: "The sea was grey.", tags: ["Family"] });
  await phone.go(`/history/journal_entry/${id}`);
  await phone.heading("history-title").waitFor();
  await phone.button("history-restore").waitFor();
  await see("history");
  const gone = entries.find(({ type, entry }) => type === "craving" && entry.triggers.length > 0);
  await preview.core("craving_delete", { id: gone.entry.id });
  await preview.core("journal_entry_delete", { id });
  await phone.go("/removed");
  await phone.button("removed-restore").waitFor();
  await see("removed");
}
