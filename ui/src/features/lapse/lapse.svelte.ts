// Recording a lapse: where the person is in it, what they answered, and what still stands after.
// Nothing is kept before "Record": a lapse is never written by tapping around. The note comes
// after, and saves itself, so that a lock cannot take its words.
import { TriggerWords } from "$features/craving/index.ts";
import type { Call, Goal, Lapse, NextStep, TodayView, ToolKey } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { addDays, civilFromMs } from "$shared/format/civil.ts";

export const LAPSE_STEPS = ["safe", "signs", "goal", "when", "done"] as const;
export type LapseStep = (typeof LAPSE_STEPS)[number];
/** "Pick" is any civil date-time; the others are worked out from the moment of recording. */
export type LapseWhen = "now" | "earlier" | "yesterday" | "pick";

export type LapseFields = Pick<Lapse, "goalId" | "amount" | "triggers" | "nextSteps" | "note">;
export type LapseDraft = Draft<LapseFields, Lapse>;

/** What may help in the next 24 hours, in the order of the screen. */
export const NEXT_STEPS: readonly NextStep[] = [
  "person",
  "place",
  "supply",
  "medicine",
  "appointment",
  "meeting",
  "rest",
];

const HOUR_MS = 3_600_000;

export interface LapseStart {
  goalId?: string | null;
  /** A day ("2026-03-12") chosen in Journey. */
  day?: string | null;
  /** It comes from a craving being met at this moment. */
  isNow?: boolean;
  /** The address of the question that led here; taking the lapse back leads there again. */
  from?: string | null;
}

export class LapseFlow {
  isOpen = $state(false);
  goals = $state.raw<Goal[]>([]);
  goalId = $state<string | null>(null);
  when = $state<LapseWhen | null>(null);
  /** The picked civil date-time, used with "pick". */
  at = $state("");
  /** The lapse once it is recorded; takes the note. */
  draft = $state.raw<LapseDraft | null>(null);
  /** Everything written for it, to be undone together. */
  change = $state.raw<string | null>(null);
  view = $state.raw<TodayView | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  isSaving = $state(false);
  /** The tool that has eased a craving of theirs; null while none is known. */
  worked = $state<ToolKey | null>(null);
  /** The chips for what was around it. */
  readonly words: TriggerWords;
  /** The question that led here, if any. */
  from: string | null = null;

  /** Asked only if there are several goals and none came along; fixed at the start, so Back finds it again. */
  asksGoal = $state(false);

  readonly #call: Call;
  readonly #monotonic: () => number;
  #viewedAt = 0;
  #generation = 0;

  /** `monotonic` counts milliseconds; with the core's own now it tells the time without asking the device. */
  constructor(call: Call, monotonic: () => number = () => performance.now()) {
    this.#call = call;
    this.#monotonic = monotonic;
    this.words = new TriggerWords(call);
  }

  async begin(start: LapseStart = {}): Promise<void> {
    this.leave();
    const generation = this.#generation;
    this.isOpen = true;
    this.goalId = start.goalId ?? null;
    this.from = start.from ?? null;
    if (start.isNow) this.when = "now";
    if (start.day) this.#pickDay(start.day);
    const view = await this.#loadView();
    if (generation === this.#generation) this.#take(view);
  }

  /** The steps of this lapse; which goal is asked only if there are several and none is known. */
  get steps(): LapseStep[] {
    return LAPSE_STEPS.filter((step) => step !== "signs" && (step !== "goal" || this.asksGoal));
  }

  nextAfter(step: LapseStep): LapseStep {
    const from = step === "signs" ? "safe" : step;
    return this.steps[this.steps.indexOf(from) + 1] ?? "done";
  }

  progress(step: LapseStep): number {
    const at = this.steps.indexOf(step === "signs" ? "safe" : step);
    return (at + 1) / this.steps.length;
  }

  /** The person's day of this moment. */
  get today(): string {
    return this.#today();
  }

  /** The civil day an answer means, with its time where that is fixed; null when it is still to be picked. */
  dayOf(when: LapseWhen): { day: string; time: string | null } | null {
    if (when === "pick") return null;
    const at = when === "yesterday" ? this.#yesterday() : null;
    return { day: at?.slice(0, 10) ?? this.#today(), time: at?.slice(11) ?? null };
  }

  /** Chooses a time; picking starts from an hour ago so that the field is never empty. */
  chooseWhen(when: LapseWhen): void {
    this.when = when;
    this.refusal = null;
    if (when === "pick" && this.at === "") this.at = this.#local(this.#nowMs() - HOUR_MS);
  }

  get goal(): Goal | null {
    return this.goals.find((goal) => goal.id === this.goalId) ?? null;
  }

  /** Whether opioids may be in play: then the words about lost tolerance are shown. */
  get mayBeOpioids(): boolean {
    const goals = this.goal ? [this.goal] : this.goals;
    return goals.some((goal) => goal.kind === "opioids");
  }

  /** Days that stand for the lapse's goal, or the most of any goal when none was named. */
  get standingDays(): number {
    const times = this.view?.soberTimes ?? [];
    const mine = times.filter((time) => this.goalId === null || time.goalId === this.goalId);
    return Math.max(0, ...mine.map((time) => time.totalDays));
  }

  /** The days to name; null when nothing stands, or when the person chose to see no number. */
  get namedDays(): number | null {
    if (this.view?.settings.headline === "none") return null;
    return this.standingDays > 0 ? this.standingDays : null;
  }

  /** Which goal is still to be asked: the goals were read too late for the question to come in its turn. */
  get needsGoal(): boolean {
    return this.asksGoal && this.goalId === null;
  }

  /** "When was it?" is answered: a lapse is never "now" by silence. */
  get canRecord(): boolean {
    return this.when !== null;
  }

  get isRecorded(): boolean {
    return this.draft !== null;
  }

  /** How to undo this lapse: the record, and the notes written since. It still holds when the flow was left. */
  undoList(): () => Promise<string[]> {
    const { change, draft } = this;
    return async () => {
      const notes = (await draft?.settledChanges()) ?? [];
      return [...(change === null ? [] : [change]), ...notes];
    };
  }

  /** True when it is on disk. Otherwise `needsGoal`, or `refusal` says why; every answer is still there. */
  async record(): Promise<boolean> {
    if (this.isSaving || this.isRecorded || !this.canRecord) return this.isRecorded;
    this.isSaving = true;
    this.refusal = null;
    const generation = this.#generation;
    try {
      await this.#knowGoals(generation);
      if (generation !== this.#generation || this.needsGoal) return false;
      const written = await this.#call("lapse_log", this.#request());
      if (generation !== this.#generation) return false;
      this.draft = lapseDraft(this.#call, written.value);
      this.change = written.change;
      void this.words.load();
      void this.#findWhatWorked(generation);
      this.view = (await this.#loadView()) ?? this.view;
      return true;
    } catch (error) {
      if (generation === this.#generation) this.refusal = refusalOf(error);
      return false;
    } finally {
      this.isSaving = false;
    }
  }

  /** Whether the page may go: words of the note that are not saved are pointed out once. */
  async mayLeave(): Promise<boolean> {
    return (await this.draft?.mayClose()) ?? true;
  }

  /** The person left: a note still being typed is saved, the rest is forgotten. */
  leave(): void {
    const draft = this.draft;
    this.draft = null;
    void draft?.finish();
    this.clear();
  }

  /** Forgets everything on lock. */
  clear(): void {
    this.#generation += 1;
    this.draft?.close();
    this.draft = null;
    this.isOpen = false;
    this.goals = [];
    this.asksGoal = false;
    this.goalId = null;
    this.when = null;
    this.at = "";
    this.change = null;
    this.view = null;
    this.refusal = null;
    this.isSaving = false;
    this.worked = null;
    this.words.clear();
    this.from = null;
  }

  /** The first tool of what helps them, if it ever did. It is a comfort: without an answer nothing is shown. */
  async #findWhatWorked(generation: number): Promise<void> {
    try {
      const { tools } = await this.#call("helps_list", { triggerIds: [], goalId: null });
      const best = tools.find(({ helped }) => helped > 0);
      if (generation === this.#generation) this.worked = best?.of ?? null;
    } catch {
      // Nothing to say in a hard moment.
    }
  }

  #request(): LapseFields & { at: string | null } {
    return {
      goalId: this.goalId,
      at: this.#civilAt(),
      amount: null,
      triggers: [],
      nextSteps: [],
      note: "",
    };
  }

  /** The civil time of the answer; null lets the core take its own now. */
  #civilAt(): string | null {
    switch (this.when) {
      case "earlier":
        return this.#earlierToday();
      case "yesterday":
        return this.#yesterday();
      case "pick":
        return this.at;
      case "now":
      case null:
        return null;
    }
  }

  /** Three hours ago, or the start of the person's day when that is later. */
  #earlierToday(): string {
    const past = this.#local(this.#nowMs() - 3 * HOUR_MS);
    const start = `${this.#today()}T${this.#dayStart}:00`;
    return past < start ? start : past;
  }

  #yesterday(): string {
    return `${addDays(this.#today(), -1)}T20:00`;
  }

  /** The hour at which the person's day starts, two digits. */
  get #dayStart(): string {
    return String(this.view?.settings.dayStartHour ?? 0).padStart(2, "0");
  }

  /** The person's day of this moment: before it starts, it is still the day before. */
  #today(): string {
    const now = this.#local(this.#nowMs());
    const day = now.slice(0, 10);
    return now.slice(11, 13) < this.#dayStart ? addDays(day, -1) : day;
  }

  #take(view: TodayView | null): void {
    if (view === null) return;
    this.view = view;
    this.goals = view.goals;
    this.asksGoal = view.goals.length > 1 && this.goalId === null;
    const only = view.goals.length === 1 ? view.goals[0] : undefined;
    this.goalId ??= only?.id ?? null;
  }

  /** Goals that could not be read at the start are read before recording: with several, it is asked which. */
  async #knowGoals(generation: number): Promise<void> {
    if (this.view !== null) return;
    const view = await this.#loadView();
    if (generation === this.#generation) this.#take(view);
  }

  #nowMs(): number {
    return this.view ? this.view.nowMs + this.#monotonic() - this.#viewedAt : Date.now();
  }

  #local(ms: number): string {
    return civilFromMs(ms, this.view?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  }

  #pickDay(day: string): void {
    this.when = "pick";
    this.at = `${day}T12:00`;
  }

  async #loadView(): Promise<TodayView | null> {
    try {
      const view = await this.#call("today_get", {});
      this.#viewedAt = this.#monotonic();
      return view;
    } catch {
      // Numbers are a comfort here, not a need: the lapse can be recorded without them.
      return null;
    }
  }
}

/** A draft that changes a recorded lapse. It never makes a new one. */
export function lapseDraft(call: Call, entry: Lapse): LapseDraft {
  const { goalId, amount, triggers, nextSteps, note } = entry;
  const writer = {
    place: "lapse",
    log: (fields: LapseFields, at: string | null) => call("lapse_log", { ...fields, at }),
    update: (id: string, fields: LapseFields, at: string | null) =>
      call("lapse_update", { ...fields, id, at }),
  };
  return new Draft(
    writer,
    { goalId, amount, triggers, nextSteps, note },
    entry,
    civilFromMs(entry.atMs, entry.zone),
  );
}
