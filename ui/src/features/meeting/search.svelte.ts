// Finding a meeting in the lists on this device: what was typed, the filters, and what the core found.
import type { Call, MeetingHit, MeetingPage, MeetingTypeUse, MeetingWay } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { addDays } from "$shared/format/civil.ts";

/** A pause in typing after which it is worth looking. */
const PAUSE_MS = 150;
const SOON_HOURS = 2;
const DAYS = 7;

export const PARTS = ["morning", "afternoon", "evening", "night"] as const;
export type Part = (typeof PARTS)[number];
const MINUTES: Record<Part, readonly [number, number]> = {
  morning: [300, 720],
  afternoon: [720, 1020],
  evening: [1020, 1320],
  night: [1320, 300],
};

export const HOWS = ["room", "away"] as const;
export type How = (typeof HOWS)[number];
const WAYS: Record<How, MeetingWay[]> = {
  room: ["in_person", "hybrid"],
  away: ["online", "phone", "hybrid"],
};

/** "soon", or a day; null for any time. */
export type When = string;

/** The meetings of a day; of no day those without a time. */
export type MeetingDay = { dayOn: string | null; meetings: MeetingHit[] };

const isSame = (one: MeetingTypeUse["kind"], other: MeetingTypeUse["kind"]): boolean =>
  one.vocabulary === other.vocabulary && one.code === other.code;

export class Meetings {
  words = $state("");
  when = $state<When | null>(null);
  part = $state<Part | null>(null);
  how = $state<How | null>(null);
  kinds = $state.raw<MeetingTypeUse["kind"][]>([]);
  offered = $state.raw<MeetingTypeUse[]>([]);
  /** Whether there is any list; null until that was read. */
  hasLists = $state<boolean | null>(null);
  found = $state.raw<MeetingHit[] | null>(null);
  more = $state<string | null>(null);
  nowMs = $state(0);
  today = $state("");
  zone = $state("UTC");
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(call: Call) {
    this.#call = call;
  }

  get isFiltered(): boolean {
    return this.when !== null || this.isFilteredMore;
  }

  /** Whether a filter is chosen that does not stand on top. */
  get isFilteredMore(): boolean {
    const isFar = this.when !== null && this.week.indexOf(this.when) > 1;
    return isFar || this.part !== null || this.how !== null || this.kinds.length > 0;
  }

  /** Today and the six days behind it. */
  get week(): string[] {
    if (this.today === "") return [];
    return Array.from({ length: DAYS }, (_, at) => addDays(this.today, at));
  }

  get days(): MeetingDay[] {
    const days: MeetingDay[] = [];
    for (const hit of this.found ?? []) {
      const last = days.at(-1);
      if (last?.dayOn === hit.dayOn) last.meetings.push(hit);
      else days.push({ dayOn: hit.dayOn, meetings: [hit] });
    }
    return days;
  }

  /** Reads which lists there are, and looks. */
  async load(): Promise<void> {
    await this.#guard(this.#generation, async () => {
      const { feeds, kinds } = await this.#call("meeting_feed_list", {});
      this.hasLists = feeds.length > 0;
      this.offered = kinds;
    });
    await this.look();
  }

  type(words: string): void {
    this.words = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.look(), PAUSE_MS);
  }

  /** Each of these: tapping what is chosen takes it back. */
  pickWhen(when: When): Promise<void> {
    this.when = this.when === when ? null : when;
    return this.look();
  }

  pickPart(part: Part): Promise<void> {
    this.part = this.part === part ? null : part;
    return this.look();
  }

  pickHow(how: How): Promise<void> {
    this.how = this.how === how ? null : how;
    return this.look();
  }

  toggleKind(kind: MeetingTypeUse["kind"]): Promise<void> {
    this.kinds = this.isChosen(kind)
      ? this.kinds.filter((other) => !isSame(other, kind))
      : [...this.kinds, kind];
    return this.look();
  }

  /** What is offered is read anew with each visit: kinds are the same by what they say. */
  isChosen(kind: MeetingTypeUse["kind"]): boolean {
    return this.kinds.some((chosen) => isSame(chosen, kind));
  }

  showAll(): Promise<void> {
    this.#unfilter();
    this.words = "";
    return this.look();
  }

  /** Of several looks asked for in haste, the last counts. */
  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const generation = ++this.#generation;
    await this.#guard(generation, async () => {
      const page = await this.#page(null);
      if (generation === this.#generation) this.#take(page, page.meetings);
    });
  }

  async showMore(): Promise<void> {
    const after = this.more;
    if (after === null) return;
    const generation = this.#generation;
    await this.#guard(generation, async () => {
      const page = await this.#page(after);
      if (generation !== this.#generation || after !== this.more) return;
      this.#take(page, [...(this.found ?? []), ...page.meetings]);
    });
  }

  clear(): void {
    this.#generation += 1;
    clearTimeout(this.#timer);
    this.#unfilter();
    this.words = this.today = "";
    this.hasLists = this.found = this.more = this.failure = null;
    this.offered = [];
  }

  #unfilter(): void {
    this.when = this.part = this.how = null;
    this.kinds = [];
  }

  #take(page: MeetingPage, found: MeetingHit[]): void {
    this.found = found;
    this.more = page.more;
    this.nowMs = page.nowMs;
    this.today = page.today;
    this.zone = page.zone;
  }

  #page(after: string | null): Promise<MeetingPage> {
    const minutes = this.part === null ? null : MINUTES[this.part];
    return this.#call("meeting_search", {
      words: this.words,
      place: "",
      day: this.when === "soon" ? null : this.when,
      withinHours: this.when === "soon" ? SOON_HOURS : null,
      fromMinute: minutes?.[0] ?? null,
      untilMinute: minutes?.[1] ?? null,
      ways: this.how === null ? [] : WAYS[this.how],
      kinds: this.kinds,
      after,
    });
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
