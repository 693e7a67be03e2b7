import { expect, test } from "vitest";
import { chooseLocale, isRtl, t, useLocale } from "./index.svelte.ts";
import { stretch } from "./pseudo.ts";
import { ERROR_CODES } from "../../ipc/bindings.ts"; // eslint-disable-line no-restricted-imports -- every code has words

test("every error code says what happened and what to do", () => {
  for (const code of ERROR_CODES) {
    const id = code.replaceAll("_", "-");
    expect(t(`err-${id}`)).not.toBe("");
    expect(t(`rec-${id}`)).not.toBe("");
  }
});

test("words that are not there stop a preview", () => {
  expect(() => t("no-such-words")).toThrow("no message");
});

test("numbers are not isolated, words of the person are", () => {
  expect(t("help-call", { number: "988" })).toBe("Call 988");
  expect(t("goal-removed", { name: "the \u202Eother way" })).toContain(
    "\u2068the \u202Eother way\u2069",
  );
});

test("a language is chosen by tag, then by language, then English", () => {
  expect(chooseLocale(["en-GB"])).toBe("en");
  expect(chooseLocale(["tlh", "ar-XB"])).toBe("ar-XB");
  expect(chooseLocale(["tlh"])).toBe("en");
});

test("the long pseudo-locale is at least 40 % longer", () => {
  const text = "Everything stays on this device.";
  expect(stretch(text).length).toBeGreaterThanOrEqual(text.length * 1.4);
});

test("the turned pseudo-locale turns the page", async () => {
  await useLocale("ar-XB");
  expect(isRtl()).toBe(true);
  expect(document.documentElement.dir).toBe("rtl");
  await useLocale("en");
  expect(document.documentElement.dir).toBe("ltr");
});

test("headings carry no full stop", () => {
  const files = import.meta.glob<string>("../../../../assets/messages/en/*.ftl", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const titles = Object.values(files).flatMap((text) => text.match(/^[a-z-]+-title = .*/gm) ?? []);
  expect(titles.length).toBeGreaterThan(20);
  expect(titles.filter((title) => title.endsWith("."))).toEqual([]);
  for (const id of ["help-choose-country", "lapse-done-first", "lapse-done-days"]) {
    expect(t(id, { days: 3 })).not.toMatch(/\.$/);
  }
});
