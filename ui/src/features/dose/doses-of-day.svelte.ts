// The doses of one day, of every medicine.
import type { Call, DoseView } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

export class DosesOfDay {
  list = $state.raw<DoseView[]>([]);
  today = $state("");
  zone = $state("UTC");
  nowMs = $state(0);
  isLoaded = $state(false);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(dayOn: string): Promise<void> {
    const generation = ++this.#generation;
    try {
      const [view, list] = await Promise.all([
        this.#call("today_get", {}),
        this.#call("dose_day_list", { dayOn }),
      ]);
      if (generation !== this.#generation) return;
      this.today = view.dayOn;
      this.zone = view.zone;
      this.nowMs = view.nowMs;
      this.list = list;
      this.isLoaded = true;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Removes what was said about one. The change to undo, or null with `failure` set. */
  async remove({ id }: DoseView): Promise<string | null> {
    if (id === null) return null;
    try {
      return (await this.#call("dose_delete", { id })).change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.list = [];
    this.isLoaded = false;
    this.failure = null;
  }
}
