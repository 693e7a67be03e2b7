// The screens of the person's own people, and of what is set about reminders.

/** The page, its sheet, and Help with people in it; on a preview that stays open. */
export async function walkPeople(phone, preview, see) {
  await phone.open(preview, "/people");
  await phone.heading("people-title").waitFor();
  if ((await preview.core("person_list")).length === 0) {
    await phone.heading("people-empty-title").waitFor();
    await see("people none");
    const person = { role: "friend", phone: "", message: "" };
    await preview.core("person_create", { ...person, name: "Ana", role: "sponsor", phone: "+44 20 7946 0018", message: "Have you got a minute?" });
    await preview.core("person_create", { ...person, name: "Doctor Featherstonehaugh-Cholmondeley", role: "prescriber", phone: "020 7946 0123" });
    await preview.core("person_create", { ...person, name: "Mum", role: "family" });
    await phone.page.reload();
  }
  await phone.page.locator("main li").first().waitFor();
  await see("people");
  await phone.tap("row-change", { name: "Ana" });
  await phone.field("person-message").waitFor();
  await see("person");
  await phone.closeSheet();
  await phone.go("/help");
  await phone.link("person-call-name", { name: "Ana" }).scrollIntoViewIfNeeded();
  await see("help with people");
  await phone.go("/reminders");
  await phone.heading("reminder-title").waitFor();
  await preview.core("settings_update", { quietHours: { on: true, from: 22 * 60, until: 7 * 60 } });
  await phone.page.reload();
  await phone.field("reminder-quiet-from").waitFor();
  await see("reminders");
}
