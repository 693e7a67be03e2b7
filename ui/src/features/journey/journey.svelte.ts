// Journey: the month in view, the days logged so far, and the day that was chosen.
// Rows are replaced whole, never patched: the core decides what a day holds.
import type { Call, Goal, JourneyDay, JourneyEntry, JourneyMonth, MonthDay, Trigger } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { addDays, civilFromMs } from "$shared/format/civil.ts";

/** Days asked for at once: two weeks of rows stay quick on an old phone. */
const PAGE_DAYS = 14;

export class Journey {
  today = $state("");
  zone = $state("UTC");
  month = $state.raw<JourneyMonth | null>(null);
  days = $state.raw<JourneyDay[]>([]);
  olderBefore = $state<string | null>(null);
  /** The day the list is narrowed to; null shows all. */
  chosen = $state<string | null>(null);
  goals = $state.raw<Goal[]>([]);
  triggers = $state.raw<Trigger[]>([]);
  isLoaded = $state(false);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  readonly #monotonic: () => number;
  #nowMs = 0;
  #readAt = 0;
  #chosenDay = $state.raw<JourneyDay | null>(null);
  #generation = 0;
  #wanted = "";

  /** `monotonic` counts milliseconds; with the core's own now it tells the time without asking the device. */
  constructor(call: Call, monotonic: () => number = () => performance.now()) {
    this.#call = call;
    this.#monotonic = monotonic;
  }

  /** The civil date-time of this moment; empty before anything was read. */
  now(): string {
    if (this.today === "") return "";
    return civilFromMs(this.#nowMs + this.#monotonic() - this.#readAt, this.zone);
  }

  /** The days to list: the chosen one, or all that were loaded. */
  get shown(): JourneyDay[] {
    if (this.chosen === null) return this.days;
    return this.#chosenDay && this.#chosenDay.entries.length > 0 ? [this.#chosenDay] : [];
  }

  get isEmpty(): boolean {
    return this.isLoaded && this.days.length === 0 && this.chosen === null;
  }

  monthDay(day: string): MonthDay | undefined {
    return this.month?.days.find((candidate) => candidate.dayOn === day);
  }

  /** Reads everything in view again, keeping the month, the chosen day and how far the list goes. */
  async load(): Promise<void> {
    const generation = ++this.#generation;
    await this.#guard(generation, async () => {
      const [view, month, page, triggers] = await Promise.all([
        this.#call("today_get", {}),
        this.#call("journey_month", { month: this.month?.month ?? null }),
        this.#page(this.days.length),
        this.#call("trigger_list", {}),
      ]);
      const chosenDay = this.chosen === null ? null : await this.#day(this.chosen);
      if (generation !== this.#generation) return;
      this.today = view.dayOn;
      this.zone = view.zone;
      this.#nowMs = view.nowMs;
      this.#readAt = this.#monotonic();
      this.goals = view.goals;
      this.triggers = triggers;
      this.month = month;
      this.days = page.days;
      this.olderBefore = page.olderBefore;
      this.#chosenDay = chosenDay;
      this.isLoaded = true;
    });
  }

  async older(): Promise<void> {
    const before = this.olderBefore;
    if (before === null) return;
    const generation = this.#generation;
    await this.#guard(generation, async () => {
      const page = await this.#call("journey_list", { before, days: PAGE_DAYS });
      if (generation !== this.#generation || before !== this.olderBefore) return;
      this.days = [...this.days, ...page.days];
      this.olderBefore = page.olderBefore;
    });
  }

  /** Shows another month; of several asked for in haste, the last. */
  async turnTo(month: string): Promise<void> {
    const generation = this.#generation;
    this.#wanted = month;
    await this.#guard(generation, async () => {
      const loaded = await this.#call("journey_month", { month });
      if (generation === this.#generation && this.#wanted === month) this.month = loaded;
    });
  }

  async choose(day: string): Promise<void> {
    this.chosen = day;
    this.#chosenDay = this.days.find((loaded) => loaded.dayOn === day) ?? null;
    if (this.#chosenDay !== null) return;
    const generation = this.#generation;
    await this.#guard(generation, async () => {
      const found = await this.#day(day);
      if (generation === this.#generation && this.chosen === day) this.#chosenDay = found;
    });
  }

  /** Removes an entry. The change to undo, or null with `failure` set. */
  async remove({ type, entry }: JourneyEntry): Promise<string | null> {
    let change: string | null = null;
    await this.#guard(this.#generation, async () => {
      const written = await this.#call(`${type}_delete`, { id: entry.id });
      change = written.change;
    });
    return change;
  }

  showAll(): void {
    this.chosen = null;
    this.#chosenDay = null;
  }

  clear(): void {
    this.#generation += 1;
    this.showAll();
    this.month = null;
    this.days = [];
    this.olderBefore = null;
    this.goals = [];
    this.triggers = [];
    this.isLoaded = false;
    this.failure = null;
  }

  /** The newest days, at least as many as were shown before. */
  async #page(shown: number): Promise<{ days: JourneyDay[]; olderBefore: string | null }> {
    let page = await this.#call("journey_list", { before: null, days: PAGE_DAYS });
    const days = [...page.days];
    while (page.olderBefore !== null && days.length < shown) {
      page = await this.#call("journey_list", { before: page.olderBefore, days: PAGE_DAYS });
      days.push(...page.days);
    }
    return { days, olderBefore: page.olderBefore };
  }

  async #day(day: string): Promise<JourneyDay> {
    const page = await this.#call("journey_list", { before: addDays(day, 1), days: 1 });
    return page.days.find((found) => found.dayOn === day) ?? { dayOn: day, entries: [] };
  }

  async #guard(generation: number, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      if (generation === this.#generation) this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }
}
