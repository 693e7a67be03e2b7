// The supply of a medicine while something is said about it: a count or a refill, sent by a button and held until then,
// and what is known besides, which saves itself.
import type { Call, MedicineView, StockUpdateRequest } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { HeldForm } from "$shared/held-form.ts";
import { seen } from "$shared/i18n/words.ts";

export type StockFields = Omit<StockUpdateRequest, "medicineId">;
export type StockDraft = Draft<StockFields, { id: string }>;

const USUAL = { lowDays: 7, refillDays: 1, expiryDays: 30 };

/** What is known of a supply; of one that nobody spoke of, `unit` is what is counted. */
export function fieldsOf({ stock, schedules }: MedicineView, unit: string): StockFields {
  const uses = schedules.map(({ id, units }) => ({ schedule: id, units }));
  if (stock === null) {
    return { unit, uses, refillOn: null, refillSize: null, refillsLeft: null, ...USUAL };
  }
  const { refillOn, refillSize, refillsLeft, lowDays, refillDays, expiryDays } = stock;
  const days = { lowDays, refillDays, expiryDays };
  return { unit: stock.unit, uses, refillOn, refillSize, refillsLeft, ...days };
}

/** A draft of what is known of a supply. */
export function stockDraft(call: Call, medicine: MedicineView, unit: string): StockDraft {
  const update = async (id: string, fields: StockFields) => {
    const { change } = await call("stock_update", { ...fields, medicineId: id });
    return { value: { id }, change };
  };
  const { id } = medicine;
  const writer = { place: "stock", log: (fields: StockFields) => update(id, fields), update };
  return new Draft<StockFields, { id: string }>(writer, fieldsOf(medicine, unit), { id });
}

export type AmountKind = "count" | "refill";
type Said = { amount: number | null; unit: string };

/** A count, or a refill, until it is sent. */
export class AmountForm {
  amount = $state<number | null>(null);
  /** What is counted; asked with the first count. */
  unit = $state("");
  isBusy = $state(false);
  refusal = $state.raw<Refusal | null>(null);
  readonly held: HeldForm<Said>;
  readonly #call: Call;
  readonly #medicine: MedicineView;
  readonly #kind: AmountKind;

  constructor(call: Call, medicine: MedicineView, kind: AmountKind, unit: string) {
    this.#call = call;
    this.#medicine = medicine;
    this.#kind = kind;
    this.amount = kind === "refill" ? (medicine.stock?.refillSize ?? null) : null;
    this.unit = medicine.stock?.unit ?? unit;
    this.held = new HeldForm(
      { place: `stock_${kind}`, id: medicine.id },
      () => ({ amount: this.amount, unit: this.unit }),
      ({ amount, unit: said }) => {
        this.amount = amount;
        this.unit = said;
      },
    );
  }

  /** Whether nothing is known of its supply yet: then it is asked what is counted. */
  get isFirst(): boolean {
    return this.#medicine.stock === null;
  }

  /** Answers the changes to undo; null when something is missing or was refused. */
  async send(): Promise<string[] | null> {
    if (this.isBusy) return null;
    if (this.amount === null) {
      this.refusal = { code: "answer_needed", field: "amount", reference: "" };
      return null;
    }
    this.isBusy = true;
    this.refusal = null;
    try {
      const changes = await this.#write(this.amount);
      await this.held.sent();
      return changes;
    } catch (error) {
      this.refusal = refusalOf(error);
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  async #write(amount: number): Promise<string[]> {
    const { id: medicineId } = this.#medicine;
    const changes: string[] = [];
    if (this.isFirst && seen(this.unit) !== "") {
      const fields = fieldsOf(this.#medicine, this.unit);
      changes.push((await this.#call("stock_update", { ...fields, medicineId })).change);
    }
    const request = { medicineId, amount, at: null };
    const { change } =
      this.#kind === "count"
        ? await this.#call("stock_count_log", request)
        : await this.#call("stock_refill_log", request);
    return [...changes, change];
  }
}
