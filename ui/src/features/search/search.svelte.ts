// Finding entries by their words: what was typed, the filters, and what the core found.
import type {
  Call,
  CheckInItem,
  EntryKind,
  Goal,
  JourneyEntry,
  Marked,
  SearchDay,
  SearchPage,
  Trigger,
} from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { addDays } from "$shared/format/civil.ts";

export const KINDS: readonly EntryKind[] = [
  "check_in",
  "craving",
  "lapse",
  "journal_entry",
  "use_entry",
  "diary_note",
  "attendance",
  "side_effect",
  "question",
];

/** How far back: all, or so many days. */
export const SPANS = [0, 30, 365] as const;
export type SpanDays = (typeof SPANS)[number];

const PAGE = 20;
/** A pause in typing after which it is worth looking. */
const PAUSE_MS = 150;

export class Search {
  text = $state("");
  kinds = $state.raw<EntryKind[]>([]);
  span = $state<SpanDays>(0);
  days = $state.raw<SearchDay[]>([]);
  found = $state<number | null>(null);
  hidden = $state(0);
  olderBefore = $state<string | null>(null);
  today = $state("");
  goals = $state.raw<Goal[]>([]);
  triggers = $state.raw<Trigger[]>([]);
  items = $state.raw<CheckInItem[]>([]);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(call: Call) {
    this.#call = call;
  }

  get isFiltered(): boolean {
    return this.kinds.length > 0 || this.span !== 0;
  }

  /** Reads what words need, and looks again: something may have been changed meanwhile. */
  async load(): Promise<void> {
    await this.#guard(this.#generation, async () => {
      const [view, triggers, items] = await Promise.all([
        this.#call("today_get", {}),
        this.#call("trigger_list", {}),
        this.#call("check_in_item_list", {}),
      ]);
      this.today = view.dayOn;
      this.goals = view.goals;
      this.triggers = triggers;
      this.items = items;
    });
    await this.look();
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), PAUSE_MS);
  }

  toggle(kind: EntryKind): Promise<void> {
    this.kinds = this.kinds.includes(kind)
      ? this.kinds.filter((other) => other !== kind)
      : [...this.kinds, kind];
    return this.look();
  }

  within(span: SpanDays): Promise<void> {
    this.span = span;
    return this.look();
  }

  showAll(): Promise<void> {
    this.kinds = [];
    this.span = 0;
    return this.look();
  }

  /** Looks for what stands in the field; of several asked for in haste, the last counts. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const generation = ++this.#generation;
    if (this.text.trim() === "") return this.#empty();
    await this.#guard(generation, async () => {
      const page = await this.#page(null);
      if (generation !== this.#generation) return;
      this.days = page.days;
      this.#take(page);
    });
  }

  async older(): Promise<void> {
    const before = this.olderBefore;
    if (before === null) return;
    const generation = this.#generation;
    await this.#guard(generation, async () => {
      const page = await this.#page(before);
      if (generation !== this.#generation || before !== this.olderBefore) return;
      this.days = joined(this.days, page.days);
      this.#take(page);
    });
  }

  /** Removes an entry. The change to undo, or null with `failure` set. */
  async remove({ type, entry }: JourneyEntry): Promise<string | null> {
    let change: string | null = null;
    await this.#guard(this.#generation, async () => {
      ({ change } = await this.#call(`${type}_delete`, { id: entry.id }));
    });
    return change;
  }

  clear(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    this.text = "";
    this.kinds = [];
    this.span = 0;
    this.goals = [];
    this.triggers = [];
    this.items = [];
    this.failure = null;
    this.#empty();
  }

  #empty(): void {
    this.days = [];
    this.found = null;
    this.hidden = 0;
    this.olderBefore = null;
  }

  #take({ found, hidden, olderBefore }: SearchPage): void {
    this.found = found;
    this.hidden = hidden;
    this.olderBefore = olderBefore;
  }

  #page(before: string | null): Promise<SearchPage> {
    const from = this.span === 0 || this.today === "" ? null : addDays(this.today, -this.span);
    const { text, kinds } = this;
    return this.#call("search_list", { text, kinds, from, to: null, before, limit: PAGE });
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

/** A day that two pages share stands once. */
function joined(shown: SearchDay[], more: SearchDay[]): SearchDay[] {
  const days = [...shown];
  for (const day of more) {
    const at = days.findIndex((other) => other.dayOn === day.dayOn);
    const there = days[at];
    if (there === undefined) days.push(day);
    else days[at] = { ...there, hits: [...there.hits, ...day.hits] };
  }
  return days;
}

/** A text in pieces, each found or not. The core counts as JavaScript does. */
export function pieces({ text, marks }: Marked): { text: string; isFound: boolean }[] {
  const parts: { text: string; isFound: boolean }[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    parts.push({ text: text.slice(at, from), isFound: false });
    parts.push({ text: text.slice(from, to), isFound: true });
    at = to;
  }
  parts.push({ text: text.slice(at), isFound: false });
  return parts.filter((part) => part.text !== "");
}
