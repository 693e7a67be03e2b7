// Naming a new goal, or changing one, on an open vault.
import { toCallError, type Call, type ErrorCode } from "$ipc";
import { heldTexts } from "$shared/held-text.svelte.ts";
import { seen } from "$shared/i18n/words.ts";
import { onLock } from "$shared/lifetime.ts";
import { revision } from "$shared/revision.svelte.ts";
import { ABOUT_NAME, GoalDraft } from "./goal-draft.svelte.ts";

export class GoalEditor {
  draft = $state.raw(new GoalDraft());
  busy = $state(false);
  error = $state<ErrorCode | null>(null);
  /** The address to which saving leads back; null: Today. */
  cameFrom: string | null = null;
  /** Whose draft this is; undefined while nobody edits. */
  #id: string | null | undefined;
  /** What it is called on the disk. */
  #name = "";
  #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Why the name was refused: said beside it. */
  get nameError(): ErrorCode | null {
    return this.error && ABOUT_NAME.includes(this.error) ? this.error : null;
  }

  /** Starts with a goal, or with none; coming back to the same one keeps what was said. */
  async begin(id: string | null): Promise<void> {
    if (this.#id === id) return;
    this.#id = id;
    this.draft = new GoalDraft();
    this.error = null;
    this.#name = "";
    const text = heldTexts.at({ place: "goal", id });
    await this.#read(id);
    if (text !== null && this.#id === id) Object.assign(this.draft, JSON.parse(text));
  }

  /** Called whenever something of it changes: a name of one's own is held over a lock, with what was said beside it. */
  hold(): void {
    const { kind, name, direction, since, day, time } = this.draft;
    const id = this.#id;
    if (id === undefined) return;
    const said = { kind, name, direction, since, day, time };
    const isNamed = seen(name) !== seen(this.#name);
    heldTexts.holdSoon({ place: "goal", id }, isNamed ? JSON.stringify(said) : null);
  }

  /** It was left, for good or on the way to a lock. */
  letGo(): void {
    if (this.#id !== undefined) heldTexts.letGoSoon({ place: "goal", id: this.#id });
  }

  async #read(id: string | null): Promise<void> {
    if (id === null) return;
    try {
      const goal = (await this.#call("goal_list", {})).find((each) => each.id === id);
      if (goal && this.#id === id) this.draft = GoalDraft.of(goal);
      this.#name = goal?.name ?? "";
    } catch (cause) {
      this.error = toCallError(cause).code;
    }
  }

  /** Saves it. Answers the change, for undo; null when it was refused. */
  async save(): Promise<string | null> {
    if (this.busy) return null;
    this.busy = true;
    this.error = null;
    try {
      const { nowMs, zone } = await this.#call("today_get", {});
      const goal = this.draft.request(nowMs, zone);
      const written = this.#id
        ? await this.#call("goal_update", { id: this.#id, ...goal })
        : await this.#call("goal_create", goal);
      this.letGo();
      revision.bump();
      return written.change;
    } catch (cause) {
      this.error = toCallError(cause).code;
      return null;
    } finally {
      this.busy = false;
    }
  }

  end(): void {
    this.#id = undefined;
    this.draft = new GoalDraft();
    this.error = null;
  }
}

/** One editor, alive while Help is looked at in the middle of it. */
export function keptEditor(call: Call): GoalEditor {
  if (kept === undefined) {
    const made = new GoalEditor(call);
    onLock(() => made.end());
    kept = made;
  }
  return kept;
}
let kept: GoalEditor | undefined;
