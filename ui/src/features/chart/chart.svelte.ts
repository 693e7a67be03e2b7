// The charts of the log: one for each measure, over a range that is kept while the app is open.
import {
  toCallError,
  type Call,
  type CallError,
  type Chart,
  type ChartMeasure,
  type ChartRange,
  type CheckInItem,
  type CheckInItemKind,
} from "$ipc";

export const MEASURES: readonly ChartMeasure[] = [
  "mood",
  "craving",
  "cravings",
  "confidence",
  "sleep",
  "lapses",
  "doses",
  "doses_as_needed",
];
/** What a question of the person's own is drawn as; words are not. */
const OF_ITEM: Partial<Record<CheckInItemKind, ChartMeasure>> = {
  scale: "item_scale",
  number: "item_number",
  yes_no: "item_yes_no",
};
export const RANGES: readonly ChartRange[] = ["days7", "days30", "days90", "days365", "all"];

export class Charts {
  range = $state<ChartRange>("days30");
  charts = $state.raw<Chart[]>([]);
  items = $state.raw<CheckInItem[]>([]);
  failure = $state.raw<CallError | null>(null);
  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const { range } = this;
    try {
      const items = await this.#call("check_in_item_list", {});
      const own = items.flatMap(({ id, kind }) => {
        const measure = OF_ITEM[kind];
        return measure ? [{ measure, itemId: id }] : [];
      });
      const built = MEASURES.map((measure) => ({ measure, itemId: null }));
      const charts = await Promise.all(
        [...built, ...own].map((one) => this.#call("chart_get", { ...one, range })),
      );
      if (generation !== this.#generation) return;
      this.items = items;
      this.charts = charts;
      this.failure = null;
    } catch (cause) {
      if (generation === this.#generation) this.failure = toCallError(cause);
    }
  }

  async choose(range: ChartRange): Promise<void> {
    this.range = range;
    await this.load();
  }

  /** Those with something to show; a lapse chart without a lapse would only be a reminder of one. */
  get shown(): Chart[] {
    return this.charts.filter(({ measure, summary }) =>
      measure === "lapses" || measure === "doses_as_needed"
        ? (summary.total ?? 0) > 0
        : summary.days > 0,
    );
  }

  get isEmpty(): boolean {
    return this.charts.length > 0 && this.shown.length === 0;
  }

  clear(): void {
    this.#generation += 1;
    this.charts = [];
    this.items = [];
    this.failure = null;
  }
}
