// The screens of appointments, a programme's week, coping dates, and the calendar to take along.
import { NOTHING_FELT } from "./preview.mjs";

const once = (on, minute) => {
  const times = { kind: "at", minutes: [minute] };
  return {
    kind: "civil",
    zone: "Europe/London",
    phases: [{ days: { kind: "days", every: 1 }, fromOn: on, untilOn: on, times }],
  };
};
const weekly = (weekdays, from, minute) => {
  const times = { kind: "at", minutes: [minute] };
  return {
    kind: "civil",
    zone: "Europe/London",
    phases: [
      {
        days: { kind: "weeks", every: 1, weekdays },
        fromOn: from,
        untilOn: null,
        times,
      },
    ],
  };
};
const REMINDER = {
  preAlerts: [1440, 60],
  nag: null,
  ringsInQuietHours: false,
  grace: { kind: "minutes", minutes: 60 },
};

/** An appointment of which only the kind and its time are said. */
export const appointment = (rule, more = {}) => ({
  kind: "therapy",
  title: "",
  personId: null,
  withWhom: "",
  place: "",
  link: "",
  phone: "",
  note: "",
  minutes: 50,
  rule,
  reminder: REMINDER,
  ...more,
});

/** A day to plan for of which only the day is said. */
export const copingDate = (dayOn, more = {}) => ({
  kind: "payday",
  name: "",
  dayOn,
  untilOn: null,
  repeat: "once",
  hard: "",
  plan: "",
  exitLine: "",
  personId: null,
  alertDays: 1,
  alertAt: 540,
  checkAt: 1200,
  ...more,
});

export { once, weekly };

const line = (appointmentId, kind, text, more = {}) => ({
  appointmentId,
  kind,
  occurrence: null,
  text,
  isDone: false,
  dueOn: null,
  ringsAt: null,
  ...more,
});

/** Therapy tomorrow with all that can be said, a group three days a week, and a wedding tomorrow with a plan. */
async function plan(preview) {
  await preview.core("craving_log", { ...NOTHING_FELT, strengthBefore: 8 });
  const blue = {
    withWhom: "Doctor Featherstonehaugh-Cholmondeley",
    place: "2 Side Street\nSecond floor",
    link: "visit.example.org/j/12?pwd=room",
    phone: "020 7946 0018",
    note: "Bring the letter.",
  };
  const { value } = await preview.core("appointment_create", appointment(once("2026-11-22", 600), blue));
  await preview.core(
    "appointment_create",
    appointment(weekly([1, 3, 5], "2026-11-23", 540), {
      kind: "group",
      minutes: 180,
    }),
  );
  await preview.core("visit_line_create", line(value.id, "agenda", "The nights have been long, and I would like to know whether that is usual."));
  await preview.core(
    "visit_line_create",
    line(value.id, "homework", "Walk each day", {
      dueOn: "2026-11-24",
      ringsAt: 540,
    }),
  );
  const words = {
    kind: "wedding",
    name: "Lee's wedding",
    hard: "Everybody drinks.",
    plan: "Stand by the door.\nLeave at ten.",
    exitLine: "I have an early start tomorrow.",
  };
  await preview.core("coping_date_create", copingDate("2026-11-22", words));
  await preview.core("coping_date_create", copingDate("2026-11-30", { repeat: "monthly" }));
  return value.id;
}

/** On a preview that stays open. */
export async function walkAppointments(phone, preview, see) {
  await phone.open(preview, "/appointments");
  await phone.heading("appointments-title").waitFor();
  const { appointments } = await preview.core("appointment_list");
  let id = appointments[0]?.id;
  if (id === undefined) {
    await phone.heading("appointments-empty-title").waitFor();
    await see("appointments none");
    id = await plan(preview);
    await phone.page.reload();
  }
  await phone.page.locator("main li").first().waitFor();
  await see("appointments");
  await phone.go(`/appointment/${id}`);
  await phone.heading("agenda-title").waitFor();
  await see("appointment");
  await phone.page.locator("summary").first().click();
  await phone.tap("homework-add");
  await phone.field("homework-what").waitFor();
  await see("homework");
  await phone.closeSheet();
  await phone.go(`/appointment-edit/${id}`);
  await phone.field("appointment-title").waitFor();
  await see("appointment change");
  await phone.go("/programme");
  await phone.button("programme-iop").waitFor();
  await see("programme");
  await phone.tap("programme-iop");
  await phone.button("programme-make").waitFor();
  await see("programme week");
  await phone.go("/coping-dates");
  await phone.page.locator("main li").first().waitFor();
  await see("coping dates");
  const [{ id: date }] = (await preview.core("coping_date_list")).dates;
  await phone.go(`/coping/${date}`);
  await phone.heading("coping-plan").waitFor();
  await see("coping date");
  await phone.tap("coping-change");
  await phone.field("coping-day").waitFor();
  await see("coping date change");
  await phone.closeSheet();
  await phone.go("/calendar");
  await phone.heading("calendar-title").waitFor();
  await see("calendar to take along");
  await phone.go("/plan");
  await phone.heading("plan-title").waitFor();
  await see("plan with what is ahead");
  await phone.go("/today");
  await phone.today();
  await see("today with what is ahead");
}
