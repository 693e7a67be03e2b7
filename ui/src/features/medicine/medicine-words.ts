// Medicines in words: what lists call them, what comes next, how it went.
import type { Adherence, Medicine, MedicineScheduleView, MedicineView, TakeHome } from "$ipc";
import { doseName, dueWords } from "$features/dose/index.ts";
import { spanWords } from "$features/schedule/index.ts";
import { lowLine, pastLine } from "$features/stock/index.ts";
import { formatDay, formatList, formatNumber } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { seen } from "$shared/i18n/words.ts";

/** What lists call it: the discreet name, where there is one, and its strength. */
export const listedName = (medicine: Medicine): string =>
  doseName({ name: seen(medicine.discreetName) || medicine.name, strength: medicine.strength });

/** The one line below its name in a list, and whether its supply is soon over or past its date. */
export function standLine(medicine: MedicineView, nowMs: number): string {
  const stands = doseLine(medicine, nowMs);
  const parts = [stands, lowLine(medicine.stock), pastLine(medicine)];
  return parts.filter((part) => part !== null).join(" · ");
}

/** Whether it is a kit against overdose, which nobody takes on an ordinary day. */
export const isKit = ({ class: kind }: Medicine): boolean => kind === "naloxone";

/** What is known of a kit. The day on its pack stands with its supply. */
export function kitRows({ kit }: Medicine): { name: string; value: string }[] {
  const trained = kit.trainedOn === null ? "" : formatDay(kit.trainedOn, "full");
  const rows = [
    { name: t("medicine-kit-place"), value: seen(kit.place) },
    { name: t("medicine-kit-people"), value: seen(kit.people) },
    { name: t("medicine-kit-trained"), value: trained },
  ];
  return rows.map(({ name, value }) => ({ name, value: value || t("medicine-class-none") }));
}

function doseLine(medicine: MedicineView, nowMs: number): string {
  const { endedMs, open, nextMs, schedules } = medicine;
  if (endedMs !== null) return t("medicine-ended-on", { day: dueWords(endedMs, nowMs) });
  if (open > 0) return t("medicine-open", { count: open, shown: formatNumber(open) });
  if (schedules.some(({ followsNothing, nextMs }) => followsNothing && nextMs === null)) {
    return t("medicine-no-time");
  }
  const injections = schedules.map(injectionWords).filter((words) => words !== null);
  if (injections[0] !== undefined) return injections[0];
  if (nextMs !== null) return t("medicine-next", { when: dueWords(nextMs, nowMs) });
  if (schedules.some(({ asNeeded }) => asNeeded !== null)) return t("schedule-needed");
  if (isKit(medicine)) return seen(medicine.kit.place) || t("medicine-kit");
  return t("medicine-no-schedule");
}

/** Of one whose leader is over: what was taken before that can still have one to come. */
export const followsWords = ({ nextMs }: Pick<MedicineScheduleView, "nextMs">): string =>
  nextMs === null ? "medicine-follows-nothing" : "medicine-follows-last";

type OfInjection = Pick<MedicineScheduleView, "rule" | "injection">;

/** Whether nothing is counted yet from an injection that was given: of the first one there is a day and no window. */
const isFirstInjection = ({ rule, injection }: OfInjection): boolean =>
  rule.kind === "long_acting" && injection?.targetOn === rule.firstOn;

/** The window of the next injection, as facts about dates; null for a schedule of no injection. */
export function injectionWords(schedule: OfInjection): string | null {
  const { injection } = schedule;
  if (injection === null) return null;
  const { stage, earliestOn, targetOn, latestOn } = injection;
  if (isFirstInjection(schedule)) {
    const day = formatDay(targetOn, "full");
    if (stage !== "overdue") return t("medicine-injection-first", { day });
    return t("medicine-injection-first-past", { day });
  }
  const [earliest, target, latest] = [earliestOn, targetOn, latestOn].map((day) =>
    formatDay(day, "full"),
  );
  if (stage === "overdue") return t("medicine-injection-overdue", { day: latest ?? "" });
  if (stage === "too_early")
    return t("medicine-injection-early", { day: target ?? "", earliest: earliest ?? "" });
  return t("medicine-injection-due", { day: target ?? "", latest: latest ?? "" });
}

/** What a clinic handed out for days at home that are not over, and when the next visit is. */
export function takeHomeLines(home: TakeHome | null): string[] {
  if (home === null) return [];
  const { days, nextVisitOn, leavesAGap } = home;
  const count = days.length;
  const lines = [
    t("medicine-home", {
      count,
      shown: formatNumber(count),
      days: formatList(days.map((day) => formatDay(day, "weekday"))),
    }),
  ];
  if (nextVisitOn !== null)
    lines.push(t("medicine-home-next", { day: formatDay(nextVisitOn, "full") }));
  if (leavesAGap) lines.push(t("medicine-home-gap"));
  return lines;
}

const MINUTES = 60;
const DAY = 24;
/** From so many hours on only whole days are told. */
const LONG = 3 * DAY;
const wholeDays = (hours: number): number => (hours < LONG ? hours : hours - (hours % DAY));

const percentOf = (percent: number | null): string | null =>
  percent === null ? null : formatNumber(percent / 100, { style: "percent" });

/** How it went, a sentence each: counts first, percent where there are enough. */
export function adherenceLines(told: Adherence): string[] {
  const lines: string[] = [];
  const { due, taken, late, skipped, missed, unrecorded, asNeeded } = told;
  const { takenPercent, onTimePercent, longestGapHours } = told;
  const shown = (count: number): string => formatNumber(count);
  const known = due - unrecorded;
  if (known > 0) {
    const counts = { taken: shown(taken + late), due: shown(known) };
    const percent = percentOf(takenPercent);
    const onTime = percentOf(onTimePercent);
    lines.push(
      percent === null
        ? t("medicine-taken", counts)
        : t("medicine-taken-percent", { ...counts, percent }),
    );
    if (taken > 0 && onTime !== null) {
      const timely = { taken: shown(taken), due: shown(known), percent: onTime };
      lines.push(t("medicine-on-time-percent", timely));
    } else if (taken + late > 0) {
      lines.push(t("medicine-on-time", { count: taken, shown: shown(taken) }));
    }
  }
  if (skipped > 0) lines.push(t("medicine-skipped", { count: skipped, shown: shown(skipped) }));
  if (missed > 0) lines.push(t("medicine-missed", { count: missed, shown: shown(missed) }));
  if (unrecorded > 0)
    lines.push(t("medicine-unrecorded", { count: unrecorded, shown: shown(unrecorded) }));
  if (longestGapHours !== null) {
    lines.push(t("medicine-gap", { span: spanWords(wholeDays(longestGapHours) * MINUTES) }));
  }
  if (asNeeded > 0)
    lines.push(t("medicine-needed-count", { count: asNeeded, shown: shown(asNeeded) }));
  return lines.length > 0 ? lines : [t("medicine-nothing-yet")];
}
