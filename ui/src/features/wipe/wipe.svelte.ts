// Wiping everything: what goes and what stays is said first, then the person shows that it is they who ask.
import type { AppStatus, Call, Proof } from "$ipc";

/** The typed proof and the running call, as `features/opening` has them. */
type Typed = { readonly request: Proof; clear: () => void };
type Running = { run: (work: () => Promise<void>) => Promise<boolean>; clear: () => void };

export class Wipe {
  /** This device's key alone opens the vault: there is nothing to prove. */
  byDevice = $state(false);
  #call: Call;
  #proof: Typed;
  #work: Running;

  constructor(call: Call, proof: Typed, work: Running) {
    this.#call = call;
    this.#proof = proof;
    this.#work = work;
  }

  /** Finds out whether there is anything to prove. */
  async load(): Promise<void> {
    try {
      this.byDevice = (await this.#call("opening_status", {})).unprotected;
    } catch {
      this.byDevice = false;
    }
  }

  /** Removes all of it. Answers the new status, null when nothing was removed. */
  async run(): Promise<AppStatus | null> {
    let status: AppStatus | null = null;
    const proof = this.byDevice ? {} : this.#proof.request;
    await this.#work.run(async () => {
      status = await this.#call("vault_wipe", { proof });
    });
    if (status !== null) this.clear();
    return status;
  }

  clear(): void {
    this.#proof.clear();
    this.#work.clear();
  }
}
