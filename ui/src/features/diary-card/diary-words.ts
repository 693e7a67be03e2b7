// The diary card in words: one line for each thing that a day tells, the same on a phone and in the table.
import type { DiaryCard, DiaryDay, Help, SkillAnswer, Trigger } from "$ipc";
import { formatDay, formatList } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { doseCounts, isolated, sleepWords, triggerName } from "$shared/i18n/words.ts";

export const LINES = [
  "mood",
  "cravings",
  "acted",
  "use",
  "feelings",
  "sleep",
  "skills",
  "doses",
  "meetings",
  "journal",
  "said",
] as const;
export type LineKey = (typeof LINES)[number];

/** In the order in which they are offered. */
export const SKILL_ANSWERS: readonly SkillAnswer[] = [
  "used",
  "not_thought_of",
  "not_wanted",
  "not_possible",
  "not_needed",
];

/** What a day says, by line; a line that it does not say is empty. */
export function linesOf(day: DiaryDay, triggers: readonly Trigger[]): Record<LineKey, string> {
  return {
    mood: moodOf(day),
    cravings: cravingsOf(day),
    acted: actedOf(day),
    use: useOf(day),
    feelings: feelingsOf(day, triggers),
    sleep: day.sleepMinutes === null ? "" : sleepWords(day.sleepMinutes),
    skills: joined(day.skills.map(skillOf)),
    doses: joined(doseCounts(day.doses)),
    meetings: day.meetings === 0 ? "" : counted("diary-meetings", day.meetings),
    journal:
      day.journalEntries === 0 ? "" : counted("journey-day-journal-entries", day.journalEntries),
    said: day.note?.skill ? t(`skill-${day.note.skill}`) : "",
  };
}

/** Whether something can be said about a day: one that is tomorrow here, after a flight west, only says what it has. */
export const canSay = ({ dayOn, note }: DiaryDay, today: string): boolean =>
  dayOn <= today || note !== null;

/** What stands in place of lines where there are none; empty where there are some. */
export function stateOf(day: DiaryDay, today: string): string {
  if (day.isAhead) return t("diary-ahead");
  if (day.isLogged) return "";
  return t(day.dayOn === today ? "diary-nothing-yet" : "diary-nothing");
}

/** The week in a few sentences. */
export function sentencesOf({ week, firstEntryOn, lastOn }: DiaryCard): string[] {
  if (week.loggedDays === 0) {
    const isBefore = firstEntryOn === null || lastOn < firstEntryOn;
    return [t(isBefore ? "diary-week-before" : "diary-week-nothing")];
  }
  const { acted, actedOf, lapses, uses, skillDays: days } = week;
  return [
    t("diary-week-check-ins", { days: week.checkInDays, of: week.days }),
    week.cravings === 0
      ? t("diary-week-no-cravings")
      : t("diary-week-cravings", { cravings: cravings(week.cravings, week.strongest) }),
    actedOf === 0 ? "" : t("diary-week-acted", { acted, of: actedOf }),
    lapses + uses === 0 ? "" : t("diary-week-use", { what: joined(usedParts(lapses, uses)) }),
    days === 0 ? "" : t("diary-week-skills", { days }),
  ].filter((sentence) => sentence !== "");
}

const MOST_NAMED = 4;

/** The days without a check-in, in a sentence; empty where there are none. Almost a whole week is not counted out. */
export function missingOf({ missing }: DiaryCard): string {
  if (missing.length === 0) return "";
  if (missing.length > MOST_NAMED) return t("diary-missing-all");
  return t("diary-missing", { days: formatList(missing.map((day) => formatDay(day, "weekday"))) });
}

function moodOf({ moodLow, moodHigh }: DiaryDay): string {
  if (moodLow === null || moodHigh === null) return "";
  const [low, high] = [t(`mood-${moodLow}`), t(`mood-${moodHigh}`)];
  return moodLow === moodHigh ? low : t("diary-mood-range", { low, high });
}

function cravingsOf({ cravings: count, strongest, isLogged }: DiaryDay): string {
  if (count > 0) return cravings(count, strongest);
  if (strongest !== null) return t("diary-strongest", { value: strongest });
  return isLogged ? t("diary-none-logged") : "";
}

function cravings(count: number, strongest: number | null): string {
  const words = counted("journey-day-cravings", count);
  return strongest === null ? words : t("diary-cravings", { cravings: words, value: strongest });
}

function actedOf(day: DiaryDay): string {
  if (day.cravings === 0) return "";
  if (day.actedOf === 0) return t("diary-not-said");
  return t("diary-acted", { acted: day.acted, of: day.actedOf });
}

function useOf({ lapses, uses, used }: DiaryDay): string {
  const answer = used === null ? [] : [t(used ? "diary-used-yes" : "diary-used-no")];
  return joined([...usedParts(lapses, uses), ...answer]);
}

const usedParts = (lapses: number, uses: number): string[] => [
  ...(lapses > 0 ? [counted("diary-lapses", lapses)] : []),
  ...(uses > 0 ? [counted("diary-uses", uses)] : []),
];

function feelingsOf({ feelings }: DiaryDay, triggers: readonly Trigger[]): string {
  const named = feelings.flatMap(({ triggerId, times }) => {
    const trigger = triggers.find(({ id }) => id === triggerId);
    if (!trigger) return [];
    const name = isolated(triggerName(trigger));
    return [times === 1 ? name : t("diary-times", { name, times })];
  });
  return joined(named);
}

/** "Ride the wave × 2, helped 1 of 2"; without the rest where it was used once, or not rated. */
function skillOf({ of, uses, rated, helped }: Help<string>): string {
  const tool = t(`tool-${of}`);
  const name = uses === 1 ? tool : t("diary-times", { name: tool, times: uses });
  return rated === 0 ? name : t("diary-helped", { name, helped, rated });
}

const counted = (id: string, count: number): string => t(id, { count });

const joined = (parts: string[]): string => parts.join(" · ");
