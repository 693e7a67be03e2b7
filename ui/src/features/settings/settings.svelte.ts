// What can be set inside the vault. Each choice is saved as it is made.
import {
  toCallError,
  type Call,
  type ErrorCode,
  type Goal,
  type Settings,
  type SettingsUpdate,
} from "$ipc";
import { revision } from "$shared/revision.svelte.ts";

export class SettingsState {
  settings = $state.raw<Settings | null>(null);
  goals = $state.raw<readonly Goal[]>([]);
  error = $state<ErrorCode | null>(null);
  #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    await this.#guard(async () => {
      this.settings = await this.#call("settings_get", {});
      this.goals = await this.#call("goal_list", {});
    });
  }

  /** Shows the choice at once; what the core answers is what stays. */
  async update(change: SettingsUpdate): Promise<void> {
    const before = this.settings;
    if (before === null) return;
    this.settings = { ...before, ...change };
    const saved = await this.#guard(async () => {
      this.settings = await this.#call("settings_update", change);
      revision.bump();
    });
    if (!saved) this.settings = before;
  }

  /** Takes a goal away. Answers the change, for undo; null when it was refused. */
  async removeGoal(goal: Goal): Promise<string | null> {
    let change: string | null = null;
    await this.#guard(async () => {
      change = (await this.#call("goal_delete", { id: goal.id })).change;
      this.goals = await this.#call("goal_list", {});
      revision.bump();
    });
    return change;
  }

  async #guard(work: () => Promise<void>): Promise<boolean> {
    this.error = null;
    try {
      await work();
      return true;
    } catch (cause) {
      this.error = toCallError(cause).code;
      return false;
    }
  }
}
