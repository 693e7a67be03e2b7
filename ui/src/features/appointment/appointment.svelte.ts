// Appointments: the list, one of them with its visits, and the records that save themselves.
import type {
  Appointment,
  AppointmentFields,
  AppointmentKind,
  AppointmentPage,
  AppointmentView,
  Call,
  OccurrenceKey,
  Outcome,
  VisitLine,
  VisitLineKind,
  VisitNote,
  VisitView,
} from "$ipc";
import { atField, type Scheduled } from "$features/schedule/index.ts";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { firstOf, usualReminder, weekly } from "./when.ts";

export const KINDS: readonly AppointmentKind[] = [
  "therapy",
  "prescriber",
  "clinic",
  "group",
  "day_programme",
  "case_manager",
  "court",
  "health",
  "telehealth",
  "other",
];

type Words = Pick<
  Appointment,
  "kind" | "title" | "personId" | "withWhom" | "place" | "link" | "phone" | "note" | "minutes"
>;
export type Form = Words & Scheduled;
export type AppointmentDraft = Draft<Form, Appointment>;

const wordsOf = (from: Words): Words => ({
  kind: from.kind,
  title: from.title,
  personId: from.personId,
  withWhom: from.withWhom,
  place: from.place,
  link: from.link,
  phone: from.phone,
  note: from.note,
  minutes: from.minutes,
});

const NEW: Words = {
  kind: "therapy",
  title: "",
  personId: null,
  withWhom: "",
  place: "",
  link: "",
  phone: "",
  note: "",
  minutes: null,
};

/** An answer without which there is nothing to keep yet. */
const needed = (field: string): Refusal => ({ code: "answer_needed", field, reference: "" });

/** What the core is sent; throws the refusal of what is missing. */
function sent(form: Form): AppointmentFields {
  const { rule, reminder } = form;
  if (rule === null) throw needed("rule");
  return { ...wordsOf(form), rule, reminder };
}

/** A draft of an appointment; a new one is made when it is said when it is. */
export function appointmentDraft(
  call: Call,
  onrefused: (refusal: Refusal) => void,
  view?: AppointmentView,
): AppointmentDraft {
  const writer = {
    place: "appointment",
    log: async (form: Form) =>
      atField(async () => call("appointment_create", sent(form)), onrefused),
    update: async (id: string, form: Form) =>
      atField(async () => call("appointment_update", { ...sent(form), id }), onrefused),
  };
  if (view) {
    const form: Form = { ...wordsOf(view), rule: view.rule, reminder: view.reminder, when: null };
    return new Draft<Form, Appointment>(writer, form, view);
  }
  const form: Form = { ...NEW, rule: null, reminder: usualReminder(null), when: null };
  return new Draft<Form, Appointment>(writer, form);
}

export class Appointments {
  all = $state.raw<AppointmentView[] | null>(null);
  past = $state.raw<AppointmentView[]>([]);
  hasPast = $state(false);
  /** Where the next page of past ones begins; undefined before the first, null behind the last. */
  more = $state.raw<string | null | undefined>(undefined);
  nowMs = $state(0);
  zone = $state("");
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const list = await this.#call("appointment_list", {});
      if (generation !== this.#generation) return;
      this.all = list.appointments;
      this.hasPast = list.hasPast;
      this.nowMs = list.nowMs;
      this.zone = list.zone;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  async loadPast(): Promise<void> {
    const generation = this.#generation;
    try {
      const page = await this.#call("appointment_past_list", { before: this.more ?? null });
      if (generation !== this.#generation) return;
      this.past = [...this.past, ...page.appointments];
      this.more = page.more;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  clear(): void {
    this.#generation += 1;
    this.all = null;
    this.past = [];
    this.more = undefined;
    this.hasPast = false;
    this.failure = null;
  }
}

/** For so long a visit asks what they take with them: while they know it. */
const FRESH_MS = 36 * 60 * 60_000;

export class OneAppointment {
  page = $state.raw<AppointmentPage | null>(null);
  /** Visits of earlier pages. */
  older = $state.raw<VisitView[]>([]);
  more = $state.raw<string | null>(null);
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
  }

  async load(id: string): Promise<void> {
    const generation = ++this.#generation;
    if (this.page?.appointment.id !== id) this.page = null;
    try {
      const page = await this.#call("appointment_get", { id, beforeOn: null });
      if (generation !== this.#generation) return;
      this.page = page;
      this.older = [];
      this.more = page.more;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  async loadOlder(): Promise<void> {
    const [generation, id] = [this.#generation, this.page?.appointment.id];
    if (id === undefined || this.more === null) return;
    try {
      const page = await this.#call("appointment_get", { id, beforeOn: this.more });
      if (generation !== this.#generation) return;
      this.older = [...this.older, ...page.visits];
      this.more = page.more;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Every visit that is on the screen, the newest first. */
  get visits(): VisitView[] {
    return [...(this.page?.visits ?? []), ...this.older];
  }

  /** Each of these: the change to undo; null with `failure` set. */
  answer(occurrence: OccurrenceKey, outcome: Outcome, why = ""): Promise<string | null> {
    return this.#written(() => this.#call("visit_answer", { occurrence, outcome, why }));
  }

  /** One ahead that was cancelled takes place after all. */
  reopen(occurrence: OccurrenceKey): Promise<string | null> {
    return this.#written(() => this.#call("visit_resume", { occurrence }));
  }

  /** Asks again in so many minutes. Until when, once that is kept. */
  async putOff(occurrence: OccurrenceKey, minutes: number): Promise<number | null> {
    let untilMs: number | null = null;
    await this.#written(async () => {
      const put = await this.#call("reminder_snooze", { occurrence, minutes });
      untilMs = put.snoozedUntilMs;
      return { change: "" };
    });
    return untilMs;
  }

  addLine(kind: VisitLineKind, text: string): Promise<string | null> {
    const appointmentId = this.page?.appointment.id ?? "";
    const values = { text, isDone: false, dueOn: null, ringsAt: null };
    return this.#written(() =>
      this.#call("visit_line_create", { appointmentId, kind, occurrence: null, ...values }),
    );
  }

  tick(line: VisitLine): Promise<string | null> {
    const { id, text, isDone, dueOn, ringsAt } = line;
    return this.#written(() =>
      this.#call("visit_line_update", { id, text, isDone: !isDone, dueOn, ringsAt }),
    );
  }

  /**
   * Ticks a line of a visit as talked about, or not, and with it the question for who prescribes that it was taken from:
   * nobody asks twice. The changes to undo; null with `failure` set.
   */
  async talked(line: VisitLine, dayOn: string): Promise<string[] | null> {
    const ticked = await this.tick(line);
    if (ticked === null) return null;
    const [was, askedOn] = line.isDone ? [dayOn, null] : [null, dayOn];
    const asked = await this.#written(async () => {
      const { open, asked: known } = await this.#call("question_list", {});
      const same = [...open, ...known].find((one) => one.text === line.text && one.askedOn === was);
      if (same === undefined) return { change: "" };
      const { id, medicineId, text, note } = same;
      return this.#call("question_update", { id, at: null, medicineId, text, note, askedOn });
    });
    return asked === null || asked === "" ? [ticked] : [ticked, asked];
  }

  /** The visit of the last day of which nothing was noted yet, though they went. */
  get untold(): VisitView | null {
    const last = this.visits[0];
    if (last?.occurrence.state !== "taken" || last.lines.some(({ isDone }) => isDone)) return null;
    const { takeaways = "", nextStep = "" } = last.visit ?? {};
    const isNew = last.occurrence.dueMs > (this.page?.nowMs ?? 0) - FRESH_MS;
    return isNew && takeaways === "" && nextStep === "" ? last : null;
  }

  removeLine({ id }: VisitLine): Promise<string | null> {
    return this.#written(() => this.#call("visit_line_delete", { id }));
  }

  end(): Promise<string | null> {
    const id = this.page?.appointment.id ?? "";
    return this.#written(() => this.#call("appointment_end", { id }));
  }

  /** It is gone then: nothing is read again. */
  async remove(): Promise<string | null> {
    try {
      const id = this.page?.appointment.id ?? "";
      return (await this.#call("appointment_delete", { id })).change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.#generation += 1;
    this.page = null;
    this.older = [];
    this.more = null;
    this.failure = null;
  }

  async #written(write: () => Promise<{ change: string }>): Promise<string | null> {
    try {
      const { change } = await write();
      const id = this.page?.appointment.id;
      if (id !== undefined) await this.load(id);
      return change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }
}

export type LineFields = Pick<VisitLine, "text" | "dueOn" | "ringsAt">;
export type LineDraft = Draft<LineFields, VisitLine>;

/** A draft of a line; a new one is made with its first word. `occurrence`: the visit at which it was given. */
export function lineDraft(
  call: Call,
  about: { appointmentId: string; kind: VisitLineKind; occurrence: OccurrenceKey | null },
  line?: VisitLine,
): LineDraft {
  const isDone = line?.isDone ?? false;
  const writer = {
    place: "visit_line",
    about: `${about.kind} ${about.appointmentId}`,
    isNothing: ({ text }: LineFields) => text.trim() === "",
    log: async (fields: LineFields) => {
      if (fields.text.trim() === "") throw needed("text");
      return call("visit_line_create", { ...about, ...fields, isDone });
    },
    update: (id: string, fields: LineFields) =>
      call("visit_line_update", { id, ...fields, isDone }),
  };
  if (line === undefined) {
    return new Draft<LineFields, VisitLine>(writer, { text: "", dueOn: null, ringsAt: null });
  }
  const { text, dueOn, ringsAt } = line;
  return new Draft<LineFields, VisitLine>(writer, { text, dueOn, ringsAt }, line);
}

export type VisitFields = Pick<VisitNote, "why" | "takeaways" | "nextStep">;
export type VisitDraft = Draft<VisitFields, VisitNote>;

/** A draft of what is written about a visit. It is found by its time. */
export function visitDraft(call: Call, appointmentId: string, view: VisitView): VisitDraft {
  const key = view.occurrence.occurrence;
  const put = (fields: VisitFields) => call("visit_update", { occurrence: key, ...fields });
  const place = `visit ${String(key.revision)} ${key.civil.slice(0, 16)}`;
  const writer = {
    heldAt: { place, id: appointmentId },
    log: put,
    update: (_: string, fields: VisitFields) => put(fields),
  };
  const { why, takeaways, nextStep } = view.visit ?? { why: "", takeaways: "", nextStep: "" };
  const fields = { why, takeaways, nextStep };
  return new Draft<VisitFields, VisitNote>(writer, fields, view.visit ?? undefined);
}

/** Common shapes of programmes; each person's may differ, which the screen says. */
export type ProgrammeKind = "iop" | "php" | "outpatient";
export const PROGRAMMES: readonly ProgrammeKind[] = ["iop", "php", "outpatient"];

type Shape = { kind: AppointmentKind; weekdays: number[]; time: string; minutes: number };

/** Three days of three hours; five days of six hours; an hour a week (clinical reference, part 1, row 33). */
const SHAPES: Record<ProgrammeKind, Shape> = {
  iop: { kind: "group", weekdays: [1, 3, 5], time: "09:00", minutes: 180 },
  php: { kind: "day_programme", weekdays: [1, 2, 3, 4, 5], time: "09:00", minutes: 360 },
  outpatient: { kind: "therapy", weekdays: [2], time: "16:00", minutes: 60 },
};

/** A programme's week, as it is proposed and changed before anything is kept. */
export class Programme {
  kind = $state<ProgrammeKind | null>(null);
  weekdays = $state<number[]>([]);
  time = $state("");
  minutes = $state<number | null>(null);
  fromOn = $state("");
  /** Empty: it goes on. */
  untilOn = $state("");
  title = $state("");
  place = $state("");
  failure = $state.raw<Refusal | null>(null);

  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  propose(kind: ProgrammeKind, today: string): void {
    const { weekdays, time, minutes } = SHAPES[kind];
    this.kind = kind;
    this.weekdays = weekdays;
    this.time = time;
    this.minutes = minutes;
    this.fromOn = firstOf(weekdays, today);
  }

  toggle(weekday: number): void {
    const has = this.weekdays.includes(weekday);
    const others = this.weekdays.filter((day) => day !== weekday);
    this.weekdays = has ? others : [...others, weekday].sort((a, b) => a - b);
  }

  /** All that was answered, to be held over a lock; null while there is nothing. */
  get held(): string | null {
    if (this.kind === null) return null;
    const { kind, weekdays, time, minutes, fromOn, untilOn, title, place } = this;
    return JSON.stringify({ kind, weekdays, time, minutes, fromOn, untilOn, title, place });
  }

  /** Takes what was held. What another version held may be of another form, and is left. */
  take(held: string): void {
    try {
      // What an earlier version held has no last day.
      const said = JSON.parse(held) as Omit<Programme, "untilOn"> & { untilOn?: string };
      const { kind, weekdays, time, minutes, fromOn, untilOn = "", title, place } = said;
      if (!PROGRAMMES.includes(kind ?? "iop") || !Array.isArray(weekdays)) return;
      Object.assign(this, { kind, weekdays, time, minutes, fromOn, untilOn, title, place });
    } catch {
      // Nothing is there then.
    }
  }

  /** The last day is before the first. */
  get endsBefore(): boolean {
    return this.untilOn !== "" && this.untilOn < this.fromOn;
  }

  get isReady(): boolean {
    const isSaid = this.weekdays.length > 0 && this.time !== "" && this.fromOn !== "";
    return isSaid && !this.endsBefore;
  }

  /** Makes its appointments: the change to undo; null with `failure` set. */
  async make(zone: string): Promise<string | null> {
    if (this.kind === null || !this.isReady) return null;
    const { weekdays, time, minutes, fromOn, untilOn, title, place } = this;
    const fields: AppointmentFields = {
      ...NEW,
      kind: SHAPES[this.kind].kind,
      title,
      place,
      minutes,
      rule: weekly(weekdays, time, { fromOn, untilOn, zone }),
      reminder: usualReminder(minutes),
    };
    try {
      return (await this.#call("programme_create", { appointments: [fields] })).change;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }

  clear(): void {
    this.kind = null;
    this.weekdays = [];
    this.time = this.fromOn = this.untilOn = this.title = this.place = "";
    this.minutes = null;
    this.failure = null;
  }
}
