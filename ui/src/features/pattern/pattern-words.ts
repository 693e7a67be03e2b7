// Patterns and what helps in words: counts and nothing else.
import type { Help, PatternCard, Trigger } from "$ipc";
import { addDays } from "$shared/format/civil.ts";
import { formatDay, formatNumber } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { triggerName } from "$shared/i18n/words.ts";

/** A Monday, to name weekdays by. */
const MONDAY = "2026-01-05";

export interface CardWords {
  title: string;
  /** "5 of 8 …" */
  here: string;
  /** "Other evenings: 9 of 48." */
  elsewhere: string;
}

export function cardWords(card: PatternCard, triggers: readonly Trigger[]): CardWords {
  const kind =
    card.cell.kind === "trigger" ? "trigger" : card.cell.kind === "time" ? "time" : "day";
  const counts = {
    times: formatNumber(card.times),
    of: formatNumber(card.of),
    otherTimes: formatNumber(card.otherTimes),
    otherOf: formatNumber(card.otherOf),
    strength: formatNumber(card.fromStrength),
  };
  const event = card.event === "craving_or_lapse" && card.fromStrength <= 1 ? "any" : card.event;
  return {
    title: titleOf(card, triggers),
    here: t(`pattern-here-${event}`, counts),
    elsewhere: t(`pattern-other-${kind}`, { ...counts, part: partOf(card) }),
  };
}

function titleOf({ cell }: PatternCard, triggers: readonly Trigger[]): string {
  switch (cell.kind) {
    case "time":
      return t(`pattern-time-${cell.part}`, {
        weekday: formatDay(addDays(MONDAY, cell.weekday - 1), "weekday"),
      });
    case "trigger": {
      const trigger = triggers.find(({ id }) => id === cell.triggerId);
      return t("pattern-trigger", { name: trigger ? triggerName(trigger) : t("pattern-gone") });
    }
    case "halt":
      return t(`pattern-halt-${cell.item}`);
    case "short_sleep":
      return t("pattern-short-sleep");
    case "missed_dose":
      return t("pattern-missed-dose");
  }
}

function partOf({ cell }: PatternCard): string {
  return cell.kind === "time" ? t(`pattern-part-${cell.part}`) : "";
}

/** "Helped 4 of 5 times." */
export function helpWords(help: Help<string>): string {
  if (help.known === "tried_a_few_times") {
    return t("helps-tried", { count: help.uses, shown: formatNumber(help.uses) });
  }
  return t("helps-counted", {
    count: help.rated,
    helped: formatNumber(help.helped),
    rated: formatNumber(help.rated),
  });
}
