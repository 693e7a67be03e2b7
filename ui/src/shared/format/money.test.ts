import { expect, test } from "vitest";
import { formatPlain, parseNumber } from "./amount.ts";
import { currencyOptions, formatMoney, guessCurrency } from "./money.ts";

test("the currency is guessed from the country", () => {
  expect(["GB", "US", "DE", "IE", "IN", "XX"].map(guessCurrency)).toEqual([
    "GBP",
    "USD",
    "EUR",
    "EUR",
    "INR",
    "USD",
  ]);
});

test("money is written from hundredths", () => {
  expect(formatMoney(21_050, "GBP")).toContain("210.50");
});

test("the currency in use is among those to choose from, once each", () => {
  const values = currencyOptions("ISK").map(({ value }) => value);
  expect(values).toContain("ISK");
  expect(new Set(values).size).toBe(values.length);
});

test("a typed number is read with a comma or a point, and shown again as it is typed", () => {
  expect(["2.5", "12,99", "1000"].map(parseNumber)).toEqual([2.5, 12.99, 1000]);
  expect(formatPlain(1_234_500, 1000)).toBe("1234.5");
});
