// Where a touched notification leads, what closing the window does, and quitting; on a phone over the real core.
import assert from "node:assert/strict";
import { test } from "node:test";
import { appointment } from "./appointments-walk.mjs";
import { ownReminder } from "./reminders-walk.mjs";
import { eventually, PASSPHRASE, stage } from "./support.mjs";

const scene = stage();

/** A visit at 19:15, of which the notification at 18:31 says so. */
async function visitAhead(preview) {
  const days = { kind: "days", every: 1 };
  const phases = [{ days, fromOn: "2026-11-21", untilOn: "2026-11-21", times: { kind: "at", minutes: [19 * 60 + 15] } }];
  const made = await preview.core("appointment_create", appointment({ kind: "civil", zone: "Europe/London", phases }, { title: "Herons" }));
  await preview.moveClock({ now: "2026-11-21T18:31:00Z" });
  return made.value.id;
}

test("touching a notification opens the visit that it was about, and Back leads to where one was", async (t) => {
  const { preview, phone } = await scene(t);
  const id = await visitAhead(preview);
  await phone.today();
  await phone.answered();
  await preview.ring();
  await preview.touch();
  await phone.at(`/appointment/${id}`);
  await phone.page.getByRole("heading", { name: "Herons" }).waitFor();
  await phone.page.goBack();
  await phone.today();
  phone.expectNoProblems();
});

test("touched while it is locked, it opens there after the unlock", async (t) => {
  const { preview, phone } = await scene(t);
  const id = await visitAhead(preview);
  await preview.core("vault_lock");
  await phone.page.reload();
  await preview.ring();
  await preview.touch();
  await phone.field("lock-passphrase").fill(PASSPHRASE);
  await phone.page.keyboard.press("Enter");
  await phone.at(`/appointment/${id}`);
  await phone.page.getByRole("heading", { name: "Herons" }).waitFor();
  phone.expectNoProblems();
});

test("what closing the window does is said once, and where to change it", async (t) => {
  const { preview, phone } = await scene(t, { device: "desktop" });
  await phone.today();
  await phone.answered();
  assert.equal(await phone.text("closing-text").count(), 0, "nothing can ring");
  await preview.core("own_reminder_create", ownReminder("Water the plants", 19 * 60));
  await phone.page.reload();
  await phone.text("closing-text").waitFor();
  await phone.axe("what closing the window does");
  await phone.tap("closing-change");
  await phone.at("/reminders");
  await phone.button("reminder-quit").waitFor();
  await phone.axe("reminders on a desktop");
  await phone.page.goBack();
  await phone.today();
  await phone.answered();
  assert.equal(await phone.text("closing-text").count(), 0, "it was said");
  phone.expectNoProblems();
});

test("quitting locks, and asks the program to end", async (t) => {
  const { preview, phone } = await scene(t, { device: "desktop", open: "/reminders" });
  await phone.tap("reminder-quit");
  await eventually(async () => (await preview.core("app_status")).state, "locked");
  phone.expectNoProblems();
});

test("a phone has no window to close", async (t) => {
  const { preview, phone } = await scene(t);
  await preview.core("own_reminder_create", ownReminder("Water the plants", 19 * 60));
  await phone.page.reload();
  await phone.today();
  await phone.answered();
  assert.equal(await phone.text("closing-text").count(), 0);
  await phone.go("/reminders");
  await phone.text("reminder-now").waitFor();
  assert.equal(await phone.button("reminder-quit").count(), 0);
  phone.expectNoProblems();
});
