// A craving from the first answer to the last. The record is made at the first answered step
// and updated at each next one, so leaving anywhere keeps what was said.
// Deliberately not here: where the steps live in history (CravingPage) and how a tool runs.
import type { Call, Craving, Goal, ToolKey, Trigger, TriggerKind } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { civilFromMs } from "$shared/format/civil.ts";
import { seen, triggerName } from "$shared/i18n/words.ts";

export type CravingFields = Omit<Craving, "id" | "atMs" | "zone" | "dayOn">;
export type CravingDraft = Draft<CravingFields, Craving>;

export const CRAVING_STEPS = [
  "strength",
  "around",
  "help",
  "tool",
  "after",
  "goal",
  "acted",
  "done",
] as const;
export type CravingStep = (typeof CRAVING_STEPS)[number];

/** The groups of chips, in the order in which they are shown. */
export const TRIGGER_KINDS: readonly TriggerKind[] = [
  "situation",
  "feeling",
  "halt",
  "place",
  "person",
];

export function emptyCraving(): CravingFields {
  return {
    goalId: null,
    strengthBefore: null,
    strengthAfter: null,
    triggers: [],
    tool: null,
    toolSeconds: null,
    acted: null,
    note: "",
  };
}

export function cravingFields(entry: Craving): CravingFields {
  const { goalId, strengthBefore, strengthAfter, triggers, tool, toolSeconds, acted, note } = entry;
  return {
    goalId,
    strengthBefore,
    strengthAfter,
    triggers: [...triggers],
    tool,
    toolSeconds,
    acted,
    note,
  };
}

/** A draft of an existing craving, or of a new one at `at` (civil; left out: now). */
export function cravingDraft(call: Call, entry?: Craving, at?: string): CravingDraft {
  const writer = {
    place: "craving",
    log: (fields: CravingFields, at: string | null) => call("craving_log", { ...fields, at }),
    update: (id: string, fields: CravingFields, at: string | null) =>
      call("craving_update", { ...fields, id, at }),
  };
  return entry === undefined
    ? new Draft(writer, emptyCraving(), undefined, at)
    : new Draft(writer, cravingFields(entry), entry, civilFromMs(entry.atMs, entry.zone));
}

/** The chips to choose from, and the person's own words added to them. */
export class TriggerWords {
  all = $state.raw<Trigger[]>([]);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  of(kind: TriggerKind): Trigger[] {
    return this.all.filter((trigger) => trigger.kind === kind);
  }

  async load(): Promise<void> {
    try {
      this.all = await this.#call("trigger_list", {});
    } catch (error) {
      this.failure = refusalOf(error);
    }
  }

  /** Adds an own word and answers with it, or null with `failure` set. A word that exists, or that a built-in one has, is simply found. */
  async add(kind: TriggerKind, name: string): Promise<Trigger | null> {
    try {
      const builtIn = this.of(kind).filter(({ key }) => key !== null);
      const shown = builtIn.map((one) => ({ id: one.id, name: triggerName(one) }));
      const request = { kind, name: seen(name), shown };
      const { value } = await this.#call("trigger_create", request);
      if (!this.all.some((trigger) => trigger.id === value.id)) this.all = [...this.all, value];
      this.failure = null;
      return value;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.all = [];
    this.failure = null;
  }
}

export class CravingFlow {
  draft = $state.raw<CravingDraft | null>(null);
  goals = $state.raw<Goal[]>([]);
  /** The tool being used now; the record keeps the one before until this one has ended. */
  tool = $state<ToolKey | null>(null);
  /** The tool that helped last time: with what is around this craving, else at all. */
  helpedLast = $state<ToolKey | null>(null);
  readonly words: TriggerWords;

  readonly #call: Call;
  /** The craving whose steps were left last: the lapse it led to may still be taken back. */
  #left: CravingDraft | null = null;

  constructor(call: Call) {
    this.#call = call;
    this.words = new TriggerWords(call);
  }

  get isOpen(): boolean {
    return this.draft !== null;
  }

  get fields(): CravingFields {
    return this.draft?.fields ?? emptyCraving();
  }

  /** The steps this craving goes through: no tool, no second rating; one goal, no question which. */
  get steps(): CravingStep[] {
    return CRAVING_STEPS.filter((step) => {
      if (step === "tool" || step === "after") return this.tool !== null;
      return step !== "goal" || this.goals.length > 1;
    });
  }

  /** Starts a new craving. It reaches the disk with its first answer. */
  async begin(): Promise<void> {
    this.leave();
    const draft = cravingDraft(this.#call);
    this.draft = draft;
    const [goals] = await Promise.all([this.#loadGoals(), this.words.load()]);
    if (draft !== this.draft) return;
    this.goals = goals;
    const only = goals.length === 1 ? goals[0] : undefined;
    if (only) await this.#adopt(draft, only.id);
  }

  /** Looks for what helped last time. It is a comfort: without an answer nothing is said. */
  async lookBack(): Promise<void> {
    const draft = this.draft;
    const { triggers } = this.fields;
    const ask = async (triggerIds: string[]): Promise<ToolKey | null> =>
      (await this.#call("helps_list", { triggerIds, goalId: null })).helpedLast;
    try {
      const here = triggers.length > 0 ? await ask([...triggers]) : null;
      const found = here ?? (await ask([]));
      if (draft === this.draft) this.helpedLast = found;
    } catch {
      // Nothing to say in a hard moment.
    }
  }

  nextAfter(step: CravingStep): CravingStep {
    return this.steps[this.steps.indexOf(step) + 1] ?? "done";
  }

  /** 0..1, how far along this step is. */
  progress(step: CravingStep): number {
    return (this.steps.indexOf(step) + 1) / this.steps.length;
  }

  answer(patch: Partial<CravingFields>): Promise<void> {
    return this.draft?.set(patch) ?? Promise.resolve();
  }

  /** Keeps the craving even when every step was skipped: saying "log it" is an answer. */
  async justLog(): Promise<void> {
    this.tool = null;
    await this.answer(this.#hasUsedTool ? {} : { tool: null, toolSeconds: null });
  }

  toggleTrigger(id: string): Promise<void> {
    return this.answer({ triggers: toggled(this.fields.triggers, id) });
  }

  async addWord(kind: TriggerKind, name: string): Promise<boolean> {
    const word = await this.words.add(kind, name);
    if (word === null) return false;
    if (!this.fields.triggers.includes(word.id)) await this.toggleTrigger(word.id);
    return true;
  }

  chooseTool(tool: ToolKey): Promise<void> {
    this.tool = tool;
    return this.#hasUsedTool ? Promise.resolve() : this.answer({ tool, toolSeconds: null });
  }

  /** The last tool that was really used is the one that is kept, with its own time. */
  toolEnded(seconds: number): Promise<void> {
    const toolSeconds = Math.round(seconds);
    if (this.#hasUsedTool && toolSeconds === 0) return Promise.resolve();
    return this.answer({ tool: this.tool ?? this.fields.tool, toolSeconds });
  }

  /** The lapse that "I acted on it" led to was taken back, and the answer with it, even if the steps were left. */
  unsayActed(): Promise<void> {
    return (this.draft ?? this.#left)?.set({ acted: null }) ?? Promise.resolve();
  }

  /** How the craving stands at the end: kept, not kept because saving failed, or nothing was said. */
  get outcome(): "saved" | "unsaved" | "nothing" {
    if (this.draft?.failure) return "unsaved";
    return this.draft?.isSaved ? "saved" : "nothing";
  }

  /** Tries again to save what could not be saved. True once it is on disk. */
  async retry(): Promise<boolean> {
    await this.draft?.flush();
    return this.outcome === "saved";
  }

  /** The person left the steps: what was said is still saved, now or when it can be, and nothing more is asked. */
  leave(): void {
    this.#left = this.draft ?? this.#left;
    this.draft = null;
    this.tool = this.helpedLast = null;
    void this.#left?.leave();
  }

  /** Forgets everything on lock. */
  clear(): void {
    this.draft?.close();
    this.#left?.close();
    this.draft = this.#left = null;
    this.tool = this.helpedLast = null;
    this.goals = [];
    this.words.clear();
  }

  get #hasUsedTool(): boolean {
    return (this.fields.toolSeconds ?? 0) > 0;
  }

  /** The only goal belongs to the craving without a question; it is sent with the next save. */
  async #adopt(draft: CravingDraft, goalId: string): Promise<void> {
    if (draft.isSaved) await draft.set({ goalId });
    else draft.fields.goalId = goalId;
  }

  async #loadGoals(): Promise<Goal[]> {
    try {
      return await this.#call("goal_list", {});
    } catch {
      // Without the goals the craving can still be kept; nothing to say in a hard moment.
      return [];
    }
  }
}

/** The patch for another tool: the seconds of one tool are never those of another. */
export function toolPatch(
  tool: ToolKey | null,
  entry: Craving | undefined,
): Pick<CravingFields, "tool" | "toolSeconds"> {
  const isAsBefore = tool !== null && tool === entry?.tool;
  return { tool, toolSeconds: isAsBefore ? entry.toolSeconds : null };
}

/** The list with the item added, or removed when it was there. */
export function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((one) => one !== item) : [...list, item];
}
