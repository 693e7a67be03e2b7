// A year of the log at a glance.
import { isLogged } from "$features/journey/index.ts";
import { toCallError, type Call, type CallError, type JourneyYear, type MonthDay } from "$ipc";

/** One month of the table beside the picture. */
export interface YearMonth {
  month: string;
  days: number;
  mood: number | null;
  cravings: number;
  lapses: number;
}

export class Year {
  view = $state.raw<JourneyYear | null>(null);
  failure = $state.raw<CallError | null>(null);
  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(year: number | null = this.view?.year ?? null): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    try {
      const view = await this.#call("journey_year", { year });
      if (generation !== this.#generation) return;
      this.view = view;
      this.failure = null;
    } catch (cause) {
      if (generation === this.#generation) this.failure = toCallError(cause);
    }
  }

  /** The months of the year that have anything, for the table. */
  get months(): YearMonth[] {
    const months = new Map<string, MonthDay[]>();
    for (const day of this.view?.days ?? []) {
      const month = day.dayOn.slice(0, 7);
      months.set(month, [...(months.get(month) ?? []), day]);
    }
    return [...months].map(([month, days]) => summed(month, days)).filter(({ days }) => days > 0);
  }

  clear(): void {
    this.#generation += 1;
    this.view = null;
    this.failure = null;
  }
}

function summed(month: string, days: MonthDay[]): YearMonth {
  const moods = days.flatMap(({ mood }) => (mood === null ? [] : [mood]));
  return {
    month,
    days: days.filter(isLogged).length,
    mood: moods.length === 0 ? null : moods.reduce((sum, mood) => sum + mood, 0) / moods.length,
    cravings: days.reduce((sum, day) => sum + day.cravings, 0),
    lapses: days.filter(({ lapse }) => lapse).length,
  };
}
