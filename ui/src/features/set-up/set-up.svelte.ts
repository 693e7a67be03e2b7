// The way from nothing to the first check-in. Each step has its own address, so Back works.
//
// Before the vault exists, goals live here, in memory only; they are written right after it is made.
// After that the steps before it can no longer be reached. After a kill, `resume` says what is left.
import { emptyCheckIn } from "$features/check-in/index.ts";
import {
  toCallError,
  type Call,
  type ErrorCode,
  type PassphraseRating,
  type Proof,
  type RecoveryCode,
  type SetUpStep,
} from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { groupsThatDiffer } from "$shared/opening/code.ts";
import { ABOUT_NAME, GoalDraft } from "./goal-draft.svelte.ts";

export const STEPS = [
  "welcome",
  "goal",
  "direction",
  "start",
  "goals",
  "passphrase",
  "repeat",
  "later",
  "code",
  "confirm",
  "check-in",
] as const;
export type Step = (typeof STEPS)[number];

/** What was refused; `field` names the input it stands beside. */
export type Refusal = { code: ErrorCode; field: string | null };

const FIRST_WITH_VAULT = STEPS.indexOf("code");
const RATE_AFTER_MS = 150;

export class SetUp {
  draft = $state(new GoalDraft());
  /** Named and not yet written. */
  goals = $state.raw<readonly GoalDraft[]>([]);
  passphrase = $state("");
  repeated = $state("");
  shown = $state(false);
  rating = $state.raw<PassphraseRating | null>(null);
  recovery = $state.raw<RecoveryCode | null>(null);
  /** There was a code before this one; it opens nothing once this one is confirmed. */
  isNewCode = $state(false);
  /** The person said that they wrote this code down; a new code begins unwritten. */
  written = $state(false);
  /** What was typed for each asked position. */
  typed = $state<Record<number, string>>({});
  /** Positions whose group was refused and not changed since. */
  differs = $state.raw<readonly number[]>([]);
  mood = $state<number | null>(null);
  busy = $state(false);
  refusal = $state.raw<Refusal | null>(null);
  /** This device can keep the key: a start without a passphrase can be offered. */
  canStartNow = $state(false);
  /** A goal's name was refused inside an existing vault: it is asked again, and not its day. */
  isNameRefused = $state(false);
  /** What is left inside an existing vault; null while there is none. */
  left = $state.raw<SetUpStep | null>(null);
  #call: Call;
  #rateTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(call: Call) {
    this.#call = call;
  }

  /** The step to show for an address: one that makes no sense now is answered with the one that does. */
  stepFor(asked: string | undefined): Step {
    const step = STEPS.find((each) => each === asked);
    if (this.left === null) return step && this.#possibleWithout(step) ? step : "welcome";
    if (step && STEPS.indexOf(step) > FIRST_WITH_VAULT && this.#possibleWith(step)) return step;
    if (this.left === "recovery_code") return "code";
    if (this.goals.length === 0) return "check-in";
    return this.isNameRefused ? "goal" : "start";
  }

  /** How far along, 0 to 1. */
  progress(step: Step): number {
    return (STEPS.indexOf(step) + 1) / (STEPS.length + 1);
  }

  #possibleWithout(step: Step): boolean {
    if (step === "direction" || step === "start") return this.draft.kind !== null;
    if (step === "goals") return this.goals.length > 0;
    if (step === "repeat") return this.passphrase !== "";
    if (step === "later") return this.canStartNow;
    return STEPS.indexOf(step) < FIRST_WITH_VAULT;
  }

  #possibleWith(step: Step): boolean {
    if (step !== "confirm") return this.left !== "recovery_code";
    return this.recovery !== null && this.written;
  }

  /** Takes up where a kill left off: the code was shown to nobody for certain, so it is a new one. */
  async resume(left: SetUpStep): Promise<void> {
    if (this.left !== null) return;
    this.left = left;
    if (left === "recovery_code") await this.#renewCode();
  }

  #renewCode(): Promise<boolean> {
    return this.#work(async () => {
      // No proof: the passphrase was made just before.
      this.recovery = await this.#call("recovery_code_renew", { proof: {} as Proof });
      this.isNewCode = true;
      this.written = false;
      this.differs = [];
    });
  }

  /** Tries the code again after a failure to get one. */
  retryCode(): void {
    void this.#renewCode();
  }

  startGoal(): void {
    this.draft = new GoalDraft();
  }

  keepGoal(): void {
    if (!this.goals.includes(this.draft)) this.goals = [...this.goals, this.draft];
  }

  removeGoal(goal: GoalDraft): void {
    this.goals = this.goals.filter((each) => each !== goal);
  }

  /** Asks how good the passphrase is, shortly after the last key. */
  rate(): void {
    clearTimeout(this.#rateTimer);
    this.refusal = null;
    if (this.passphrase === "") this.rating = null;
    else this.#rateTimer = setTimeout(() => void this.rateNow(), RATE_AFTER_MS);
  }

  async rateNow(): Promise<void> {
    const passphrase = this.passphrase;
    try {
      const rating = await this.#call("passphrase_rate", { passphrase });
      if (passphrase === this.passphrase) this.rating = rating;
    } catch {
      this.rating = null;
    }
  }

  get matches(): boolean {
    return this.repeated === this.passphrase;
  }

  /** Makes the vault and writes the goals into it. True when the recovery code can be shown. */
  create(): Promise<boolean> {
    return this.#work(async () => {
      this.recovery = await this.#call("vault_create", { passphrase: this.passphrase });
      this.left = "recovery_code";
      this.#forgetPassphrase();
      await this.#writeGoals().catch(() => undefined);
    });
  }

  /** Asks whether this device can keep the key. Without an answer, the passphrase is the one way. */
  async look(): Promise<void> {
    try {
      this.canStartNow = (await this.#call("opening_status", {})).keystore;
    } catch {
      this.canStartNow = false;
    }
  }

  /** Starts now, to be protected later: this device's key opens it. True when the first check-in can be made. */
  startNow(): Promise<boolean> {
    return this.#work(async () => {
      await this.#call("vault_start", {});
      this.left = "check_in";
      this.#forgetPassphrase();
      await this.#writeGoals().catch(() => undefined);
    });
  }

  typeGroup(position: number, text: string): void {
    this.typed[position] = text;
    this.differs = this.differs.filter((other) => other !== position);
  }

  /** Sends the three groups typed back. True when they fit. */
  async confirm(): Promise<boolean> {
    const fits = await this.#sendGroups();
    this.differs = fits ? [] : groupsThatDiffer(this.recovery, this.typed, this.refusal?.field);
    return fits;
  }

  #sendGroups(): Promise<boolean> {
    const asked = this.recovery?.ask ?? [];
    const groups = asked.map((position) => ({ position, text: this.typed[position] ?? "" }));
    return this.#work(async () => {
      await this.#call("recovery_code_confirm", { groups });
      await this.#call("settings_update", { setUp: "check_in" });
      this.recovery = null;
      this.left = "check_in";
    });
  }

  /** Tries the goals again that were refused right after the vault was made. True when none is left. */
  async writeLeft(): Promise<boolean> {
    const done = await this.#work(() => this.#writeGoals());
    this.isNameRefused = !done && ABOUT_NAME.some((code) => code === this.refusal?.code);
    return done;
  }

  /** Another day would not help: what was refused was something else. */
  get canLeaveGoals(): boolean {
    return (
      this.left !== null && (this.refusal?.code ?? "date_out_of_range") !== "date_out_of_range"
    );
  }

  /** Goes on without the goals that do not fit; they can be named later. */
  leaveGoals(): void {
    this.goals = [];
    this.isNameRefused = false;
    this.refusal = null;
  }

  /** Saves the first check-in, or none when it is skipped, and ends set-up. */
  finish(mood: number | null): Promise<boolean> {
    this.mood = mood;
    return this.#work(async () => {
      if (mood !== null)
        await this.#call("check_in_log", { ...emptyCheckIn(), mood, items: [], at: null });
      await this.#call("settings_update", { setUp: "done" });
      this.clear();
    });
  }

  /** The refusal's code when it is about this field. */
  refusalAt(field: string): ErrorCode | null {
    return this.refusal?.field === field ? this.refusal.code : null;
  }

  clear(): void {
    this.#forgetPassphrase();
    this.draft = new GoalDraft();
    this.goals = [];
    this.recovery = this.left = this.mood = this.refusal = null;
    this.isNewCode = this.isNameRefused = false;
    this.typed = {};
    this.differs = [];
    this.written = false;
  }

  #forgetPassphrase(): void {
    clearTimeout(this.#rateTimer);
    this.passphrase = this.repeated = "";
    this.shown = false;
    this.rating = null;
  }

  async #writeGoals(): Promise<void> {
    if (this.goals.length === 0) return;
    const { nowMs, zone } = await this.#call("today_get", {});
    for (const goal of this.goals) {
      this.draft = goal;
      await this.#call("goal_create", goal.request(nowMs, zone));
      this.removeGoal(goal);
    }
  }

  /** Runs one piece of work at a time; a refusal is kept for the screen. */
  async #work(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.refusal = null;
    try {
      await work();
      return true;
    } catch (cause) {
      const { code, field } = toCallError(cause);
      this.refusal = { code, field };
      return false;
    } finally {
      this.busy = false;
    }
  }
}

/** One set-up at a time, alive while Help is looked at in the middle of it. */
export function keptSetUp(call: Call): SetUp {
  if (kept === undefined) {
    const made = new SetUp(call);
    // Hide now, too, forgets the goals named before there is a vault: no lock could keep them from the next eyes.
    onLock(() => made.clear());
    kept = made;
  }
  return kept;
}
let kept: SetUp | undefined;
