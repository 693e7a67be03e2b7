// Doses in words: what is taken, when, and how it stands.
import type { AsNeededStand, DoseOverdue, DoseView, DueOverdue, RemovedDose } from "$ipc";
import {
  formatDateTime,
  formatDay,
  formatNumber,
  formatTime,
  language,
} from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { isolated, seen } from "$shared/i18n/words.ts";

type Called = { name: string; strength: string };

/** "Bupropion 150 mg". */
export const doseName = ({ name, strength }: Called): string =>
  [name, seen(strength)].join(" ").trim();

const DAY_MS = 86_400_000;

/** A time of about today, else with its day: "Sun 22 Nov, 08:00". */
export function dueWords(dueMs: number, nowMs: number): string {
  const [due, now] = [new Date(dueMs), new Date(nowMs)];
  if (due.toDateString() === now.toDateString()) return formatTime(dueMs);
  if (due.getFullYear() !== now.getFullYear()) return formatDateTime(dueMs);
  // Written as the same time is alone: 09:00, or 9:00 AM.
  const { hour12 } = new Intl.DateTimeFormat(language(), { timeStyle: "short" }).resolvedOptions();
  return new Intl.DateTimeFormat(language(), {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: hour12 === true ? "numeric" : "2-digit",
    minute: "2-digit",
  }).format(due);
}

/** "08:00 · 1 film", or "since 08:00 · 1 film" for what is overdue by a day. */
export function doseLine(dose: DoseView, nowMs: number): string {
  const when = dueWords(dose.dueMs, nowMs);
  const isOld = nowMs - dose.dueMs > DAY_MS;
  return [isOld ? t("dose-since", { when }) : when, doseAbout(dose, nowMs)]
    .filter((part) => part !== "")
    .join(" · ");
}

/** "1 patch · Next place: left arm": how much, where on the body one tap notes it, until when it was put off, and that
 * the clinic has closed since. */
export function doseAbout(
  { amount, atMs, nextSite, snoozedUntilMs, closesMs }: DoseView,
  nowMs: number,
): string {
  const parts: string[] = [];
  if (seen(amount) !== "") parts.push(isolated(amount));
  if (nextSite !== null && atMs === null) parts.push(t("medicine-site-next", { site: nextSite }));
  if (snoozedUntilMs !== null) parts.push(t("later-until", { time: formatTime(snoozedUntilMs) }));
  if (closesMs !== null && atMs === null && closesMs <= nowMs)
    parts.push(t("dose-clinic-closed", { time: formatTime(closesMs) }));
  return parts.join(" · ");
}

/** "yesterday, 21:00", or only the time of one of today; and when the clinic closed. */
export function wentByWords(dose: DoseView, nowMs: number): string {
  const { dueMs, closesMs } = dose;
  const isToday = new Date(dueMs).toDateString() === new Date(nowMs).toDateString();
  const time = formatTime(dueMs);
  const when = isToday ? time : t("dose-yesterday", { time });
  if (closesMs === null) return when;
  return `${when} · ${t("dose-clinic-closed", { time: formatTime(closesMs) })}`;
}

type Stands = Pick<DoseView, "state" | "atMs" | "reason" | "dueMs">;

/** How it stands: "Taken at 08:05", "Not taken: I forgot". Nobody's answer is another thing than "missed". */
export function stateWords({ state, atMs, reason, dueMs }: Stands): string {
  if (atMs === null) return t(`dose-${state}`);
  const time = dueWords(atMs, dueMs);
  if (state === "taken") return t("dose-taken-at", { time });
  if (state === "late") return t(atMs < dueMs ? "dose-early-at" : "dose-late-at", { time });
  const said = state === "missed" ? "dose-missed" : "dose-skipped";
  if (reason !== null) return t(`${said}-why`, { why: t(`dose-why-${reason}`) });
  return t(state === "missed" ? "dose-missed-said" : `dose-${state}`);
}

/** What was said about one that was removed: when it was due, and how it stood. */
export function removedDoseWords({ outcome, isOffTime, ...dose }: RemovedDose): string[] {
  const state = outcome === "taken" && isOffTime ? "late" : outcome;
  return [formatDateTime(dose.dueMs, dose.zone), stateWords({ ...dose, state })];
}

/** So far from its time, what was not taken in time may have been typed for another day. */
const FAR_MS = 12 * 3_600_000;

/** Asks whether the day is right; null for a dose that was taken near its time, or in time. */
export function farWords({ state, atMs, dueMs }: Stands): string | null {
  if (state !== "late" || atMs === null || Math.abs(atMs - dueMs) <= FAR_MS) return null;
  return t("dose-far", { due: dueWords(dueMs, atMs) });
}

/** What one tap on all of a time notes is shown before: also where on the body, and that one of them was put off. */
export function nameInGroup({ name, nextSite, snoozedUntilMs }: DoseView): string {
  const parts = nextSite === null ? [] : [nextSite];
  if (snoozedUntilMs !== null) parts.push(t("later-until", { time: formatTime(snoozedUntilMs) }));
  return parts.length === 0 ? name : `${name} (${parts.join(", ")})`;
}

/** Heard alone, it says which of two doses of one medicine. */
export function nameAmong(dose: DoseView, open: readonly DoseView[], nowMs: number): string {
  const isOnly = open.filter(({ medicineId }) => medicineId === dose.medicineId).length < 2;
  const name = doseName(dose);
  return isOnly ? name : `${name}, ${dueWords(dose.dueMs, nowMs)}`;
}

/** Below what came due last: what waits from before, and since when; null where nothing does. */
export function waitsToo(
  rest: readonly DoseView[],
  nowMs: number,
): { label: string; hint: string } | null {
  const first = rest.at(-1);
  if (first === undefined) return null;
  const time = dueWords(first.dueMs, nowMs);
  return rest.length === 1
    ? { label: t("dose-waits-too", { name: doseName(first) }), hint: time }
    : {
        label: t("dose-wait-too", { count: rest.length }),
        hint: t("dose-first-since", { time }),
      };
}

/** What the card of one that is overdue says. Where its last dose stands below as not noted, that is said once. */
export function overdueHint(one: DueOverdue, wentBy: readonly DoseView[]): string {
  const isNew = !one.isInjection && one.days <= 1;
  const isSaid = isNew && wentBy.some(({ medicineId }) => medicineId === one.medicineId);
  const hint = t("dose-overdue-hint");
  return isSaid ? hint : `${overdueWords(one)} ${hint}`;
}

/** Since when it is overdue, as a fact about days. */
export function overdueWords({ sinceOn, days, isInjection }: DoseOverdue): string {
  const kind = isInjection ? "injection" : "doses";
  return t(`dose-overdue-${kind}`, {
    day: formatDay(sinceOn, "full"),
    days,
    shown: formatNumber(days),
  });
}

/** One line of it; `isLimit`: a limit that was typed in is reached, which has a look of its own. */
export interface StandLine {
  text: string;
  isLimit: boolean;
}

/** How something that is taken as needed stands: a warning where there is one, and the counts that have a limit. */
export function standLines(stand: AsNeededStand, nowMs: number): StandLine[] {
  const lines: StandLine[] = [];
  const { notBeforeMs, in24Hours, mostIn24Hours, today, mostADay } = stand;
  if (notBeforeMs !== null) {
    const time = dueWords(notBeforeMs, nowMs);
    lines.push({ text: t("dose-too-soon", { time }), isLimit: true });
  }
  if (mostIn24Hours !== null) lines.push(counted("24", in24Hours, mostIn24Hours));
  if (mostADay !== null) lines.push(counted("day", today, mostADay));
  return lines;
}

function counted(span: "24" | "day", count: number, most: number): StandLine {
  const shown = { count: formatNumber(count), most: formatNumber(most) };
  if (count < most) return { text: t(`dose-of-${span}`, shown), isLimit: false };
  return { text: t(`dose-${count > most ? "over" : "full"}-${span}`, shown), isLimit: true };
}
