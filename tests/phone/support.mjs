// A phone in Chromium, and what must hold on every one of its screens.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { startPreview } from "./preview.mjs";
import { ui, words } from "./words.mjs";

export * from "./preview.mjs";

const { chromium } = ui("playwright");
const axeSource = readFileSync(ui.resolve("axe-core/axe.min.js"), "utf8");

export const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A button that was pressed does not rest any more. */
export const REST_MS = 900;

/** The system's Chromium; MAINSTAY_CHROMIUM names another. */
export const openBrowser = () =>
  chromium.launch({
    executablePath: process.env.MAINSTAY_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--lang=en-GB"],
  });

/**
 * For a test file: one browser for all its tests, and `scene(t, options)`, a preview with a phone before it. Both go
 * when the test ends, however it ends. Options are those of startPreview and, as `phone`, those of newPhone.
 */
export function stage() {
  let browser;
  before(async () => (browser = await openBrowser()));
  after(() => browser?.close());
  return async (t, { phone: look, setUp, open, ...options } = {}) => {
    const preview = await startPreview(options);
    t.after(() => preview.stop());
    const made = setUp === false ? undefined : await preview.setUp(setUp);
    const phone = await newPhone(browser, look);
    t.after(() => phone.close());
    if (open !== false) await phone.open(preview, open);
    return { preview, phone, browser, ...made };
  };
}

/**
 * A phone of 412 x 915. `dark`; `rtl` (the invented ar-XB); `locale`: en or en-XA; `text200`: the app's own text size;
 * `theme`: contrast or calm; `width`, `height`; `reducedMotion`; `forcedColors`: the system's own few colours;
 * `scripts: false` turns JavaScript off; `scale`.
 */
export async function newPhone(browser, options = {}) {
  const { dark, rtl, text200, theme, width = 412, height = 915, reducedMotion, scripts = true, scale = 1 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    isMobile: options.isMobile ?? true,
    hasTouch: true,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
    forcedColors: options.forcedColors ? "active" : "none",
    locale: "en-GB",
    timezoneId: "Europe/London",
    javaScriptEnabled: scripts,
  });
  const look = { ...(text200 && { textSize: 200 }), ...(theme && { theme }), country: options.country ?? null };
  await context.addInitScript((kept) => {
    // Behind the first page lies an empty one, which keeps nothing.
    if (location.protocol === "http:") localStorage["mainstay.device"] ??= JSON.stringify(kept);
  }, look);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return new Phone(page, rtl ? "ar-XB" : (options.locale ?? "en"));
}

export class Phone {
  /** What the page complained of: broken security policy, errors, exceptions. */
  problems = [];
  #atEnd = false;
  #asked = new Set();

  constructor(page, locale) {
    this.page = page;
    this.locale = locale;
    this.t = words(locale);
    page.on("pageerror", (error) => this.problems.push(`exception: ${error.message}`));
    page.on("console", (said) => said.type() === "error" && this.problems.push(`console: ${said.text()}`));
    page.on("request", (request) => request.url().includes("/ipc/") && this.#asked.add(request));
    for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => this.#asked.delete(request));
    void page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (broken) =>
        console.error(`policy: ${broken.violatedDirective} ${broken.blockedURI} ${broken.sample}`),
      );
    });
  }

  /** Loads the app of a preview at a place. */
  async open(preview, path = "/today") {
    this.preview = preview;
    const locale = this.locale === "en" ? "" : `&locale=${this.locale}`;
    await this.page.goto(`${preview.url}/?token=${preview.token}${locale}#${path}`);
    return this;
  }

  /** Goes to a place inside the app, as a link would. */
  go(path) {
    return this.page.evaluate((to) => void (location.hash = to), path);
  }

  place() {
    return this.page.evaluate(() => location.hash.slice(1));
  }

  /** Waits until the address is this one. */
  at(path) {
    return this.page.waitForFunction((wanted) => location.hash === `#${wanted}`, path);
  }

  heading(id, args) {
    return this.page.getByRole("heading", { name: this.t(id, args), exact: true });
  }

  /** A button whose name is the message, or (a card with a hint) begins with it. */
  button(id, args) {
    return this.page.getByRole("button", { name: startingWith(this.t(id, args)) }).first();
  }

  link(id, args) {
    return this.page.getByRole("link", { name: startingWith(this.t(id, args)) }).first();
  }

  field(id, args) {
    return this.page.getByLabel(this.t(id, args), { exact: true }).first();
  }

  /** One of a few, as cards: the radio is heard, its label is what is touched. */
  choice(id) {
    const radio = this.page.getByRole("radio", { name: startingWith(this.t(id)) });
    return this.page.locator("label").filter({ has: radio }).first();
  }

  text(id, args) {
    return this.page.getByText(this.t(id, args), { exact: true }).first();
  }

  /** Waits until nothing has been asked of the core for a moment: each answer tries again what waits to be kept. */
  async answered() {
    for (let quiet = 0; quiet < 6; quiet = this.#asked.size === 0 ? quiet + 1 : 0) await pause(50);
  }

  /** Waits until Today has been read from the core. */
  today() {
    return this.button("today-lapse").waitFor();
  }

  face(mood) {
    return this.page.locator(".faces").getByRole("button").nth(mood - 1);
  }

  /** A backup in a list, the newest is 0. */
  backupRow(at) {
    return this.page.locator("li button").nth(at);
  }

  /** The message of what was done, with its Undo. */
  toast() {
    return this.page.getByRole("group", { name: this.t("last-action") });
  }

  help() {
    return this.page.getByRole("link", { name: /./ }).and(this.page.locator('[href="#/help"]')).last();
  }

  tap(id, args) {
    return this.touch(this.button(id, args));
  }

  /**
   * Touches it, a wide button each time at its other end: two quick taps in one place are a double tap, of which a
   * step takes only the first.
   */
  async touch(locator) {
    const { width, height } = await locator.boundingBox();
    this.#atEnd = !this.#atEnd;
    const position = { x: width * (this.#atEnd ? 0.75 : 0.25), y: height / 2 };
    await locator.tap(width > 200 ? { position } : {});
  }

  /** As a slow hand does: twice in one place, whatever has come there by then; afterwards nothing rests any more. */
  async touchTwice(locator) {
    const { x, y, width, height } = await locator.boundingBox();
    for (const pause of [0, 450]) {
      await this.page.waitForTimeout(pause);
      await this.page.touchscreen.tap(x + width / 2, y + height / 2);
    }
    await this.page.waitForTimeout(REST_MS);
  }

  /** Closes the open sheet, and waits until its entry in the history is gone too: the next place must not be undone. */
  async closeSheet() {
    const sheet = this.page.getByRole("dialog");
    await sheet.getByRole("button", { name: this.t("close"), exact: true }).tap();
    await sheet.waitFor({ state: "hidden" });
    await this.page.waitForFunction(() => !(history.state?.depth > 0));
  }

  /** What the page says, as somebody would read it. */
  said() {
    return this.page.evaluate(() => document.body.innerText);
  }

  /** axe finds nothing. `rules`: only these; `where`: the part of the page. */
  async axe(name = "", rules) {
    await this.settled();
    if (!(await this.page.evaluate(() => "axe" in window))) await this.page.evaluate(axeSource);
    const found = await this.page.evaluate(
      async ([tags, only]) => {
        const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: tags };
        const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"] });
        return violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split("\n")[1]?.trim()})`),
        );
      },
      [AXE_TAGS, rules],
    );
    none(found, `axe, ${name}`);
  }

  /** No transition is half way: colours and sizes are those that stay. Endless ones (the breathing circle) go on. */
  settled() {
    return this.page.evaluate(async () => {
      await document.fonts.ready;
      const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
      // A finger that has just left still presses for a moment.
      for (let waited = 0; waited < 90 && document.querySelector("button:active, a:active, label:active"); waited += 1) await frame();
      const ends = document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity && each.effect?.getComputedTiming().duration < 1000)
        .map((each) => each.finished.catch(() => undefined));
      await Promise.all(ends);
      await frame();
      await frame();
    });
  }

  /** Nothing reaches past the sides of the window. */
  async noSidewaysScroll(name = "") {
    const wide = await this.page.evaluate(() => {
      const over = (element) => element.scrollWidth > element.clientWidth + 1;
      const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
      const guilty = [document.documentElement, ...document.querySelectorAll("body *")].filter(
        (element) => (element === document.documentElement || scrolls(element)) && element.clientWidth > 0 && over(element),
      );
      return guilty.map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`);
    });
    none(wide, `sideways scroll, ${name}`);
  }

  /** The page broke no policy and raised no error. `but`: complaints that the test itself causes. */
  expectNoProblems(but = /^$/) {
    const left = this.problems.filter((problem) => !but.test(problem));
    none(left, "the page complained");
  }

  async close() {
    await this.page.context().close();
  }
}

/** Fails with all of them, a line each, if there are any. */
export function none(faults, what) {
  if (faults.length > 0) assert.fail([what, ...faults].join("\n  "));
}

/** Waits until `read()` answers what is wanted; the core is asked, not the screen. */
export async function eventually(read, wanted, message = "") {
  const until = Date.now() + 6_000;
  for (;;) {
    const found = await read();
    if (isLike(found, wanted)) return found;
    if (Date.now() > until) assert.deepEqual(found, wanted, message);
    await pause(25);
  }
}

function isLike(found, wanted) {
  if (typeof wanted === "function") return wanted(found);
  try {
    assert.deepEqual(found, wanted);
    return true;
  } catch {
    return false;
  }
}

const startingWith = (text) => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
