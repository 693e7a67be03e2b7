import { expect, test } from "vitest";
import { formatAmount, parseAmount, parseScaled } from "./amount.ts";

test("an amount is read with a point or a comma", () => {
  expect(parseAmount("1.5")).toBe(1500);
  expect(parseAmount(" 1,5 ")).toBe(1500);
  expect(parseAmount("0")).toBe(0);
  expect(parseAmount("12")).toBe(12_000);
  expect(parseAmount("0.125")).toBe(125);
});

test("what is no amount is refused", () => {
  for (const text of ["", "-1", "1.2345", "1.2.3", "a few", "1000000", "1e3", ".", "100001"]) {
    expect(parseAmount(text), text).toBeNull();
  }
});

test("it is shown as it was typed", () => {
  expect(formatAmount(1500)).toBe("1.5");
  expect(formatAmount(2000)).toBe("2");
});

test("a mark between thousands is one where this locale writes it so", () => {
  expect(parseAmount("1,500")).toBe(1_500_000);
  expect(parseAmount("12,345.5")).toBe(12_345_500);
  expect(parseAmount("2,5")).toBe(2500);
  expect(parseAmount("0,125")).toBe(125);
  expect(parseAmount("1.500")).toBe(1500);
  expect(parseScaled("1,250", 100)).toBe(125_000);
  expect(parseScaled("1,234,567", 1)).toBe(1_234_567);
  for (const text of ["1,50,000", "1,5000", ",500", "1,500,"]) expect(parseAmount(text)).toBeNull();
});
