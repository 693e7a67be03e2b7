// Reminders of the person's own: the list, and one while it is made or changed. It saves itself.
import type { Call, OccurrenceKey, OwnReminder, OwnReminderKind, OwnReminderView } from "$ipc";
import { atField, DOSE_REMINDER, type Scheduled } from "$features/schedule/index.ts";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";

/** As many are kept; the core refuses more. */
export const MOST_OWN_REMINDERS = 20;

export type Form = Scheduled & { kind: OwnReminderKind | null; words: string };
export type OwnReminderDraft = Draft<Form, OwnReminder>;

const needed = (field: string): Refusal => ({ code: "answer_needed", field, reference: "" });

/** What the core is sent; throws the refusal of what is missing. */
function sent({ kind, words, rule, reminder }: Form) {
  if (kind === null) throw needed("kind");
  if (rule === null) throw needed("rule");
  return { kind, words, rule, reminder };
}

/** A draft of a reminder; a new one is made when it is said of what and when. */
export function ownReminderDraft(
  call: Call,
  onrefused: (refusal: Refusal) => void,
  view?: OwnReminderView,
): OwnReminderDraft {
  const writer = {
    place: "own_reminder",
    log: (form: Form) => atField(async () => call("own_reminder_create", sent(form)), onrefused),
    update: (id: string, form: Form) =>
      atField(async () => call("own_reminder_update", { ...sent(form), id }), onrefused),
  };
  const fresh: Form = { kind: null, words: "", rule: null, reminder: DOSE_REMINDER, when: null };
  if (!view) return new Draft<Form, OwnReminder>(writer, fresh);
  const { kind, words, rule, reminder } = view;
  return new Draft<Form, OwnReminder>(writer, { kind, words, rule, reminder, when: null }, view);
}

export class OwnReminders {
  all = $state.raw<readonly OwnReminderView[] | null>(null);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  get isFull(): boolean {
    return (this.all ?? []).length >= MOST_OWN_REMINDERS;
  }

  /** Those that rang and wait. A check-in answers what reminds of one: it needs no button. */
  get waiting(): readonly OwnReminderView[] {
    return (this.all ?? []).filter(({ open, kind }) => open !== null && kind === "other");
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const all = await this.#call("own_reminder_list", {});
      if (generation !== this.#generation) return;
      this.all = all;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Each of these: the change to undo; null with `failure` set, or when it was answered before. */
  done(occurrence: OccurrenceKey): Promise<string | null> {
    return this.#answer(occurrence, "taken");
  }

  skip(occurrence: OccurrenceKey): Promise<string | null> {
    return this.#answer(occurrence, "skipped");
  }

  /** Asks again in so many minutes. Until when, once that is kept. */
  async putOff(occurrence: OccurrenceKey, minutes: number): Promise<number | null> {
    let untilMs: number | null = null;
    await this.#written(async () => {
      const put = await this.#call("reminder_snooze", { occurrence, minutes });
      untilMs = put.snoozedUntilMs;
      return { change: null };
    });
    return untilMs;
  }

  remove(id: string): Promise<string | null> {
    return this.#written(() => this.#call("own_reminder_delete", { id }));
  }

  clear(): void {
    this.#generation += 1;
    this.all = null;
    this.failure = null;
  }

  #answer(occurrence: OccurrenceKey, outcome: "taken" | "skipped"): Promise<string | null> {
    const request = { occurrence, outcome, at: null, takeHome: null };
    return this.#written(() => this.#call("reminder_answer", request));
  }

  async #written(write: () => Promise<{ change: string | null }>): Promise<string | null> {
    try {
      const { change } = await write();
      await this.load();
      return change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }
}
