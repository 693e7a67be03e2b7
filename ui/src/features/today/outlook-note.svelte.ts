// The outlook on Today: its word, and what it comes from.
import type { Call, Outlook, OutlookInput } from "$ipc";

export class OutlookNoteState {
  outlook = $state.raw<Outlook | null>(null);
  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** What applies today, of all that it looks at. */
  get applying(): OutlookInput[] {
    const reasons = this.outlook?.reasons ?? [];
    return reasons.filter(({ applies }) => applies === true).map(({ input }) => input);
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    // It is an extra: Today stands without it.
    const outlook = await this.#call("outlook_get", {}).catch(() => null);
    if (generation === this.#generation) this.outlook = outlook;
  }

  clear(): void {
    this.#generation += 1;
    this.outlook = null;
  }
}
