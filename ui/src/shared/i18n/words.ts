// Words for data that may be the app's own or the person's: built-in things have a key, own ones a name.
import { formatAmount } from "../format/amount.ts";
import { formatNumber } from "../format/index.ts";
import { t } from "./index.svelte.ts";

/** Own words without the space around them; empty when nothing in them can be seen. */
export const seen = (words: string): string =>
  /[^\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.test(words) ? words.trim() : "";

type Named = { name: string; kind: string | null };

/** A goal's own name, else the word of its kind. */
export const goalName = (goal: Named): string =>
  seen(goal.name) || t(`goal-${goal.kind ?? "other"}`);

/** A stay by the person's own word for it, else by its place. */
export const stayName = (stay: { name: string; place: string }): string =>
  seen(stay.name) || t(`stay-place-${stay.place}`);

/** An appointment's own name, else the word of its kind. */
export const appointmentName = (appointment: { title: string; kind: string }): string =>
  seen(appointment.title) || t(`appointment-${appointment.kind}`);

/** A coping date's own name, else the word of its kind. */
export const copingName = (date: { name: string; kind: string }): string =>
  seen(date.name) || t(`coping-${date.kind}`);

/** Own words keep their direction to themselves, as the messages do it. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/** "2.5 drinks", in the person's own word for the unit. */
export const amountWords = (thousandths: number, unit: string): string =>
  seen(unit) === ""
    ? formatAmount(thousandths)
    : `${formatAmount(thousandths)} ${isolated(seen(unit))}`;

type Doses = Record<"taken" | "late" | "skipped" | "missed" | "unrecorded" | "asNeeded", number>;

const DOSES = ["taken", "late", "skipped", "missed", "unrecorded", "asNeeded"] as const;

/** What became of doses: "2 taken", "1 not recorded"; what did not happen is left out. */
export const doseCounts = (doses: Doses, told: readonly (keyof Doses)[] = DOSES): string[] =>
  told.flatMap((what) =>
    doses[what] > 0 ? [t(`diary-doses-${what}`, { count: doses[what] })] : [],
  );

const MINUTES = 60;

/** A time slept, as people say it: "8 hours", "7 h 30 min", "45 min". */
export function sleepWords(slept: number): string {
  const whole = Math.round(slept);
  const [hours, minutes] = [Math.floor(whole / MINUTES), whole % MINUTES];
  if (minutes === 0) return t("sleep-hours", { hours });
  return hours === 0 ? t("sleep-minutes", { minutes }) : t("sleep-both", { hours, minutes });
}

type Milestone = { measure: string; unit: string; count: number; name: string };

/** "30 days in a row", or "Thirty: 30 days in a row" for an own one. */
export function milestoneWords({ measure, unit, count, name }: Milestone): string {
  const what = t(`milestone-${measure}-${unit}`, { count, shown: formatNumber(count) });
  return seen(name) === "" ? what : t("milestone-own", { name: seen(name), what });
}

/** Goals to choose from. */
export const goalOptions = (
  goals: readonly (Named & { id: string })[],
): { value: string; label: string }[] =>
  goals.map((goal) => ({ value: goal.id, label: goalName(goal) }));

/** No and yes, to choose from. */
export const yesNo = (): { value: boolean; label: string }[] => [
  { value: false, label: t("check-in-used-no") },
  { value: true, label: t("check-in-used-yes") },
];

/** A trigger's own words, else those of its key. */
export const triggerName = (trigger: { name: string; key: string | null }): string =>
  trigger.key === null || trigger.name !== "" ? trigger.name : t(`trigger-${trigger.key}`);

/** What happened and what to do now, in one line beside a field; null when nothing was refused. */
export function refusalText(refusal: { code: string } | null | undefined): string | null {
  if (!refusal) return null;
  const id = refusal.code.replaceAll("_", "-");
  return `${t(`err-${id}`)} ${t(`rec-${id}`)}`;
}
