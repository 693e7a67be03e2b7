// A calendar to take along: what goes into it, looked at before it is written.
import type { CalendarExport, CalendarExportRequest, Call } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

export type Part = "appointments" | "meetings" | "copingDates" | "medicines";
export const PARTS: readonly Part[] = ["appointments", "meetings", "copingDates", "medicines"];

export class CalendarToTake {
  /** Times of medicines stay here unless they are chosen. */
  chosen = $state.raw<CalendarExportRequest>({
    appointments: true,
    meetings: true,
    copingDates: true,
    medicines: false,
    ownWords: false,
  });
  /** What it would have in it; null until that was worked out. */
  look = $state.raw<CalendarExport | null>(null);
  /** The file that was written last. */
  saved = $state<string | null>(null);
  isBusy = $state(false);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  get parts(): Part[] {
    return PARTS.filter((part) => this.chosen[part]);
  }

  toggle(part: Part): Promise<void> {
    return this.#choose({ ...this.chosen, [part]: !this.chosen[part] });
  }

  pickWords(ownWords: boolean): Promise<void> {
    return this.#choose({ ...this.chosen, ownWords });
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const look = await this.#call("calendar_export_check", this.chosen);
      if (generation !== this.#generation) return;
      this.look = look;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Asks for a place and writes it there. Choosing no place is no mistake. */
  async save(): Promise<void> {
    const generation = this.#generation;
    this.isBusy = true;
    this.saved = null;
    try {
      const { name } = await this.#call("calendar_export_create", this.chosen);
      if (generation !== this.#generation) return;
      this.saved = name;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    } finally {
      this.isBusy = false;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.look = null;
    this.saved = null;
    this.failure = null;
  }

  async #choose(chosen: CalendarExportRequest): Promise<void> {
    this.chosen = chosen;
    this.saved = null;
    await this.load();
  }
}
