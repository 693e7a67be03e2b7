// Opening the vault: by passphrase, recovery code, PIN, or this device alone. What was typed is forgotten as soon as it
// worked.
import { toCallError, type AppStatus, type Call, type ErrorCode, type Opens } from "$ipc";
import { Countdown } from "$shared/countdown.svelte.ts";

/** One way in. */
export type Way = "device" | "pin" | "passphrase" | "code";

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
  "device_key_gone",
];

/** After one of these there is more to offer: a code that nobody can read to the end opens nothing either. */
const DID_NOT_OPEN: readonly ErrorCode[] = [
  "wrong_passphrase",
  "wrong_recovery_code",
  "mistyped_recovery_code",
];

/** From here on it is said how many tries the PIN has left. */
const FEW_TRIES = 5;

/** Without a word of the core, the two ways that everybody has. */
const USUAL: Opens = { passphrase: true, code: true, pin: false, device: false };

export class Lock {
  way = $state<Way>("passphrase");
  passphrase = $state("");
  code = $state("");
  pin = $state("");
  busy = $state(false);
  error = $state<ErrorCode | null>(null);
  /** A passphrase or code was wrong since the vault was last open: then there is more to offer, which stays. */
  wasWrong = $state(false);
  /** How many tries the PIN has left, when they are few. */
  pinTriesLeft = $state<number | null>(null);
  #opens = $state.raw<Opens>(USUAL);
  readonly #countdown = new Countdown();
  #told: number | null = null;
  #toldOpens: string | null = null;
  /** The try that is waited for. An earlier one may still be answered: the device's password store takes its time. */
  #tries = 0;
  #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  readonly canTry = $derived.by(() => {
    if (this.busy || this.wait > 0) return false;
    return this.way === "device" || this[this.way].trim() !== "";
  });

  /** The other ways in, the quickest first. */
  readonly others = $derived.by(() => {
    const all: readonly Way[] = ["device", "pin", "passphrase", "code"];
    return all.filter((way) => way !== this.way && this.#opens[way]);
  });

  /** Seconds until the next try is answered; 0: at once. */
  get wait(): number {
    return this.#countdown.left;
  }

  /** What is wrong with the files themselves, or with this device's key; what was typed is kept for the next try. */
  readonly trouble = $derived.by(() => {
    if (this.error === "keystore_unavailable" && this.way === "device") return this.error;
    return this.error && TROUBLES.includes(this.error) ? this.error : null;
  });

  /** Tries once; `acceptOlder` goes on with an older copy. Answers the new status when the vault is open, null when it is not. */
  async open(acceptOlder = false): Promise<AppStatus | null> {
    if (!this.canTry) return null;
    const mine = ++this.#tries;
    this.busy = true;
    // A screen about the files stays until the answer: it must not flicker.
    if (this.trouble === null) this.error = null;
    try {
      const status = await this.#ask(acceptOlder);
      // Locked meanwhile, or hidden: the screen stays as it is.
      if (status.state !== "unlocked") return null;
      this.clear();
      return status;
    } catch (cause) {
      if (mine === this.#tries) await this.#refused(toCallError(cause).code);
      return null;
    } finally {
      if (mine === this.#tries) this.busy = false;
    }
  }

  /** Another way to open; what was typed for the one before stays. It need not wait for the device's password store. */
  switchTo(way: Way): void {
    if (this.way === "pin" || this.way === "device") this.#stopWaiting();
    this.way = way;
    this.error = null;
  }

  /** Back to the field; what was typed is still in it. */
  leaveTrouble(): void {
    this.error = null;
  }

  /** The ways in of the last status. Told once more after a look at Help, the person's own choice stays. */
  opensAsTold(opens: Opens | undefined): void {
    const told = JSON.stringify(opens);
    if (opens === undefined || told === this.#toldOpens) return;
    this.#toldOpens = told;
    this.#opens = opens;
    if (opens.device) this.way = "device";
    else if (opens.pin) {
      this.way = "pin";
      void this.#lookAtPin();
    }
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
    this.#stopWaiting();
    this.#countdown.stop();
    this.passphrase = this.code = this.pin = "";
    this.way = "passphrase";
    this.#opens = USUAL;
    this.wasWrong = false;
    this.error = this.#told = this.#toldOpens = this.pinTriesLeft = null;
  }

  #stopWaiting(): void {
    this.#tries += 1;
    this.busy = false;
  }

  #ask(acceptOlder: boolean): Promise<AppStatus> {
    const more = acceptOlder ? { acceptOlder } : {};
    const { code, passphrase, pin } = this;
    switch (this.way) {
      case "device":
        return this.#call("vault_unlock_with_device", more);
      case "pin":
        return this.#call("vault_unlock_with_pin", { pin, ...more });
      case "code":
        return this.#call("vault_unlock_with_code", { code, ...more });
      case "passphrase":
        return this.#call("vault_unlock", { passphrase, ...more });
    }
  }

  async #refused(code: ErrorCode): Promise<void> {
    this.error = code;
    if (DID_NOT_OPEN.includes(code)) this.wasWrong = true;
    // Trouble with the files is no matter of typing: the next try takes the same digits.
    if (this.way === "pin" && !TROUBLES.includes(code)) {
      // The digits are gone from the screen: the next try begins anew.
      this.pin = "";
      if (code === "pin_gone") this.#leavePin();
      else if (code === "keystore_unavailable") this.way = "passphrase";
      else await this.#lookAtPin();
    }
    await this.#learnWait();
  }

  /** Whether the PIN still can open it. Where it cannot, the passphrase is asked for. */
  async #lookAtPin(): Promise<void> {
    try {
      const { keystore, pinTriesLeft } = await this.#call("opening_status", {});
      this.pinTriesLeft = (pinTriesLeft ?? 0) <= FEW_TRIES ? pinTriesLeft : null;
      if (this.way !== "pin" || this.pin !== "" || pinTriesLeft !== null) return;
      this.#leavePin();
      if (keystore) this.error = "pin_gone";
    } catch {
      // The next try says what is so.
    }
  }

  #leavePin(): void {
    this.#opens = { ...this.#opens, pin: false };
    this.way = "passphrase";
    this.pinTriesLeft = null;
  }

  async #learnWait(): Promise<void> {
    try {
      this.waitFor((await this.#call("app_status", {})).retryInSeconds);
    } catch {
      // The refusal already on the screen says what to do.
    }
  }
}
