// People to turn to: read, added, changed, put in order, removed; and the addresses that call or write to them.
import type { Call, Person, PersonRole, PersonView } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { seen } from "$shared/i18n/words.ts";

/** As many are kept; the core refuses more. */
export const MOST_PEOPLE = 50;

export type PersonFields = Pick<Person, "name" | "role" | "phone" | "message">;
export type PersonDraft = Draft<PersonFields, Person>;

const fieldsOf = ({ name, role, phone, message }: PersonFields): PersonFields => ({
  name,
  role,
  phone,
  message,
});

/** A draft of a person; a new one is made when it has a name. */
export function personDraft(call: Call, person?: Person): PersonDraft {
  const writer = {
    place: "person",
    isNothing: ({ name }: PersonFields) => seen(name) === "",
    log: (fields: PersonFields) => call("person_create", fields),
    update: (id: string, fields: PersonFields) =>
      call("person_update", { ...fields, id, place: null }),
  };
  const role: PersonRole = "friend";
  if (person) return new Draft<PersonFields, Person>(writer, fieldsOf(person), person);
  return new Draft<PersonFields, Person>(writer, { name: "", role, phone: "", message: "" });
}

/** Opens the phone's dialler; an extension is dialled after a pause. Null without a number. */
export const callAddress = ({ dialled, extension }: PersonView): string | null =>
  dialled === null ? null : `tel:${dialled}${extension === null ? "" : `,${extension}`}`;

/** Opens a text message that begins as prepared; it is sent by hand. Null without a number. */
export function textAddress({ dialled, message }: PersonView): string | null {
  if (dialled === null) return null;
  // Both marks: one system reads what stands behind "?", the other what stands behind "&".
  return message === "" ? `sms:${dialled}` : `sms:${dialled}?&body=${encodeURIComponent(message)}`;
}

export class People {
  /** All of them in their order; null until they were read. */
  all = $state.raw<PersonView[] | null>(null);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  get isFull(): boolean {
    return (this.all ?? []).length >= MOST_PEOPLE;
  }

  /** Those who can be called. */
  get reachable(): PersonView[] {
    return (this.all ?? []).filter(({ dialled }) => dialled !== null);
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const all = await this.#call("person_list", {});
      if (generation !== this.#generation) return;
      this.all = all;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Each of these: the change to undo; null with `failure` set. */
  move(person: Person, place: number): Promise<string | null> {
    const request = { ...fieldsOf(person), id: person.id, place };
    return this.#written(() => this.#call("person_update", request));
  }

  remove({ id }: Person): Promise<string | null> {
    return this.#written(() => this.#call("person_delete", { id }));
  }

  clear(): void {
    this.#generation += 1;
    this.all = null;
    this.failure = null;
  }

  async #written(write: () => Promise<{ change: string }>): Promise<string | null> {
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
