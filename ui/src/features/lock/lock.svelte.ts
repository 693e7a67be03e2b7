// Opening the vault, by passphrase or by recovery code. What was typed is forgotten as soon as it worked.
import { toCallError, type AppStatus, type Call, type ErrorCode } from "$ipc";

const SECOND_MS = 1000;

export class Lock {
  passphrase = $state("");
  code = $state("");
  /** True while the recovery code is asked for in place of the passphrase. */
  byCode = $state(false);
  busy = $state(false);
  error = $state<ErrorCode | null>(null);
  /** Seconds until the next try is answered; 0: at once. */
  wait = $state(0);
  #call: Call;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(call: Call) {
    this.#call = call;
  }

  readonly canTry = $derived.by(() => {
    const typed = this.byCode ? this.code : this.passphrase;
    return typed.trim() !== "" && !this.busy && this.wait === 0;
  });

  /** Tries once. Answers the new status when the vault is open, null when it is not. */
  async open(): Promise<AppStatus | null> {
    if (!this.canTry) return null;
    this.busy = true;
    this.error = null;
    try {
      const status = await this.#ask();
      this.clear();
      return status;
    } catch (cause) {
      this.error = toCallError(cause).code;
      await this.#learnWait();
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** The other way to open; what was typed for the first stays. */
  switchWay(): void {
    this.byCode = !this.byCode;
    this.error = null;
  }

  /** Counts down; the core refuses earlier tries, so asking earlier is not offered. */
  waitFor(seconds: number): void {
    clearInterval(this.#timer);
    this.wait = Math.max(0, Math.ceil(seconds));
    if (this.wait === 0) return;
    const until = performance.now() + this.wait * SECOND_MS;
    this.#timer = setInterval(() => this.#tick(until), SECOND_MS / 4);
  }

  clear(): void {
    clearInterval(this.#timer);
    this.passphrase = this.code = "";
    this.wait = 0;
  }

  #ask(): Promise<AppStatus> {
    if (this.byCode) return this.#call("vault_unlock_with_code", { code: this.code });
    return this.#call("vault_unlock", { passphrase: this.passphrase });
  }

  #tick(until: number): void {
    this.wait = Math.max(0, Math.ceil((until - performance.now()) / SECOND_MS));
    if (this.wait === 0) clearInterval(this.#timer);
  }

  async #learnWait(): Promise<void> {
    try {
      this.waitFor((await this.#call("app_status", {})).retryInSeconds);
    } catch {
      // The refusal already on the screen says what to do.
    }
  }
}
