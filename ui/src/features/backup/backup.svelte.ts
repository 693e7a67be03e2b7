// Backups on this device: which there are, making one, checking one, and putting one back.
//
// What the core answers after a lock leads nowhere: the vault it was about is closed.
import { TypedProof, Work } from "$features/opening/index.ts";
import {
  toCallError,
  type AppStatus,
  type Backup,
  type BackupContent,
  type Call,
  type ErrorCode,
} from "$ipc";
import { LongWork } from "./long-work.svelte.ts";

/** Problems of the vault that a backup mends. */
const MENDS: readonly ErrorCode[] = [
  "vault_missing",
  "vault_damaged",
  "header_damaged",
  "journal_missing",
  "journal_empty",
  "journal_cut_short",
  "journal_foreign",
  "older_copy",
  "folder_unusable",
];

/** Whether putting a backup back is a way out of a problem. */
export const mends = (problem: ErrorCode): boolean => MENDS.includes(problem);

/** The words for a backup that was not put back: `backup-refused-<it>`. */
export type Refused = "damaged" | "gone" | "full" | "other";

/** After these the same backup can be tried again, and nothing was closed. */
const TRY_AGAIN: readonly ErrorCode[] = [
  "wrong_passphrase",
  "wrong_recovery_code",
  "mistyped_recovery_code",
  "too_many_attempts",
  "device_key_gone",
  "keystore_unavailable",
  "too_long",
  "unreadable_text",
  "in_use",
  "busy",
  "stopped",
];

const REFUSED: Partial<Record<ErrorCode, Refused>> = {
  vault_damaged: "damaged",
  header_damaged: "damaged",
  journal_missing: "damaged",
  journal_empty: "damaged",
  journal_cut_short: "damaged",
  journal_foreign: "damaged",
  older_copy: "damaged",
  not_found: "gone",
  storage_full: "full",
};

/** What a look into a backup found. */
export type Checked =
  { state: "checking" } | { state: "damaged" } | { state: "whole"; content: BackupContent };

/** The list, the making of one, and the checks. */
export class Backups {
  /** Newest first; null while not read. */
  list = $state.raw<readonly Backup[] | null>(null);
  /** When the list was read, by the core's clock. */
  nowMs = $state(0);
  error = $state<ErrorCode | null>(null);
  making = $state(false);
  /** The making, or a check. */
  readonly long: LongWork;
  /** How the last making ended. */
  ended = $state<"made" | "stopped" | null>(null);
  /** By when the backup was made. */
  checked = $state.raw<ReadonlyMap<number, Checked>>(new Map());
  #call: Call;
  /** Grows with every lock. */
  #visit = 0;

  constructor(call: Call) {
    this.#call = call;
    this.long = new LongWork(call);
  }

  /** Reads the list; what the last visit to it said goes, unless one is being made. */
  async open(): Promise<void> {
    if (!this.making) this.ended = this.error = null;
    await this.load();
  }

  async load(): Promise<void> {
    await this.#guard(async () => {
      const [list, today] = await Promise.all([
        this.#call("backup_list", {}),
        this.#call("today_get", {}),
      ]);
      return () => {
        this.list = list;
        this.nowMs = today.nowMs;
      };
    });
  }

  /** Makes one now, and tells how far it is. */
  async make(): Promise<void> {
    if (this.making) return;
    const visit = this.#visit;
    this.making = true;
    this.ended = this.error = null;
    await this.#guard(async () => {
      await this.long.during(() => this.#call("backup_create", {}));
      return () => undefined;
    });
    if (this.ended === null && this.error === null && visit === this.#visit) await this.load();
    if (visit !== this.#visit) return;
    this.making = false;
    this.ended ??= this.error === null ? "made" : null;
  }

  /** Asks the making to stop. */
  stop(): Promise<void> {
    return this.long.stop();
  }

  /** Looks into one from end to end. */
  async check(atMs: number): Promise<void> {
    if (this.checked.get(atMs)?.state === "checking") return;
    this.#note(atMs, { state: "checking" });
    const visit = this.#visit;
    let found: Checked | null = null;
    await this.#guard(async () => {
      const content = await this.long.during(() => this.#call("backup_check", { atMs }));
      return () => (found = { state: "whole", content });
    });
    if (visit !== this.#visit) return;
    const isDamaged = this.error !== null && REFUSED[this.error] === "damaged";
    if (isDamaged) this.error = null;
    this.#note(atMs, isDamaged ? { state: "damaged" } : found);
  }

  clear(): void {
    this.#visit += 1;
    this.list = null;
    this.nowMs = 0;
    this.error = this.ended = null;
    this.making = false;
    this.long.clear();
    this.checked = new Map();
  }

  #note(atMs: number, found: Checked | null): void {
    const rest = [...this.checked].filter(([other]) => other !== atMs);
    this.checked = new Map(found === null ? rest : [...rest, [atMs, found]]);
  }

  /** Runs a call; what it leads to happens unless the vault has locked in between. */
  async #guard(work: () => Promise<() => void>): Promise<void> {
    const visit = this.#visit;
    let then: () => void;
    try {
      then = await work();
    } catch (cause) {
      const { code } = toCallError(cause);
      then = () => (code === "stopped" ? (this.ended = "stopped") : (this.error = code));
    }
    if (visit === this.#visit) then();
  }
}

/** Putting one back, also on a locked or damaged vault. */
export class Restore {
  readonly proof = new TypedProof();
  readonly work: Work;
  readonly long: LongWork;
  /** Newest first; null while not read. */
  list = $state.raw<readonly Backup[] | null>(null);
  /** Why it was not put back, when another try with the same one does not help. */
  refused = $state<Refused | null>(null);
  /** This device's key alone opens it: there is nothing to prove. */
  byDevice = $state(false);
  #call: Call;
  #visit = 0;

  constructor(call: Call) {
    this.#call = call;
    this.work = new Work(call);
    this.long = new LongWork(call);
  }

  /** The step to show for an address: without a backup that is there, which one. */
  stepFor(atMs: number | null, asked: string | undefined): "choose" | "what" | "proof" | "refused" {
    if (this.refused !== null) return "refused";
    if (atMs === null || !this.list?.some((backup) => backup.atMs === atMs)) return "choose";
    return asked === "proof" ? "proof" : "what";
  }

  async load(): Promise<void> {
    const visit = this.#visit;
    let list: readonly Backup[] = [];
    let byDevice = false;
    try {
      list = await this.#call("backup_list", {});
      byDevice = (await this.#call("opening_status", {})).unprotected;
    } catch {
      // An empty list says what is so: there is none to be had.
    }
    if (visit !== this.#visit) return;
    this.list = list;
    this.byDevice = byDevice;
  }

  /**
   * Puts it back. Answers the new status; null when it was refused, or when somebody locked in between. `onclosed` runs
   * before a refusal is shown: the core has closed the vault by then.
   */
  async run(atMs: number, onclosed: () => Promise<void>): Promise<AppStatus | null> {
    const visit = this.#visit;
    const { request } = this.proof;
    let status: AppStatus | null = null;
    await this.work.run(async () => {
      status = await this.long.during(() => this.#call("backup_restore", { atMs, proof: request }));
    });
    if (status !== null) return visit === this.#visit ? status : null;
    const { code } = this.work;
    if (visit !== this.#visit || code === null || TRY_AGAIN.includes(code)) return null;
    await onclosed();
    this.work.clear();
    this.refused = REFUSED[code] ?? "other";
    return null;
  }

  /** Forgets what was typed and which were found. */
  clear(): void {
    this.#visit += 1;
    this.proof.clear();
    this.work.clear();
    this.long.clear();
    this.list = null;
    this.refused = null;
  }
}
