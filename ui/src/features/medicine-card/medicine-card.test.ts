import { expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import { faultsOf } from "$shared/a11y/axe.ts";
import { useLocale } from "$shared/i18n/index.svelte.ts";
import { here } from "$shared/navigation.svelte.ts";
import { dialAddress, loadCards, missedCard, safetyCardsOf, type CardClass } from "./cards.ts";
import { LostToleranceCard, MissedDoseCard, SafetyCards } from "./index.ts";

const CALL = "Call your clinic before the next dose.";
const PHONE = { dialled: "+15550100", shown: "+1 555 0100" };

const CLASSES: CardClass[] = [
  "acamprosate",
  "antidepressant",
  "buprenorphine_daily",
  "buprenorphine_injection",
  "bupropion",
  "disulfiram",
  "methadone",
  "mood_or_psychosis",
  "naloxone",
  "naltrexone_daily",
  "naltrexone_injection",
  "nicotine_replacement",
  "opioid_pain",
  "other",
  "sedative",
  "varenicline",
];

test("each kind of medicine has a card of its own", async () => {
  const { cards, lang } = await loadCards("en");
  expect(lang).toBe("en");
  expect(CLASSES.map((kind) => missedCard(cards, kind).id)).toEqual(CLASSES);
  expect(Object.keys(cards.missed).sort()).toEqual(CLASSES);
});

test("a kind that was not said, or that is not known yet, gets the card for any medicine", async () => {
  const { cards } = await loadCards("en");
  expect(missedCard(cards, null).id).toBe("other");
  expect(missedCard(cards, "new_kind" as CardClass).id).toBe("other");
});

test("a language without cards shows the English ones, and says so", async () => {
  expect((await loadCards("pt")).lang).toBe("en");
});

test("safety cards stand beside their kinds, but for what the page shows already", async () => {
  const { cards } = await loadCards("en");
  const ids = (kind: CardClass | null, ...elsewhere: string[]): string[] =>
    safetyCardsOf(cards, kind, elsewhere).map(({ id }) => id);
  expect(ids("methadone")).toEqual(["lost-tolerance", "safe-storage", "take-home"]);
  expect(ids("methadone", "lost-tolerance")).toEqual(["safe-storage", "take-home"]);
  expect(ids("disulfiram")).toEqual(["hidden-alcohol"]);
  expect(ids("naltrexone_injection")).toEqual(["lost-tolerance", "wallet-naltrexone"]);
  expect(ids("buprenorphine_daily")).toContain("after-dissolving");
  expect(ids("antidepressant")).toEqual([]);
  expect(ids(null)).toEqual([]);
});

test("only a number that can be dialled is dialled", () => {
  expect(dialAddress(PHONE)).toBe("tel:+15550100");
  expect(dialAddress({ dialled: "5550100,23", shown: "555 0100 ext 23" })).toBe("tel:5550100,23");
  const others = ["", "12?body=x", "javascript:1", "+", "1 2", ","];
  for (const dialled of others) expect(dialAddress({ dialled, shown: "x" }), dialled).toBeNull();
  expect(dialAddress({ dialled: null, shown: "ask at the desk" })).toBeNull();
  expect(dialAddress(null)).toBeNull();
});

test("the card ends in the call, with the number on the button", async () => {
  await render(MissedDoseCard, { class: "methadone", clinicPhone: PHONE });
  await expect.element(page.getByText(CALL)).toBeVisible();
  const call = page.getByRole("link", { name: /^Call your clinic: .*1 555 0100/ });
  await expect.element(call).toHaveAttribute("href", "tel:+15550100");
  const help = page.getByRole("button", { name: "Open Help" });
  await help.click();
  expect(here().path).toBe("/help");
});

test("without a number it says how there can be one; one that cannot be dialled is shown", async () => {
  const { rerender } = await render(MissedDoseCard, { class: "sedative", clinicPhone: null });
  await expect.element(page.getByText(CALL)).toBeVisible();
  await expect.element(page.getByText(/Add your clinic's number/)).toBeVisible();
  await rerender({ class: "sedative", clinicPhone: { dialled: null, shown: "ask at the desk" } });
  await expect.element(page.getByText(/ask at the desk/)).toBeVisible();
  await expect.element(page.getByRole("link", { name: /Call/ })).not.toBeInTheDocument();
});

test("it leads to where a number is typed, and says whose number it calls", async () => {
  const add = "/medicine/m1/call";
  const { rerender } = await render(MissedDoseCard, { class: "methadone", clinicPhone: null, add });
  await page.getByRole("button", { name: "Add a number" }).click();
  expect(here().path).toBe(add);
  await rerender({ class: "methadone", clinicPhone: { ...PHONE, name: "Dr Ana" }, add });
  const call = page.getByRole("link", { name: /^Call .*Dr Ana.*1 555 0100/ });
  await expect.element(call).toHaveAttribute("href", "tel:+15550100");
});

test("naloxone's card never says to wait for a clinic", async () => {
  await render(MissedDoseCard, { class: "naloxone", clinicPhone: PHONE });
  await expect
    .element(page.getByText(/Call your clinic or pharmacy when a kit is used/))
    .toBeVisible();
  await expect.element(page.getByText(CALL)).not.toBeInTheDocument();
});

test("things are ticked by touch and by key, and it says that ticks go", async () => {
  await render(SafetyCards, { class: "disulfiram", clinicPhone: null });
  await page.getByText("Things that can hold alcohol").click();
  const mouthwash = page.getByRole("checkbox", { name: "Mouthwash" });
  await mouthwash.click();
  await expect.element(mouthwash).toBeChecked();
  await expect.element(page.getByText(/Your ticks are gone/)).toBeVisible();
});

test("the card for the wallet carries the clinic's number, or another one with whose it is", async () => {
  const props = { class: "naltrexone_daily", elsewhere: ["lost-tolerance"] } as const;
  const { rerender } = await render(SafetyCards, { ...props, clinicPhone: PHONE });
  await page.getByText("A card for your wallet").click();
  await expect.element(page.getByText("I take naltrexone.")).toBeVisible();
  await expect.element(page.getByText("+1 555 0100", { exact: true })).toBeVisible();
  await rerender({ ...props, clinicPhone: { ...PHONE, name: "Dr Ana" } });
  await expect.element(page.getByText(/^\P{L}*Dr Ana\P{L}+1 555 0100\P{L}*$/u)).toBeVisible();
});

test("a kind without safety cards shows none", async () => {
  const { container } = await render(SafetyCards, { class: "varenicline", clinicPhone: null });
  await loadCards("en");
  await vi.waitFor(() => expect(container.textContent.trim()).toBe(""));
});

for (const theme of ["light", "dark", "contrast", "calm"]) {
  test(`axe finds nothing in the cards, ${theme}`, async () => {
    document.documentElement.dataset["theme"] = theme;
    const missed = await render(MissedDoseCard, { class: "methadone", clinicPhone: PHONE });
    const safety = await render(SafetyCards, { class: "methadone", clinicPhone: PHONE });
    const lost = await render(LostToleranceCard);
    await expect.element(page.getByText(CALL)).toBeVisible();
    for (const each of missed.container.querySelectorAll("details")) each.open = true;
    for (const each of safety.container.querySelectorAll("details")) each.open = true;
    await vi.waitFor(() => expect(document.getAnimations()).toEqual([]));
    for (const { container } of [missed, safety, lost])
      expect(await faultsOf(container)).toEqual([]);
    delete document.documentElement.dataset["theme"];
  });
}

test("in words 40 % longer nothing runs out of a narrow screen", async () => {
  await page.viewport(320, 640);
  await useLocale("en-XA");
  const { container } = await render(MissedDoseCard, { class: "methadone", clinicPhone: PHONE });
  await expect.element(page.getByRole("link")).toBeVisible();
  expect(container.textContent).not.toContain("your body");
  expect(container.scrollWidth).toBeLessThanOrEqual(container.clientWidth);
  await useLocale("en");
  await page.viewport(360, 740);
});
