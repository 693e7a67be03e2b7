// What a chart says: its axis, its sentence and its values in words. The core did the arithmetic.
import type { Bucket, BucketUnit, Chart, ChartMeasure, CheckInItem } from "$ipc";
import { addDays } from "$shared/format/civil.ts";
import { formatDay, formatDayNear, formatList, formatNumber } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { doseCounts, seen, sleepWords } from "$shared/i18n/words.ts";
import type { Column, Tick } from "$shared/ui/chart/chart.ts";

const MINUTES = 60;
/** The axis of sleep ends here; a longer night stands at its end. */
const LONG_NIGHT = 12 * MINUTES;

export interface ChartLook {
  kind: "line" | "bars";
  range: readonly [number, number];
  ticks: Tick[];
}

export function lookOf(chart: Chart): ChartLook {
  switch (chart.measure) {
    case "mood":
      return {
        kind: "line",
        range: [1, 5],
        ticks: [1, 3, 5].map((at) => ({ at, label: t(`mood-${at}`) })),
      };
    case "craving":
    case "confidence":
    case "item_scale":
      return { kind: "line", range: [0, 10], ticks: [0, 5, 10].map(numbered) };
    case "sleep":
      return {
        kind: "bars",
        range: [0, LONG_NIGHT],
        ticks: [0, 4, 8, 12].map((hours) => ({
          at: hours * MINUTES,
          label: t("chart-hours", { hours }),
        })),
      };
    case "cravings":
    case "lapses":
    case "doses":
    case "doses_as_needed":
    case "item_number":
    case "item_yes_no":
      return counted(chart);
  }
}

/** What the chart is of: a measure, or a question of the person's own with what it counts. */
export function titleOf({ measure, itemId }: Chart, items: readonly CheckInItem[]): string {
  const item = items.find(({ id }) => id === itemId);
  if (item === undefined) return t(`chart-${measure}`);
  if (measure === "item_yes_no") return t("chart-item-yes", { name: item.name });
  return seen(item.unit) === ""
    ? item.name
    : t("chart-item-number", { name: item.name, unit: item.unit });
}

/** A count has no natural end: the axis ends at a round number above the highest. Few are not to look like many. */
function counted({ measure, buckets }: Chart): ChartLook {
  const least = measure === "item_number" ? 0 : 4;
  const highest = Math.max(least, ...buckets.map(({ value }) => value ?? 0)) || 1;
  const size = 10 ** Math.floor(Math.log10(highest));
  const top = [1, 2, 4, 6].map((steps) => steps * size).find((round) => round >= highest);
  const end = top ?? size * 10;
  return { kind: "bars", range: [0, end], ticks: [0, end / 2, end].map(numbered) };
}

const numbered = (at: number): Tick => ({ at, label: formatNumber(at) });

export function columnsOf(chart: Chart): Column[] {
  return chart.buckets.map((bucket) => ({
    name: bucketName(bucket, chart.unit, chart.untilOn),
    value: bucket.value,
    // A day has no spread worth a band.
    low: chart.unit === "day" ? null : bucket.low,
    high: chart.unit === "day" ? null : bucket.high,
    said: saidOf(chart.measure, bucket),
  }));
}

/** Of doses, also what became of those that were not taken: on a day without a value nobody was asked, say. */
function saidOf(measure: ChartMeasure, { value, doses }: Bucket): string {
  if (doses) return formatList(doseCounts(doses));
  return value === null ? "" : valueWords(measure, value);
}

/** "12 March", "3 to 9 March", "March 2026". */
export function bucketName(bucket: Bucket, unit: BucketUnit, today: string): string {
  if (unit === "month") return formatDay(bucket.fromOn.slice(0, 7), "month");
  const from = formatDayNear(bucket.fromOn, today, "short");
  if (unit === "day" || bucket.fromOn === bucket.untilOn) return from;
  return t("chart-week", { from, until: formatDayNear(bucket.untilOn, today, "short") });
}

/** The short name below the picture. */
export function shortName(chart: Chart, at: number): string {
  const bucket = chart.buckets[at];
  if (bucket === undefined) return "";
  if (chart.unit === "month") return formatDay(bucket.fromOn.slice(0, 7), "year");
  if (chart.range === "days7") return formatDay(bucket.fromOn, "weekday-short");
  return formatDay(bucket.fromOn, "short");
}

export function valueWords(measure: ChartMeasure, value: number): string {
  if (measure === "sleep") return sleepWords(value);
  if (measure === "mood") {
    return t("chart-mood-value", {
      mood: t(`mood-${Math.round(value)}`),
      value: formatNumber(value, { maximumFractionDigits: 1 }),
    });
  }
  return formatNumber(value, { maximumFractionDigits: 1 });
}

/** What the chart says, in one to three short sentences. */
export function sentenceOf(chart: Chart): string {
  const { summary } = chart;
  const days = t("chart-days", {
    days: summary.days,
    of: summary.ofDays,
    shown: formatNumber(summary.days),
    all: formatNumber(summary.ofDays),
  });
  return [
    summary.total === null ? null : totalWords(chart),
    dosesBesides(chart),
    days,
    usualWords(chart),
    changeWords(chart),
  ]
    .filter((part) => part !== null)
    .join(" ");
}

function totalWords({ measure, summary }: Chart): string {
  const total = summary.total ?? 0;
  return t(`chart-total-${measure}`, { count: total, shown: formatNumber(total) });
}

/** Doses that were not taken, by what became of them: missed is not the same as never asked about. */
function dosesBesides({ summary: { doses } }: Chart): string | null {
  const besides = doses ? doseCounts(doses, ["skipped", "missed", "unrecorded"]) : [];
  return besides.length === 0 ? null : t("chart-doses-besides", { what: formatList(besides) });
}

function usualWords({ measure, summary }: Chart): string | null {
  const { usualLow, usualHigh } = summary;
  if (summary.total !== null || usualLow === null || usualHigh === null || summary.days < 4)
    return null;
  const [low, high] = [usualLow, usualHigh].map((value) => usualValue(measure, value));
  if (measure === "mood" && low !== high) {
    return t("chart-usual-mood", { low: low ?? "", high: high ?? "" });
  }
  return low === high
    ? t("chart-usual-one", { value: low ?? "" })
    : t("chart-usual", { low: low ?? "", high: high ?? "" });
}

function usualValue(measure: ChartMeasure, value: number): string {
  return measure === "mood" ? t(`mood-${Math.round(value)}`) : valueWords(measure, value);
}

function changeWords({ summary, fromOn, untilOn }: Chart): string | null {
  if (summary.change === "unknown") return null;
  const kind = summary.total === null ? "mean" : "count";
  const days = daysBetween(fromOn, untilOn) + 1;
  return t(`chart-${kind}-${summary.change}`, {
    days,
    shown: formatNumber(days),
    before: formatNumber(summary.totalBefore ?? 0),
  });
}

function daysBetween(from: string, until: string): number {
  let days = 0;
  for (let day = from; day < until; day = addDays(day, 1)) days += 1;
  return days;
}
