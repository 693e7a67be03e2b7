// Help: from everywhere, one tap, whatever else is broken.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { dayAfter, goalSince, NOTHING_SAID, newPhone, stage, startPreview, TODAY } from "./support.mjs";

const scene = stage();

/** Every place of the open app, and words that show that it is there. */
const PLACES = [
  ["/today", "today-how"],
  ["/journey", "journey-title"],
  ["/settings", "settings-title"],
  ["/goals/new", "set-up-goal-title"],
  ["/craving", "craving-strength-title"],
  ["/craving/around", "craving-around-title"],
  ["/craving/help", "craving-help-title"],
  ["/craving/acted", "craving-acted-title"],
  ["/lapse", "lapse-title"],
  ["/lapse/signs", "lapse-signs-title"],
  ["/lapse/when", "lapse-when-title"],
  ["/tool/breathe", "tool-paced_breathing"],
  ["/tool/wave", "tool-urge_wave"],
  ["/tool/ground", "tool-grounding"],
  ["/journal/new", "journal-title"],
  ["/appointment-edit/new", "appointment-add"],
  ["/own-reminder/new", "own-reminder-add"],
  ["/medicine/new", "medicine-name"],
];

const entries = (code) =>
  JSON.parse(readFileSync(new URL(`../../assets/content/crisis/${code}.json`, import.meta.url), "utf8"));
const COUNTRIES = readdirSync(new URL("../../assets/content/crisis/", import.meta.url))
  .filter((name) => name.endsWith(".json"))
  .map((name) => name.slice(0, 2));

/** The links that must be there for a country, and those that must not. */
function dialled(code) {
  const { emergency, lines } = entries(code);
  const dials = (status) => lines.filter((line) => (line.status === "confirmed") === status)
    .flatMap((line) => line.channels.map((channel) => channel.dial))
    .filter((dial) => dial !== null);
  const shown = [...emergency.numbers.map((number) => `tel:${number}`), ...dials(true)];
  return { shown, hidden: dials(false).filter((dial) => !shown.includes(dial)) };
}

const links = (phone) => phone.page.locator('a[href^="tel:"], a[href^="sms:"]').evaluateAll((found) => found.map((one) => one.getAttribute("href")));

async function helpIsOpen(phone) {
  await phone.heading("help-title").waitFor();
  assert.ok((await links(phone)).length > 0, "there is a number to call");
}

test("one tap from every place, and Back returns to it", async (t) => {
  const { phone } = await scene(t, { setUp: { goals: [goalSince(dayAfter(TODAY, -2))] } });
  await phone.text("today-how").waitFor();
  const times = [];
  for (const [path, words] of PLACES) {
    await phone.go(path);
    await phone.page.getByRole("heading", { name: phone.t(words), exact: true }).first().waitFor();
    const place = await phone.place();
    const link = phone.help();
    await link.waitFor();
    times.push(
      await link.evaluate(async (element) => {
        const from = performance.now();
        element.click();
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
        while (!document.querySelector('a[href^="tel:"]')) await new Promise((drawn) => requestAnimationFrame(drawn));
        return performance.now() - from;
      }),
    );
    await helpIsOpen(phone);
    if (place === "/today" || place === "/journey" || place === "/settings") {
      await phone.page.getByRole("link", { name: phone.t("tab-today") }).tap();
      await phone.text("today-how").waitFor();
      continue;
    }
    await phone.page.goBack();
    await phone.page.getByRole("heading", { name: phone.t(words), exact: true }).first().waitFor();
    assert.equal(await phone.place(), place, "Back returns to where one was");
  }
  times.sort((one, other) => one - other);
  console.log(`Help opens: median ${times[times.length >> 1].toFixed(0)} ms, slowest ${times.at(-1).toFixed(0)} ms (wanted: 100)`);
  phone.expectNoProblems();
});

test("from inside a sheet, and the sheet's words are kept", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("check_in_log", { ...NOTHING_SAID, mood: 3 });
  await phone.open(preview, "/journey");
  await phone.page.locator("section.day button").first().tap();
  const note = phone.page.getByRole("dialog").getByLabel(phone.t("check-in-note"));
  await note.fill("Half a sentence");
  await phone.page.getByRole("dialog").locator('[href="#/help"]').tap();
  await helpIsOpen(phone);
  assert.equal(await phone.page.locator("dialog[open]").count(), 0, "nothing lies over Help");
  await phone.page.goBack();
  await phone.page.getByText("Half a sentence").first().waitFor();
  phone.expectNoProblems();
});

test("from the lock screen, and Back shows the lock screen again", async (t) => {
  const { preview, phone } = await scene(t, { open: false });
  await preview.core("vault_lock");
  await phone.open(preview);
  await phone.field("lock-passphrase").waitFor();
  await phone.help().tap();
  await helpIsOpen(phone);
  assert.equal(await phone.page.locator("nav").count(), 0, "no way into the journal from here");
  for (const id of ["help-breathe", "help-ground"]) {
    await phone.link(id).tap();
    await phone.heading(id).waitFor();
    assert.equal(await phone.page.locator('[href="#/help"]').count(), 1, "one Help, and not two");
    await phone.page.goBack();
    await helpIsOpen(phone);
  }
  await phone.tap("back");
  await phone.field("lock-passphrase").waitFor();
  phone.expectNoProblems();
});

for (const [name, answer] of [
  ["refused", (route) => route.abort()],
  ["never given", () => undefined],
]) {
  test(`with every answer of the core ${name}`, async (t) => {
    const { preview, phone } = await scene(t, { open: false });
    await phone.page.route("**/ipc/**", answer);
    await phone.open(preview);
    await phone.help().tap();
    await helpIsOpen(phone);
    await phone.link("help-breathe").tap();
    await phone.heading("help-breathe").waitFor();
    phone.expectNoProblems(/Failed to load resource/);
  });
}

test("with a damaged vault", async (t) => {
  const first = await startPreview();
  t.after(() => first.stop());
  await first.setUp();
  await first.core("vault_lock");
  for (const name of ["vault.hdr.a", "vault.hdr.b"]) writeFileSync(join(first.folder, "vault", name), "not a header");
  const { phone } = await scene(t, { setUp: false, open: false });
  await phone.open(first);
  await phone.heading("err-header-damaged").waitFor();
  await phone.text("rec-header-damaged").waitFor();
  await phone.help().tap();
  await helpIsOpen(phone);
  phone.expectNoProblems();
});

for (const code of COUNTRIES) {
  test(`${code}: only confirmed numbers, each as a link that dials`, async (t) => {
    const { phone } = await scene(t, { setUp: false, open: "/help", phone: { country: code } });
    await phone.heading("help-title").waitFor();
    const { shown, hidden } = dialled(code);
    const found = await links(phone);
    for (const dial of shown) {
      assert.ok(found.some((link) => link === dial || link.startsWith(`${dial}?`)), `${dial} is shown`);
    }
    for (const dial of hidden) assert.ok(!found.includes(dial), `${dial} is not confirmed`);
    for (const link of found) assert.match(link, /^(tel:\+?\d+|sms:\+?\d+(\?.*)?)$/);
    if (entries(code).lines.every((line) => line.status !== "confirmed")) await phone.text("help-no-lines").waitFor();
    phone.expectNoProblems();
  });
}

test("another country is two taps away and stays", async (t) => {
  const { phone } = await scene(t, { open: "/help", phone: { country: "US" } });
  await phone.page.getByText(phone.t("crisis-country-US")).first().waitFor();
  await phone.link("help-change-country").tap();
  await phone.tap("crisis-country-MX");
  await phone.text("help-no-lines").waitFor();
  assert.deepEqual(await links(phone), ["tel:911"]);
  await phone.page.reload();
  await phone.text("help-no-lines").waitFor();
  phone.expectNoProblems();
});

test("help.html works without JavaScript, for every country", async (t) => {
  const { preview, browser } = await scene(t, { setUp: false, open: false });
  const phone = await newPhone(browser, { scripts: false });
  t.after(() => phone.close());
  await phone.page.goto(`${preview.url}/help.html`);
  for (const code of COUNTRIES) {
    const country = phone.page.locator("details").filter({ has: phone.page.getByText(phone.t(`crisis-country-${code}`), { exact: true }) });
    await country.locator("summary").tap();
    const found = await country.locator("a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    const { shown, hidden } = dialled(code);
    for (const dial of shown) assert.ok(found.some((link) => link.startsWith(dial)), `${code} ${dial}`);
    for (const dial of hidden) assert.ok(!found.includes(dial), `${code} ${dial} is not confirmed`);
    assert.ok(await country.locator("a").first().isVisible());
  }
  await phone.page.goto(`${preview.url}/`);
  await phone.page.getByRole("link", { name: phone.t("help-now") }).tap();
  await phone.page.waitForURL("**/help.html");
});

test("in large text a number is never smaller than the word before it", async (t) => {
  const { phone } = await scene(t, { phone: { text200: true, width: 360, country: "US" }, open: "/help" });
  const sizes = await phone.page.locator("a.dial strong").evaluateAll((all) =>
    all.map((words) => [words, words.querySelector(".number") ?? words].map((one) => parseFloat(getComputedStyle(one).fontSize))),
  );
  assert.ok(sizes.length > 2);
  for (const [word, number] of sizes) assert.ok(number >= word, `${number} of ${word}`);
  phone.expectNoProblems();
});
