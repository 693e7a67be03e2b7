import type { ComponentProps } from "svelte";
import { expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page, userEvent } from "vitest/browser";
import { faultsOf } from "../a11y/axe.ts";
import { sends } from "../a11y/misread.ts";
import Calendar from "./Calendar.svelte";
import Chips from "./Chips.svelte";
import Faces from "./Faces.svelte";
import NumberField from "./NumberField.svelte";
import Scale from "./Scale.svelte";
import Segmented from "./Segmented.svelte";
import Select from "./Select.svelte";

function aScale(value: number | null, more: { rest?: number } = {}) {
  const onchange = vi.fn();
  const props = {
    label: "How strong is it?",
    low: "Not at all",
    high: "Overwhelming",
    value,
    onchange,
    words: (n: number) => `level ${n}`,
    ...more,
  };
  return { props, onchange };
}

test("long words at both ends of a scale break, and nothing reaches past it", async () => {
  const { props } = aScale(4);
  const long = "a".repeat(60);
  document.documentElement.dataset.textSize = "200";
  const { container } = await render(Scale, { ...props, label: long, low: long, high: long });
  expect(container.scrollWidth).toBeLessThanOrEqual(container.clientWidth);
  delete document.documentElement.dataset.textSize;
});

test("a number that does not fit is told with what does, and not taken", async () => {
  const onvalue = vi.fn<(value: number | null) => void>();
  const props = { label: "On one day", value: null, scale: 1000, most: 100_000_000, onvalue };
  await render(NumberField, props);
  const field = page.getByLabelText("On one day");
  for (const wrong of ["-5", "\u22125", "100001", "9".repeat(40)]) {
    await field.fill(wrong);
    const told = page
      .getByRole("alert")
      .element()
      .textContent.replace(/[\u2068\u2069]/g, "");
    expect(told, wrong).toBe("It can be from 0 to 100,000.");
  }
  expect(onvalue).not.toHaveBeenCalled();
  await field.fill("5,000.5");
  expect(onvalue).toHaveBeenLastCalledWith(5_000_500);
});

test("an example of a number is one that would be taken", async () => {
  for (const [scale, least, most, wrong, told] of [
    [1, 1, 31, "a few", "Please write a whole number, such as 2."],
    [1, 1, 31, "1.5", "Please write a whole number, such as 2."],
    [1, 0, 1, "a few", "Please write a whole number, such as 1."],
    [1, 15, 60, "15.5", "Please write a whole number, such as 15."],
    [60, 1, 1440, "a few", "Please write a number, such as 2 or 1.5."],
  ] as const) {
    const props = { label: "So many", value: null, scale, least, most, onvalue: vi.fn() };
    const { unmount } = await render(NumberField, props);
    await page.getByLabelText("So many").fill(wrong);
    const said = page.getByRole("alert").element().textContent;
    expect(said.replace(/[\u2068\u2069]/g, "")).toBe(told);
    await unmount();
  }
});

test("what is counted takes whole numbers, and a wrong one is none where a button sends it", async () => {
  const onvalue = vi.fn<(value: number | null) => void>();
  const props = {
    label: "How many",
    value: null,
    scale: 1,
    least: 1,
    most: 100,
    clears: true,
    onvalue,
  };
  await render(NumberField, props);
  const field = page.getByLabelText("How many");
  await field.fill("30");
  expect(onvalue).toHaveBeenLastCalledWith(30);
  for (const wrong of ["0", "1.5", "101", "a few"]) {
    await field.fill("30");
    await field.fill(wrong);
    expect(onvalue, wrong).toHaveBeenLastCalledWith(null);
  }
});

test("a button sends nothing while a number around it cannot be read, and leads there", async () => {
  const act = vi.fn();
  const { container } = await render(NumberField, {
    label: "How many",
    value: null,
    scale: 1,
    most: 9,
    clears: true,
    onvalue: vi.fn(),
  });
  const [form, button] = [document.createElement("form"), document.createElement("button")];
  container.after(form);
  form.append(container, button);
  const field = page.getByLabelText("How many");
  const press = () => sends(act)({ currentTarget: button });
  for (const [text, sent] of [
    ["", 1],
    ["3", 2],
    ["abc", 2],
    ["12", 2],
    ["-2", 2],
    ["4", 3],
  ] as const) {
    await field.fill(text);
    button.focus();
    press();
    expect(act, text).toHaveBeenCalledTimes(sent);
    expect(document.activeElement === field.element()).toBe(!["", "3", "4"].includes(text));
  }
  form.remove();
});

test("a scale has nothing chosen until the person chooses", async () => {
  const { props } = aScale(null);
  const { container } = await render(Scale, props);
  const range = page.getByRole("slider", { name: "How strong is it?" });
  await expect.element(range).toHaveAttribute("aria-valuetext", "Not said yet");
  expect(await faultsOf(container)).toEqual([]);
});

test("the first press of + answers, the next ones step", async () => {
  const { props, onchange } = aScale(null);
  const { rerender } = await render(Scale, props);
  await page.getByRole("button", { name: "One more" }).click();
  expect(onchange).toHaveBeenLastCalledWith(5);
  await rerender({ ...props, value: 10 });
  await page.getByRole("button", { name: "One more" }).click();
  expect(onchange).toHaveBeenLastCalledWith(10);
});

test("a second rating steps from the first", async () => {
  const { props, onchange } = aScale(null, { rest: 6 });
  await render(Scale, props);
  await page.getByRole("button", { name: "One less" }).click();
  expect(onchange).toHaveBeenLastCalledWith(5);
});

test("the scale answers to arrow keys in words", async () => {
  const { props, onchange } = aScale(4);
  await render(Scale, props);
  const range = page.getByRole("slider", { name: "How strong is it?" });
  await expect.element(range).toHaveAttribute("aria-valuetext", "level 4");
  (range.element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowUp}");
  expect(onchange).toHaveBeenLastCalledWith(5);
});

test("a face is one tap of at least 64 pixels", async () => {
  const onpick = vi.fn();
  const { container } = await render(Faces, { value: null, onpick, label: "How are you?" });
  await page.getByRole("button", { name: "Low" }).click();
  expect(onpick).toHaveBeenCalledWith(2);
  for (const face of container.querySelectorAll("button")) {
    expect(face.getBoundingClientRect().width).toBeGreaterThanOrEqual(64);
    expect(face.getBoundingClientRect().height).toBeGreaterThanOrEqual(64);
  }
  expect(await faultsOf(container)).toEqual([]);
});

test("a chosen answer can be taken back", async () => {
  const onpick = vi.fn();
  const options = [
    { value: 0, label: "No" },
    { value: 1, label: "A little" },
  ];
  await render(Segmented, { label: "Tired", options, value: 1, onpick });
  await page.getByRole("button", { name: "A little" }).click();
  expect(onpick).toHaveBeenCalledWith(null);
});

test("an own word is typed, kept and announced when refused", async () => {
  const onadd = vi.fn().mockResolvedValueOnce(false).mockResolvedValueOnce(true);
  const words = { add: "Mine", field: "Your own word", keep: "Add", cancel: "Cancel" };
  const props = { label: "Where", items: [], chosen: [], ontoggle: vi.fn(), onadd, words };
  const { rerender, container } = await render(Chips, props);
  await page.getByRole("button", { name: /Mine/ }).click();
  await page.getByRole("textbox", { name: "Your own word" }).fill("The bridge");
  await page.getByRole("button", { name: "Add" }).click();
  await rerender({ ...props, error: "Too long." });
  await expect.element(page.getByRole("alert")).toHaveTextContent("Too long.");
  await expect.element(page.getByRole("textbox")).toHaveValue("The bridge");
  expect(await faultsOf(container)).toEqual([]);
  await page.getByRole("button", { name: "Add" }).click();
  await expect.element(page.getByRole("textbox")).not.toBeInTheDocument();
});

/** A calendar with the months from March of one year to November of the next. */
const aCalendar = (own: Partial<ComponentProps<typeof Calendar>> = {}) => ({
  month: "2026-11",
  title: "November 2026",
  mark: (day: string) => ({
    name: `${Number(day.slice(8))}.`,
    tone: null,
    ring: false,
    dot: false,
    disabled: false,
  }),
  glyph: () => "M4 4h12",
  today: "2026-11-21",
  chosen: null,
  onchoose: vi.fn<(day: string) => void>(),
  first: "2025-03",
  last: "2026-11",
  onmonth: vi.fn<(month: string) => void>(),
  words: {
    previous: "Month before",
    next: "Month after",
    far: "Choose a month",
    month: "Month",
    year: "Year",
  },
  ...own,
});

test("days are called in words, and arrow keys move between them", async () => {
  const calendar = aCalendar({
    mark: (day: string) => ({
      name: `${Number(day.slice(8))} November`,
      tone: day === "2026-11-20" ? 3 : null,
      ring: false,
      dot: true,
      disabled: day > "2026-11-21",
    }),
  });
  const { container } = await render(Calendar, calendar);
  expect(container.querySelectorAll("table [tabindex='0']")).toHaveLength(1);
  (page.getByRole("button", { name: "21 November" }).element() as HTMLElement).focus();
  await userEvent.keyboard("{ArrowUp}{ArrowLeft}{Enter}");
  expect(calendar.onchoose).toHaveBeenCalledWith("2026-11-13");
  expect(await faultsOf(container)).toEqual([]);
});

test("a day that has not come cannot be chosen", async () => {
  const calendar = aCalendar({
    mark: (day: string) => ({ name: day, tone: null, ring: false, dot: false, disabled: true }),
  });
  await render(Calendar, calendar);
  (page.getByRole("button", { name: "2026-11-30" }).element() as HTMLElement).click();
  expect(calendar.onchoose).not.toHaveBeenCalled();
});

test("a far month is chosen by its name and year, from those there are", async () => {
  const calendar = aCalendar({ month: "2026-02", title: "February 2026" });
  const { container, rerender } = await render(Calendar, calendar);
  const title = page.getByRole("button", { name: "February 2026" });
  await expect.element(title).toHaveAttribute("aria-expanded", "false");
  (title.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  const [month, year] = [
    page.getByLabelText("Month", { exact: true }),
    page.getByLabelText("Year"),
  ];
  for (const field of [title, month, year]) {
    expect(field.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(48);
  }
  expect(await faultsOf(container)).toEqual([]);
  await userEvent.selectOptions(month, "October");
  expect(calendar.onmonth).toHaveBeenLastCalledWith("2026-10");
  await userEvent.selectOptions(year, "2025");
  expect(calendar.onmonth).toHaveBeenLastCalledWith("2025-03");
  await rerender({ month: "2025-03", title: "March 2025" });
  expect((month.element() as HTMLSelectElement).options[0]?.label).toBe("March");
  await expect.element(page.getByRole("button", { name: "Month before" })).toBeDisabled();
  await page.getByRole("button", { name: "Month after" }).click();
  expect(calendar.onmonth).toHaveBeenLastCalledWith("2025-04");
});

test("where there is one month, there is nothing to choose", async () => {
  await render(Calendar, aCalendar({ first: "2026-11" }));
  await expect.element(page.getByRole("heading", { name: "November 2026" })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "November 2026" })).not.toBeInTheDocument();
});

test("what is chosen from stands below the name of its group, and what has none leads", async () => {
  const onpick = vi.fn();
  const options = [
    { value: "here", label: "Here" },
    { value: "a", label: "Kolkata", group: "Asia" },
    { value: "e", label: "Berlin", group: "Europe" },
    { value: "b", label: "Tokyo", group: "Asia" },
  ];
  await render(Select, { label: "Whose clock", options, value: "e", onpick });
  const select = page.getByLabelText("Whose clock").element() as HTMLSelectElement;
  expect([...select.options].map(({ value }) => value)).toEqual(["here", "a", "b", "e"]);
  expect([...select.querySelectorAll("optgroup")].map(({ label }) => label)).toEqual([
    "Asia",
    "Europe",
  ]);
  expect(select.value).toBe("e");
  await userEvent.selectOptions(select, "b");
  expect(onpick).toHaveBeenCalledWith("b");
});
