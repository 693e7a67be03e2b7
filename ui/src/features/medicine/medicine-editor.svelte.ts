// A medicine while it is typed in or changed: its own words and its schedules, sent by one button.
// Everything said so far is held in the vault, so that a lock, a kill or Back takes no word of it.
// Nothing is ever worked out from a strength or an amount: they are words.
import type {
  Call,
  Medicine,
  MedicineCreateRequest,
  MedicineScheduleView,
  MedicineView,
  Person,
  ReminderSpec,
} from "$ipc";
import {
  DOSE_REMINDER,
  ReminderForm,
  ScheduleForm,
  scheduleSentence,
  type Here,
} from "$features/schedule/index.ts";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { heldTexts, type Where } from "$shared/held-text.svelte.ts";
import { refusalText, seen } from "$shared/i18n/words.ts";
import { isNumber } from "./phone.ts";
import type { WordsName } from "./words-asked.ts";

type MedicineFields = Omit<MedicineCreateRequest, "schedules">;

export const STEPS = [
  "name",
  "form",
  "kind",
  "sites",
  "call",
  "kit",
  "often",
  "other",
  "when",
  "ring",
  "edit",
] as const;
export type Step = (typeof STEPS)[number];

/** Where a new medicine is asked for what was refused of it. */
const FIELD_STEPS: Record<string, Step> = {
  name: "name",
  strength: "name",
  prescriberId: "call",
  clinicPhone: "call",
  sites: "sites",
  kit: "kit",
  expiresOn: "kit",
};

/** As many are kept; the core refuses more. */
const MOST_SCHEDULES = 8;
const USUAL_ON_TIME_MINUTES = 60;

/** One schedule of it; without an id a new one. */
export interface ScheduleDraft {
  id: string | null;
  form: ScheduleForm;
  reminder: ReminderForm;
  units: number | null;
}

type HeldSchedule = {
  id: string | null;
  schedule: ScheduleForm["held"];
  reminder: ReminderSpec;
  units: number | null;
};
type Held = { fields: MedicineFields; schedules: HeldSchedule[] };

const nothing = (): MedicineFields => ({
  name: "",
  discreetName: "",
  strength: "",
  form: "tablet",
  class: null,
  note: "",
  prescriberId: null,
  clinicPhone: "",
  pharmacyPhone: "",
  onTimeMinutes: USUAL_ON_TIME_MINUTES,
  sites: [],
  expiresOn: null,
  kit: { place: "", people: "", trainedOn: null },
});

const fieldsOf = (medicine: Medicine): MedicineFields => {
  const fields = nothing();
  const keys = Object.keys(fields) as (keyof MedicineFields)[];
  const own = Object.fromEntries(keys.map((key) => [key, medicine[key]]));
  return { ...fields, ...own };
};

/** Where what is said of one is held until it is saved. */
export const whereOf = (id: string | null): Where => ({ place: "medicine", id });

export class MedicineEditor {
  fields = $state<MedicineFields>(nothing());
  /** Whether "How is it taken?" was answered: nothing is chosen beforehand. */
  hasForm = $state(false);
  schedules = $state.raw<ScheduleDraft[]>([]);
  people = $state.raw<Person[]>([]);
  isReady = $state(false);
  isBusy = $state(false);
  refusal = $state.raw<Refusal | null>(null);
  /** Other medicines, whose schedules this one may follow. */
  others = $state.raw<MedicineView[]>([]);

  /** Whose words these are; undefined while nobody edits. */
  #id: string | null | undefined;
  #here: Here = { today: "", zone: "UTC" };
  /** An answer that comes after a lock is dropped. */
  #generation = 0;
  /** As it was before anything was said. */
  #first = "";
  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  get isNew(): boolean {
    return this.#id === null;
  }

  /** Starts with a medicine, or with a new one. What was held of it stands there again. */
  async begin(id: string | null): Promise<void> {
    if (this.#id === id) return;
    this.end();
    const generation = this.#generation;
    this.#id = id;
    try {
      const { dayOn, zone } = await this.#call("today_get", {});
      if (generation !== this.#generation) return;
      this.#here = { today: dayOn, zone };
      await this.#readOthers(id, generation);
      if (generation !== this.#generation) return;
      this.#first = JSON.stringify(this.#said);
      this.#takeHeld(heldTexts.at(this.#where));
      this.isReady = true;
    } catch (error) {
      if (generation === this.#generation) this.refusal = refusalOf(error);
    }
  }

  /** Called whenever something of it changes. */
  hold(): void {
    const text = JSON.stringify(this.#said);
    if (this.#id === undefined || !this.isReady) return;
    heldTexts.holdSoon(this.#where, text === this.#first ? null : text);
  }

  /** What was said and not saved is dropped, and what is on disk is shown again. */
  async drop(): Promise<void> {
    const id = this.#id;
    if (id === undefined) return;
    await heldTexts.letGo(this.#where);
    this.end();
    await this.begin(id);
  }

  get isChanged(): boolean {
    return this.isReady && JSON.stringify(this.#said) !== this.#first;
  }

  put(answers: Partial<MedicineFields>): void {
    Object.assign(this.fields, answers);
    if ("form" in answers) this.hasForm = true;
    this.refusal = null;
  }

  /** An answer in words as it stands in its field; places have a line each. */
  words(name: WordsName): string {
    const said = this.fields[name];
    return typeof said === "string" ? said : said.join("\n");
  }

  say(name: WordsName, text: string): void {
    this.put({ [name]: name === "sites" ? text.split("\n") : text });
  }

  /** The schedule of a step; the first one is made when it is asked for. */
  schedule(at: number): ScheduleDraft | undefined {
    return this.schedules[at];
  }

  get mayAddSchedule(): boolean {
    return this.schedules.length < MOST_SCHEDULES;
  }

  /** Adds one of which nothing is answered; answers its place. */
  addSchedule(): number {
    const form = new ScheduleForm({ here: this.#here });
    const made = { id: null, form, reminder: new ReminderForm(DOSE_REMINDER), units: null };
    this.schedules = [...this.schedules, made];
    return this.schedules.length - 1;
  }

  removeSchedule(at: number): void {
    this.schedules = this.schedules.filter((_, place) => place !== at);
  }

  /** A kit has no time: what was begun of one, when it was taken for another kind, goes. */
  keepKit(): void {
    if (this.fields.class === "naloxone") this.schedules = [];
  }

  /** What was said of a kit is not said of another kind. */
  forgetKit(): void {
    if (this.fields.class === "naloxone") return;
    const { kit, expiresOn } = nothing();
    this.put({ kit, expiresOn });
  }

  /** What a schedule means so far; null while something is missing. */
  sentence({ form }: ScheduleDraft): string | null {
    const { rule } = form;
    if (rule === null) return null;
    const nameOf = (id: string): string | null => this.#nameOf(id);
    return scheduleSentence(rule, { today: this.#here.today, nameOf, namesClock: true });
  }

  /** Schedules of other medicines: to take one so long after another. */
  get followed(): { value: string; label: string }[] {
    const today = this.#here.today;
    return this.others.flatMap(({ name, schedules }) =>
      schedules
        .filter(({ rule }) => rule.kind !== "after")
        .map(({ id, rule }) => ({
          value: id,
          label: schedules.length === 1 ? name : `${name} · ${scheduleSentence(rule, { today })}`,
        })),
    );
  }

  /** Whether there is a name to go on with; if not, it is asked for. */
  checkName(): boolean {
    if (seen(this.fields.name) !== "") return true;
    return this.#refuses("name_needed", "name");
  }

  /** Whether the number to call could be one; if not, it is asked for where it was typed. */
  checkCall(): boolean {
    return isNumber(this.fields.clinicPhone) || this.#refuses("phone_number", "clinicPhone");
  }

  /** A training that was is on no day to come. */
  #checkKit(): boolean {
    const { class: kind, kit } = this.fields;
    const isAhead = kind === "naloxone" && (kit.trainedOn ?? "") > this.#here.today;
    return !isAhead || this.#refuses("date_out_of_range", "kit.trainedOn");
  }

  #refuses(code: string, field: string): false {
    this.refusal = { code, field, reference: "" };
    return false;
  }

  /** Why an answer was refused, in words beside it. */
  complaint(field: string): string | null {
    const refused = this.refusal?.field ?? null;
    return refused === field || refused?.startsWith(`${field}.`) ? refusalText(this.refusal) : null;
  }

  /** A refusal that is about none of the questions. */
  get failure(): Refusal | null {
    const { refusal } = this;
    if (refusal === null || refusal.field === null) return refusal;
    const isAsked = refusal.field.split(".")[0] ?? "";
    return isAsked in this.fields || refusal.field.startsWith("schedules.") ? null : refusal;
  }

  /**
   * The step at which what was refused stands, with the place of its schedule; null where that is the one page of a
   * medicine that is kept.
   */
  get refusedStep(): { step: Step; at: number } | null {
    const field = this.refusal?.field ?? "";
    const at = Number(/^schedules\.(\d+)\./.exec(field)?.[1] ?? 0);
    if (field.startsWith("schedules.")) {
      return { step: field.includes(".reminder.") ? "ring" : "when", at };
    }
    const step = this.isNew ? FIELD_STEPS[field.split(".")[0] ?? ""] : undefined;
    return step === undefined ? null : { step, at };
  }

  /** Saves it. Answers what was kept; null when something is missing or was refused, which is said at its question. */
  async save(): Promise<{ value: MedicineView; change: string } | null> {
    if (this.isBusy || this.#id === undefined) return null;
    if (!this.checkName() || !this.#checkKit()) return null;
    const schedules = this.#schedulesToSend();
    if (schedules === null) return null;
    this.isBusy = true;
    this.refusal = null;
    try {
      const fields = $state.snapshot(this.fields) as MedicineFields;
      const kept =
        this.#id === null
          ? await this.#call("medicine_create", { ...fields, schedules })
          : await this.#call("medicine_update", {
              ...fields,
              schedules,
              id: this.#id,
              place: null,
            });
      await heldTexts.letGo(this.#where);
      return kept;
    } catch (error) {
      this.#refuse(refusalOf(error));
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  /** What it says of a medicine is left out elsewhere: the next time it begins with what is on disk. */
  forget(id: string): void {
    if (this.#id === id) this.end();
  }

  end(): void {
    this.#generation += 1;
    this.#id = undefined;
    this.fields = nothing();
    this.hasForm = false;
    this.schedules = [];
    this.others = [];
    this.people = [];
    this.isReady = this.isBusy = false;
    this.refusal = null;
  }

  get #where(): Where {
    return whereOf(this.#id ?? null);
  }

  get #said(): Held {
    const schedules = this.schedules.map(({ id, form, reminder, units }) => ({
      id,
      schedule: form.held,
      reminder: reminder.spec,
      units,
    }));
    return { fields: $state.snapshot(this.fields) as MedicineFields, schedules };
  }

  /** Null where an answer is missing; it is asked for at its question. */
  #schedulesToSend() {
    const sent = [];
    for (const [at, { id, form, reminder, units }] of this.schedules.entries()) {
      const rule = form.check();
      if (rule === null) {
        const field = `schedules.${at}.rule.${form.refusal?.field ?? ""}`;
        this.refusal = { code: "answer_needed", field, reference: "" };
        return null;
      }
      const amounts = form.amounts;
      sent.push({ id, rule, reminder: reminder.spec, amounts, units });
    }
    return sent;
  }

  #refuse(refusal: Refusal): void {
    this.refusal = refusal;
    const found = /^schedules\.(\d+)\.(.*)$/.exec(refusal.field ?? "");
    const draft = found === null ? undefined : this.schedules[Number(found[1])];
    const below = { ...refusal, field: found?.[2] ?? null };
    if (below.field?.startsWith("reminder.")) draft?.reminder.refuse(below);
    else draft?.form.refuse(below);
  }

  async #readOthers(id: string | null, generation: number): Promise<void> {
    const [all, people] = await Promise.all([
      this.#call("medicine_list", {}),
      this.#call("person_list", {}),
    ]);
    if (generation !== this.#generation) return;
    this.people = people;
    const own = all.find((one) => one.id === id);
    this.others = all.filter((one) => one.id !== id && one.endedMs === null);
    if (id === null) return;
    if (own === undefined) throw { code: "not_found", field: null, reference: "" };
    this.fields = fieldsOf(own);
    this.hasForm = true;
    this.schedules = own.schedules.map((one) => this.#draftOf(one));
  }

  #draftOf({ id, rule, reminder, amounts, units }: MedicineScheduleView): ScheduleDraft {
    const form = new ScheduleForm({ here: this.#here, rule, amounts });
    return { id, form, reminder: new ReminderForm(reminder), units };
  }

  /** What is held in another form, as another version may have written it, keeps nobody from going on. */
  #takeHeld(text: string | null): void {
    if (text === null) return;
    try {
      const { fields, schedules } = JSON.parse(text) as Partial<Held>;
      Object.assign(this.fields, fields);
      this.#forgetWhoIsGone();
      this.hasForm ||= schedules !== undefined && schedules.length > 0;
      this.schedules = (schedules ?? []).map(({ id, schedule, reminder, units }) => {
        const form = new ScheduleForm({ here: this.#here });
        form.take(schedule);
        return { id, form, reminder: new ReminderForm(reminder), units };
      });
    } catch {
      // The words stay where they are held; the form shows what is on disk.
    }
  }

  /** Who was removed meanwhile prescribes nothing: a choice that cannot be seen could not be changed either. */
  #forgetWhoIsGone(): void {
    const { prescriberId } = this.fields;
    if (!this.people.some(({ id }) => id === prescriberId)) this.fields.prescriberId = null;
  }

  #nameOf(schedule: string): string | null {
    return (
      this.others.find(({ schedules }) => schedules.some(({ id }) => id === schedule))?.name ?? null
    );
  }
}
