import { expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import { faultsOf } from "$shared/a11y/axe.ts";
import { ReminderForm } from "./reminder.svelte.ts";
import ReminderEditor from "./ReminderEditor.svelte";
import { OTHER_WAYS, ScheduleForm, USUAL_WAYS } from "./schedule.svelte.ts";
import ScheduleEditor from "./ScheduleEditor.svelte";

const here = { today: "2026-11-21", zone: "Europe/London" };

test("a day with two times is answered, and stands there in words", async () => {
  const form = new ScheduleForm({ here });
  await render(ScheduleEditor, { form });
  await page.getByText("Every day", { exact: true }).click();
  await page.getByLabelText("Time", { exact: true }).fill("08:00");
  await page.getByRole("button", { name: "Add a time" }).click();
  await expect.element(page.getByLabelText("Time 2", { exact: true })).toHaveFocus();
  await page.getByLabelText("Time 2", { exact: true }).fill("20:00");
  await expect.element(page.getByText(/^Every day at .*8:00 AM and 8:00 PM/)).toBeVisible();
  await page.getByRole("button", { name: "Remove time 1" }).click();
  await expect.element(page.getByText(/^Every day at .*8:00 PM/)).toBeVisible();
});

test("axe finds nothing in any way of asking, and what is missing is said at its question", async () => {
  for (const way of [...USUAL_WAYS, ...OTHER_WAYS]) {
    const form = new ScheduleForm({ here });
    if (USUAL_WAYS.includes(way)) form.pickUsual(way);
    else {
      form.pickOther();
      form.pick(way);
    }
    form.check();
    const followed = [{ value: "1", label: "Ibuprofen" }];
    const { unmount } = await render(ScheduleEditor, { form, followed, hasAmounts: true });
    if (form.refusal) {
      await vi.waitFor(() => expect(document.body.innerText).toContain("This is still missing."));
    }
    expect(await faultsOf(document.body), way).toEqual([]);
    await unmount();
  }
});

test("how it rings is chosen, each part of it alone", async () => {
  const form = new ReminderForm();
  await render(ReminderEditor, { form });
  await page.getByRole("button", { name: "30 minutes" }).click();
  await page.getByLabelText("If I do not answer").selectOptions("10");
  await page.getByLabelText("At most").selectOptions("2");
  expect(form.spec).toMatchObject({ preAlerts: [30], nag: { minutes: 10, times: 2 } });
  expect(await faultsOf(document.body)).toEqual([]);
});
