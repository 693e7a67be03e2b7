// When a coping date is, in words.
import type { CopingDateView } from "$ipc";
import { addDays } from "$shared/format/civil.ts";
import { formatDayNear, formatSpan } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";

/** "Tomorrow", "Today", or its day; what is over says so. */
export function dayWords({ near, nextOn, untilOn, dayOn }: CopingDateView, today: string): string {
  // It is asked about on its last day already: that one is not past.
  if (near?.isOver && near.untilOn < today) {
    const was = t("coping-was", { day: formatDayNear(near.dayOn, today) });
    return nextOn === null
      ? was
      : `${was} · ${t("coping-next", { day: formatDayNear(nextOn, today) })}`;
  }
  const next = near?.dayOn ?? nextOn;
  if (next === null) return t("coping-over");
  if (untilOn !== null && next === dayOn) return formatSpan(next, untilOn);
  if (next === today) return t("coping-today");
  if (next === addDays(today, 1)) return t("coping-tomorrow");
  return formatDayNear(next, today);
}
