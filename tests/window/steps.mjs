// What a person does, in their words.
import { until } from "./driver.mjs";
import { t } from "./words.mjs";

export const PASSPHRASE = "quiet harbour copper lantern";

/** From the welcome to Today. Answers with the groups of the recovery code. */
export async function setUp(window) {
  await window.press("button", t("set-up-start"));
  await window.press("radio", t("goal-alcohol"));
  await window.press("button", t("next"));
  await window.press("radio", t("direction-abstain"));
  await window.press("button", t("next"));
  await window.press("radio", t("since-yesterday"));
  await window.press("button", t("next"));
  await window.see("heading", t("set-up-goals-title"));
  await window.press("button", t("next"));
  await window.type(t("set-up-passphrase-label"), PASSPHRASE);
  await window.press("button", t("next"));
  await window.see("heading", t("set-up-repeat-title"));
  await window.type(t("set-up-passphrase-label"), PASSPHRASE);
  await window.press("button", t("next"));
  const groups = await recoveryCode(window);
  await window.press("button", t("set-up-code-written"));
  await window.see("heading", t("set-up-confirm-title"));
  for (const [at, group] of groups.entries()) {
    const label = t("set-up-confirm-group", { number: String(at + 1) });
    if (await window.has("textbox", label)) await window.type(label, group);
  }
  await window.press("button", t("next"));
  await window.see("heading", t("set-up-check-in-title"));
  await window.press("button", t("mood-3"));
  await onToday(window);
  return groups;
}

async function recoveryCode(window) {
  await window.see("button", t("set-up-code-written"));
  // On a busy machine the screen comes before its address, and what is pressed between is undone by it.
  await until("the code's address", () => window.run(() => location.hash.endsWith("/code")));
  return window.run(() =>
    Array.from(document.querySelectorAll("main ol > li"), (item) => item.lastElementChild.textContent.trim()),
  );
}

export const onToday = (window) => window.see("heading", t("today-how"));

/** A craving through every step. */
export async function logCraving(window) {
  await window.pressTo("button", t("today-craving"), t("craving-strength-title"));
  await window.picture("craving-strength");
  for (let at = 0; at < 3; at += 1) await window.press("button", t("scale-more"));
  await window.press("button", t("next"));
  await window.see("heading", t("craving-around-title"));
  await window.press("button", t("trigger-lonely"));
  await window.picture("craving-around");
  await window.press("button", t("next"));
  await window.see("heading", t("craving-help-title"));
  await window.picture("craving-help");
  await window.press("button", t("tool-paced_breathing"));
  await window.see("heading", t("tool-paced_breathing"));
  await window.picture("craving-breathing");
  await window.press("button", t("tool-done"));
  await window.see("heading", t("craving-after-title"));
  await window.press("button", t("scale-less"));
  await window.press("button", t("next"));
  await window.see("heading", t("craving-acted-title"));
  await window.press("button", t("craving-acted-no"));
  await window.see("heading", t("craving-done-title"));
  await window.picture("craving-done");
  await window.press("button", t("craving-done-today"));
  await onToday(window);
}

/** A lapse, just now, by somebody who is safe. */
export async function recordLapse(window) {
  await window.press("button", t("today-lapse"));
  await window.press("button", t("lapse-safe-yes"));
  await window.see("heading", t("lapse-when-title"));
  await window.press("radio", t("lapse-when-now"));
  await window.press("button", t("lapse-record"));
  await window.see("heading", t("lapse-what-helps"));
  await window.picture("lapse-done");
  await window.press("button", t("lapse-help-today"));
  await onToday(window);
}

export async function unlock(window, passphrase) {
  await window.type(t("lock-passphrase"), passphrase);
  await window.press("button", t("lock-open"));
}
