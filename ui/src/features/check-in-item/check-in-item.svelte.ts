// The person's own questions: made, changed, ordered, asked no more, removed. The list itself is that of the check-in.
import type { Items } from "$features/check-in/index.ts";
import type { Call, CheckInItem, CheckInItemKind, CheckInItemView } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { seen } from "$shared/i18n/words.ts";

/** As many are asked at once; the core refuses more. */
export const MOST_ASKED = 20;
export const KINDS: readonly CheckInItemKind[] = ["scale", "yes_no", "number", "text"];

type Words = Pick<CheckInItem, "name" | "unit" | "low" | "high">;
export type ItemFields = Words & { kind: CheckInItemKind | null };
export type ItemDraft = Draft<ItemFields, CheckInItem>;

/** What others ask. One that is added is the person's own, with its name to change. */
const IDEAS = [
  { key: "meals", kind: "yes_no" },
  { key: "movement", kind: "yes_no" },
  { key: "gratitude", kind: "text" },
] as const;
export type Idea = (typeof IDEAS)[number];

const wordsOf = ({ name, unit, low, high }: Words): Words => ({ name, unit, low, high });

/** The words that have a place in the kind; the others stay on the screen, for who goes back to theirs. */
const fitting = ({ kind, name, unit, low, high }: ItemFields): Words => ({
  name,
  unit: kind === "number" ? unit : "",
  low: kind === "scale" ? low : "",
  high: kind === "scale" ? high : "",
});

/** A draft of a question; a new one is made when it has a kind and a name. */
export function itemDraft(call: Call, entry?: CheckInItem): ItemDraft {
  const writer = {
    place: "check_in_item",
    isNothing: ({ name }: ItemFields) => seen(name) === "",
    log: (fields: ItemFields) =>
      call("check_in_item_create", { ...fitting(fields), kind: fields.kind ?? "text" }),
    update: (id: string, fields: ItemFields) => {
      const isAsked = (entry?.endedOn ?? null) === null;
      const { kind } = fields;
      return call("check_in_item_update", { ...fitting(fields), id, kind, isAsked, place: null });
    },
  };
  const empty: ItemFields = { kind: null, name: "", unit: "", low: "", high: "" };
  if (entry === undefined) return new Draft<ItemFields, CheckInItem>(writer, empty);
  return new Draft<ItemFields, CheckInItem>(writer, { ...wordsOf(entry), kind: entry.kind }, entry);
}

export class OwnItems {
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  readonly #items: Items;

  constructor(call: Call, items: Items) {
    this.#call = call;
    this.#items = items;
  }

  get isLoaded(): boolean {
    return this.#items.all !== null;
  }

  get asked(): CheckInItemView[] {
    return (this.#items.all ?? []).filter(({ endedOn }) => endedOn === null);
  }

  get ended(): CheckInItemView[] {
    return (this.#items.all ?? []).filter(({ endedOn }) => endedOn !== null);
  }

  get isFull(): boolean {
    return this.asked.length >= MOST_ASKED;
  }

  /** Those that the person does not have yet, by the names that they would get. */
  ideas(nameOf: (idea: Idea) => string): Idea[] {
    const there = (this.#items.all ?? []).map(({ name }) => name.toLowerCase());
    return IDEAS.filter((idea) => !there.includes(nameOf(idea).toLowerCase()));
  }

  async load(): Promise<void> {
    await this.#items.load();
    this.failure = this.#items.failure;
  }

  /** Each of these: the change to undo; null with `failure` set. */
  add({ kind }: Idea, name: string): Promise<string | null> {
    const fields = { name, unit: "", low: "", high: "" };
    return this.#written(() => this.#call("check_in_item_create", { ...fields, kind }));
  }

  move(item: CheckInItem, place: number): Promise<string | null> {
    return this.#update(item, true, place);
  }

  ask(item: CheckInItem, isAsked: boolean): Promise<string | null> {
    return this.#update(item, isAsked, null);
  }

  remove({ id }: CheckInItem): Promise<string | null> {
    return this.#written(() => this.#call("check_in_item_delete", { id }));
  }

  #update(item: CheckInItem, isAsked: boolean, place: number | null): Promise<string | null> {
    const request = { ...wordsOf(item), id: item.id, kind: null, isAsked, place };
    return this.#written(() => this.#call("check_in_item_update", request));
  }

  async #written(write: () => Promise<{ change: string }>): Promise<string | null> {
    try {
      const { change } = await write();
      this.failure = null;
      // At once: what a check-in may send depends on it.
      await this.load();
      return change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }
}
