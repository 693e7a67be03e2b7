// What is due today, and answering it: one tap each, one for all of a time, or what is taken as needed.
// Which dose is due, late or missed is the core's to say; here they are only put in groups to be shown.
import type {
  AsNeededStand,
  Call,
  DoseAsNeeded,
  DoseDue,
  DoseView,
  DoseWithoutTime,
  DueOverdue,
} from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

/** The doses of one time that wait for an answer. */
export interface OpenGroup {
  dueMs: number;
  doses: DoseView[];
}

/** What an act wrote, for its Undo; null when it changed nothing or was refused. */
type Change = Promise<string | null>;

/** So many of those that went by are shown at first: they must not compete with what is due. */
export const WENT_BY_SHOWN = 2;

/** Came due, and nobody has said what became of it. */
export const isOpen = ({ state, dueMs }: DoseView, nowMs: number): boolean =>
  state === "raised" || (dueMs <= nowMs && (state === "planned" || state === "unrecorded"));

/** Nothing is said about it but that it was taken now. */
const plainAnswer = {
  outcome: "taken",
  at: null,
  takeHome: null,
  reason: null,
  note: "",
} as const;

export class DueState {
  due = $state.raw<DoseDue | null>(null);
  failure = $state.raw<Refusal | null>(null);
  isBusy = $state(false);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  /** Those that wait, by their times; what came due last comes first. */
  readonly groups = $derived.by((): OpenGroup[] => {
    const { due } = this;
    if (due === null) return [];
    const open = ({ dueMs, doses }: OpenGroup): OpenGroup => ({
      dueMs,
      doses: doses.filter((dose) => isOpen(dose, due.nowMs)),
    });
    return due.groups
      .map(open)
      .filter(({ doses }) => doses.length > 0)
      .reverse();
  });

  get open(): DoseView[] {
    return this.groups.flatMap(({ doses }) => doses);
  }

  /** What is overdue, where the body may be used to less by now. */
  get overdue(): DueOverdue[] {
    return this.due?.overdue ?? [];
  }

  /** Visits to which somebody went, and nobody said how many doses went home: a notification cannot ask. */
  get homeUnsaid(): DoseView[] {
    const doses = this.due?.groups.flatMap(({ doses }) => doses) ?? [];
    return doses.filter(
      ({ asksTakeHome, mayGiveHome, takeHome, state }) =>
        asksTakeHome && mayGiveHome && takeHome === null && ["taken", "late"].includes(state),
    );
  }

  /** What went by without a word since yesterday; the newest first. */
  get wentBy(): DoseView[] {
    return [...(this.due?.wentBy ?? [])].reverse();
  }

  get asNeeded(): DoseAsNeeded[] {
    return this.due?.asNeeded ?? [];
  }

  /** What followed a medicine that is over, and rings no more until it gets a time. */
  get withoutTime(): DoseWithoutTime[] {
    return this.due?.withoutTime ?? [];
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const due = await this.#call("dose_due", {});
      if (generation !== this.#generation) return;
      this.due = due;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Taken now, at the place on the body that comes next, as its row says. */
  take({ occurrence, nextSite }: DoseView): Change {
    const site = nextSite ?? "";
    return this.#write(async () => {
      const { change } = await this.#call("dose_answer", { ...plainAnswer, site, occurrence });
      return change;
    });
  }

  takeAll(doses: readonly DoseView[]): Change {
    const occurrences = doses.map(({ occurrence }) => occurrence);
    return this.#write(async () => {
      const { change } = await this.#call("dose_take_all", { occurrences, at: null });
      return change;
    });
  }

  /** As needed, now or at a civil date-time. `warning`: how it stood, where the rule that was typed in had something
   * against another one. */
  async takeNeeded(
    schedule: string,
    at: string | null = null,
  ): Promise<{ change: string; warning: AsNeededStand | null } | null> {
    let taken: { change: string; warning: AsNeededStand | null } | null = null;
    await this.#write(async () => {
      taken = await this.#call("dose_take", { schedule, at, note: "", site: "" });
      return taken.change;
    });
    return taken;
  }

  /** Why an act was not kept, to be said where it was asked for, and then nowhere else. */
  refused(): Refusal {
    const refusal = this.failure ?? refusalOf(null);
    this.failure = null;
    return refusal;
  }

  /** Asks again in so many minutes. Until when, once that is kept. */
  async putOff({ occurrence }: DoseView, minutes: number): Promise<number | null> {
    let untilMs: number | null = null;
    await this.#write(async () => {
      const put = await this.#call("reminder_snooze", { occurrence, minutes });
      untilMs = put.snoozedUntilMs;
      return null;
    });
    return untilMs;
  }

  /** Tells of them no more; that is no answer. */
  async putAway(doses: readonly DoseView[]): Promise<void> {
    const occurrences = doses.map(({ occurrence }) => occurrence);
    await this.#write(async () => {
      await this.#call("dose_went_by_dismiss", { occurrences });
      return null;
    });
  }

  clear(): void {
    this.#generation += 1;
    this.due = null;
    this.failure = null;
    this.isBusy = false;
  }

  /** A second tap while the first is on its way does nothing. */
  async #write(write: () => Promise<string | null>): Promise<string | null> {
    if (this.isBusy) return null;
    this.isBusy = true;
    try {
      const change = await write();
      await this.load();
      return change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    } finally {
      this.isBusy = false;
    }
  }
}
