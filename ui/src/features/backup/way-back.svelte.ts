// The ways out of a vault that cannot be used: a backup on this device, a copy from elsewhere, a new journal.
import type { Backup, Call, ErrorCode } from "$ipc";
import { mends } from "./backup.svelte.ts";

/** Problems of the files themselves: they say the same at every try, until something else stands in their place. */
const LASTING: readonly ErrorCode[] = [
  "vault_damaged",
  "header_damaged",
  "journal_empty",
  "journal_cut_short",
  "journal_foreign",
];

export class WaysBack {
  readonly problem: ErrorCode;
  /** Newest first. */
  backups = $state.raw<readonly Backup[]>([]);
  hasPlaces = $state(false);
  isRead = $state(false);
  readonly #call: Call;

  constructor(call: Call, problem: ErrorCode) {
    this.#call = call;
    this.problem = problem;
  }

  async load(): Promise<void> {
    // None to be had is none to offer.
    const [backups, places] = await Promise.all([
      this.#call("backup_list", {}).catch(() => []),
      this.#call("elsewhere_get", {}).catch(() => null),
    ]);
    this.backups = backups;
    this.hasPlaces = places?.available ?? false;
    this.isRead = true;
  }

  /** The newest backup, where one mends this. */
  get newest(): Backup | undefined {
    return mends(this.problem) ? this.backups[0] : undefined;
  }

  /** Where the one backup is put back, or one of several chosen. */
  get restorePath(): string {
    const [first, second] = this.backups;
    return first && !second ? `/restore/${first.atMs}` : "/restore";
  }

  get isFromFile(): boolean {
    return this.hasPlaces && mends(this.problem);
  }

  /** Where the files themselves are the trouble. An update, room or the other window mends the rest. */
  get canBeginAnew(): boolean {
    return /^(vault|header|journal)_/.test(this.problem);
  }

  /** Another try says the same, and something else helps: that comes first. */
  get isTryLast(): boolean {
    const helps = this.newest !== undefined || this.isFromFile;
    return LASTING.includes(this.problem) && helps;
  }

  /** Until it is known what helps, a try that cannot is not offered: nothing moves under the finger. */
  get isWaiting(): boolean {
    return !this.isRead && LASTING.includes(this.problem);
  }
}
