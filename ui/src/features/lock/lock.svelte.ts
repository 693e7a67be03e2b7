// Opening the vault, by passphrase or by recovery code. What was typed is forgotten as soon as it worked.
import { toCallError, type AppStatus, type Call, type ErrorCode } from "$ipc";
import { Countdown } from "$shared/countdown.svelte.ts";

/** What is wrong with these no other typing mends: each has a screen in place of the field. */
const TROUBLES: readonly ErrorCode[] = [
  "vault_missing",
  "vault_damaged",
  "header_damaged",
  "journal_missing",
  "journal_empty",
  "journal_cut_short",
  "journal_foreign",
  "journal_moved",
  "older_copy",
  "newer_version",
  "in_use",
  "folder_unusable",
  "storage_full",
];

export class Lock {
  passphrase = $state("");
  code = $state("");
  /** True while the recovery code is asked for in place of the passphrase. */
  byCode = $state(false);
  busy = $state(false);
  error = $state<ErrorCode | null>(null);
  readonly #countdown = new Countdown();
  #told: number | null = null;
  #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  readonly canTry = $derived.by(() => {
    const typed = this.byCode ? this.code : this.passphrase;
    return typed.trim() !== "" && !this.busy && this.wait === 0;
  });

  /** Seconds until the next try is answered; 0: at once. */
  get wait(): number {
    return this.#countdown.left;
  }

  /** What is wrong with the files themselves; what was typed is kept for the next try. */
  readonly trouble = $derived(this.error && TROUBLES.includes(this.error) ? this.error : null);

  /** Tries once; `acceptOlder` goes on with an older copy. Answers the new status when the vault is open, null when it is not. */
  async open(acceptOlder = false): Promise<AppStatus | null> {
    if (!this.canTry) return null;
    this.busy = true;
    // A screen about the files stays until the answer: it must not flicker.
    if (this.trouble === null) this.error = null;
    try {
      const status = await this.#ask(acceptOlder);
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

  /** Back to the field; what was typed is still in it. */
  leaveTrouble(): void {
    this.error = null;
  }

  /** The wait of the last status. Told once more after a look at Help, it does not begin anew. */
  waitAsTold(seconds: number): void {
    if (seconds === this.#told) return;
    this.#told = seconds;
    this.waitFor(seconds);
  }

  /** Counts down; the core refuses earlier tries, so asking earlier is not offered. */
  waitFor(seconds: number): void {
    this.#countdown.start(seconds);
  }

  clear(): void {
    this.#countdown.stop();
    this.passphrase = this.code = "";
    this.byCode = false;
    this.error = this.#told = null;
  }

  #ask(acceptOlder: boolean): Promise<AppStatus> {
    const more = acceptOlder ? { acceptOlder } : {};
    if (this.byCode) return this.#call("vault_unlock_with_code", { code: this.code, ...more });
    return this.#call("vault_unlock", { passphrase: this.passphrase, ...more });
  }

  async #learnWait(): Promise<void> {
    try {
      this.waitFor((await this.#call("app_status", {})).retryInSeconds);
    } catch {
      // The refusal already on the screen says what to do.
    }
  }
}
