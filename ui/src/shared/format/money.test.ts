import { expect, test } from "vitest";
import { formatPlain, parseScaled } from "./amount.ts";
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

test("a typed number is scaled, with a comma or a point, and shown again as it is typed", () => {
  expect([parseScaled("2.5", 60), parseScaled("12,99", 100), parseScaled("1000", 1)]).toEqual([
    150, 1299, 1000,
  ]);
  for (const text of ["", "a few", "-1", "1.2.3", "1,00,000"])
    expect(parseScaled(text, 1)).toBeNull();
  expect(formatPlain(1_234_500, 1000)).toBe("1234.5");
});
