// The screens of one's own reminders, of the question after a journey, and what is said on a desktop.
import { DAILY, keepMedicine } from "./medicines-walk.mjs";
import { PASSPHRASE, startPreview } from "./preview.mjs";

const REMINDER = { preAlerts: [], nag: null, ringsInQuietHours: false, grace: { kind: "half_way", minutes: 240 } };

const daily = (minutes) => ({
  kind: "civil",
  phases: [{ days: { kind: "days", every: 1 }, fromOn: "2026-11-01", untilOn: null, times: { kind: "at", minutes: [minutes] } }],
  zone: null,
});

/** In the person's own words, each day at a minute of it. */
export const ownReminder = (words, minutes) => ({ kind: "other", words, rule: daily(minutes), reminder: REMINDER });

/** A meeting on Saturdays at 19:00 in London. */
export const saturday = (name) => ({
  name,
  kind: "",
  group: "",
  way: "in_person",
  place: "Upstairs hall",
  address: "",
  link: "",
  phone: "",
  joining: "",
  notes: "",
  minutes: 60,
  isHomeGroup: false,
  times: [
    {
      schedule: null,
      rule: {
        kind: "civil",
        phases: [{ days: { kind: "weeks", every: 1, weekdays: [6] }, fromOn: "2026-11-01", untilOn: null, times: { kind: "at", minutes: [19 * 60] } }],
        zone: "Europe/London",
      },
    },
  ],
  reminder: null,
});

/** The list, one of them, and a new one; on a preview that stays open. */
export async function walkReminders(phone, preview, see) {
  if ((await preview.core("own_reminder_list")).length === 0) {
    await phone.open(preview, "/own-reminders");
    await phone.heading("own-reminder-title").waitFor();
    await see("own reminders none");
    await preview.core("own_reminder_create", ownReminder("Water the plants of the Featherstonehaughs", 9 * 60));
    await preview.core("own_reminder_create", { ...ownReminder("", 20 * 60), kind: "check_in" });
  }
  await phone.open(preview, "/own-reminders");
  await phone.page.reload();
  await phone.page.locator("main li").first().waitFor();
  await see("own reminders");
  await phone.tap("row-change", { name: phone.t("own-reminder-check_in") });
  await phone.button("own-reminder-remove").waitFor();
  await see("own reminder");
}

/** What closing the window does, and quitting; over a preview of its own, which is a desktop. */
export async function walkClosing(phone, see) {
  const preview = await startPreview({ device: "desktop" });
  try {
    await preview.setUp();
    await preview.core("own_reminder_create", ownReminder("Water the plants", 9 * 60));
    await phone.open(preview);
    await phone.text("closing-text").waitFor();
    await phone.text("closing-text").scrollIntoViewIfNeeded();
    await see("closing the window");
    await phone.go("/own-reminders");
    await phone.text("reminder-login-why").waitFor();
    await see("what this device needs");
    await phone.go("/reminders");
    await phone.button("reminder-quit").waitFor();
    await phone.button("reminder-quit").scrollIntoViewIfNeeded();
    await see("quit now");
    await keepMedicine(preview, { name: "Acamprosate of the Featherstonehaughs" }, DAILY("08:00"));
    await preview.core("my_meeting_create", saturday("Quiet Herons"));
    await preview.moveClock({ now: "2026-11-24T07:00:00Z" });
    await preview.core("vault_unlock", { passphrase: PASSPHRASE });
    await phone.open(preview, "/reminders");
    await phone.page.reload();
    await phone.heading("reminder-off").waitFor();
    await phone.heading("reminder-off").scrollIntoViewIfNeeded();
    await see("came while nothing could ring");
  } finally {
    await preview.stop();
  }
}
