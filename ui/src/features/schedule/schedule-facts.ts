// What a schedule says beside its one line: each step of a plan with its days, and the hours of a clinic.
import type { OpeningSpec, PhaseSpec, ScheduleRule } from "$ipc";
import { formatDay } from "$shared/format/index.ts";
import { zoneWords } from "$shared/format/zones.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { seen } from "$shared/i18n/words.ts";
import { phaseSentence, shownTime, weekdaysWords } from "./schedule-words.ts";

/** One step of a plan that was typed in. */
export interface StepFacts {
  /** "Step 2" */
  name: string;
  /** In the words of whoever prescribed it; may be empty. */
  amount: string;
  /** "Every day at 08:00" */
  text: string;
  /** From when until when. */
  span: string;
  isNow: boolean;
}

/** The steps of a plan; none of a rule that has only one. */
export function stepsOf(
  rule: ScheduleRule,
  amounts: readonly string[],
  today: string,
): StepFacts[] {
  if (rule.kind !== "civil" || rule.phases.length < 2) return [];
  return rule.phases.map((phase, at) => ({
    name: t("schedule-step", { number: at + 1 }),
    // One amount is that of all steps.
    amount: seen((amounts.length === 1 ? amounts[0] : amounts[at]) ?? ""),
    text: phaseSentence(phase),
    span: spanOf(phase),
    isNow: phase.fromOn <= today && (phase.untilOn === null || today <= phase.untilOn),
  }));
}

function spanOf({ fromOn, untilOn }: PhaseSpec): string {
  const [from, until] = [fromOn, untilOn ?? ""].map((day) => day && formatDay(day, "full"));
  if (fromOn === untilOn) return t("schedule-step-day", { day: from ?? "" });
  if (untilOn === null) return t("schedule-step-from", { from: from ?? "" });
  return t("schedule-step-span", { from: from ?? "", until: until ?? "" });
}

/** When a clinic is open, when the person goes, and by whose clock where that is another one; nothing of other rules. */
export function clinicLines(rule: ScheduleRule, today: string, zone: string): string[] {
  if (rule.kind !== "clinic") return [];
  const lines = rule.openings.map(hoursWords);
  if (rule.zone !== zone) lines.push(t("schedule-clinic-zone", { zone: zoneWords(rule.zone) }));
  if (rule.firstOn > today) {
    lines.push(t("schedule-clinic-first", { day: formatDay(rule.firstOn, "full") }));
  }
  if (rule.usual !== null) lines.push(t("schedule-clinic-usual", { time: shownTime(rule.usual) }));
  if (rule.atHome !== null) lines.push(t("schedule-clinic-home", { time: shownTime(rule.atHome) }));
  return lines;
}

const hoursWords = ({ weekdays, opens, closes }: OpeningSpec): string =>
  t("schedule-clinic-hours", {
    days: weekdaysWords(weekdays),
    opens: shownTime(opens),
    closes: shownTime(closes),
  });
