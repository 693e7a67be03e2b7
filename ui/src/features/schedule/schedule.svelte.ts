// A schedule while it is being answered: from a rule to questions and back to a rule.
// Nothing is kept here; who asks for a schedule sends its rule, and holds `held` over a lock.
import type { Refusal } from "$shared/draft.svelte.ts";
import { addDays } from "$shared/format/civil.ts";
import { refusalText } from "$shared/i18n/words.ts";
import {
  fieldsOf,
  Missing,
  newOpening,
  newPhase,
  noFields,
  ruleOf,
  type DayWay,
  type Here,
  type PhaseFields,
  type ScheduleFields,
  type Way,
} from "./fields.ts";
import { misfitOf, type Misfit } from "./misfit.ts";
import { scheduleSentence } from "./schedule-words.ts";
import type { ScheduleRule } from "$ipc";

/** As many are read by the core. */
const MOST_TIMES = 48;
const MOST_PHASES = 60;
const MOST_OPENINGS = 14;

/** The ways of a medicine: those that are asked first, and the others. */
export const USUAL_WAYS: readonly Way[] = ["daily", "weekdays", "needed"];
export const OTHER_WAYS: readonly Way[] = [
  "every_days",
  "every_weeks",
  "month_days",
  "month_weekday",
  "cycle",
  "hours",
  "long_acting",
  "clinic",
  "after",
  "steps",
  "once",
];
/** The ways of a meeting or an appointment: at times of days alone. */
export const DATED_WAYS: readonly Way[] = ["once", "weekdays", "every_weeks"];
export const OTHER_DATED_WAYS: readonly Way[] = [
  "daily",
  "month_weekday",
  "month_days",
  "every_days",
];

/** Where a refusal stands beside its own question. */
const ASKED =
  /^(way|gap|mostIn24Hours|mostADay|minutes|firstMs|schedule|target|earliest|latest|firstOn|at|usual|atHome|openings.*|amounts\.\d+|phases\.\d+\..+)$/;

/** Refusals of the core that do not say what would fit. */
const UNNAMED = new Set(["invalid", "date_out_of_range", "conflict"]);

/** Ways with days and times. */
export const isDated = (way: Way | null): way is DayWay | "steps" =>
  way !== null && !["needed", "hours", "after", "long_acting", "clinic"].includes(way);

export interface ScheduleOptions {
  here: Here;
  rule?: ScheduleRule;
  /** The amount of each phase, in the words of whoever prescribed it. */
  amounts?: readonly string[];
  usual?: readonly Way[];
  others?: readonly Way[];
  /** The zone of a place; left out or null: the clock on the wall, wherever the person is. */
  zone?: string | null;
}

export class ScheduleForm {
  fields: ScheduleFields;
  /** "Another way" was chosen, and maybe not yet which. */
  isOther = $state(false);
  /** Why it was not taken; its field is named from the rule on. */
  refusal = $state.raw<Refusal | null>(null);

  /** The refusal is of answers that contradict each other. */
  #isMisfit = false;

  readonly here: Here;
  readonly usual: readonly Way[];
  readonly others: readonly Way[];

  constructor({
    here,
    rule,
    amounts,
    usual = USUAL_WAYS,
    others = OTHER_WAYS,
    zone,
  }: ScheduleOptions) {
    this.here = here;
    this.usual = usual;
    this.others = others;
    const fields = rule ? fieldsOf(rule, here, amounts) : noFields(here);
    this.fields = $state(zone === undefined ? fields : { ...fields, zone });
    this.#look();
  }

  /** The rule as far as it is answered; null while something is missing. */
  get rule(): ScheduleRule | null {
    try {
      return this.#read();
    } catch (cause) {
      if (cause instanceof Missing) return null;
      throw cause;
    }
  }

  /** What it means so far, in words; null while something is missing. */
  get sentence(): string | null {
    const { rule } = this;
    const { today, zone } = this.here;
    const namesClock = this.fields.zone !== zone;
    return rule === null ? null : scheduleSentence(rule, { today, namesClock });
  }

  /** The rule; null when something is missing or does not fit, which is then said at its question. */
  check(): ScheduleRule | null {
    this.refusal = null;
    try {
      const rule = this.#read();
      const misfit = misfitOf(this.fields);
      if (misfit === null) return rule;
      this.#point(misfit);
      return null;
    } catch (cause) {
      if (!(cause instanceof Missing)) throw cause;
      this.refusal = { code: "answer_needed", field: cause.field, reference: "" };
      return null;
    }
  }

  /** The amount of each phase; only steps have several. */
  get amounts(): string[] {
    const { way, phases } = this.fields;
    return (way === "steps" ? phases : phases.slice(0, 1)).map(({ amount }) => amount);
  }

  /** Takes what the core refused, however deep in a request the rule and its amounts stand. */
  refuse(refusal: Refusal): void {
    const field =
      refusal.field?.replace(/^.*\brule\./, "").replace(/^.*\bamounts\./, "amounts.") ?? null;
    this.refusal = { ...refusal, field };
    // What contradicts is known here at the very question, in words of what would fit.
    const misfit = misfitOf(this.fields);
    if (misfit !== null && UNNAMED.has(refusal.code)) this.#point(misfit);
  }

  /** Whether the refusal is about one of the questions with these names, or something below them. */
  isAbout(...names: string[]): boolean {
    const field = this.refusal?.field ?? null;
    return field !== null && names.some((name) => field === name || field.startsWith(`${name}.`));
  }

  /** Why a question's answer was refused, in words beside it. */
  complaint(...names: string[]): string | null {
    return this.isAbout(...names) ? refusalText(this.refusal) : null;
  }

  /** Whether a refusal is about no question that is asked here. */
  get isUnplaced(): boolean {
    const field = this.refusal?.field ?? null;
    return this.refusal !== null && !(field !== null && ASKED.test(field));
  }

  /** "How often?": one of the usual ways, or another. */
  pick(way: Way): void {
    const { fields } = this;
    this.refusal = null;
    if (fields.way === way) return;
    fields.way = way;
    if (way === "steps") return this.#needSteps();
    if (isDated(way)) this.pickDays(0, way);
  }

  /** "Another way": which is asked next. */
  pickOther(): void {
    this.isOther = true;
    if (this.fields.way !== null && this.usual.includes(this.fields.way)) this.fields.way = null;
  }

  pickUsual(way: Way): void {
    this.isOther = false;
    this.pick(way);
  }

  /** On which days a phase is due. */
  pickDays(at: number, days: DayWay): void {
    const phase = this.fields.phases[at];
    if (phase === undefined) return;
    phase.days = days;
    if (days.startsWith("month")) phase.every ??= 1;
    if (days === "once") phase.untilOn = "";
  }

  /** Takes answers to questions of a part of the form. */
  put<Part extends object>(part: Part, answers: Partial<Part>): void {
    Object.assign(part, answers);
    this.#mended();
  }

  toggleWeekday(list: { weekdays: number[] }, weekday: number): void {
    list.weekdays = toggled(list.weekdays, weekday);
    this.#mended();
  }

  toggleMonthDay(phase: PhaseFields, day: number): void {
    phase.monthDays = toggled(phase.monthDays, day);
    this.#mended();
  }

  mayAddTime(phase: PhaseFields): boolean {
    return phase.times.length < MOST_TIMES;
  }

  addTime(phase: PhaseFields): void {
    phase.times = [...phase.times, ""];
  }

  setTime(phase: PhaseFields, at: number, time: string): void {
    phase.times[at] = time;
    this.#mended();
  }

  removeTime(phase: PhaseFields, at: number): void {
    phase.times = phase.times.filter((_, place) => place !== at);
    if (phase.times.length === 0) phase.times = [""];
    this.#mended();
  }

  get mayAddStep(): boolean {
    return this.fields.phases.length < MOST_PHASES;
  }

  /** The next step begins when the last one is over, at the same times; its amount is typed in. */
  addStep(): void {
    const last = this.fields.phases.at(-1);
    const from = last === undefined ? this.here.today : last.untilOn;
    const fromOn = from === "" ? "" : last === undefined ? from : addDays(from, 1);
    const days = last?.days ?? "daily";
    const next = { ...newPhase(fromOn, days), times: [...(last?.times ?? [""])] };
    this.fields.phases = [...this.fields.phases, next];
  }

  removeStep(at: number): void {
    this.fields.phases = this.fields.phases.filter((_, place) => place !== at);
  }

  get mayAddOpening(): boolean {
    return this.fields.clinic.openings.length < MOST_OPENINGS;
  }

  addOpening(): void {
    const { clinic } = this.fields;
    clinic.openings = [...clinic.openings, newOpening()];
  }

  removeOpening(at: number): void {
    const { clinic } = this.fields;
    clinic.openings = clinic.openings.filter((_, place) => place !== at);
  }

  /** All that was answered, to be held over a lock; `take` reads it again. */
  get held(): { fields: ScheduleFields; isOther: boolean } {
    return { fields: $state.snapshot(this.fields) as ScheduleFields, isOther: this.isOther };
  }

  take(held: { fields: ScheduleFields; isOther: boolean }): void {
    // What another version held may lack an answer.
    this.fields = { ...noFields(this.here), ...held.fields };
    this.isOther = held.isOther;
  }

  /** Whether all that it says is over already: nothing of it will ring. */
  get isOver(): boolean {
    const { way, phases, zone } = this.fields;
    if (!isDated(way) || phases.length === 0) return false;
    const { today, now, zone: here } = this.here;
    const isHere = zone === null || zone === here;
    return phases.slice(0, way === "steps" ? phases.length : 1).every((phase) => {
      const last = phase.days === "once" ? phase.fromOn : phase.untilOn;
      if (last === "" || last > today) return false;
      if (last < today) return true;
      const isSaid = phase.fromOn === last && !phase.isSpread && phase.times[0] !== "";
      return isSaid && isHere && phase.times.every((time) => `${last}T${time}` < (now ?? ""));
    });
  }

  #point({ code, field }: Misfit): void {
    this.refusal = { code, field, reference: "" };
    this.#isMisfit = true;
  }

  /**
   * An answer changed: whether it fits now is looked at when it is checked again. What was missing and is said by now
   * is asked for no more.
   */
  #mended(): void {
    const isMissing = this.refusal?.code === "answer_needed";
    if (this.#isMisfit || (isMissing && this.refusal?.field !== this.#missing())) {
      this.refusal = null;
    }
    this.#isMisfit = false;
  }

  /** The first answer that is not there yet; null where all are. */
  #missing(): string | null {
    try {
      this.#read();
      return null;
    } catch (cause) {
      if (cause instanceof Missing) return cause.field;
      throw cause;
    }
  }

  #read(): ScheduleRule {
    return ruleOf(this.fields, this.here);
  }

  #look(): void {
    const { way } = this.fields;
    this.isOther = way !== null && !this.usual.includes(way);
  }

  #needSteps(): void {
    const first = this.fields.phases[0];
    if (first?.days === "once") first.days = "daily";
    if (this.fields.phases.length < 2) this.addStep();
  }
}

const toggled = (list: readonly number[], value: number): number[] =>
  list.includes(value)
    ? list.filter((one) => one !== value)
    : [...list, value].sort((one, other) => one - other);
