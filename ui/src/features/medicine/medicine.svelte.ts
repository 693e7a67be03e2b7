// Medicines as they are listed, and one of them with its history by pages.
import type { Adherence, Call, DoseOverdue, DoseView, MedicinePage, MedicineView } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { seen } from "$shared/i18n/words.ts";

type Change = Promise<string | null>;

export class Medicines {
  /** All of them in their order; null until they were read. */
  all = $state.raw<MedicineView[] | null>(null);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  get taken(): MedicineView[] {
    return (this.all ?? []).filter(({ endedMs }) => endedMs === null);
  }

  get ended(): MedicineView[] {
    return (this.all ?? []).filter(({ endedMs }) => endedMs !== null);
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const all = await this.#call("medicine_list", {});
      if (generation !== this.#generation) return;
      this.all = all;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Another place among those that are taken. The change to undo; null with `failure` set. */
  async move({ id }: MedicineView, place: number): Change {
    try {
      const { change } = await this.#call("medicine_order_update", { id, place });
      await this.load();
      return change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.all = null;
    this.failure = null;
  }
}

export class OneMedicine {
  page = $state.raw<MedicinePage | null>(null);
  /** The history as far as it was asked for, newest first; null: only the last ones of the page. */
  older = $state.raw<DoseView[] | null>(null);
  /** Where the next page of it begins; null: there is none. */
  olderBeforeMs = $state<number | null>(null);
  nowMs = $state(0);
  failure = $state.raw<Refusal | null>(null);
  days = $state(30);
  /** All of them, where one of its schedules follows another medicine. */
  #others = $state.raw<MedicineView[]>([]);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  get doses(): DoseView[] {
    return this.older ?? this.page?.recent ?? [];
  }

  /** How it went over the period that is chosen. */
  get adherence(): Adherence | null {
    return this.page?.adherence.find(({ days }) => days === this.days) ?? null;
  }

  /** Since when it is overdue, as the core says: what that can mean is shown then. */
  get overdue(): DoseOverdue | null {
    return this.page?.overdue ?? null;
  }

  /** Whether the body may be used to less by now. */
  get losesTolerance(): boolean {
    return this.page?.toleranceMayBeLow ?? false;
  }

  /** What lists call the medicine of a schedule that one of these follows; null where it is gone. */
  nameOf(schedule: string): string | null {
    const has = ({ schedules }: MedicineView): boolean =>
      schedules.some(({ id }) => id === schedule);
    const found = this.#others.find(has);
    return found === undefined ? null : seen(found.discreetName) || found.name;
  }

  async load(id: string): Promise<void> {
    const generation = ++this.#generation;
    if (this.page?.id !== id) this.#forget();
    try {
      const { nowMs } = await this.#call("today_get", {});
      const page = await this.#call("medicine_get", { id });
      const follows = page.schedules.some(({ rule }) => rule.kind === "after");
      const others = follows ? await this.#call("medicine_list", {}) : [];
      if (generation !== this.#generation) return;
      this.#others = others;
      this.page = page;
      this.nowMs = nowMs;
      this.failure = null;
      if (this.older !== null) await this.#read(id, null, generation);
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** The next page of the history. */
  async more(): Promise<void> {
    const id = this.page?.id;
    if (id === undefined) return;
    const generation = this.#generation;
    try {
      await this.#read(id, this.older === null ? null : this.olderBeforeMs, generation);
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Each of these: the change to undo; null with `failure` set. */
  stop(): Change {
    return this.#written("medicine_end");
  }

  resume(): Change {
    return this.#written("medicine_resume");
  }

  remove(): Change {
    return this.#written("medicine_delete");
  }

  async removeDose({ id }: DoseView): Change {
    if (id === null) return null;
    try {
      return (await this.#call("dose_delete", { id })).change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.#forget();
    this.failure = null;
  }

  #forget(): void {
    this.page = null;
    this.#others = [];
    this.older = null;
    this.olderBeforeMs = null;
  }

  async #read(medicineId: string, beforeMs: number | null, generation: number): Promise<void> {
    const { doses, olderBeforeMs } = await this.#call("dose_list", { medicineId, beforeMs });
    if (generation !== this.#generation) return;
    this.older = beforeMs === null ? doses : [...(this.older ?? []), ...doses];
    this.olderBeforeMs = olderBeforeMs;
  }

  async #written(command: "medicine_end" | "medicine_resume" | "medicine_delete"): Change {
    const id = this.page?.id;
    if (id === undefined) return null;
    try {
      return (await this.#call(command, { id })).change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }
}
