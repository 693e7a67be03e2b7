// All about one meeting.
import type { Call, MeetingView } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

export class One {
  view = $state.raw<MeetingView | null>(null);
  failure = $state.raw<Refusal | null>(null);
  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(id: string): Promise<void> {
    const generation = ++this.#generation;
    if (this.view?.id !== id) this.view = null;
    try {
      const view = await this.#call("meeting_get", { id });
      if (generation !== this.#generation) return;
      this.view = view;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  clear(): void {
    this.#generation += 1;
    this.view = this.failure = null;
  }
}
