// What can be set inside the vault. Each choice is saved as it is made.
import {
  toCallError,
  type Call,
  type ErrorCode,
  type Goal,
  type OpeningStatus,
  type Settings,
  type SettingsUpdate,
} from "$ipc";
import { refusalOf } from "$shared/draft.svelte.ts";
import { refusalText } from "$shared/i18n/words.ts";
import { revision } from "$shared/revision.svelte.ts";
import { toast } from "$shared/ui/toast.svelte.ts";

export class SettingsState {
  settings = $state.raw<Settings | null>(null);
  goals = $state.raw<readonly Goal[]>([]);
  /** Null until the device's keystore was asked, which takes a moment. */
  opening = $state.raw<OpeningStatus | null>(null);
  isCopyDue = $state(false);
  /** Why nothing could be read. */
  error = $state<ErrorCode | null>(null);
  #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    this.error = null;
    try {
      this.settings = await this.#call("settings_get", {});
      this.goals = await this.#call("goal_list", {});
    } catch (cause) {
      this.error = toCallError(cause).code;
    }
  }

  /** Asks what lies outside the vault. Without an answer, only what needs none is offered. */
  async look(): Promise<void> {
    const [opening, elsewhere] = await Promise.allSettled([
      this.#call("opening_status", {}),
      this.#call("elsewhere_get", {}),
    ]);
    const unknown = { keystore: false, unprotected: false, pinTriesLeft: null };
    this.opening = opening.status === "fulfilled" ? opening.value : unknown;
    this.isCopyDue = elsewhere.status === "fulfilled" && elsewhere.value.due;
  }

  /** Shows the choice at once; what the core answers is what stays. */
  async update(change: SettingsUpdate): Promise<void> {
    const before = this.settings;
    if (before === null) return;
    this.settings = { ...before, ...change };
    const saved = await this.#try(async () => {
      this.settings = await this.#call("settings_update", change);
      revision.bump();
    });
    if (!saved) this.settings = before;
  }

  /** Takes a goal away. Answers the change, for undo; null when it was refused. */
  async removeGoal(goal: Goal): Promise<string | null> {
    let change: string | null = null;
    await this.#try(async () => {
      change = (await this.#call("goal_delete", { id: goal.id })).change;
      this.goals = await this.#call("goal_list", {});
      revision.bump();
    });
    return change;
  }

  /** A refusal is said where the person is: the page is long, and its top may be far away. */
  async #try(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (cause) {
      toast.show({ text: refusalText(refusalOf(cause)) ?? "" });
      return false;
    }
  }
}
