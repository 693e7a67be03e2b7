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

  /** Keeps it as one of the person's own. Its id and the change to undo; null with `failure` set. */
  async keep(): Promise<{ id: string; change: string } | null> {
    const { view } = this;
    if (view === null) return null;
    try {
      const { value, change } = await this.#call("my_meeting_keep", { id: view.id });
      return { id: value.id, change };
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.view = this.failure = null;
  }
}
