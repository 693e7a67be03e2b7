// The screens of meetings of one's own: none, one with all that can be said, its sheets, the sheet for somebody else.
export const weekly = (weekday, minute, zone) => ({ kind: "civil", zone, phases: [{ days: { kind: "weeks", every: 1, weekdays: [weekday] }, fromOn: "2026-11-01", untilOn: null, times: { kind: "at", minutes: [minute] } }] });
export const HERONS = { name: "Quiet Herons", kind: "", group: "Herons", way: "hybrid", place: "Upstairs hall", address: "12 Mill Lane, Anytown", link: "https://meet.example.org/herons", phone: "+44 20 7946 0018", joining: "Passcode: herons", notes: "Side door.", minutes: 60, isHomeGroup: true };

/** A meeting on Saturdays at 19:00 in London, half an hour after the preview's now, and one online in New York. */
export async function keepMeetings(preview) {
  const time = (rule) => [{ schedule: null, rule }];
  const herons = await preview.core("my_meeting_create", { ...HERONS, times: time(weekly(6, 19 * 60, "Europe/London")), reminder: null });
  const far = { ...HERONS, name: "Early online", way: "online", place: "", address: "", isHomeGroup: false };
  await preview.core("my_meeting_create", { ...far, times: time(weekly(6, 20 * 60, "America/New_York")), reminder: null });
  return herons.value.id;
}

/** On a preview that stays open. */
export async function walkMyMeetings(phone, preview, see) {
  await phone.open(preview, "/my-meetings");
  await phone.heading("my-meetings-empty").waitFor();
  await see("my meetings none");
  await phone.tap("my-meeting-add");
  await phone.field("my-meeting-name").waitFor();
  await see("my meeting new");
  await phone.closeSheet();
  const id = await keepMeetings(preview);
  const there = { meetingId: id, name: HERONS.name, way: "in_person", place: "Upstairs hall", minutes: 60, moodBefore: 2, moodAfter: 4, role: "Made the tea", note: "One day at the river." };
  await preview.core("attendance_log", { ...there, at: "2026-11-14T19:00" });
  await preview.core("attendance_log", { ...there, at: "2026-11-07T19:00", note: "" });
  await phone.go("/today");
  await phone.button("my-meeting-going").first().waitFor();
  await see("today with a meeting");
  await phone.go("/plan");
  await phone.button("my-meeting-going").first().waitFor();
  await see("plan with meetings");
  await phone.go("/my-meetings");
  await phone.page.getByText("Early online").first().waitFor();
  await see("my meetings");
  await phone.go(`/my-meeting/${id}`);
  await phone.link("meeting-link").waitFor();
  await see("my meeting");
  await phone.tap("my-meeting-time-change");
  await phone.field("my-meeting-zone").waitFor();
  await see("my meeting time");
  await phone.closeSheet();
  await phone.tap("my-meeting-reminder-change");
  await phone.button("my-meeting-save").waitFor();
  await see("my meeting reminder");
  await phone.closeSheet();
  await phone.tap("my-meeting-change");
  await phone.field("my-meeting-link").waitFor();
  await see("my meeting words");
  await phone.closeSheet();
  await phone.tap("attendance-log");
  await phone.field("attendance-role").waitFor();
  await see("attendance");
  await phone.closeSheet();
  await phone.go("/attendance-sheet");
  await phone.page.locator(".paper tbody tr").first().waitFor();
  await see("attendance sheet");
}
