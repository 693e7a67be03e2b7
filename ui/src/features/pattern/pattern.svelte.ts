// What stands out in the log, the outlook, and what has helped.
import {
  toCallError,
  type Call,
  type CallError,
  type HelpsList,
  type Outlook,
  type OutlookInput,
  type OutlookWeights,
  type Patterns,
  type Settings,
  type Trigger,
} from "$ipc";
import { revision } from "$shared/revision.svelte.ts";

/** The weight of each input, by its word. */
export const WEIGHT_OF: Record<OutlookInput, keyof OutlookWeights> = {
  used_lately: "usedLately",
  craving_up: "cravingUp",
  confidence_down: "confidenceDown",
  halt: "halt",
  slept_badly: "sleptBadly",
  missed_medicine: "missedMedicine",
  near_pattern: "nearPattern",
};

/** What can be weighed today: medicines come with their reminders. */
export const INPUTS: readonly OutlookInput[] = [
  "used_lately",
  "craving_up",
  "confidence_down",
  "halt",
  "slept_badly",
  "near_pattern",
];

export class PatternState {
  patterns = $state.raw<Patterns | null>(null);
  helps = $state.raw<HelpsList | null>(null);
  outlook = $state.raw<Outlook | null>(null);
  settings = $state.raw<Settings | null>(null);
  triggers = $state.raw<readonly Trigger[]>([]);
  failure = $state.raw<CallError | null>(null);
  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    try {
      const [patterns, helps, outlook, settings, triggers] = await Promise.all([
        this.#call("pattern_list", {}),
        this.#call("helps_list", { triggerIds: [], goalId: null }),
        this.#call("outlook_get", {}),
        this.#call("settings_get", {}),
        this.#call("trigger_list", {}),
      ]);
      if (generation !== this.#generation) return;
      Object.assign(this, { patterns, helps, outlook, settings, triggers, failure: null });
    } catch (cause) {
      if (generation === this.#generation) this.failure = toCallError(cause);
    }
  }

  /** The person wants an outlook, or no longer. */
  async want(outlook: boolean): Promise<void> {
    await this.#update({ outlook });
  }

  /** How much one input weighs, 0 to 3. */
  async weigh(input: OutlookInput, weight: number): Promise<void> {
    if (this.settings === null) return;
    const outlookWeights = { ...this.settings.outlookWeights, [WEIGHT_OF[input]]: weight };
    await this.#update({ outlookWeights });
  }

  async #update(change: { outlook?: boolean; outlookWeights?: OutlookWeights }): Promise<void> {
    try {
      await this.#call("settings_update", change);
      revision.bump();
      await this.load();
    } catch (cause) {
      this.failure = toCallError(cause);
    }
  }

  clear(): void {
    this.#generation += 1;
    this.patterns = null;
    this.helps = null;
    this.outlook = null;
    this.settings = null;
    this.triggers = [];
    this.failure = null;
  }
}
