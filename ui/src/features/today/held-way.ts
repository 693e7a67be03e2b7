// Where words wait that were not taken yet: Today says so after an unlock, and leads to the page that opens them.
import type { Where } from "$shared/held-text.svelte.ts";

const PAGES: Record<string, string> = {
  person: "/people",
  check_in_item: "/check-in-items",
  stay: "/stays",
  coping_date: "/coping-dates",
  programme: "/programme",
  dose: "/medicines",
  side_effect: "/medicines",
  question: "/questions",
  check_in: "/journey",
  craving: "/journey",
  lapse: "/journey",
  use_entry: "/journey",
  diary_note: "/journey",
  attendance: "/journey",
  my_meeting: "/my-meetings",
  attendance_sheet: "/attendance-sheet",
};
/** What belongs to a meeting of the person's own, whose id it is held under. */
const OF_MEETING = ["my_meeting", "my_meeting_time", "my_meeting_reminder"];
/** What belongs to the supply of a medicine, whose id it is held under. */
const OF_STOCK = ["stock", "stock_count", "stock_refill"];
/** What belongs to a goal, whose id it is held under. */
const OF_GOAL = ["unit", "rate", "limit", "break", "milestone"];

/** The address of their page; null for what no page of this version knows. */
export function pageOf({ place, id }: Where): string | null {
  const [kind = "", , of] = place.split(" ");
  if (kind === "appointment") return `/appointment-edit/${id ?? "new"}`;
  if (kind === "visit_line") return of === undefined ? "/appointments" : `/appointment/${of}`;
  if (kind === "visit") return id === null ? null : `/appointment/${id}`;
  if (kind === "coping_review") return id === null ? null : `/coping/${id}`;
  if (kind === "goal") return `/goals/${id ?? "new"}`;
  if (kind === "medicine") return id === null ? "/medicine/new" : `/medicine/${id}/edit`;
  if (OF_STOCK.includes(kind)) return id === null ? null : `/medicine/${id}`;
  if (kind === "own_reminder") return `/own-reminder/${id ?? "new"}`;
  if (OF_GOAL.includes(kind)) return id === null ? null : `/goal/${id}`;
  if (OF_MEETING.includes(kind) && id !== null) return `/my-meeting/${id}`;
  return PAGES[kind] ?? null;
}
