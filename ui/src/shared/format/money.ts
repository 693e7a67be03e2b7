// Money in the person's language. The core keeps hundredths of a currency whose code the person chose.
import { formatNumber, language } from "./index.ts";

const HUNDREDTHS = 100;

/** Offered to choose from: those of the countries that Help knows, and of many more people. */
const CURRENCIES = [
  ..."ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GHS HKD HUF IDR ILS INR JPY".split(
    " ",
  ),
  ..."KES KRW MXN MYR NGN NOK NZD PEN PHP PKR PLN RON SEK SGD THB TRY TWD UAH USD VND ZAR".split(
    " ",
  ),
];

/** Countries whose currency is not the euro, by their ISO 3166 code. */
const BY_COUNTRY: Record<string, string> = {
  AU: "AUD",
  BR: "BRL",
  CA: "CAD",
  CH: "CHF",
  GB: "GBP",
  IN: "INR",
  JP: "JPY",
  MX: "MXN",
  NZ: "NZD",
  PL: "PLN",
  SE: "SEK",
  US: "USD",
  ZA: "ZAR",
};
const EURO = new Set("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" "));

/** The currency to begin with where the device is; it can be changed. */
export function guessCurrency(country: string): string {
  return EURO.has(country) ? "EUR" : (BY_COUNTRY[country] ?? "USD");
}

/** 210.50 in the person's way of writing money. */
export function formatMoney(hundredths: number, currency: string): string {
  return formatNumber(hundredths / HUNDREDTHS, { style: "currency", currency });
}

/** The currencies by their names, for a select; the one in use is always among them. */
export function currencyOptions(inUse: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([language()], { type: "currency" });
  const codes = [...new Set([...CURRENCIES, inUse])];
  return codes
    .map((code) => ({ value: code, label: `${names.of(code) ?? code} (${code})` }))
    .sort((one, other) => one.label.localeCompare(other.label, language()));
}
