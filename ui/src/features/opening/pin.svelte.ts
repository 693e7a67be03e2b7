// The quick PIN: set with proof, removed with proof. What was typed is forgotten when the person leaves.
import type { Call } from "$ipc";
import { ABOUT_PROOF, TypedProof } from "./opening.svelte.ts";
import { Work } from "./work.svelte.ts";

const FEWEST = 4;
const MOST = 12;

export class PinChange {
  readonly proof = new TypedProof();
  readonly work: Work;
  pin = $state("");
  again = $state("");
  shown = $state(false);
  /** Both were typed and are not the same. */
  differs = $state(false);
  /** The proof was taken; a code is only looked at together with the PIN. */
  proven = $state(false);
  finished = $state(false);
  #call: Call;
  #visit = 0;

  constructor(call: Call) {
    this.#call = call;
    this.work = new Work(call);
  }

  /** The step to show for an address. */
  stepFor(asked: string | undefined): "proof" | "pin" | "done" {
    if (asked === "done" && this.finished) return "done";
    return asked === "new" && this.proven ? "pin" : "proof";
  }

  get canSet(): boolean {
    const { length } = this.pin.trim();
    return length >= FEWEST && length <= MOST && (this.shown || this.again !== "");
  }

  /** What was typed has changed. */
  typed(): void {
    this.differs = false;
    this.work.refusal = null;
  }

  /** Takes the proof. True when the PIN can be asked for. */
  async prove(): Promise<boolean> {
    const visit = this.#visit;
    const { byCode, passphrase } = this.proof;
    this.finished = false;
    this.proven = await this.work.run(async () => {
      if (!byCode) await this.#call("passphrase_practice", { passphrase });
    });
    return this.proven && visit === this.#visit;
  }

  /** Sets it. Digits that can be seen need no second typing. True when it opens from now on. */
  async set(): Promise<boolean> {
    this.differs = !this.shown && this.pin !== this.again;
    if (this.differs) return false;
    const done = await this.#finish(() =>
      this.#call("pin_create", { proof: this.proof.request, pin: this.pin }),
    );
    if (this.work.code && ABOUT_PROOF.includes(this.work.code)) this.proven = false;
    return done;
  }

  /** Removes it. True when it opens nothing any more. */
  remove(): Promise<boolean> {
    return this.#finish(() => this.#call("pin_delete", { proof: this.proof.request }));
  }

  /** Forgets what was typed. */
  clear(): void {
    this.#visit += 1;
    this.#forget();
    this.work.clear();
  }

  /** The same, and how it ended. */
  lock(): void {
    this.clear();
    this.finished = false;
  }

  async #finish(work: () => Promise<unknown>): Promise<boolean> {
    const visit = this.#visit;
    const done = await this.work.run(async () => {
      await work();
      if (visit !== this.#visit) return;
      this.#forget();
      this.finished = true;
    });
    return done && visit === this.#visit;
  }

  #forget(): void {
    this.proof.clear();
    this.pin = this.again = "";
    this.shown = this.differs = this.proven = false;
  }
}
