// When what lies ahead is, in words.
import { civilFromMs } from "$shared/format/civil.ts";
import { formatTime } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";

/** When a visit of the next day is, by the clock here. One that goes on may have begun yesterday: it says no day. */
export function visitWords(dueMs: number, nowMs: number, zone: string): string {
  const time = formatTime(dueMs, zone);
  if (dueMs <= nowMs) return t("ahead-now", { time });
  const [day, today] = [dueMs, nowMs].map((ms) => civilFromMs(ms, zone).slice(0, 10));
  return day === today ? t("ahead-today", { time }) : t("ahead-tomorrow", { time });
}
