import { expect, test } from "vitest";
import { goalName, seen, sleepWords } from "./words.ts";

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

test("a time slept is said in hours and minutes", () => {
  const said = [0, 45, 60, 308, 450, 480, 479.6].map(sleepWords);
  expect(said.map((words) => words.replace(/[\u2068\u2069]/g, ""))).toEqual([
    "0 hours",
    "45 min",
    "1 hour",
    "5 h 8 min",
    "7 h 30 min",
    "8 hours",
    "8 hours",
  ]);
});
