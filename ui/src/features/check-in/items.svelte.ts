// The person's own questions in check-ins, and the answers to them.
import type { Call, CheckInItem, CheckInItemView, ItemAnswer, ItemValue } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

export class Items {
  /** All of them in their order, those that ended too; null until they were read. */
  all = $state.raw<CheckInItemView[] | null>(null);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const all = await this.#call("check_in_item_list", {});
      if (generation !== this.#generation) return;
      this.all = all;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Those that are asked, and those that ended and were answered. */
  shown(fields: Answers): CheckInItemView[] {
    return (this.all ?? []).filter((item) => item.endedOn === null || fields[answerField(item)]);
  }

  /** The answers without those to a question that was removed meanwhile: the core would refuse all of them. */
  known(answers: readonly ItemAnswer[]): ItemAnswer[] {
    const { all } = this;
    return answers.filter(({ itemId }) => all === null || all.some(({ id }) => id === itemId));
  }

  clear(): void {
    this.#generation += 1;
    this.all = null;
    this.failure = null;
  }
}

/** The answers as fields of their own, so that one that is refused keeps no other from being saved. */
export type Answers = Partial<Record<AnswerField, ItemValue>>;
type AnswerField = `items.${string}`;

/** As the core names it when it refuses the answer. */
export const answerField = ({ id }: { id: string }): AnswerField => `items.${id}`;

export const fieldsOf = (answers: readonly ItemAnswer[]): Answers =>
  Object.fromEntries(answers.map(({ itemId, value }) => [answerField({ id: itemId }), value]));

/** The answers among the fields of a check-in. */
export const answersOf = (fields: object): ItemAnswer[] =>
  Object.entries(fields as Answers).flatMap(([field, value]) => {
    const [list, itemId] = field.split(".");
    return list === "items" && itemId !== undefined && value ? [{ itemId, value }] : [];
  });

/** What was answered; null while it was not, or only before the question took another kind. */
export function answerTo(fields: Answers, item: CheckInItem): ItemValue["value"] | null {
  const answer = fields[answerField(item)];
  return answer?.kind === item.kind ? answer.value : null;
}

/** This answer, to be taken up; null and empty words take it back. */
export function answering(item: CheckInItem, value: ItemValue["value"] | null): Answers {
  const said = value === null || value === "" ? undefined : { kind: item.kind, value };
  return { [answerField(item)]: said as ItemValue | undefined };
}
