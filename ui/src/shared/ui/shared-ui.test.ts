import { afterEach, expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page, userEvent } from "vitest/browser";
import { faultsOf } from "../a11y/axe.ts";
import Gallery from "./testing/Gallery.svelte";
import { toast } from "./toast.svelte.ts";

afterEach(() => toast.hide());

for (const theme of ["light", "dark", "contrast", "calm"]) {
  test(`axe finds nothing in the shared components, ${theme}`, async () => {
    document.documentElement.dataset.theme = theme;
    const { container } = await render(Gallery);
    toast.show({ text: "Saved", undo: () => undefined, undoLabel: "Undo check-in" });
    await vi.waitFor(() => expect(document.getAnimations()).toEqual([]));
    expect(await faultsOf(container)).toEqual([]);
  });
}

test("a sheet keeps focus inside and gives it back", async () => {
  await render(Gallery);
  const opener = page.getByRole("button", { name: "Open the sheet" });
  await opener.click();
  const sheet = page.getByRole("dialog", { name: "A sheet" });
  await expect.element(sheet).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(sheet).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();
});

test("nobody is a choice among people, and is none", async () => {
  await render(Gallery);
  const select = page.getByRole("combobox", { name: "Who?" });
  await select.selectOptions("Ana");
  await expect.element(select).toHaveValue("a");
  await select.selectOptions("Nobody");
  await expect.element(select).toHaveValue("");
});

test("a password can be read and hidden again", async () => {
  await render(Gallery);
  const field = page.getByRole("textbox", { name: "Passphrase" });
  await page.getByRole("button", { name: "Show the letters" }).click();
  await expect.element(field).toHaveAttribute("type", "text");
});

test("an error is tied to its field", async () => {
  const { container } = await render(Gallery);
  const field = container.querySelector('input[type="password"]');
  const described = field?.getAttribute("aria-describedby") ?? "";
  expect(document.getElementById(described)?.textContent).toBe("Not this one");
});

test("the counter appears near the limit only", async () => {
  await render(Gallery);
  const name = page.getByRole("textbox", { name: "Name" });
  await name.fill("12345");
  await expect.element(page.getByText("characters left")).not.toBeInTheDocument();
  await name.fill("123456789");
  await expect.element(page.getByText("1 character left")).toBeVisible();
});

test("undo is a named button, and the message goes with it", async () => {
  await render(Gallery);
  const undo = vi.fn();
  toast.show({ text: "Saved", undo, undoLabel: "Undo check-in" });
  await page.getByRole("button", { name: "Undo check-in" }).click();
  expect(undo).toHaveBeenCalledOnce();
  expect(toast.current).toBeNull();
});

test("what was done is heard once and found once", async () => {
  await render(Gallery);
  const status = document.querySelector(".place [role=status]");
  expect(status?.textContent).toBe("");
  toast.show({ text: "Craving saved" });
  await expect.element(page.getByText("Craving saved")).toBeVisible();
  expect(page.getByText("Craving saved").elements()).toEqual([status]);
});
