// Coping dates: days thought through before they come, and how they went.
import type { Call, CopingDate, CopingDateView, CopingKind, CopingNear, CopingReview } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";

export const KINDS: readonly CopingKind[] = [
  "payday",
  "anniversary",
  "wedding",
  "trip",
  "release",
  "holiday",
  "other",
];

const NINE = 540;
const EVENING = 1200;

export type Form = Omit<CopingDate, "id">;
export type CopingDraft = Draft<Form, CopingDate>;

const formOf = (date: CopingDate): Form => ({
  kind: date.kind,
  name: date.name,
  dayOn: date.dayOn,
  untilOn: date.untilOn,
  repeat: date.repeat,
  hard: date.hard,
  plan: date.plan,
  exitLine: date.exitLine,
  personId: date.personId,
  alertDays: date.alertDays,
  alertAt: date.alertAt,
  checkAt: date.checkAt,
});

const needed = (field: string): Refusal => ({ code: "answer_needed", field, reference: "" });

/** A draft of a coping date; a new one is made when its day is said. */
export function copingDraft(call: Call, view?: CopingDateView): CopingDraft {
  const writer = {
    place: "coping_date",
    log: async (form: Form) => {
      if (form.dayOn === "") throw needed("dayOn");
      return call("coping_date_create", form);
    },
    update: (id: string, form: Form) => call("coping_date_update", { ...form, id }),
  };
  if (view) {
    return new Draft<Form, CopingDate>(writer, formOf(view), view);
  }
  return new Draft<Form, CopingDate>(writer, {
    kind: "payday",
    name: "",
    dayOn: "",
    untilOn: null,
    repeat: "once",
    hard: "",
    plan: "",
    exitLine: "",
    personId: null,
    alertDays: 1,
    alertAt: NINE,
    checkAt: EVENING,
  });
}

export type ReviewFields = Pick<CopingReview, "helped" | "note">;
export type ReviewDraft = Draft<ReviewFields, CopingReview>;

/** A draft of how a day went. It is found by its day. */
export function reviewDraft(call: Call, view: CopingDateView, dayOn: string): ReviewDraft {
  const put = (fields: ReviewFields) =>
    call("coping_review_update", { copingDateId: view.id, dayOn, ...fields });
  const writer = {
    heldAt: { place: `coping_review ${dayOn}`, id: view.id },
    log: put,
    update: (_: string, fields: ReviewFields) => put(fields),
  };
  const kept = view.reviews.find((review) => review.dayOn === dayOn);
  const { helped, note } = kept ?? { helped: null, note: "" };
  return new Draft<ReviewFields, CopingReview>(writer, { helped, note }, kept);
}

export class CopingDates {
  all = $state.raw<CopingDateView[] | null>(null);
  today = $state("");
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  of(id: string): CopingDateView | null {
    return this.all?.find((date) => date.id === id) ?? null;
  }

  /** The day to ask about, where one ended and nothing was said yet. */
  asked({ near, reviews }: CopingDateView): CopingNear | null {
    if (near === null || !near.isOver) return null;
    return reviews.some(({ dayOn }) => dayOn === near.dayOn) ? null : near;
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const { today, dates } = await this.#call("coping_date_list", {});
      if (generation !== this.#generation) return;
      this.all = dates;
      this.today = today;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** The change to undo; null with `failure` set. */
  async remove(id: string): Promise<string | null> {
    try {
      return (await this.#call("coping_date_delete", { id })).change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.all = null;
    this.today = "";
    this.failure = null;
  }
}
