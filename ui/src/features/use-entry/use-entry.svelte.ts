// A use: logged by one tap for now, or in the sheet of an entry for another time.
import type { Call, Goal, GoalView, UseEntry } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { civilFromMs } from "$shared/format/civil.ts";

export type UseFields = { goalId: string | null; amount: number | null; note: string };
export type UseDraft = Draft<UseFields, UseEntry>;

/** Only goals that are not about none at all count use. */
export const countsUse = (goal: Goal): boolean => goal.direction !== "abstain";

/** A draft of a use, or of a new one at `at` (civil; left out: now). It is kept once its amount is said. */
export function useDraft(call: Call, entry?: UseEntry, at?: string, goalId?: string): UseDraft {
  const writer = {
    place: "use_entry",
    log: ({ goalId, amount, note }: UseFields, at: string | null) =>
      call("use_entry_log", { goalId, amount, note, at }),
    update: (id: string, { amount, note }: UseFields, at: string | null) =>
      call("use_entry_update", { id, amount: amount ?? entry?.amount ?? 0, note, at }),
  };
  if (entry === undefined) {
    return new Draft<UseFields, UseEntry>(
      writer,
      { goalId: goalId ?? null, amount: null, note: "" },
      undefined,
      at,
    );
  }
  const { amount, note } = entry;
  return new Draft<UseFields, UseEntry>(
    writer,
    { goalId: entry.goalId, amount, note },
    entry,
    civilFromMs(entry.atMs, entry.zone),
  );
}

/** Use of today or of this week, in thousandths, by the message that says it. */
export interface SoFar {
  words: "use-today" | "use-today-limit" | "use-week-limit";
  amount: number;
  limit: number | null;
}

/** Logging a use now: which goal, how much. */
export class UseFlow {
  goals = $state.raw<Goal[] | null>(null);
  goalId = $state<string | null>(null);
  view = $state.raw<GoalView | null>(null);
  /** An amount that no button has, while it is typed. */
  typed = $state<number | null>(null);
  failure = $state.raw<Refusal | null>(null);
  isSaving = $state(false);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Begins with a goal, or asks for it where there are several. */
  async begin(goalId: string | null): Promise<void> {
    this.clear();
    const generation = this.#generation;
    try {
      const goals = (await this.#call("goal_list", {})).filter(countsUse);
      if (generation !== this.#generation) return;
      this.goals = goals;
      const meant = goals.find(({ id }) => id === goalId) ?? (goals.length === 1 ? goals[0] : null);
      if (meant) await this.choose(meant.id);
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  async choose(goalId: string): Promise<void> {
    const generation = this.#generation;
    this.goalId = goalId;
    try {
      const view = await this.#call("goal_get", { id: goalId });
      if (generation === this.#generation && this.goalId === goalId) this.view = view;
    } catch {
      // What was used so far is a help, not a need.
    }
  }

  get unit(): string {
    return this.goals?.find(({ id }) => id === this.goalId)?.unit ?? "";
  }

  /** What was used so far, beside the limit that holds; null while that says nothing. */
  get soFar(): SoFar | null {
    const week = this.view?.weeks.at(-1);
    const day = week?.days.at(-1);
    if (!week || !day) return null;
    if (day.daily !== null)
      return { words: "use-today-limit", amount: day.amount, limit: day.daily };
    if (week.weekly !== null)
      return { words: "use-week-limit", amount: week.amount, limit: week.weekly };
    return day.amount > 0 ? { words: "use-today", amount: day.amount, limit: null } : null;
  }

  /** Logs it for now. The change to undo; null with `failure` set. A second tap waits for the first. */
  async log(amount: number): Promise<string | null> {
    const { goalId } = this;
    if (goalId === null || this.isSaving) return null;
    const generation = this.#generation;
    this.isSaving = true;
    try {
      const request = { goalId, amount, note: "", at: null };
      const { change } = await this.#call("use_entry_log", request);
      return generation === this.#generation ? change : null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.goals = null;
    this.goalId = null;
    this.view = null;
    this.typed = null;
    this.failure = null;
    this.isSaving = false;
  }
}
