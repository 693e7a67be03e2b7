// What must hold on every screen, and the looks in which it must: colours and shapes are put on where a walk stands, since
// walking costs more than looking.
import { none } from "./support.mjs";

/** Colours a screen can be seen in beside the usual ones; each is put on without loading the page again. */
export const DARK = { scheme: "dark", theme: undefined };
export const OTHER_COLOURS = ["light", "dark"].flatMap((scheme) => ["contrast", "calm"].map((theme) => ({ scheme, theme })));

/** Shapes a screen can take. Where the keyboard is tried, so is whether what has the focus can be seen. */
export const TIGHTEST = { name: "320 px wide with text of 200 %", width: 320, height: 640, text200: true, keyboard: true };
export const WIDE = { name: "in a wide window", width: 1100, height: 760, keyboard: true };
export const OTHER_SHAPES = [
  { name: "from right to left", rtl: true },
  { name: "with text of 200 %", text200: true },
  { name: "320 px wide", width: 320, height: 640 },
];

export const axe = (phone, screen) => phone.axe(screen);

/** Only colours have changed. */
export const contrast = (phone, screen) => phone.axe(screen, ["color-contrast", "link-in-text-block"]);

/** Of what axe asks, the part that a shape can change. */
const reachable = (phone, screen) => phone.axe(screen, ["scrollable-region-focusable", "target-size"]);

export const LAYOUT = [sideways, cutText, targets, reachable];

/**
 * Help is one tap away on every screen: never none, never behind what lies over it. Its own numbers need no link; the empty
 * notebook that others see after Hide now must not tell what it hides.
 */
export async function help(phone, screen) {
  if (screen === "hidden") return;
  const isThere = await phone.page.evaluate(() => {
    const root = document.querySelector("dialog:modal") ?? document.body;
    const links = [...root.querySelectorAll('a[href="#/help"], a[href$="help.html"]')];
    return location.hash.startsWith("#/help") || links.some((link) => link.checkVisibility());
  });
  none(isThere ? [] : ["there is none"], "Help");
}

export async function inColours({ page }, colours, see) {
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

export async function inShapes(phone, shapes, see) {
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
export async function keyboard(phone) {
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
