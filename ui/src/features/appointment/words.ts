// Sentences about appointments and their visits.
import type { AgendaTopic, AppointmentView, OccurrenceView } from "$ipc";
import { scheduleSentence } from "$features/schedule/index.ts";
import { civilFromMs } from "$shared/format/civil.ts";
import {
  formatDay,
  formatDayNear,
  formatIn,
  formatList,
  formatTime,
} from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { isOnce } from "./when.ts";

const SOON_MS = 12 * 3_600_000;

/** 2001-01-01 was a Monday. */
export const weekdayName = (weekday: number): string =>
  formatDay(`2001-01-0${String(weekday)}`, "weekday");

/** "Tuesday, 24 November, 16:00", by the clock here. */
export function timeWords({ dueMs }: OccurrenceView, nowMs: number, zone: string): string {
  const [day, today] = [dueMs, nowMs].map((ms) => civilFromMs(ms, zone).slice(0, 10));
  return t("visit-when", {
    day: formatDayNear(day ?? "", today ?? ""),
    time: formatTime(dueMs, zone),
  });
}

/** "in 2 hours", or that it lasts now; null where a day says more. */
export function farWords({ dueMs }: OccurrenceView, nowMs: number): string | null {
  if (dueMs <= nowMs) return t("visit-now");
  return dueMs - nowMs < SOON_MS ? formatIn(dueMs, nowMs) : null;
}

/** "09:00 in New York", where the place's clock is another one. */
export function placeClock({ rule, next }: AppointmentView, here: string): string | null {
  if (rule.kind !== "civil" || rule.zone === null || rule.zone === here || next === null)
    return null;
  return t("visit-there", {
    time: formatTime(next.dueMs, rule.zone),
    zone: rule.zone.replaceAll("_", " "),
  });
}

/** "Every Monday and Wednesday at 09:00". Null for what comes once. */
export const rhythmWords = ({ rule }: Pick<AppointmentView, "rule">): string | null =>
  isOnce(rule) ? null : scheduleSentence(rule);

/** What the log offers, as a sentence that may stand in an agenda. */
export function topicWords(topic: AgendaTopic): string {
  switch (topic.kind) {
    case "cravings":
      return topic.strongest === null
        ? t("agenda-cravings", { count: topic.count })
        : t("agenda-cravings-strongest", { count: topic.count, strongest: topic.strongest });
    case "met":
    case "tools":
    case "missed_doses":
    case "late_doses":
    case "meetings":
      return t(`agenda-${topic.kind}`, { count: topic.count });
    case "low_mood":
    case "used":
      return t(`agenda-${topic.kind}`, { count: topic.days });
    case "question":
      return topic.text;
    case "side_effects": {
      const what = formatList(topic.kinds.map((kind) => t(`side-effect-${kind}`)));
      return what === ""
        ? t("agenda-side_effects", { count: topic.count })
        : t("agenda-side_effects-what", { count: topic.count, what });
    }
    case "short_nights":
      return t("agenda-short_nights", { count: topic.nights });
  }
}

/** What became of a visit. */
export function stateWords({ state, answer }: OccurrenceView): string {
  if (state === "taken" || state === "late") return t("visit-went");
  if (state === "skipped") return t("visit-cancelled");
  return answer === null ? t("visit-open") : t("visit-missed");
}

/** What the core takes in a link; the rest of its rule is about the name of a place. */
const NOT_IN_LINK = /[^!#-;=?-[\]^_a-z{|}~]/u;

/** Why the core takes this as no link: what is wrong with it, as far as that can be pointed at. */
export function linkRefused(typed: string): string {
  // An accent that was typed apart from its letter is shown with it.
  const link = typed.trim().normalize("NFC");
  if (!/^https?:\/\//i.test(link)) return t("appointment-link-begin");
  const sign = NOT_IN_LINK.exec(link)?.[0] ?? "";
  if (/\s/.test(sign)) return t("appointment-link-space");
  return /^[^\p{C}\p{M}]/u.test(sign)
    ? t("appointment-link-sign", { sign })
    : t("appointment-link-refused");
}
