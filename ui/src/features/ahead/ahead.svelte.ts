// What lies ahead now: visits of the next day, visits without an answer, days with a plan that are near, and
// supplies that are soon over.
import type { AheadView, Call } from "$ipc";

export class Ahead {
  view = $state.raw<AheadView | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** How much there is to tell. */
  get count(): number {
    const { appointments = [], copingDates = [], supplies = [] } = this.view ?? {};
    return appointments.length + copingDates.length + supplies.length;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** What cannot be read says nothing here: the pages of each thing do. */
  async load(): Promise<void> {
    const generation = ++this.#generation;
    const view = await this.#call("ahead_get", {}).catch(() => null);
    if (generation === this.#generation) this.view = view;
  }

  /** What closing the window does was read: it is not said again, also where that cannot be kept now. */
  async closingRead(): Promise<void> {
    if (this.view) this.view = { ...this.view, tellsClosing: false };
    await this.#call("closing_dismiss", {}).catch(() => undefined);
  }

  clear(): void {
    this.#generation += 1;
    this.view = null;
  }
}
