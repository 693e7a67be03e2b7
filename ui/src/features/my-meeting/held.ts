// What is answered in the sheets of a meeting and not sent yet: where it is held, and how it is found again.
import type { MyMeetingView } from "$ipc";
import type { Where } from "$shared/held-text.svelte.ts";

const TIME = "my_meeting_time";
const REMINDER = "my_meeting_reminder";
/** Of the sheet for somebody else; there is one. */
export const SHEET_HELD: Where = { place: "attendance_sheet", id: null };

export const reminderWhere = (meeting: string): Where => ({ place: REMINDER, id: meeting });

/** A time that is open in its sheet: its place among the times, behind them for one more. */
export interface OpenTime {
  at: number;
  where: Where;
}

/** The sheet in which something is held: a time, the reminder, or the meeting's own words. */
export type HeldSheet = { sheet: "time"; time: OpenTime } | { sheet: "reminder" | "words" };

/** A time of a meeting; each is held under the name of its schedule. */
export function openTime({ id, times }: MyMeetingView, at: number): OpenTime {
  const schedule = times[at]?.schedule ?? null;
  return { at, where: { place: schedule === null ? TIME : `${TIME} ${schedule}`, id } };
}

/** Where in a meeting's page something is held; null for what belongs elsewhere. */
export function heldSheetOf(view: MyMeetingView, where: Where): HeldSheet | null {
  if (where.id !== view.id) return null;
  const [kind, schedule] = where.place.split(" ");
  if (kind === "my_meeting") return { sheet: "words" };
  if (kind === REMINDER) return { sheet: "reminder" };
  if (kind !== TIME) return null;
  const at = view.times.findIndex((one) => one.schedule === schedule);
  // A time that was ended meanwhile is offered as one more.
  return { sheet: "time", time: { at: at < 0 ? view.times.length : at, where } };
}

/** The page that leads to what is held of meetings; null for what is none of theirs. */
export function pageOfHeld({ place, id }: Where): string | null {
  if (place === SHEET_HELD.place) return "/attendance-sheet";
  const isOfOne = ["my_meeting", TIME, REMINDER].includes(place.split(" ")[0] ?? "");
  return isOfOne && id !== null ? `/my-meeting/${id}` : null;
}
