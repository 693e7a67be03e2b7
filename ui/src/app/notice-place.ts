// Where a touched notification leads, or a row that tells of one that never rang: to the dose, the meeting or the visit that it was about.
import type { ReminderPlace } from "$ipc";

/** The address of a page below the tabs. */
export function addressOf(place: Exclude<ReminderPlace, { kind: "today" }>): string {
  if (place.kind === "doses") return `/doses/${place.day}`;
  if (place.kind === "own_reminders") return "/own-reminders";
  return `/${PAGES[place.kind]}/${place.id}`;
}

const PAGES = {
  medicine: "medicine",
  meeting: "my-meeting",
  appointment: "appointment",
  coping_date: "coping",
} as const;
