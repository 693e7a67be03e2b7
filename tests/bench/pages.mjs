// How long a slow phone takes to show a page that it has not shown before: Chromium as a phone, its processor four
// times slower, the real core on a log of three days. Each round is a new browser profile, so every script is loaded,
// compiled and run for the first time. The first row is what this machine takes to draw anything at all. Prints medians
// and the slowest; asserts nothing. Run by `make bench`.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { written, PASSPHRASE } from "../phone/life-walk.mjs";
import { newPhone, openBrowser, startPreview } from "../phone/support.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 9);
const SLOWER = 4;

/** Where to go and the message that heads it, in one visit after another: as somebody opens them for the first time. */
const PAGES = {
  "Help": ["/help", "help-title"],
  "Journey": ["/journey", "journey-title"],
  "charts": ["/charts", "charts-title"],
  "diary card": ["/diary-card", "diary-title"],
  "settings": ["/settings", "settings-title"],
  "a lapse": ["/lapse", "lapse-title"],
};

/** From a step to the frame that shows its answer, in the page's own time. */
const timed = (phone, step, wanted) =>
  phone.page.evaluate(
    ([{ hash, tap }, selector, text]) =>
      new Promise((done) => {
        const began = performance.now();
        const shows = () => [...document.querySelectorAll(selector)].some((each) => each.textContent.includes(text));
        const look = () => requestAnimationFrame(shows() ? () => setTimeout(() => done(performance.now() - began)) : look);
        if (tap) document.querySelector(tap).click();
        else location.hash = hash;
        look();
      }),
    [step, ...wanted],
  );

/** The time to the end of the next frame but one. */
const frame = () => {
  const began = performance.now();
  const next = () => new Promise((drawn) => requestAnimationFrame(drawn));
  return next().then(next).then(() => performance.now() - began);
};

/** All words of a locale, read anew: the browser has their file at hand. */
const words = async () => {
  const files = performance.getEntriesByType("resource").map((each) => each.name);
  const name = files.find((name) => name.includes("/messages-"));
  await fetch(name).then((answer) => answer.text());
  const began = performance.now();
  await import(`${name}?again`);
  return performance.now() - began;
};

/** From the core's answer, so without the derivation of the key, to Today with all that can be touched on it. */
async function unlock(phone) {
  await phone.page.evaluate((lapse) => {
    const isThere = () => [...document.querySelectorAll("main button")].some((each) => each.textContent.includes(lapse));
    const look = () => (isThere() ? performance.mark("today") : requestAnimationFrame(look));
    look();
  }, phone.t("today-lapse"));
  await phone.tap("lock-open");
  await phone.today();
  return phone.page.evaluate(() => {
    const answered = performance.getEntriesByType("resource").filter((each) => each.name.endsWith("/vault_unlock"));
    return performance.getEntriesByName("today")[0].startTime - answered.at(-1).responseEnd;
  });
}

/** A new phone, made slow: what it takes to Today, to an answer to a face, and to each page. */
async function round(browser, preview, take) {
  const phone = await newPhone(browser);
  const cdp = await phone.page.context().newCDPSession(phone.page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await preview.core("vault_lock");
  await phone.open(preview);
  take("all words, read again", await phone.page.evaluate(words));
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  take("a frame", await phone.page.evaluate(frame));
  take("unlock to Today", await unlock(phone));
  for (const [name, [path, heading]] of Object.entries(PAGES)) {
    const shown = phone.heading(heading).waitFor();
    take(name, await timed(phone, { hash: path }, ["h1", phone.t(heading)]));
    await shown;
    await phone.go("/today");
    await phone.today();
  }
  take("Help, again", await timed(phone, { hash: "/help" }, ["h1", phone.t("help-title")]));
  await phone.go("/today");
  await phone.today();
  take("a face, until it says saved", await timed(phone, { tap: ".faces button" }, ["[role=group]", phone.t("undo")]));
  await phone.close();
}

const data = mkdtempSync(join(tmpdir(), "mainstay-pages-"));
cpSync(written("three-days"), data, { recursive: true });
const preview = await startPreview({ data });
const browser = await openBrowser();
try {
  await preview.core("vault_unlock", { passphrase: PASSPHRASE });
  const times = new Map();
  const take = (name, ms) => times.set(name, [...(times.get(name) ?? []), ms]);
  for (let n = 0; n < ROUNDS; n += 1) await round(browser, preview, take);
  for (const [name, all] of times) {
    const sorted = all.sort((a, b) => a - b);
    const ms = (time) => `${time.toFixed(0)} ms`.padStart(8);
    console.log(`${name.padEnd(28)} ${ms(sorted[Math.floor(sorted.length / 2)])}   slowest ${ms(sorted.at(-1))}`);
  }
} finally {
  await browser.close();
  await preview.stop();
  rmSync(data, { recursive: true, force: true });
}
