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
  shown(answers: readonly ItemAnswer[]): CheckInItemView[] {
    return (this.all ?? []).filter(
      ({ endedOn, id }) => endedOn === null || answers.some(({ itemId }) => itemId === id),
    );
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

/** What was answered; null while it was not, or only before the question took another kind. */
export function answerTo(
  answers: readonly ItemAnswer[],
  { id, kind }: CheckInItem,
): ItemValue["value"] | null {
  const answer = answers.find(({ itemId }) => itemId === id)?.value;
  return answer?.kind === kind ? answer.value : null;
}

/** The answers with this one; null and empty words take it back. */
export function withAnswer(
  answers: readonly ItemAnswer[],
  { id, kind }: CheckInItem,
  value: ItemValue["value"] | null,
): ItemAnswer[] {
  const others = answers.filter(({ itemId }) => itemId !== id);
  if (value === null || value === "") return others;
  return [...others, { itemId: id, value: { kind, value } as ItemValue }];
}
