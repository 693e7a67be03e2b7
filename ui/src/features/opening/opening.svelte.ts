// Changing what opens Mainstay: a new passphrase, a new recovery code, and practice of the passphrase.
//
// Until the new one is proven, the old one opens. Whoever leaves before that gives the new one up; what each flow
// answers then says what opens Mainstay now. Nothing typed outlives its flow.
import {
  toCallError,
  type Call,
  type ErrorCode,
  type PassphraseRating,
  type Proof,
  type RecoveryCode,
} from "$ipc";
import { groupsThatDiffer } from "$shared/opening/code.ts";
import { Work } from "./work.svelte.ts";

/** What opens Mainstay after a flow was left: said in `opening-left-<it>`. */
export type Left =
  | "old-passphrase"
  | "both-passphrases"
  | "new-passphrase"
  | "old-code"
  | "new-code"
  | "unprotected"
  | "protected";

const RATE_AFTER_MS = 150;
export const ABOUT_PROOF: readonly ErrorCode[] = [
  "wrong_passphrase",
  "wrong_recovery_code",
  "mistyped_recovery_code",
  "too_many_attempts",
];

/** The passphrase until now or the recovery code, whichever the person has. */
export class TypedProof {
  passphrase = $state("");
  code = $state("");
  byCode = $state(false);

  get isTyped(): boolean {
    return (this.byCode ? this.code : this.passphrase).trim() !== "";
  }

  /** One of the two, as the core wants it; neither where there is nothing to prove. */
  get request(): Proof {
    if (!this.isTyped) return {} as Proof;
    const one: Partial<Proof> = this.byCode ? { code: this.code } : { passphrase: this.passphrase };
    return one as Proof;
  }

  clear(): void {
    this.passphrase = this.code = "";
    this.byCode = false;
  }
}

export class PassphraseChange {
  readonly proof = new TypedProof();
  readonly work: Work;
  next = $state("");
  again = $state("");
  /** Whether the letters of the new one can be read. */
  shown = $state(false);
  rating = $state.raw<PassphraseRating | null>(null);
  /** The proof was taken; a code is only looked at together with the new passphrase. */
  proven = $state(false);
  /** The new one is on the disk beside the old one. */
  added = $state(false);
  /** The new one has opened what is on the disk; the old one is gone. */
  finished = $state(false);
  #call: Call;
  #rateTimer: ReturnType<typeof setTimeout> | undefined;
  /** Grows when the person leaves, so that late answers lead nowhere. */
  #visit = 0;

  constructor(call: Call) {
    this.#call = call;
    this.work = new Work(call);
  }

  /** The step to show for an address. */
  stepFor(asked: string | undefined): "proof" | "new" | "again" | "done" {
    if (asked === "done" && this.finished) return "done";
    if (asked === "again" && this.added) return "again";
    return (asked === "new" || asked === "again") && this.proven ? "new" : "proof";
  }

  /** Takes the proof. True when the new one can be asked for. */
  async prove(): Promise<boolean> {
    const visit = this.#visit;
    const { byCode, passphrase } = this.proof;
    this.finished = false;
    this.proven = await this.work.run(async () => {
      if (!byCode) await this.#call("passphrase_practice", { passphrase });
    });
    return this.proven && visit === this.#visit;
  }

  /** Asks how good the new one is, shortly after the last key. */
  rate(): void {
    clearTimeout(this.#rateTimer);
    this.work.refusal = null;
    if (this.next === "") this.rating = null;
    else this.#rateTimer = setTimeout(() => void this.rateNow(), RATE_AFTER_MS);
  }

  async rateNow(): Promise<void> {
    const passphrase = this.next;
    try {
      const rating = await this.#call("passphrase_rate", { passphrase });
      if (passphrase === this.next) this.rating = rating;
    } catch {
      this.rating = null;
    }
  }

  /** Puts the new one beside the old one. True when it can be typed again; a refused proof is asked for anew. */
  async add(): Promise<boolean> {
    const visit = this.#visit;
    const request = { proof: this.proof.request, passphrase: this.next };
    const done = await this.work.run(async () => {
      await this.#call("passphrase_change", request);
      this.added = true;
      this.again = "";
    });
    if (this.work.code && ABOUT_PROOF.includes(this.work.code)) this.proven = false;
    return done && visit === this.#visit;
  }

  /** Opens what is on the disk with the new one. True when it did, and the old one is gone. */
  async confirm(): Promise<boolean> {
    const visit = this.#visit;
    const passphrase = this.again;
    const done = await this.work.run(async () => {
      await this.#call("passphrase_change_confirm", { passphrase });
      this.added = false;
      this.finished = true;
    });
    return done && visit === this.#visit;
  }

  /** Gives a new one up that was not confirmed. Answers what opens Mainstay now; null when there was none. */
  async giveUp(): Promise<Left | null> {
    this.#visit += 1;
    const before = this.finished;
    await this.work.settled();
    if (this.finished && !before) {
      this.clear();
      return "new-passphrase";
    }
    if (!this.added) return null;
    this.added = false;
    this.again = "";
    this.work.clear();
    try {
      await this.#call("passphrase_change_cancel", {});
      return "old-passphrase";
    } catch (cause) {
      return toCallError(cause).code === "locked" ? null : "both-passphrases";
    }
  }

  /** Forgets what was typed. */
  clear(): void {
    clearTimeout(this.#rateTimer);
    this.#visit += 1;
    this.proof.clear();
    this.work.clear();
    this.next = this.again = "";
    this.shown = this.proven = false;
    this.rating = null;
  }

  /** On lock, also what the core has forgotten. */
  lock(): void {
    this.clear();
    this.added = this.finished = false;
  }
}

export class CodeRenewal {
  readonly proof = new TypedProof();
  readonly work: Work;
  recovery = $state.raw<RecoveryCode | null>(null);
  /** The person said that they wrote it down. */
  written = $state(false);
  typed = $state<Record<number, string>>({});
  /** Positions whose group was refused and not changed since. */
  differs = $state.raw<readonly number[]>([]);
  finished = $state(false);
  #call: Call;
  #visit = 0;

  constructor(call: Call) {
    this.#call = call;
    this.work = new Work(call);
  }

  /** The step to show for an address. */
  stepFor(asked: string | undefined): "proof" | "show" | "confirm" | "done" {
    if (asked === "done" && this.finished) return "done";
    if (this.recovery === null || asked === undefined) return "proof";
    return asked === "confirm" && this.written ? "confirm" : "show";
  }

  get isComplete(): boolean {
    const asked = this.recovery?.ask ?? [];
    return asked.every((position) => (this.typed[position] ?? "").trim() !== "");
  }

  /** Gets a new code. True when it can be shown. */
  async renew(): Promise<boolean> {
    const visit = this.#visit;
    const { request } = this.proof;
    const done = await this.work.run(async () => {
      const recovery = await this.#call("recovery_code_renew", { proof: request });
      if (visit !== this.#visit) return;
      this.recovery = recovery;
      this.written = this.finished = false;
      this.typed = {};
      this.differs = [];
      this.proof.clear();
    });
    return done && visit === this.#visit;
  }

  typeGroup(position: number, text: string): void {
    this.typed[position] = text;
    this.differs = this.differs.filter((other) => other !== position);
  }

  /** Sends the three groups typed back. True when they fit, and the old code is gone. */
  async confirm(): Promise<boolean> {
    const visit = this.#visit;
    const { recovery, typed } = this;
    const groups = (recovery?.ask ?? []).map((at) => ({ position: at, text: typed[at] ?? "" }));
    const done = await this.work.run(async () => {
      await this.#call("recovery_code_confirm", { groups });
      this.finished = true;
      this.recovery = null;
    });
    this.differs = done ? [] : groupsThatDiffer(recovery, typed, this.work.refusal?.field);
    return done && visit === this.#visit;
  }

  /** Leaves a code that was not confirmed. Answers what opens Mainstay now; null when none was shown. */
  async giveUp(): Promise<Left | null> {
    const before = this.finished;
    const wasShown = this.recovery !== null;
    this.#visit += 1;
    await this.work.settled();
    if (this.finished && !before) return "new-code";
    return wasShown ? "old-code" : null;
  }

  clear(): void {
    this.#visit += 1;
    this.proof.clear();
    this.work.clear();
    this.recovery = null;
    this.written = false;
    this.typed = {};
    this.differs = [];
  }

  lock(): void {
    this.clear();
    this.finished = false;
  }
}

export class Practice {
  readonly work: Work;
  passphrase = $state("");
  /** It was right. */
  finished = $state(false);
  /** It was not right once: then there is another way to offer, which stays. */
  wasWrong = $state(false);
  #call: Call;
  #visit = 0;

  constructor(call: Call) {
    this.#call = call;
    this.work = new Work(call);
  }

  /** Tries it. True when it is right. */
  async check(): Promise<boolean> {
    const visit = this.#visit;
    const { passphrase } = this;
    const done = await this.work.run(async () => {
      await this.#call("passphrase_practice", { passphrase });
      if (visit !== this.#visit) return;
      this.finished = true;
      this.passphrase = "";
    });
    if (this.work.code === "wrong_passphrase") this.wasWrong = true;
    return done && visit === this.#visit;
  }

  clear(): void {
    this.#visit += 1;
    this.work.clear();
    this.passphrase = "";
    this.finished = this.wasWrong = false;
  }
}
