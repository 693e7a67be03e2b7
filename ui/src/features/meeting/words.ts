// How meetings are said: kinds, rhythm, how far on.
import type { MeetingHit, MeetingType, MeetingView } from "$ipc";
import { formatAgo, formatCivilTime, formatDay, formatIn } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";

/** Codes of the Meeting Guide that have a name here. */
const NAMED = [
  "A",
  "ASL",
  "B",
  "BA",
  "BE",
  "BI",
  "C",
  "CAN",
  "CF",
  "D",
  "EN",
  "FR",
  "G",
  "L",
  "LGBTQ",
  "LIT",
  "M",
  "MED",
  "N",
  "O",
  "OUT",
  "POC",
  "S",
  "SEN",
  "SP",
  "ST",
  "T",
  "W",
  "X",
  "Y",
];

/** The name of a kind; null for a code that nobody but its server can read. */
export function kindName({ vocabulary, code }: MeetingType): string | null {
  if (vocabulary === "calendar") return code;
  if (vocabulary === "meeting_guide" && NAMED.includes(code)) return t(`meeting-kind-${code}`);
  return null;
}

const SOON_MS = 12 * 3_600_000;

/** How far on it is, while that is easier to grasp than a time: "in 20 minutes". */
export function farOn(atMs: number, nowMs: number): string | null {
  if (atMs <= nowMs) return t("meeting-began", { ago: formatAgo(atMs, nowMs) });
  return atMs - nowMs < SOON_MS ? formatIn(atMs, nowMs) : null;
}

/** How one takes part, and where: one short line. */
export function whereOf({ way, place, isClosed }: MeetingHit): string {
  const parts = [t(isClosed ? "meeting-closed" : `meeting-way-${way}`)];
  if (place !== "" && way !== "online" && way !== "phone") parts.push(place);
  return parts.join(" · ");
}

/** Where it is, a line each: what the list says again of the same place is left out. */
export function placeLines({
  building,
  address,
  region,
}: Pick<MeetingView, "building" | "address" | "region">): string[] {
  const said = new Set<string>();
  const unsaid = (part: string): boolean => {
    const plain = part.toLocaleLowerCase();
    const isNew = plain !== "" && !said.has(plain);
    said.add(plain);
    return isNew;
  };
  const lines = [[building.trim()], partsOf(address), partsOf(region)];
  return lines.map((parts) => parts.filter(unsaid).join(", ")).filter((line) => line !== "");
}

const partsOf = (line: string): string[] => line.split(",").map((part) => part.trim());

/** 2001-01-01 was a Monday. */
const weekdayName = (weekday: number): string =>
  formatDay(`2001-01-0${String(weekday)}`, "weekday");

/** How often, by its own clock: "Every Tuesday at 18:30". Null without a time. */
export function rhythmOf(view: MeetingView): string | null {
  const { repeat, weekday, start, dayOn } = view;
  if (repeat === null || weekday === null || start === null) return null;
  const day = weekdayName(weekday);
  const time = formatCivilTime(start);
  if (repeat.nth !== null) {
    const said = t(`meeting-nth-${repeat.nth}`, { day, time });
    const count = repeat.months ?? 1;
    return count > 1 ? `${said}. ${t("meeting-months", { count })}` : said;
  }
  if (repeat.weeks === 1) return t("meeting-each-week", { day, time });
  if (repeat.weeks !== null) return t("meeting-each-weeks", { day, time, count: repeat.weeks });
  return t("meeting-once", { day: dayOn === null ? day : formatDay(dayOn, "full"), time });
}
