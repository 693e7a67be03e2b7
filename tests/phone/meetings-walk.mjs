// The screens of meetings: the lists, a file on its way to become one, the search, one meeting.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freshFolder } from "./damage.mjs";

export const feed = (name) => fileURLToPath(new URL(`../../src-tauri/crates/feeds/tests/feeds/fixtures/${name}`, import.meta.url));

/** A town's list as the Meeting Guide writes it, around the preview's now: Saturday 21 November 2026, 18:30. */
const TOWN = [
  { name: "Lantern Group", day: 6, time: "18:25", location: "Old Mill Hall", formatted_address: "12 Mill Lane, Anytown", types: ["O", "D"], notes: "Second floor. Ring the bell." },
  { name: "Harbour Lights, newcomers and everybody who wants to listen first", day: 6, time: "19:00", end_time: "20:30", location: "Quay 3", formatted_address: "Quay 3, Anytown", types: ["O", "BE", "X"], updated: "2026-09-30" },
  { name: "Quiet Herons", day: 6, time: "20:15", conference_url: "https://meet.example.org/j/123456?pwd=herons", conference_url_notes: "Passcode: herons", conference_phone: "+1-555-0101", formatted_address: "Anytown", approximate: "yes", types: ["C", "W"], notes: "Come five minutes early.\nCameras can stay off.", group: "Herons", entity: "District 9", updated: "2026-09-30" },
  { name: "Sunrise", day: 0, time: "07:00", timezone: "Europe/Berlin", conference_url: "https://meet.example.org/sunrise", types: ["O", "MED"] },
  { name: "Step by step", day: 0, time: "11:00", location: "Library", types: ["O", "ST"] },
  { name: "Candle evening", day: 1, time: "21:30", location: "Chapel", types: ["O", "CAN"] },
  { name: "Lunch hour", day: 2, time: "12:15", location: "Clinic, room 4", types: ["O", "D"] },
  { name: "By arrangement", day: null, time: null, location: "Library", types: ["C"] },
];

/** Writes the town's list, and with it whatever else. */
export function writeTown(folder, name = "my-town.json", more = []) {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify([...TOWN, ...more].map((one, at) => ({ slug: `m${at}`, ...one }))));
  return file;
}

/** Has the town's list in the preview's vault. */
export async function keepTown(preview, folder) {
  await preview.place(writeTown(folder));
  await preview.core("meeting_feed_choose");
  return preview.core("meeting_feed_import", { name: "My town", zone: "Europe/London", replaces: null });
}

/** On a preview that stays open. */
export async function walkMeetings(phone, preview, see) {
  const { folder, remove } = freshFolder();
  try {
    await phone.open(preview, "/plan");
    await phone.heading("plan-title").waitFor();
    await see("plan");
    const { feeds } = await preview.core("meeting_feed_list");
    for (const { id } of feeds) await preview.core("meeting_feed_delete", { id });
    await phone.go("/meetings");
    await phone.heading("meetings-none-title").waitFor();
    await see("meetings none");
    await phone.go("/meeting-lists");
    await phone.heading("feeds-empty-title").waitFor();
    await preview.place(feed("meeting-guide.json"));
    await phone.tap("feeds-add");
    await phone.button("feed-do").waitFor();
    await see("meeting list found");
    await phone.tap("feed-not-now");
    await preview.place(null);
    await keepTown(preview, folder);
    await phone.page.reload();
    await phone.page.locator("main li").first().waitFor();
    await see("meeting lists");
    await phone.tap("feed-open", { name: "My town" });
    await phone.button("feed-remove").waitFor();
    await see("meeting list");
    await phone.closeSheet();
    await phone.go("/meetings");
    await phone.page.locator(".day").first().waitFor();
    await see("meetings");
    await phone.page.locator("summary").first().click();
    await phone.button("meetings-how-away").waitFor();
    await see("meetings filters");
    await phone.page.getByRole("button", { name: "Quiet Herons" }).click();
    await phone.link("meeting-link").waitFor();
    await see("meeting");
  } finally {
    remove();
  }
}
