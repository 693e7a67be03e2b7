import { expect, test } from "vitest";
import { goalName, seen } from "./words.ts";

test("a name in which nothing can be seen is no name", () => {
  for (const name of [
    "",
    "  ",
    "\u200B\u200D",
    "\u202E\u2066",
    "\u00A0\u2003",
    "\u3164",
    "\uFE0F",
  ]) {
    expect(goalName({ name, kind: "alcohol" })).toBe("Alcohol");
    expect(seen(name)).toBe("");
  }
});

test("a name that can be seen is shown as it is", () => {
  for (const name of ["Wine", "\u202Eeniw", "\u{1F469}\u200D\u{1F680}", "\u0645\u064A", "."]) {
    expect(goalName({ name: ` ${name} `, kind: "alcohol" })).toBe(name);
  }
});

test("a goal of no kind yet has a word too", () => {
  expect(goalName({ name: "", kind: null })).toBe("My recovery");
});
