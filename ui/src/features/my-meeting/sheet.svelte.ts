// A sheet of meetings for somebody else: what it is to have, how it looks, and where it went.
import type { AttendanceSheet, AttendanceSheetRequest, Call, MyMeeting, SheetFormat } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { HeldForm } from "$shared/held-form.ts";
import { SHEET_HELD } from "./held.ts";

/** "All", in place of one meeting's id. */
export const ALL = "";

/** What is answered; the file is made of it, and until then it is held. */
interface Said {
  fromOn: string;
  untilOn: string;
  meeting: string;
  name: string;
  keepsName: boolean;
  hasSignatures: boolean;
}

export class AttendanceSheetForm {
  fromOn = $state("");
  untilOn = $state("");
  meeting = $state(ALL);
  name = $state("");
  keepsName = $state(false);
  hasSignatures = $state(false);
  /** What would go out; null until it was asked for. */
  sheet = $state.raw<AttendanceSheet | null>(null);
  meetings = $state.raw<MyMeeting[]>([]);
  failure = $state.raw<Refusal | null>(null);
  /** The name of the file that was written last. */
  saved = $state<string | null>(null);
  isSaving = $state(false);
  readonly #call: Call;
  /** Counts locks. */
  #life = 0;
  /** Counts looks: the newest wins. */
  #asked = 0;
  /** Null until it has begun. */
  #held = $state.raw<HeldForm<Said> | null>(null);

  constructor(call: Call) {
    this.#call = call;
  }

  /** Begins with this month. What was answered before, also before a lock, stays. */
  async begin(): Promise<void> {
    const life = this.#life;
    try {
      const { meetings, today } = await this.#call("my_meeting_list", {});
      if (life !== this.#life) return;
      this.meetings = meetings;
      if (this.#held === null) {
        this.fromOn = `${today.slice(0, "YYYY-MM".length)}-01`;
        this.untilOn = today;
      }
      await this.look();
      if (this.#held !== null || this.sheet === null || life !== this.#life) return;
      const { keptName } = this.sheet;
      [this.name, this.keepsName] = [keptName, keptName !== ""];
      this.#held = new HeldForm(
        SHEET_HELD,
        () => this.#said,
        (said) => this.#take(said),
      );
      if (keptName !== "" || this.isChanged) await this.look();
    } catch (error) {
      if (life === this.#life) this.failure = refusalOf(error);
    }
  }

  /** Whether something is answered of which no file was made. */
  get isChanged(): boolean {
    return this.#held?.isChanged ?? false;
  }

  /** Called in an effect: whenever an answer changes. */
  hold(): void {
    this.#held?.hold();
  }

  /** As it began. */
  async leaveOut(): Promise<void> {
    await this.#held?.leaveOut();
    await this.look();
  }

  get #said(): Said {
    const { fromOn, untilOn, meeting, name, keepsName, hasSignatures } = this;
    return { fromOn, untilOn, meeting, name, keepsName, hasSignatures };
  }

  #take({ fromOn, untilOn, meeting, name, keepsName, hasSignatures }: Said): void {
    const isThere = this.meetings.some(({ id }) => id === meeting);
    Object.assign(this, { fromOn, untilOn, name, keepsName, hasSignatures });
    this.meeting = isThere ? meeting : ALL;
  }

  get #request(): AttendanceSheetRequest {
    const { fromOn, untilOn, meeting, name, hasSignatures } = this;
    return { fromOn, untilOn, meetings: meeting === ALL ? null : [meeting], name, hasSignatures };
  }

  /** Asks for the sheet as it would go out now. */
  async look(): Promise<void> {
    if (this.fromOn === "" || this.untilOn === "") return;
    const asked = ++this.#asked;
    this.saved = null;
    try {
      const sheet = await this.#call("attendance_sheet_get", this.#request);
      if (asked !== this.#asked) return;
      this.sheet = sheet;
      this.failure = null;
    } catch (error) {
      if (asked !== this.#asked) return;
      this.sheet = null;
      this.failure = this.#named(refusalOf(error));
    }
  }

  /** A last day before the first one may well be in the past: it is said which of the two it is. */
  #named(refusal: Refusal): Refusal {
    const isBackward = refusal.code === "date_out_of_range" && this.untilOn < this.fromOn;
    return isBackward ? { ...refusal, code: "ends_before_start" } : refusal;
  }

  /** Why a field was refused. */
  refusalOf(field: string): Refusal | null {
    return this.failure?.field === field ? this.failure : null;
  }

  async save(format: SheetFormat): Promise<void> {
    if (this.isSaving) return;
    const life = this.#life;
    this.isSaving = true;
    this.saved = null;
    try {
      const request = { ...this.#request, format, keepName: this.keepsName };
      const { name } = await this.#call("attendance_sheet_save", request);
      if (life !== this.#life) return;
      [this.saved, this.failure] = [name, null];
      await this.#held?.sent();
    } catch (error) {
      if (life === this.#life) this.failure = refusalOf(error);
    } finally {
      this.isSaving = false;
    }
  }

  clear(): void {
    this.#life += 1;
    this.#asked += 1;
    this.#held = null;
    this.fromOn = this.untilOn = this.name = "";
    this.meeting = ALL;
    this.keepsName = this.hasSignatures = this.isSaving = false;
    this.sheet = this.failure = this.saved = null;
    this.meetings = [];
  }
}
