// The person's stays in a controlled environment.
import type { Call, Stay } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

export class StaysState {
  stays = $state.raw<Stay[] | null>(null);
  today = $state("");
  /** One is just over, and opioids may be in play. */
  isAfterStay = $state(false);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const [stays, { dayOn }, { isAfterStay }] = await Promise.all([
        this.#call("stay_list", {}),
        this.#call("today_get", {}),
        this.#call("tolerance_get", {}),
      ]);
      if (generation !== this.#generation) return;
      this.stays = stays;
      this.today = dayOn;
      this.isAfterStay = isAfterStay;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** The change to undo; null with `failure` set. */
  async remove(id: string): Promise<string | null> {
    try {
      return (await this.#call("stay_delete", { id })).change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.stays = null;
    this.today = "";
    this.isAfterStay = false;
    this.failure = null;
  }
}
