// An entry of the journal in words: what a row of the list says, and what a day of the calendar is called.
import type {
  Attendance,
  CheckIn,
  CheckInItem,
  Craving,
  DiaryDoses,
  DiaryNote,
  Goal,
  ItemAnswer,
  JournalEntry,
  JourneyEntry,
  Lapse,
  MonthDay,
  Question,
  SideEffect,
  StayMark,
  Trigger,
  UseEntry,
} from "$ipc";
import { formatDateTime, formatDay, formatDayNear, formatList } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import {
  amountWords,
  doseCounts,
  goalName,
  isolated,
  sleepWords,
  stayName,
  triggerName,
} from "$shared/i18n/words.ts";

/** What an entry is read with: the person's goals, triggers and own questions by id. */
export interface Lookup {
  goals: readonly Goal[];
  triggers: readonly Trigger[];
  items: readonly CheckInItem[];
}

export interface EntryWords {
  title: string;
  /** The rest that was said, in short parts. */
  parts: string[];
  note: string;
}

const MINUTE = 60;
/** About a line and a half on a phone. */
const LINE_CHARS = 60;
/** More than two lines of a row can show on any screen. */
const PREVIEW_CHARS = 400;

export function wordsOf(item: JourneyEntry, lookup: Lookup): EntryWords {
  switch (item.type) {
    case "check_in":
      return checkInWords(item.entry, lookup);
    case "craving":
      return cravingWords(item.entry, lookup);
    case "lapse":
      return lapseWords(item.entry, lookup);
    case "use_entry":
      return useWords(item.entry, lookup);
    case "journal_entry":
      return journalWords(item.entry);
    case "diary_note":
      return diaryWords(item.entry);
    case "attendance":
      return attendanceWords(item.entry);
    case "side_effect":
      return sideEffectWords(item.entry);
    case "question":
      return questionWords(item.entry);
  }
}

const STAY = { first: "stay-began", last: "stay-was-over", only: "stay-only" };

/** The row of a stay's first or last day, by the person's own word for it where there is one. */
export function stayWords({ stay, end }: StayMark): string {
  return t(STAY[end], { name: stayName(stay) });
}

/** The doses of a day in one line: so many of those that were due, and what became of the others. */
export function doseWords(doses: DiaryDoses): { title: string; parts: string[] } {
  const { taken, late, skipped, missed, unrecorded, asNeeded } = doses;
  const due = taken + late + skipped + missed + unrecorded;
  const rest = ["late", "skipped", "missed", "unrecorded"] as const;
  if (due === 0) return { title: t("journey-doses-needed", { count: asNeeded }), parts: [] };
  return {
    title: t("journey-doses", { taken: taken + late, due }),
    parts: doseCounts(doses, [...rest, "asNeeded"]),
  };
}

function checkInWords(entry: CheckIn, lookup: Lookup): EntryWords {
  const { mood, craving, confidence, sleepMinutes, used } = entry;
  const parts = [
    craving === null ? null : t("entry-part-craving", { value: craving }),
    confidence === null ? null : t("entry-part-confidence", { value: confidence }),
    sleepMinutes === null ? null : t("entry-part-sleep", { hours: sleepWords(sleepMinutes) }),
    ...haltParts(entry),
    used === true ? t("entry-part-used") : null,
    ...answers(entry, lookup, (kind) => kind !== "text"),
  ];
  const texts = answers(entry, lookup, (kind) => kind === "text");
  const title = mood === null ? t("entry-check-in") : t("entry-mood", { mood: t(`mood-${mood}`) });
  return { title, parts: said(parts), note: said([entry.note, ...texts]).join("\n") };
}

/** "Water: 2.5 glasses", in the order of the questions; only those of some kinds. */
function answers(
  entry: CheckIn,
  { items }: Lookup,
  ofKind: (kind: CheckInItem["kind"]) => boolean,
): string[] {
  return items.flatMap((item) => {
    const answer = entry.items.find(({ itemId }) => itemId === item.id);
    if (answer === undefined || !ofKind(item.kind)) return [];
    return `${isolated(item.name)}: ${answerWords(answer, item)}`;
  });
}

function answerWords({ value: { kind, value } }: ItemAnswer, { unit }: CheckInItem): string {
  if (kind === "number") return amountWords(value, unit);
  if (kind === "scale") return t("item-scale-word", { value });
  if (kind === "yes_no") return t(value ? "check-in-used-yes" : "check-in-used-no");
  return value;
}

/** Only what was felt: "hungry: a little"; a "no" is not worth a line. */
function haltParts({ halt }: CheckIn): (string | null)[] {
  return Object.entries(halt).map(([key, level]) =>
    level === null || level === 0 ? null : `${t(`halt-${key}`)}: ${t(`halt-${level}`)}`,
  );
}

function cravingWords(entry: Craving, lookup: Lookup): EntryWords {
  const { strengthBefore, tool, toolSeconds, acted } = entry;
  const minutes = toolSeconds === null ? 0 : Math.round(toolSeconds / MINUTE);
  const toolWord = tool === null ? null : t(`tool-${tool}`);
  const parts = [
    goalPart(entry.goalId, lookup),
    triggerNames(entry.triggers, lookup),
    toolWord !== null && minutes > 0
      ? t("entry-part-tool-minutes", { tool: toolWord, minutes: t("wave-minutes", { minutes }) })
      : toolWord,
    acted === null ? null : t(acted ? "entry-part-acted" : "entry-part-not-acted"),
  ];
  const title = strengthBefore === null ? t("entry-craving") : strengthTitle(entry);
  return { title, parts: said(parts), note: entry.note };
}

function strengthTitle({ strengthBefore, strengthAfter }: Craving): string {
  const before = strengthBefore ?? 0;
  return strengthAfter === null
    ? t("entry-strength", { before })
    : t("entry-strength-changed", { before, after: strengthAfter });
}

function lapseWords(entry: Lapse, lookup: Lookup): EntryWords {
  const parts = [
    goalPart(entry.goalId, lookup),
    entry.amount === null ? null : amountOf(entry.amount, entry.goalId, lookup),
    triggerNames(entry.triggers, lookup),
  ];
  return { title: t("entry-lapse"), parts: said(parts), note: entry.note };
}

function useWords(entry: UseEntry, lookup: Lookup): EntryWords {
  return {
    title: t("entry-use", { amount: amountOf(entry.amount, entry.goalId, lookup) }),
    parts: said([goalPart(entry.goalId, lookup)]),
    note: entry.note,
  };
}

function amountOf(amount: number, goalId: string | null, { goals }: Lookup): string {
  return amountWords(amount, goals.find((known) => known.id === goalId)?.unit ?? "");
}

function triggerNames(ids: readonly string[], lookup: Lookup): string | null {
  const names = ids.flatMap((id) => {
    const trigger = lookup.triggers.find((known) => known.id === id);
    return trigger ? [isolated(triggerName(trigger))] : [];
  });
  return names.length > 0 ? formatList(names) : null;
}

/** The first line leads, as a title would; a long one goes on below. */
function journalWords({ text, tags }: JournalEntry): EntryWords {
  const [first = "", ...rest] = text.trim().split("\n");
  const line = Array.from(first.trim());
  const title = line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS).join("")}…` : first.trim();
  return {
    title: isolated(title),
    parts: tags.map(isolated),
    note: (line.length > LINE_CHARS ? [first, ...rest] : rest)
      .join(" ")
      .trim()
      .slice(0, PREVIEW_CHARS),
  };
}

function diaryWords({ skill, note }: DiaryNote): EntryWords {
  return { title: t("entry-diary-note"), parts: skill ? [t(`skill-${skill}`)] : [], note };
}

/** The name as it was then; the moods say what it did, and the note what stays of it. */
function attendanceWords({ name, role, moodBefore, moodAfter, note }: Attendance): EntryWords {
  const moods =
    moodBefore === null || moodAfter === null
      ? null
      : t("entry-part-moods", { before: t(`mood-${moodBefore}`), after: t(`mood-${moodAfter}`) });
  const parts = said([moods, role === "" ? null : isolated(role)]);
  return { title: t("entry-attendance", { name: isolated(name) }), parts, note };
}

function sideEffectWords(entry: SideEffect): EntryWords {
  const { kind, words, strength, isOver, medicine, note } = entry;
  const own = words === "" ? null : isolated(words);
  const what = kind === null || (kind === "other" && own !== null) ? own : t(`side-effect-${kind}`);
  const parts = said([
    what === own ? null : own,
    strength === null ? null : t(`side-effect-${strength}`),
    medicine === "" ? null : isolated(medicine),
    isOver === null ? null : t(isOver ? "side-effect-over" : "side-effect-still"),
  ]);
  return { title: t("entry-side-effect", { what: what ?? "" }), parts, note };
}

function questionWords({ text, askedOn, note }: Question): EntryWords {
  const asked =
    askedOn === null
      ? t("question-open")
      : t("question-asked-on", { day: formatDay(askedOn, "full") });
  return { title: isolated(text), parts: [asked], note };
}

/** When an entry was; what is said about a day is of that day, whenever it was written. */
export const whenOf = ({ type, entry }: JourneyEntry): string =>
  type === "diary_note" ? formatDay(entry.dayOn, "full") : formatDateTime(entry.atMs, entry.zone);

/** Which goal, where there is more than one to tell apart. */
function goalPart(goalId: string | null, { goals }: Lookup): string | null {
  const goal = goals.find((known) => known.id === goalId);
  return goal && goals.length > 1 ? isolated(goalName(goal)) : null;
}

function said(parts: (string | null)[]): string[] {
  return parts.filter((part): part is string => part !== null && part !== "");
}

/** Whether anything was logged on a day. */
export const isLogged = ({
  checkIns,
  cravings,
  lapse,
  journalEntries,
  hasMore,
}: MonthDay): boolean => checkIns + cravings + journalEntries > 0 || lapse || hasMore;

/** A day as it is called aloud: "Thursday, 12 March, mood good, 2 cravings, a lapse"; of another year than `today`, with it. */
export function dayName(day: string, marks: MonthDay | undefined, today: string): string {
  const name = formatDayNear(day, today);
  if (marks === undefined || !isLogged(marks)) return `${name}, ${t("journey-day-nothing")}`;
  const { mood, checkIns, cravings, lapse, journalEntries, hasMore } = marks;
  const parts = said([
    mood === null ? null : t("journey-day-mood", { mood: t(`mood-${mood}`) }),
    cravings > 0 ? t("journey-day-cravings", { count: cravings }) : null,
    lapse ? t("journey-day-lapse") : null,
    journalEntries > 0 ? t("journey-day-journal-entries", { count: journalEntries }) : null,
  ]);
  // A check-in need not say a mood.
  if (hasMore || (checkIns > 0 && mood === null))
    parts.push(t(parts.length > 0 ? "journey-day-more" : "journey-day-noted"));
  return [name, ...parts].join(", ");
}
