// Questions for who prescribes: read, written down, marked as asked, removed.
import type { Call, MedicineView, Question, QuestionList, QuestionLogRequest } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { civilFromMs } from "$shared/format/civil.ts";
import { seen } from "$shared/i18n/words.ts";

export type QuestionFields = Omit<QuestionLogRequest, "at">;
export type QuestionDraft = Draft<QuestionFields, Question>;

const fieldsOf = ({ medicineId, text, askedOn, note }: Question): QuestionFields => ({
  medicineId,
  text,
  askedOn,
  note,
});

/** A draft of a question, or of a new one at `at` (civil; left out: now). It is kept once it has words. */
export function questionDraft(call: Call, entry?: Question, at?: string): QuestionDraft {
  const writer = {
    place: "question",
    isNothing: ({ text }: QuestionFields) => seen(text) === "",
    log: (fields: QuestionFields, when: string | null) =>
      call("question_log", { ...fields, at: when }),
    update: (id: string, fields: QuestionFields, when: string | null) =>
      call("question_update", { ...fields, id, at: when }),
  };
  if (entry === undefined) {
    const fields = { medicineId: null, text: "", askedOn: null, note: "" };
    return new Draft<QuestionFields, Question>(writer, fields, undefined, at);
  }
  const shown = civilFromMs(entry.atMs, entry.zone);
  return new Draft<QuestionFields, Question>(writer, fieldsOf(entry), entry, shown);
}

export class Questions {
  /** All of them; null until they were read. */
  list = $state.raw<QuestionList | null>(null);
  medicines = $state.raw<MedicineView[]>([]);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const [list, medicines] = await Promise.all([
        this.#call("question_list", {}),
        this.#call("medicine_list", {}),
      ]);
      if (generation !== this.#generation) return;
      this.list = list;
      this.medicines = medicines;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Each of these: the change to undo; null with `failure` set. */
  ask(question: Question): Promise<string | null> {
    const { id } = question;
    const askedOn = this.list?.today ?? null;
    const request = { ...fieldsOf(question), id, at: null, askedOn };
    return this.#written(() => this.#call("question_update", request));
  }

  remove({ id }: Question): Promise<string | null> {
    return this.#written(() => this.#call("question_delete", { id }));
  }

  clear(): void {
    this.#generation += 1;
    this.list = null;
    this.medicines = [];
    this.failure = null;
  }

  async #written(write: () => Promise<{ change: string }>): Promise<string | null> {
    try {
      return (await write()).change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }
}
