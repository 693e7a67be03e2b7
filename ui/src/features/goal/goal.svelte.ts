// One goal with everything that is derived from it, and what can be done with it.
// Deliberately not here: any number (the core has counted), and records that save themselves (drafts.ts).
import type {
  BreakKind,
  Call,
  GoalBreak,
  GoalView,
  Milestone,
  MilestoneMeasure,
  SettingsUpdate,
  Written,
} from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { addDays } from "$shared/format/civil.ts";
import { heldTexts, type Where } from "$shared/held-text.svelte.ts";
import { seen } from "$shared/i18n/words.ts";
import { revision } from "$shared/revision.svelte.ts";

/** An own milestone while it is being named; kept while its sheet is closed, and held with its name over a lock. */
export class MilestoneDraft {
  readonly #where: Where;
  measure = $state<MilestoneMeasure>("run");
  count = $state<number | null>(null);
  name = $state("");
  refusal = $state.raw<Refusal | null>(null);

  constructor(goalId = "") {
    this.#where = { place: "milestone", id: goalId };
    const text = heldTexts.at(this.#where);
    if (text !== null) Object.assign(this, JSON.parse(text));
  }

  /** Called whenever something of it changes. */
  hold(): void {
    const { measure, count, name } = this;
    const text = seen(name) === "" ? null : JSON.stringify({ measure, count, name });
    heldTexts.holdSoon(this.#where, text);
  }

  letGo(): void {
    void heldTexts.letGo(this.#where);
  }
}

export class GoalState {
  view = $state.raw<GoalView | null>(null);
  /** Milestones of what the person did, whatever the goal. */
  effort = $state.raw<Milestone[]>([]);
  failure = $state.raw<Refusal | null>(null);
  /** Asked for, where the person chose to see no number. */
  showsNumbers = $state(false);
  milestone = $state.raw(new MilestoneDraft());

  readonly #call: Call;
  #id = "";
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Reads the goal. Another one than before begins with hidden numbers hidden. */
  async load(id: string): Promise<void> {
    if (id !== this.#id) this.clear(id);
    const generation = ++this.#generation;
    try {
      const [view, all] = await Promise.all([
        this.#call("goal_get", { id }),
        this.#call("milestone_list", {}),
      ]);
      if (generation !== this.#generation) return;
      this.view = view;
      this.effort = all.find((each) => each.goalId === null)?.milestones ?? [];
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** The person chose to see no number, and has not asked for them here. */
  get hidesNumbers(): boolean {
    return this.view?.settings.headline === "none" && !this.showsNumbers;
  }

  /** The breaks that today belongs to. */
  get breaksNow(): GoalBreak[] {
    const { breaks = [], today = "" } = this.view ?? {};
    return breaks.filter(
      ({ fromOn, untilOn }) => fromOn <= today && (untilOn === null || untilOn >= today),
    );
  }

  /** Pauses or ends the goal from today on. The changes to undo; null with `failure` set. */
  begin(kind: BreakKind): Promise<string[] | null> {
    return this.#act(({ goal, today }) => [
      this.#call("goal_break_create", { goalId: goal.id, kind, fromOn: today, untilOn: null }),
    ]);
  }

  /** Takes the goal up again today. A break that began today has no day before: it goes. */
  goOn(): Promise<string[] | null> {
    return this.#act(({ today }) =>
      this.breaksNow.map(({ id, fromOn }) =>
        fromOn === today
          ? this.#call("goal_break_delete", { id })
          : this.#call("goal_break_update", { id, fromOn, untilOn: addDays(today, -1) }),
      ),
    );
  }

  removeBreak(id: string): Promise<string[] | null> {
    return this.#act(() => [this.#call("goal_break_delete", { id })]);
  }

  removeRate(fromOn: string): Promise<string[] | null> {
    return this.#act(({ goal }) => [this.#call("goal_rate_delete", { goalId: goal.id, fromOn })]);
  }

  removeLimit(fromOn: string): Promise<string[] | null> {
    return this.#act(({ goal }) => [this.#call("goal_limit_delete", { goalId: goal.id, fromOn })]);
  }

  removeMilestone(id: string): Promise<string[] | null> {
    return this.#act(() => [this.#call("milestone_delete", { id })]);
  }

  /** Keeps the own milestone. What was refused stays in its fields, with the reason. */
  async addMilestone(): Promise<string[] | null> {
    const { view, milestone } = this;
    if (view === null || milestone.count === null) return null;
    const { measure, count, name } = milestone;
    const isOfGoal = measure === "run" || measure === "total";
    const generation = this.#generation;
    try {
      const goalId = isOfGoal ? view.goal.id : null;
      const { change } = await this.#call("milestone_create", { goalId, measure, count, name });
      milestone.letGo();
      if (generation === this.#generation) this.milestone = new MilestoneDraft(view.goal.id);
      return [change];
    } catch (error) {
      milestone.refusal = refusalOf(error);
      return null;
    }
  }

  async choose(change: SettingsUpdate): Promise<void> {
    try {
      await this.#call("settings_update", change);
      revision.bump();
    } catch (error) {
      this.failure = refusalOf(error);
    }
  }

  /** Forgets everything, on lock and for another goal. */
  clear(id = ""): void {
    this.#generation += 1;
    this.#id = id;
    this.view = null;
    this.effort = [];
    this.failure = null;
    this.showsNumbers = false;
    this.milestone = new MilestoneDraft(id);
  }

  async #act(work: (view: GoalView) => Promise<Written<unknown>>[]): Promise<string[] | null> {
    if (this.view === null) return null;
    try {
      const written = await Promise.all(work(this.view));
      return written.map(({ change }) => change);
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }
}
