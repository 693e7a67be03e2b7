// What must hold on every screen, whoever looks at it and however: walked screen by screen, look by look. It takes longest,
// and is named so that it begins first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPhone, none, stage } from "./support.mjs";
import { liveAMonth, TWO_GOALS, walkEmpty, walkSetUp } from "./walk.mjs";
import { ON_THEIR_OWN, OVER_A_MONTH } from "./walks.mjs";

const scene = stage();

/** Colours a screen can be seen in beside the usual ones; each is put on without loading the page again. */
const DARK = { scheme: "dark", theme: undefined };
const OTHER_COLOURS = ["light", "dark"].flatMap((scheme) => ["contrast", "calm"].map((theme) => ({ scheme, theme })));

/** Shapes a screen can take on a phone. They too are put on where the walk stands: walking costs more than looking. */
const TIGHTEST = { name: "320 px wide with text of 200 %", width: 320, height: 640, text200: true, keyboard: true };
const OTHER_SHAPES = [
  { name: "from right to left", rtl: true },
  { name: "with text of 200 %", text200: true },
  { name: "320 px wide", width: 320, height: 640 },
];

/**
 * Of the milder looks, the one whose turn it is. Screens are made of the same parts, so that each part meets each look on some
 * screen of every run; all of them on each screen take three times as long, and are for `make soak`.
 */
const inTurn = (looks, turn) => (process.env.MAINSTAY_SOAK === "1" ? looks : [looks[turn % looks.length]]);

/**
 * Walks over every screen. `everyLook`: stand still on each and see it in other colours and shapes; `wordsOnly`: longer words
 * change how a screen is laid out and nothing else.
 */
const WALKS = [
  { name: "on a phone, in other colours and shapes", phone: { reducedMotion: true }, everyLook: true },
  { name: "in words 40 % longer", phone: { locale: "en-XA", reducedMotion: true }, wordsOnly: true },
  { name: "in a wide window", phone: { width: 1100, height: 760, isMobile: false, reducedMotion: true } },
];

for (const { name, phone: look, everyLook, wordsOnly } of WALKS) {
  test(`every screen ${name}`, async (t) => {
    const { preview, browser } = await scene(t, { setUp: false, open: false });
    const faults = [];
    const seen = [];
    const phoneWith = async (more) => {
      const phone = await newPhone(browser, { ...look, ...more });
      t.after(() => phone.close());
      return phone;
    };
    const looking = (phone) => async (screen) => {
      seen.push(screen);
      const check = (what, as) => what(phone, as).catch((fault) => faults.push(`${as}: ${fault.message}`));
      for (const what of wordsOnly ? LAYOUT : [axe, help, ...LAYOUT, keyboard]) await check(what, screen);
      if (!everyLook) return;
      const colours = [DARK, ...inTurn(OTHER_COLOURS, seen.length)];
      await inColours(phone, colours, (as) => check(contrast, `${screen}, ${as}`));
      const shapes = [TIGHTEST, ...inTurn(OTHER_SHAPES, seen.length)];
      await inShapes(phone, shapes, async ({ name: as, keyboard: tabs }) => {
        for (const what of tabs ? [...LAYOUT, keyboard] : LAYOUT) await check(what, `${screen}, ${as}`);
      });
    };
    const walk = async (steps, more) => {
      const phone = await phoneWith(more);
      await steps(phone, looking(phone)).catch((fault) => {
        none([...faults, fault.message], `stopped after ${seen.at(-1)}`);
      });
      phone.expectNoProblems(/Failed to load resource/);
      await phone.close();
    };
    await walk((phone, see) => walkSetUp(phone, preview, see));
    const { checkIns } = await preview.core("today_get");
    await preview.core("check_in_delete", { id: checkIns[0].id });
    await walk((phone, see) => walkEmpty(phone, preview, see));
    for (const goal of await preview.core("goal_list")) await preview.core("goal_delete", { id: goal.id });
    const goals = [];
    for (const goal of TWO_GOALS) goals.push((await preview.core("goal_create", goal)).value);
    await preview.core("settings_update", { lockAfterMinutes: 60 });
    await liveAMonth(preview, goals);
    for (const { steps, phone: more } of OVER_A_MONTH) await walk((phone, see) => steps(phone, preview, see), more);
    for (const steps of ON_THEIR_OWN) await walk(steps);
    console.log(`${seen.length} screens ${name}`);
    none(faults, `every screen ${name}`);
  });
}

const axe = (phone, screen) => phone.axe(screen);

/** Only colours have changed. */
const contrast = (phone, screen) => phone.axe(screen, ["color-contrast", "link-in-text-block"]);

/** Of what axe asks, the part that a shape can change. */
const reachable = (phone, screen) => phone.axe(screen, ["scrollable-region-focusable", "target-size"]);

const LAYOUT = [sideways, cutText, targets, reachable];

/** Help is one tap away on every screen: never none, never behind what lies over it. Its own numbers need no link. */
async function help(phone) {
  const isThere = await phone.page.evaluate(() => {
    const root = document.querySelector("dialog:modal") ?? document.body;
    const links = [...root.querySelectorAll('a[href="#/help"], a[href$="help.html"]')];
    return location.hash.startsWith("#/help") || links.some((link) => link.checkVisibility());
  });
  none(isThere ? [] : ["there is none"], "Help");
}

async function inColours({ page }, colours, see) {
  for (const { scheme, theme } of colours) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate((name) => {
      if (name === undefined) delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = name;
    }, theme);
    await see(`${scheme} ${theme ?? ""}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.evaluate(() => delete document.documentElement.dataset.theme);
}

async function inShapes(phone, shapes, see) {
  const { page } = phone;
  const usual = page.viewportSize();
  const take = async ({ rtl, text200, width, height }) => {
    await page.setViewportSize(width ? { width, height } : usual);
    await page.evaluate(
      ([dir, size]) => {
        document.documentElement.dir = dir;
        if (size === null) delete document.documentElement.dataset.textSize;
        else document.documentElement.dataset.textSize = size;
      },
      [rtl ? "rtl" : "ltr", text200 ? "200" : null],
    );
    await phone.settled();
  };
  for (const shape of shapes) {
    await take(shape);
    await see(shape);
  }
  await take({});
}

async function sideways(phone, screen) {
  await phone.noSidewaysScroll(screen);
}

/** No text is cut: where what does not fit is hidden, everything fits; no words end in an ellipsis or leave the window. */
async function cutText(phone) {
  const cut = await phone.page.evaluate(() => {
    const isForEyes = (element) => element.checkVisibility() && !element.closest(".only-heard, [inert]") && element.clientWidth > 1;
    const root = document.querySelector("dialog:modal") ?? document.body;
    const textsOf = (element) => [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== "");
    const name = (element) => `${element.tagName}.${element.className} "${element.textContent.trim().slice(0, 40)}"`;
    return [...root.querySelectorAll("*")].filter(isForEyes).flatMap((element) => {
      const style = getComputedStyle(element);
      // The list shows two lines of a note; the entry behind it shows all.
      const isCut =
        style.webkitLineClamp === "none" &&
        /hidden|clip/.test(style.overflow) && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
      if (isCut && element.textContent.trim() !== "") return [`cut: ${name(element)}`];
      const lines = textsOf(element).flatMap((text) => {
        const range = document.createRange();
        range.selectNode(text);
        return [...range.getClientRects()].filter((line) => line.width > 0);
      });
      const out = lines.some((line) => line.left < -1 || line.right > innerWidth + 1);
      return out ? [`outside: ${name(element)}`] : [];
    });
  });
  none(cut, "text is cut");
}

/** Everything that can be touched is at least 48 px each way; faces and Help 64 px. */
async function targets(phone) {
  const small = await phone.page.evaluate(() => {
    const root = document.querySelector("dialog:modal") ?? document.body;
    const touched = (element) => (element.matches("input[type=radio]") ? element.closest("label") : element.matches("input[type=range]") ? element.parentElement : element);
    const all = [...root.querySelectorAll("button, a[href], summary, select, input, textarea")]
      .filter((element) => element.checkVisibility() && !element.closest("[inert]"))
      .map((element) => [element, touched(element)]);
    // A word inside a sentence may be smaller (WCAG 2.5.8).
    const inSentence = (element) => element.matches("a") && getComputedStyle(element).display === "inline";
    return all.flatMap(([element, target]) => {
      if (inSentence(element)) return [];
      const { width, height } = target.getBoundingClientRect();
      const isBig = element.matches(".faces button") || (element.matches("nav .help, .button.help, .dial, .pill"));
      const least = isBig ? 64 : 48;
      // Five faces share the width of a narrow phone, and so do the seven days of a week: 7 x 48 is more than 320.
      const day = Math.min(48, Math.floor((innerWidth - 16) / 7));
      const wide = element.matches(".faces button") ? 48 : element.dataset.day ? day : least;
      const isSmall = width < wide - 0.5 || height < least - 0.5;
      return isSmall ? [`${element.tagName}.${element.className} "${(element.ariaLabel ?? element.textContent).trim().slice(0, 30)}" ${width.toFixed(0)} x ${height.toFixed(0)}`] : [];
    });
  });
  none(small, "targets are too small");
}

/** Tab reaches everything that can be used, and what has the focus shows it and is not covered. */
async function keyboard(phone) {
  const { page } = phone;
  const wanted = await page.evaluate(() => {
    const root = document.querySelector("dialog:modal") ?? document.body;
    const tabbable = [...root.querySelectorAll("button, a[href], summary, select, input, textarea")].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0 && !element.closest("[inert]"),
    );
    const groups = new Set();
    const stops = tabbable.filter((element) => {
      if (element.type !== "radio") return true;
      // A group of radios is one stop.
      const isFirst = !groups.has(element.name);
      groups.add(element.name);
      return isFirst;
    });
    stops.forEach((element, at) => (element.dataset.stop = element.type === "radio" ? element.name : String(at)));
    tabbable.filter((element) => element.type === "radio").forEach((element) => (element.dataset.stop = element.name));
    document.activeElement?.blur();
    return stops.map((element) => [element.dataset.stop, (element.ariaLabel ?? element.textContent ?? "").trim().slice(0, 30)]);
  });
  const missing = new Map(wanted);
  const faults = [];
  // Twice round is enough to reach everything; scrollers and the browser's own stops come between.
  for (let press = 0; press < 2 * wanted.length + 20 && missing.size > 0; press += 1) {
    await page.keyboard.press("Tab");
    const met = await page.evaluate(focusShown);
    if (met === null) continue;
    if (!missing.delete(met.stop)) continue;
    if (met.fault) faults.push(`${met.name}: ${met.fault}`);
  }
  const there = await page.evaluate(() => {
    const marked = [...document.querySelectorAll("[data-stop]")];
    const stops = marked.map((element) => element.dataset.stop);
    marked.forEach((element) => delete element.dataset.stop);
    document.activeElement?.blur();
    return stops;
  });
  // What went by itself meanwhile, as the offer to undo does, need not be reached.
  const unreached = [...missing].filter(([stop]) => there.includes(stop)).map(([, name]) => name);
  none(unreached, "Tab does not reach");
  none(faults, "the focus is not to be seen");
}

/** Runs in the page: what has the focus, and what is wrong with how it shows. */
function focusShown() {
  const element = document.activeElement;
  if (element === null || element === document.body || !element.dataset.stop) return null;
  const shown = element.type === "radio" ? (element.closest("label") ?? element) : element;
  const drawn = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || /\d/.test(style.boxShadow);
  };
  // The outline may be drawn by the box around a field.
  const around = [shown, element, shown.parentElement, shown.parentElement?.parentElement].filter(Boolean);
  const box = shown.getBoundingClientRect();
  const seen = { left: Math.max(box.left, 0), right: Math.min(box.right, innerWidth), top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight) };
  // Of a card taller than its page, the part inside the page counts. A sheet lies over the page that it stands in.
  const top = shown.closest("dialog:modal");
  for (let page = shown.parentElement; page !== null && page !== top; page = page.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(page).overflowY)) continue;
    const frame = page.getBoundingClientRect();
    seen.top = Math.max(seen.top, frame.top);
    seen.bottom = Math.min(seen.bottom, frame.bottom);
  }
  if (seen.bottom - seen.top < 8) return { stop: element.dataset.stop, name: element.textContent.trim().slice(0, 30), fault: "scrolled away" };
  const x = (seen.left + seen.right) / 2;
  const y = (seen.top + seen.bottom) / 2;
  const met = document.elementFromPoint(x, y);
  const isCovered = met === null || !(shown.contains(met) || met.contains(shown) || shown.parentElement?.contains(met));
  const fault = !around.some(drawn) ? "no outline" : isCovered ? `under ${met?.tagName}.${met?.className}` : null;
  return { stop: element.dataset.stop, name: (element.ariaLabel ?? element.textContent ?? "").trim().slice(0, 30), fault };
}

test("Escape leaves every sheet and gives the focus back", async (t) => {
  const { preview, phone } = await scene(t);
  const { page } = phone;
  await phone.face(3).tap();
  const details = phone.button("today-details");
  await details.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction((words) => document.activeElement?.textContent.includes(words), phone.t("today-details"));
  await phone.open(preview, "/journey");
  const row = page.locator("section.day button").first();
  await row.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.activeElement?.closest("section.day") !== null);
  phone.expectNoProblems();
});

test("the whole of a craving can be done with the keyboard alone", async (t) => {
  const { preview, phone } = await scene(t);
  const { page } = phone;
  const reach = async (id) => {
    const button = phone.button(id);
    await button.waitFor();
    for (let press = 0; press < 60; press += 1) {
      if (await button.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${id}`);
  };
  const press = async (id) => {
    await reach(id);
    await page.keyboard.press("Enter");
  };
  await press("today-craving");
  await phone.heading("craving-strength-title").waitFor();
  await press("scale-more");
  await press("next");
  await press("trigger-stress");
  await press("next");
  await press("tool-grounding");
  await press("tool-done");
  await phone.heading("craving-after-title").waitFor();
  await press("scale-less");
  await press("next");
  await press("craving-acted-no");
  await press("craving-done-today");
  await phone.text("today-how").waitFor();
  const [{ entry }] = await preview.journal();
  assert.deepEqual([entry.strengthBefore, entry.strengthAfter, entry.tool, entry.acted], [5, 4, "grounding", false]);
  phone.expectNoProblems();
});
