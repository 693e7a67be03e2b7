// What a person does with the log they have: write, search, narrow, and read what it says.
import { t } from "./words.mjs";

const goTo = async (window, tab, heading) => {
  await window.press("link", t(tab));
  await window.see("heading", t(heading));
};

/** Opens a page from Journey, looks at it, and comes back. */
async function fromJourney(window, link, heading, look) {
  await goTo(window, "tab-journey", "journey-title");
  await window.press("button", t(link));
  await window.see("heading", t(heading));
  await look();
  await window.press("button", t("back"));
  await window.see("heading", t("journey-title"));
}

/** Writes a journal entry and finds its first line in Journey. */
export async function writeJournalEntry(window, text) {
  await goTo(window, "tab-journey", "journey-title");
  await window.press("button", t("journal-write"));
  await window.see("heading", t("journal-title"));
  await window.type(t("journal-text"), text);
  await window.picture("journal-entry");
  await window.press("button", t("back"));
  await window.see("heading", t("journey-title"));
  await window.says(text);
}

/** Finds an entry by the beginnings of its words; `look` sees what was found. */
export const search = (window, words, look) =>
  fromJourney(window, "search-link", "search-title", async () => {
    await window.type(t("search-field"), words);
    await window.says(t("search-found", { count: 1 }));
    await window.picture("search");
    await look();
  });

/** Narrows Journey to cravings and shows all again. */
export async function narrow(window, hidden) {
  await goTo(window, "tab-journey", "journey-title");
  await window.press("button", t("filter-title"));
  await window.press("button", t("filter-kind-craving"));
  await window.says(t("filter-hidden", { count: hidden }));
  await window.picture("journey-filtered");
  await window.press("button", t("filter-show-all"));
  await window.see("text", t("entry-lapse"));
}

/** Charts with a table, the year, and what stands out. */
export async function readWhatItSays(window, look) {
  await fromJourney(window, "charts-title", "chart-mood", async () => {
    await window.press("button", t("chart-as-table"));
    await window.see("text", t("chart-as-table"));
    await window.picture("charts");
    await look();
  });
  await fromJourney(window, "year-title", "year-title", async () => {
    await window.picture("year");
    await look();
  });
  await fromJourney(window, "patterns-title", "patterns-not-yet", async () => {
    await window.picture("patterns");
    await look();
  });
}

/** Pauses the goal from its page and lets it go on. */
export async function pauseGoal(window, name, look) {
  await goTo(window, "tab-today", "today-how");
  await window.run(() => document.querySelector("section.card details").setAttribute("open", ""));
  await window.press("button", t("goal-more", { name }));
  await window.see("heading", t("goal-numbers"));
  await window.picture("goal");
  await look();
  await window.press("button", t("goal-pause"));
  await window.see("heading", t("goal-paused-title"));
  await window.press("button", t("goal-go-on"));
  await window.see("button", t("goal-pause"));
}
