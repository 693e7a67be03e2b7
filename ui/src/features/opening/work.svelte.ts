// One call at a time, what it was refused with, and the wait that follows wrong tries.
import { toCallError, type Call, type CallError, type ErrorCode } from "$ipc";
import { Countdown } from "$shared/countdown.svelte.ts";

/** After these the core may want some time to pass. */
const WRONG: readonly ErrorCode[] = [
  "wrong_passphrase",
  "wrong_recovery_code",
  "too_many_attempts",
];

export class Work {
  busy = $state(false);
  refusal = $state.raw<CallError | null>(null);
  readonly wait = new Countdown();
  #call: Call;
  #running: Promise<unknown> = Promise.resolve();

  constructor(call: Call) {
    this.#call = call;
  }

  get code(): ErrorCode | null {
    return this.refusal?.code ?? null;
  }

  /** Runs it unless something runs or a wait is on. True when it was not refused. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy || this.wait.left > 0) return false;
    this.busy = true;
    this.refusal = null;
    const running = this.#guard(work);
    this.#running = running;
    const done = await running;
    this.busy = false;
    return done;
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    await this.#running;
  }

  clear(): void {
    this.refusal = null;
    this.wait.stop();
  }

  async #guard(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (cause) {
      this.refusal = toCallError(cause);
      if (WRONG.includes(this.refusal.code)) await this.#learnWait();
      return false;
    }
  }

  async #learnWait(): Promise<void> {
    try {
      this.wait.start((await this.#call("app_status", {})).retryInSeconds);
    } catch {
      // The refusal on the screen says what to do.
    }
  }
}
