// The copy that a person keeps elsewhere: choosing where, typing what opens it, and how it ended.
//
// The place itself stays in the core; here is the file's name, for the eye. Nothing typed outlives the flow.
import { TypedProof, Work } from "$features/opening/index.ts";
import {
  toCallError,
  type AppStatus,
  type Call,
  type Elsewhere,
  type ElsewhereContent,
  type ElsewhereSaved,
  type ErrorCode,
} from "$ipc";
import { LongWork } from "./long-work.svelte.ts";

export const ACTS = ["save", "check", "restore"] as const;
export type Act = (typeof ACTS)[number];
export type Step = "what" | "proof" | "done" | "refused";

/** After these the same file can be tried again with what is on the screen. */
const TRY_AGAIN: readonly ErrorCode[] = [
  "wrong_passphrase",
  "wrong_recovery_code",
  "mistyped_recovery_code",
  "too_many_attempts",
  "too_long",
  "unreadable_text",
  "in_use",
  "busy",
  "stopped",
];

/** Damage inside a file is damage of the file. */
const IN_FILE: readonly ErrorCode[] = [
  "vault_damaged",
  "header_damaged",
  "journal_missing",
  "journal_empty",
  "journal_cut_short",
  "journal_foreign",
  "older_copy",
];

/** Why it went wrong, told of what was chosen: a file that cannot be read is not a place. */
export type Reason = ErrorCode | "file_unreadable";

function reasonOf(act: Act, code: ErrorCode): Reason {
  if (act === "save") return code;
  if (code === "place_unusable") return "file_unreadable";
  return IN_FILE.includes(code) ? "file_damaged" : code;
}

/** How one of them went. */
type Result =
  | { act: "save"; saved: ElsewhereSaved; byCode: boolean }
  | { act: "check"; content: ElsewhereContent };

export class ElsewhereFlow {
  readonly proof = new TypedProof();
  readonly work: Work;
  readonly long: LongWork;
  /** What is known of the last one; null while not read. */
  known = $state.raw<Elsewhere | null>(null);
  /** When that was read, by the core's clock. */
  nowMs = $state(0);
  /** The name of the chosen file, and what it was chosen for. */
  chosen = $state.raw<{ act: Act; name: string } | null>(null);
  choosing = $state(false);
  /** Why a choice was not taken. */
  error = $state<Reason | null>(null);
  refused = $state<{ act: Act; code: Reason } | null>(null);
  result = $state.raw<Result | null>(null);
  #call: Call;
  /** Grows when the person leaves the steps. */
  #visit = 0;
  /** Grows with every lock. */
  #locks = 0;

  constructor(call: Call) {
    this.#call = call;
    this.work = new Work(call);
    this.long = new LongWork(call);
  }

  /** The step to show for an address: one that makes no sense now is answered with the first. */
  stepFor(act: Act, asked: string | undefined): Step {
    if (this.refused?.act === act) return "refused";
    if (asked === "done" && this.result?.act === act) return "done";
    return asked === "proof" && this.chosen?.act === act ? "proof" : "what";
  }

  /** Reads what is known; also without an open vault. */
  async load(): Promise<void> {
    const locks = this.#locks;
    try {
      const known = await this.#call("elsewhere_get", {});
      const { nowMs } = known.lastMs === null ? { nowMs: 0 } : await this.#call("today_get", {});
      if (locks !== this.#locks) return;
      this.known = known;
      this.nowMs = nowMs;
    } catch {
      // Not offered is better than offered in vain.
    }
  }

  /** Has the person asked for a place or file. True when they chose one that may do. */
  async choose(act: Act): Promise<boolean> {
    if (this.choosing) return false;
    const visit = this.#visit;
    this.choosing = true;
    this.error = this.refused = this.chosen = this.result = null;
    let name: string | null = null;
    let error: Reason | null = null;
    try {
      const purpose = act === "save" ? "save" : "open";
      ({ name } = await this.#call("elsewhere_choose", { purpose }));
    } catch (cause) {
      error = reasonOf(act, toCallError(cause).code);
    }
    if (visit !== this.#visit) return false;
    this.choosing = false;
    this.error = error;
    this.chosen = name === null ? null : { act, name };
    this.work.clear();
    return this.chosen !== null;
  }

  /** Saves or checks. True when it is done. */
  async run(act: "save" | "check"): Promise<boolean> {
    const visit = this.#visit;
    const proof = this.proof.request;
    const { byCode } = this.proof;
    let result: Result | null = null;
    await this.#during(async () => {
      if (act === "save") {
        result = { act, saved: await this.#call("elsewhere_create", { proof }), byCode };
      } else result = { act, content: await this.#call("elsewhere_check", { proof }) };
    });
    if (visit !== this.#visit) return false;
    if (result === null) return this.#refuse(act);
    this.result = result;
    this.proof.clear();
    return true;
  }

  /**
   * Puts a copy back. Answers the new status; null when it was refused, or when somebody locked in between. `onclosed`
   * runs before a refusal is shown: the core may have closed the vault by then.
   */
  async restore(onclosed: () => Promise<void>): Promise<AppStatus | null> {
    const visit = this.#visit;
    const proof = this.proof.request;
    let status: AppStatus | null = null;
    await this.#during(async () => {
      status = await this.#call("elsewhere_restore", { proof });
    });
    if (status !== null) return visit === this.#visit ? status : null;
    if (visit !== this.#visit) return null;
    const { code } = this.work;
    if (code !== null && !TRY_AGAIN.includes(code)) {
      await onclosed();
      this.#refuseWith("restore", code);
    }
    return null;
  }

  /** Forgets everything on lock. */
  clear(): void {
    this.#locks += 1;
    this.known = null;
    this.leave();
  }

  /** Forgets what was typed and chosen. */
  leave(): void {
    this.#visit += 1;
    this.proof.clear();
    this.work.clear();
    this.long.clear();
    this.chosen = this.error = this.refused = this.result = null;
    this.choosing = false;
  }

  #during(work: () => Promise<void>): Promise<boolean> {
    return this.work.run(() => this.long.during(work));
  }

  #refuse(act: Act): false {
    const { code } = this.work;
    if (code !== null && !TRY_AGAIN.includes(code)) this.#refuseWith(act, code);
    return false;
  }

  #refuseWith(act: Act, code: ErrorCode): void {
    this.work.clear();
    this.chosen = null;
    this.refused = { act, code: reasonOf(act, code) };
  }
}
