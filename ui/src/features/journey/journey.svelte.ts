// Journey: the month in view, the days logged so far, and the day that was chosen.
// Rows are replaced whole, never patched: the core decides what a day holds.
import type {
  Call,
  CheckInItem,
  Goal,
  JourneyDay,
  JourneyEntry,
  JourneyKind,
  JourneyMonth,
  JourneyPage,
  MonthDay,
  Trigger,
} from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { isLogged } from "./entry-words.ts";
import { addDays, civilFromMs, monthOf } from "$shared/format/civil.ts";

/** Days asked for at once: two weeks of rows stay quick on an old phone. */
const PAGE_DAYS = 14;

export const KINDS: readonly JourneyKind[] = [
  "check_in",
  "craving",
  "lapse",
  "journal_entry",
  "use_entry",
  "diary_note",
  "attendance",
  "side_effect",
  "question",
  "dose",
  "stay",
];

const nothingOn = (dayOn: string): JourneyDay => ({ dayOn, stays: [], entries: [], doses: null });

export class Journey {
  today = $state("");
  zone = $state("UTC");
  month = $state.raw<JourneyMonth | null>(null);
  days = $state.raw<JourneyDay[]>([]);
  olderBefore = $state<string | null>(null);
  /** What the list is narrowed to; none shows all. A chosen day shows all of itself. */
  kinds = $state.raw<JourneyKind[]>([]);
  /** How much of the whole log that leaves out. */
  hidden = $state(0);
  /** The day the list is narrowed to; null shows all. */
  chosen = $state<string | null>(null);
  goals = $state.raw<Goal[]>([]);
  triggers = $state.raw<Trigger[]>([]);
  items = $state.raw<CheckInItem[]>([]);
  isLoaded = $state(false);
  /** Another page led here, to a day that is not in view yet. */
  isArriving = false;
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  readonly #monotonic: () => number;
  #nowMs = 0;
  #readAt = 0;
  #chosenDay = $state.raw<JourneyDay | null>(null);
  #generation = 0;
  #wanted = "";
  /** The month of a day that is arrived at. */
  #month: string | null = null;

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
    const day = this.#chosenDay;
    if (day === null) return [];
    return day.entries.length + day.stays.length > 0 || day.doses ? [day] : [];
  }

  get isEmpty(): boolean {
    const isNarrowed = this.chosen !== null || this.kinds.length > 0;
    return this.isLoaded && this.days.length === 0 && !isNarrowed;
  }

  /** A day that can be chosen: it has come, or was there for who has flown west since and logged on it. */
  isHere(day: string): boolean {
    if (day <= this.today) return true;
    const marks = this.monthDay(day);
    return marks !== undefined && isLogged(marks);
  }

  /** A chosen day is shown whole, and the filter waits for the list. */
  get isFilterWaiting(): boolean {
    return this.chosen !== null && this.kinds.length > 0;
  }

  monthDay(day: string): MonthDay | undefined {
    return this.month?.days.find((candidate) => candidate.dayOn === day);
  }

  /** Reads everything in view again, keeping the month, the chosen day and how far the list goes. */
  async load(): Promise<void> {
    const generation = ++this.#generation;
    await this.#guard(generation, async () => {
      const [view, month, page, triggers, items] = await Promise.all([
        this.#call("today_get", {}),
        this.#call("journey_month", { month: this.#month ?? this.month?.month ?? null }),
        this.#page(this.days.length),
        this.#call("trigger_list", {}),
        this.#call("check_in_item_list", {}),
      ]);
      const chosenDay = this.chosen === null ? null : await this.#day(this.chosen);
      if (generation !== this.#generation) return;
      this.today = view.dayOn;
      this.zone = view.zone;
      this.#nowMs = view.nowMs;
      this.#readAt = this.#monotonic();
      this.goals = view.goals;
      this.triggers = triggers;
      this.items = items;
      this.month = month;
      this.#month = null;
      this.#take(page);
      this.#chosenDay = chosenDay;
      this.isLoaded = true;
    });
  }

  async older(): Promise<void> {
    const before = this.olderBefore;
    if (before === null) return;
    const generation = this.#generation;
    await this.#guard(generation, async () => {
      const page = await this.#ask(before);
      if (generation !== this.#generation || before !== this.olderBefore) return;
      this.#take({ ...page, days: [...this.days, ...page.days] });
    });
  }

  /** Narrows the list to one more kind, or no longer to it. */
  toggle(kind: JourneyKind): Promise<void> {
    return this.#narrow(
      this.kinds.includes(kind)
        ? this.kinds.filter((other) => other !== kind)
        : [...this.kinds, kind],
    );
  }

  showEveryKind(): Promise<void> {
    return this.#narrow([]);
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
    // A day of a narrowed list is not whole.
    const loaded = this.kinds.length === 0 ? this.days : [];
    this.#chosenDay = loaded.find(({ dayOn }) => dayOn === day) ?? null;
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

  /** Another page leads here, to one day: the next reading shows it in its month. */
  arrive(day: string): void {
    this.chosen = day;
    this.#chosenDay = null;
    this.#month = monthOf(day);
    this.isArriving = true;
  }

  showAll(): void {
    this.chosen = null;
    this.#chosenDay = null;
  }

  clear(): void {
    this.#generation += 1;
    this.showAll();
    this.isArriving = false;
    this.#month = null;
    this.month = null;
    this.kinds = [];
    this.#take({ days: [], hidden: 0, olderBefore: null });
    this.goals = [];
    this.triggers = [];
    this.items = [];
    this.isLoaded = false;
    this.failure = null;
  }

  /** The newest days, at least as many as were shown before. */
  async #page(shown: number): Promise<JourneyPage> {
    let page = await this.#ask(null);
    const days = [...page.days];
    while (page.olderBefore !== null && days.length < shown) {
      page = await this.#ask(page.olderBefore);
      days.push(...page.days);
    }
    return { ...page, days };
  }

  #ask(before: string | null): Promise<JourneyPage> {
    return this.#call("journey_list", { before, days: PAGE_DAYS, kinds: this.kinds });
  }

  #take({ days, hidden, olderBefore }: JourneyPage): void {
    this.days = days;
    this.hidden = hidden;
    this.olderBefore = olderBefore;
  }

  /** Of several choices in haste, the last. */
  async #narrow(kinds: JourneyKind[]): Promise<void> {
    this.kinds = kinds;
    const generation = this.#generation;
    await this.#guard(generation, async () => {
      const page = await this.#ask(null);
      if (generation === this.#generation && this.kinds === kinds) this.#take(page);
    });
  }

  async #day(day: string): Promise<JourneyDay> {
    const request = { before: addDays(day, 1), days: 1, kinds: [] };
    const page = await this.#call("journey_list", request);
    return page.days.find((found) => found.dayOn === day) ?? nothingOn(day);
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
