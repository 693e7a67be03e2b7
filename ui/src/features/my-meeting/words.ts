// How the person's meetings are said: when, where, by whose clock.
import type { MeetingDue, MeetingListedNow, MyMeetingView } from "$ipc";
import { civilFromMs, daysBetween } from "$shared/format/civil.ts";
import {
  formatAgo,
  formatCivilTime,
  formatDay,
  formatDayNear,
  formatIn,
  formatTime,
} from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";

const SOON_MS = 12 * 3_600_000;
/** Days after which a weekday comes again. */
const WEEK = 7;
const HOUR = 60;
/** Where the time of day begins in a civil date-time. */
const TIME = "YYYY-MM-DDT".length;

type Day = { nowMs: number; today: string };

/** "Saturday, 19:00", by the clock here; its date where that could be another Saturday. */
export function whenOf(due: MeetingDue, today: string, zone: string): string {
  const { atMs, dayOn } = due;
  const ahead = daysBetween(today, dayOn);
  const isThisWeek = ahead >= 0 && ahead < WEEK;
  const day = isThisWeek ? formatDay(dayOn, "weekday") : formatDayNear(dayOn, today, "long");
  return t("my-meeting-when", { day, time: formatTime(atMs, zone) });
}

/** How far on it is, while that is easier to grasp than a time. */
export function farOn({ atMs }: MeetingDue, { nowMs }: Day): string | null {
  if (atMs <= nowMs) return t("meeting-began", { ago: formatAgo(atMs, nowMs) });
  return atMs - nowMs < SOON_MS ? formatIn(atMs, nowMs) : null;
}

/** How one takes part, and where. */
export function whereOf({ way, place }: { way: string; place: string }): string {
  const isThere = place !== "" && way !== "online" && way !== "phone";
  return isThere ? `${t(`meeting-way-${way}`)} · ${place}` : t(`meeting-way-${way}`);
}

/** The time on the clock of its place, when that is another one than here: "There it is 19:00 (Europe/London)". */
export function thereOf(due: MeetingDue, here: string): string | null {
  if (due.zone === here) return null;
  const there = civilFromMs(due.atMs, due.zone);
  const now = civilFromMs(due.atMs, here);
  if (there === now) return null;
  return t("my-meeting-there-clock", {
    time: formatCivilTime(there.slice(TIME)),
    zone: due.zone.replaceAll("_", " "),
  });
}

/** What a newer list says, each in a sentence. */
export function listedWords(listed: MeetingListedNow): string[] {
  if (listed.isGone) return [t("my-meeting-listed-gone")];
  const { weekday, start, name, place, link, phone } = listed;
  const words: string[] = [];
  if (listed.isAtAnotherTime) words.push(listedTime(weekday, start));
  if (name !== null) words.push(t("my-meeting-listed-name", { name }));
  if (place !== null) words.push(t("my-meeting-listed-place", { place }));
  if (link !== null)
    words.push(t(link === "" ? "my-meeting-listed-no-link" : "my-meeting-listed-link"));
  if (phone !== null) {
    words.push(
      phone === "" ? t("my-meeting-listed-no-phone") : t("my-meeting-listed-phone", { phone }),
    );
  }
  return words;
}

function listedTime(weekday: number | null, start: number | null): string {
  if (weekday === null || start === null) return t("my-meeting-listed-untimed");
  // 2001-01-01 was a Monday.
  const day = formatDay(`2001-01-0${String(weekday)}`, "weekday");
  return t("my-meeting-listed-time", { day, time: formatCivilTime(clock(start)) });
}

const two = (number: number): string => String(number).padStart(2, "0");
const clock = (minute: number): string => `${two(Math.floor(minute / HOUR))}:${two(minute % HOUR)}`;

/** Whether there is anything about how to take part from afar. */
export const hasWayIn = ({ link, phone, joining }: MyMeetingView): boolean =>
  link !== null || phone !== "" || joining !== "";
