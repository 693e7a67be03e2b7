// A passphrase and a recovery code for a Mainstay that this device alone has opened until now.
//
// The steps are those of a change, without proof: there is nothing to know yet. Only the end changes what opens
// Mainstay: until the code is confirmed, this device does.
import type { Call } from "$ipc";
import { CodeRenewal, PassphraseChange, type Left } from "./opening.svelte.ts";

export type ProtectionStep = "new" | "again" | "code" | "confirm" | "done";

export class Protection {
  readonly change: PassphraseChange;
  readonly renewal: CodeRenewal;

  constructor(call: Call) {
    this.change = new PassphraseChange(call);
    this.renewal = new CodeRenewal(call);
  }

  /** The step to show for an address: none can be reached before the one it stands on. */
  stepFor(asked: string | undefined): ProtectionStep {
    const { change, renewal } = this;
    if (asked === "done" && renewal.finished) return "done";
    if (asked === "confirm" && renewal.recovery !== null && renewal.written) return "confirm";
    if ((asked === "code" || asked === "confirm") && change.finished) return "code";
    return asked === "again" && change.added ? "again" : "new";
  }

  /** Leaves. Answers what opens Mainstay now; null when nothing was begun, or when the end was seen. */
  async giveUp(): Promise<Left | null> {
    const { change, renewal } = this;
    const began = change.added || change.finished || renewal.recovery !== null;
    const wasDone = renewal.finished;
    await change.giveUp();
    await renewal.giveUp();
    change.clear();
    change.finished = false;
    renewal.clear();
    // The end stays to be seen: the way to it may lead over other places.
    if (renewal.finished) return wasDone ? null : "protected";
    return began ? "unprotected" : null;
  }

  /** Forgets what was typed and shown, and how it ended. */
  lock(): void {
    this.change.lock();
    this.renewal.lock();
  }
}
