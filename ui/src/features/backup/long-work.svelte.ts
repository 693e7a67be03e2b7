// A long piece of work of the core: how far it is, and the wish to stop it.
import type { Call } from "$ipc";

const POLL_MS = 200;

/** How far it is; `of` 0: not known. */
export type Progress = { done: number; of: number };

const NOT_KNOWN: Progress = { done: 0, of: 0 };

export class LongWork {
  running = $state(false);
  stopping = $state(false);
  progress = $state.raw<Progress>(NOT_KNOWN);
  #call: Call;
  /** Grows with every run, so that no one follows two. */
  #run = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Does the work, and asks how far it is meanwhile. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    const run = ++this.#run;
    this.running = true;
    this.stopping = false;
    this.progress = NOT_KNOWN;
    void this.#follow(run);
    try {
      return await work();
    } finally {
      if (run === this.#run) this.running = this.stopping = false;
    }
  }

  /** Asks the core once to stop it. A core that cannot be asked goes on, and says so by not stopping. */
  async stop(): Promise<void> {
    if (!this.running || this.stopping) return;
    this.stopping = true;
    await this.#call("work_cancel", {}).catch(() => (this.stopping = false));
  }

  /** Nobody is there to be told any more. */
  clear(): void {
    this.#run += 1;
    this.running = this.stopping = false;
    this.progress = NOT_KNOWN;
  }

  async #follow(run: number): Promise<void> {
    const isWanted = (): boolean => this.running && run === this.#run;
    while (isWanted()) {
      await new Promise((later) => setTimeout(later, POLL_MS));
      if (!isWanted()) return;
      try {
        const { runs, done, of } = await this.#call("work_get", {});
        if (runs && isWanted()) this.progress = { done, of };
      } catch {
        // The next look may be answered.
      }
    }
  }
}
