// The diary card: a week of the log as the core counts it, and what is said about a day of it.
import {
  toCallError,
  type Call,
  type CallError,
  type DiaryCard,
  type DiaryNote,
  type Trigger,
} from "$ipc";
import { Draft } from "$shared/draft.svelte.ts";
import { addDays } from "$shared/format/civil.ts";
import { firstWeekday } from "$shared/format/week.ts";
import { seen } from "$shared/i18n/words.ts";

export type DiaryNoteFields = Pick<DiaryNote, "skill" | "note">;
export type DiaryNoteDraft = Draft<DiaryNoteFields, DiaryNote>;

export class DiaryCards {
  card = $state.raw<DiaryCard | null>(null);
  triggers = $state.raw<readonly Trigger[]>([]);
  failure = $state.raw<CallError | null>(null);
  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Reads the week in view again, or that of `dayOn`; of several asked for in haste, the last. Null is this week. */
  async load(dayOn: string | null = this.card?.firstOn ?? null): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    try {
      const [card, triggers] = await Promise.all([
        this.#call("diary_card_get", { dayOn, weekStartsOn: firstWeekday() }),
        this.#call("trigger_list", {}),
      ]);
      if (generation !== this.#generation) return;
      Object.assign(this, { card, triggers, failure: null });
    } catch (cause) {
      if (generation === this.#generation) this.failure = toCallError(cause);
    }
  }

  /** Whether there is an earlier week with anything in it. */
  get hasEarlier(): boolean {
    const first = this.card?.firstEntryOn ?? null;
    return this.card !== null && first !== null && first < this.card.firstOn;
  }

  get isThisWeek(): boolean {
    const { firstOn, lastOn, today } = this.card ?? { firstOn: "", lastOn: "", today: "" };
    return firstOn <= today && today <= lastOn;
  }

  /** Whether there is a later week: up to this one, or to where somebody logged before they flew west. */
  get hasLater(): boolean {
    if (this.card === null) return false;
    const { lastOn, today, lastEntryOn } = this.card;
    return lastOn < today || lastOn < (lastEntryOn ?? "");
  }

  async earlier(): Promise<void> {
    if (this.card) await this.load(addDays(this.card.firstOn, -1));
  }

  async later(): Promise<void> {
    if (this.card) await this.load(addDays(this.card.lastOn, 1));
  }

  /** Removes what was said about a day. The change to undo, or null with `failure` set. */
  async remove(id: string): Promise<string | null> {
    try {
      return (await this.#call("diary_note_delete", { id })).change;
    } catch (cause) {
      this.failure = toCallError(cause);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.card = null;
    this.triggers = [];
    this.failure = null;
  }
}

/** Whether nothing is said about a day: such a note is none, and the core removes it. */
export const isNothing = ({ skill, note }: DiaryNoteFields): boolean =>
  skill === null && seen(note) === "";

/** What is said about a day: as it stands, or nothing yet. */
export function diaryNoteDraft(call: Call, dayOn: string, entry?: DiaryNote): DiaryNoteDraft {
  let removed: DiaryNote | null = null;
  const log = (fields: DiaryNoteFields) => call("diary_note_log", { ...fields, dayOn });
  const writer = {
    place: "diary_note",
    about: dayOn,
    isNothing,
    log,
    /** Who empties it and writes anew begins another one. */
    update: async (id: string, fields: DiaryNoteFields) => {
      if (removed !== null && isNothing(fields)) return { value: removed, change: null };
      const written = await (removed ? log(fields) : call("diary_note_update", { ...fields, id }));
      removed = isNothing(fields) ? written.value : null;
      return written;
    },
  };
  return new Draft(writer, { skill: entry?.skill ?? null, note: entry?.note ?? "" }, entry);
}
