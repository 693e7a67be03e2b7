import { expect, test } from "vitest";
import { formatAmount, parseNumber } from "./amount.ts";

test("a number is read with a point or a comma", () => {
  expect(parseNumber("1.5")).toBe(1.5);
  expect(parseNumber(" 1,5 ")).toBe(1.5);
  expect(parseNumber("0")).toBe(0);
  expect(parseNumber("12")).toBe(12);
  expect(parseNumber("0.125")).toBe(0.125);
  expect(parseNumber(".5")).toBe(0.5);
  expect(parseNumber(",5")).toBe(0.5);
});

test("what is no number is none", () => {
  for (const text of ["", "1.2345", "1.2.3", "a few", "1e3", ".", "-", "--1", "1-"]) {
    expect(parseNumber(text), text).toBeNull();
  }
});

test("one below nought and one too long are numbers, so that it can be said what fits", () => {
  expect(parseNumber("-1")).toBe(-1);
  expect(parseNumber("\u22121")).toBe(-1);
  expect(parseNumber("-1,500")).toBeLessThan(0);
  expect(parseNumber("100001")).toBe(100_001);
  expect(parseNumber("9".repeat(30))).toBeGreaterThan(1e29);
  expect(parseNumber("9".repeat(400))).toBe(Infinity);
});

test("it is shown as it was typed", () => {
  expect(formatAmount(1500)).toBe("1.5");
  expect(formatAmount(2000)).toBe("2");
});

test("a mark between thousands is one where this locale writes it so", () => {
  expect(parseNumber("1,500")).toBe(1500);
  expect(parseNumber("12,345.5")).toBe(12_345.5);
  expect(parseNumber("2,5")).toBe(2.5);
  expect(parseNumber("0,125")).toBe(0.125);
  expect(parseNumber("1.500")).toBe(1.5);
  expect(parseNumber("1,234,567")).toBe(1_234_567);
  for (const text of ["1,50,000", "1,5000", ",5000", "1,500,"])
    expect(parseNumber(text)).toBeNull();
});
