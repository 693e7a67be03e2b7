// What Today shows, and the one-tap check-in.
import { checkInDraft, items, type CheckInDraft } from "$features/check-in/index.ts";
import type { Call, CheckIn, Goal, SoberTime, TodayView } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { milestoneWords } from "$shared/i18n/words.ts";

/** While this fresh, another face corrects the check-in instead of adding a second one. */
const CORRECTION_MS = 10 * 60_000;

export interface GoalTime {
  goal: Goal;
  time: SoberTime;
}

export class Today {
  view = $state.raw<TodayView | null>(null);
  failure = $state.raw<Refusal | null>(null);
  /** The check-in made by a face just now, open for details. */
  draft = $state.raw<CheckInDraft | null>(null);
  /** The face just tapped, shown at once; whether it is kept is `isKept`. */
  mood = $state<number | null>(null);
  isKept = $state(false);
  /** Until the next unlock. */
  isPracticePutOff = $state(false);
  /** Until the next unlock. */
  isProtectionPutOff = $state(false);
  /** The last face changed a check-in that was already on disk. */
  isCorrection = false;

  readonly #call: Call;
  readonly #now: () => number;
  #loggedAt = 0;
  #generation = 0;

  /** `now` counts milliseconds and never jumps with the clock; it only decides how fresh a tap is. */
  constructor(call: Call, now: () => number = () => performance.now()) {
    this.#call = call;
    this.#now = now;
  }

  /** Each goal with its sober time, in the person's order. */
  get goalTimes(): GoalTime[] {
    const { goals = [], soberTimes = [] } = this.view ?? {};
    return goals.flatMap((goal) => {
      const time = soberTimes.find((candidate) => candidate.goalId === goal.id);
      return time ? [{ goal, time }] : [];
    });
  }

  /** Whether any goal is about less, and not about none at all. */
  get countsUse(): boolean {
    return this.view?.goals.some((goal) => goal.direction !== "abstain") ?? false;
  }

  /** What is reached today of a goal, or (null) of effort, in words. Days are not told to who hides numbers. */
  reachedOf(goalId: string | null): string[] {
    const { milestones = [], settings } = this.view ?? {};
    if (goalId !== null && settings?.headline === "none") return [];
    const mine = milestones.find((each) => each.goalId === goalId);
    return mine?.milestones.map(milestoneWords) ?? [];
  }

  get latest(): CheckIn | null {
    return this.view?.checkIns[0] ?? null;
  }

  get offersPractice(): boolean {
    return this.view?.practiceDue === true && !this.isPracticePutOff;
  }

  /** What the unlock took in from the lock screen was read. */
  async dismissQuickEntries(): Promise<void> {
    try {
      await this.#call("quick_entries_dismiss", {});
      await this.load();
    } catch (error) {
      this.failure = refusalOf(error);
    }
  }

  /** Takes out again what the unlock took in. */
  async takeQuickEntriesOut(change: string): Promise<void> {
    try {
      await this.#call("change_undo", { changes: [change] });
      await this.dismissQuickEntries();
    } catch (error) {
      this.failure = refusalOf(error);
    }
  }

  get offersProtection(): boolean {
    return this.view?.protection === "due" && !this.isProtectionPutOff;
  }

  async load(): Promise<void> {
    const generation = ++this.#generation;
    try {
      const view = await this.#call("today_get", {});
      if (generation !== this.#generation) return;
      const isFirst = this.view === null;
      this.view = view;
      this.#dropStaleDraft(view);
      // What its questions are decides what it may send.
      if (this.draft !== null) void items.load();
      this.#lookAgain();
      if (isFirst) this.#takeUp(view);
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Keeps the face: a new check-in, or the correction of the one made a moment ago. True once it is on disk. */
  async pick(mood: number): Promise<boolean> {
    if (this.draft === null || this.#now() - this.#loggedAt > CORRECTION_MS) {
      this.draft = checkInDraft(this.#call);
      this.#loggedAt = this.#now();
    }
    const draft = this.draft;
    this.isCorrection = draft.isSaved;
    this.mood = mood;
    this.isKept = false;
    await draft.set({ mood });
    if (draft !== this.draft) return false;
    this.failure = draft.failure;
    this.isKept = draft.isSaved && draft.failure === null;
    // It waits for a better moment; the person may have gone on by then.
    draft.wait();
    return this.isKept;
  }

  /** Puts the message about lost writes away. */
  dismissLostWrites(): Promise<void> {
    return this.#putAway("lost_writes_dismiss");
  }

  /** Puts the offer of a copy elsewhere off by a week. */
  putOffElsewhere(): Promise<void> {
    return this.#putAway("elsewhere_dismiss");
  }

  async #putAway(command: "lost_writes_dismiss" | "elsewhere_dismiss"): Promise<void> {
    try {
      await this.#call(command, {});
      await this.load();
    } catch (error) {
      this.failure = refusalOf(error);
    }
  }

  /** Gives the faces back for a new check-in. */
  release(): void {
    this.draft = null;
    this.mood = null;
    this.isKept = false;
  }

  /** Called when the app comes back into view: an old face must not look like an answer for now. */
  releaseIfOld(): void {
    if (this.draft !== null && this.#now() - this.#loggedAt > CORRECTION_MS) this.release();
  }

  /** Forgets everything on lock. */
  clear(): void {
    this.#generation += 1;
    this.draft?.close();
    this.release();
    this.view = null;
    this.failure = null;
    this.isPracticePutOff = this.isProtectionPutOff = false;
  }

  /** A check-in made a moment ago, at the end of set-up: shown as chosen, so that nobody makes it twice. */
  #takeUp({ checkIns, nowMs }: TodayView): void {
    const latest = checkIns[0];
    const age = latest ? nowMs - latest.atMs : -1;
    if (this.draft !== null || latest?.mood == null || age < 0 || age > CORRECTION_MS) return;
    this.draft = checkInDraft(this.#call, latest);
    this.#loggedAt = this.#now() - age;
    this.mood = latest.mood;
    this.isKept = true;
  }

  /** What keeps a face from the disk stays said; once it got there after all, it is called saved. */
  #lookAgain(): void {
    const hadFailed = this.failure !== null;
    this.failure = this.draft?.failure ?? null;
    if (!hadFailed || this.failure !== null || !this.draft) return;
    this.isKept = this.draft.isSaved && !this.draft.isSaving;
  }

  /** An undone check-in is gone: its face must not stay chosen. Words that are still held back keep it. */
  #dropStaleDraft(view: TodayView): void {
    const kept = this.draft?.entry;
    if (this.draft?.isHeldBack) return;
    if (kept && !view.checkIns.some((entry) => entry.id === kept.id)) this.release();
  }
}
