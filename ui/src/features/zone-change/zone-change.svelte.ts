// The question after a journey: by which clock doses go. Asked once for a zone; nothing moves before it is answered.
import type { Call, ClockKept, ZoneQuestion } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

export class ZoneChange {
  /** What is to be asked; null for nothing. */
  question = $state.raw<ZoneQuestion | null>(null);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Whether two doses come nearer to each other here than they do at home. */
  get isNearer(): boolean {
    return (this.question?.doses ?? []).some((dose) => dose.isNearer);
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const question = await this.#call("zone_question_get", {});
      if (generation !== this.#generation) return;
      this.question = question;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** The change to undo; null with `failure` set. */
  async answer(keep: ClockKept): Promise<string | null> {
    try {
      const { change } = await this.#call("zone_question_answer", { keep });
      this.question = null;
      this.failure = null;
      return change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.question = null;
    this.failure = null;
  }
}
