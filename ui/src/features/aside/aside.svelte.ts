// Journals that were put aside: for who can open theirs no more, and for the day on which they can again.
import { toCallError, type AppStatus, type Aside, type Call, type ErrorCode } from "$ipc";

export class Asides {
  list = $state.raw<readonly Aside[]>([]);
  /** The one that is to be brought back, once it was said what happens then. */
  asked = $state.raw<Aside | null>(null);
  error = $state<ErrorCode | null>(null);
  busy = $state(false);
  #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    try {
      this.list = await this.#call("aside_list", {});
    } catch {
      // None to be had is none to offer.
      this.list = [];
    }
  }

  /** Puts the journal aside. Answers the new status, null when it stays. */
  create(): Promise<AppStatus | null> {
    return this.#run(() => this.#call("aside_create", {}));
  }

  /** Brings one back; what stands in its place goes aside. Answers the new status, null when nothing changed. */
  restore(aside: Aside): Promise<AppStatus | null> {
    return this.#run(() => this.#call("aside_restore", { atMs: aside.atMs }));
  }

  /** Where another journal stands in its place, what happens is said first. Nothing said is agreed to by this. */
  ask(aside: Aside | null): void {
    this.asked = aside;
    this.error = null;
  }

  async #run(ask: () => Promise<AppStatus>): Promise<AppStatus | null> {
    if (this.busy) return null;
    this.busy = true;
    this.error = null;
    try {
      return await ask();
    } catch (cause) {
      this.error = toCallError(cause).code;
      return null;
    } finally {
      this.busy = false;
    }
  }
}
