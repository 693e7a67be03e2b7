import { expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import { Draft } from "../draft.svelte.ts";
import DraftNumber from "./DraftNumber.svelte";

type Fields = { amount: number | null };

function aNumber() {
  const sent: Fields[] = [];
  const update = (id: string, fields: Fields) => {
    sent.push({ ...fields });
    if (fields.amount === 7) throw { code: "invalid", field: "amount", reference: "" };
    return Promise.resolve({ value: { id }, change: "c1" });
  };
  const writer = { log: (fields: Fields) => update("one", fields), update };
  const draft = new Draft<Fields, { id: string }>(writer, { amount: null }, { id: "one" });
  return { sent, props: { draft, name: "amount", label: "How much", scale: 1, most: 99 } as const };
}

test("a number is kept while it is typed, and told beside it why it was refused", async () => {
  const { sent, props } = aNumber();
  await render(DraftNumber, props);
  const field = page.getByLabelText("How much");
  await field.fill("3");
  await vi.waitFor(() => expect(sent).toEqual([{ amount: 3 }]));
  await field.fill("7");
  await expect.element(page.getByRole("alert")).toBeVisible();
  await expect.element(field).toHaveAttribute("aria-invalid", "true");
  await field.fill("");
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  await vi.waitFor(() => expect(sent.at(-1)).toEqual({ amount: null }));
});

test("a number that its sheet takes is not kept by the field", async () => {
  const { sent, props } = aNumber();
  const onvalue = vi.fn<(value: number | null) => void>();
  await render(DraftNumber, { ...props, onvalue });
  await page.getByLabelText("How much").fill("3");
  expect(onvalue).toHaveBeenLastCalledWith(3);
  await props.draft.flush();
  expect(sent).toEqual([]);
});
