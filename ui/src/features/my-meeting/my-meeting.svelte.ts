// Meetings of the person's own: the list, one of them, what is next, and what is said to it.
import type {
  Call,
  MeetingAnswer,
  MeetingDue,
  MeetingTime,
  MyMeeting,
  MyMeetingCreateRequest,
  MyMeetingHit,
  MyMeetingList,
  MyMeetingsDue,
  MyMeetingView,
  ReminderSpec,
} from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { attendanceDraft, type AttendanceDraft } from "./attendance.svelte.ts";
import { seen } from "$shared/i18n/words.ts";

/** As many are kept; the core refuses more. */
export const MOST_MEETINGS = 100;
/** As many times has a meeting at most. */
export const MOST_TIMES = 7;

/** The words of a meeting, as a draft has them. */
export type MyMeetingFields = Omit<MyMeetingCreateRequest, "times" | "reminder">;
export type MeetingDraft = Draft<MyMeetingFields, MyMeeting>;

const NEW: MyMeetingFields = {
  name: "",
  kind: "",
  group: "",
  way: "in_person",
  place: "",
  address: "",
  link: "",
  phone: "",
  joining: "",
  notes: "",
  minutes: null,
  isHomeGroup: false,
};

const fieldsOf = (meeting: MyMeeting): MyMeetingFields => ({
  name: meeting.name,
  kind: meeting.kind,
  group: meeting.group,
  way: meeting.way,
  place: meeting.place,
  address: meeting.address,
  link: meeting.link ?? "",
  phone: meeting.phone,
  joining: meeting.joining,
  notes: meeting.notes,
  minutes: meeting.minutes,
  isHomeGroup: meeting.isHomeGroup,
});

/** What an update leaves as it is. */
const SAME = { times: null, reminder: null, placeInList: null };

/** A draft of a meeting; a new one is made when it has a name. Its times are another matter. */
export function meetingDraft(call: Call, meeting?: MyMeeting): MeetingDraft {
  const writer = {
    place: "my_meeting",
    isNothing: ({ name }: MyMeetingFields) => seen(name) === "",
    log: (fields: MyMeetingFields) =>
      call("my_meeting_create", { ...fields, times: [], reminder: null }),
    update: (id: string, fields: MyMeetingFields) =>
      call("my_meeting_update", { ...fields, ...SAME, id }),
  };
  return meeting
    ? new Draft<MyMeetingFields, MyMeeting>(writer, fieldsOf(meeting), meeting)
    : new Draft<MyMeetingFields, MyMeeting>(writer, { ...NEW });
}

/** Something that is read from the core and forgotten on lock. */
abstract class Read<View> {
  view = $state.raw<View | null>(null);
  failure = $state.raw<Refusal | null>(null);
  protected readonly call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.call = call;
  }

  clear(): void {
    this.#generation += 1;
    this.view = null;
    this.failure = null;
  }

  protected async read(ask: () => Promise<View>): Promise<void> {
    const generation = ++this.#generation;
    try {
      const view = await ask();
      if (generation !== this.#generation) return;
      this.view = view;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Asks again in so many minutes. Until when, once that is kept; null with `failure` set. */
  async putOff({ occurrence }: MeetingDue, minutes: number): Promise<number | null> {
    const put = await this.written(() => this.call("reminder_snooze", { occurrence, minutes }));
    return put?.snoozedUntilMs ?? null;
  }

  /** What the core answered; null with `failure` set. */
  protected async written<Answer>(write: () => Promise<Answer>): Promise<Answer | null> {
    try {
      const answer = await write();
      this.failure = null;
      return answer;
    } catch (error) {
      this.failure = refusalOf(error);
      return null;
    }
  }
}

export class MeetingList extends Read<MyMeetingList> {
  get all(): MyMeetingList["meetings"] {
    return this.view?.meetings ?? [];
  }

  get isFull(): boolean {
    return this.all.length >= MOST_MEETINGS;
  }

  load(): Promise<void> {
    return this.read(() => this.call("my_meeting_list", {}));
  }

  /** Another place in the list. The change to undo; null with `failure` set. */
  async move(meeting: MyMeetingHit, placeInList: number): Promise<string | null> {
    const request = { ...fieldsOf(meeting), ...SAME, id: meeting.id, placeInList };
    const written = await this.written(() => this.call("my_meeting_update", request));
    await this.load();
    return written?.change ?? null;
  }
}

/** What is next within some hours, and what began and nobody said anything about. */
export class DueList extends Read<MyMeetingsDue> {
  /** Where the person just said that they were: what it did to them can be said beside it. */
  there = $state.raw<AttendanceDraft | null>(null);
  readonly #hours: number;

  constructor(call: Call, hours: number) {
    super(call);
    this.#hours = hours;
  }

  /** What one says no to leaves the list. */
  get all(): MeetingDue[] {
    return (this.view?.meetings ?? []).filter(({ said }) => said !== "not_there");
  }

  load(): Promise<void> {
    return this.read(() => this.call("my_meeting_due_list", { hours: this.#hours }));
  }

  async answer(due: MeetingDue, answer: MeetingAnswer): Promise<string | null> {
    const request = { occurrence: due.occurrence, answer };
    const done = await this.written(() => this.call("my_meeting_answer", request));
    if (done === null) return null;
    const { attendance } = done;
    this.there = attendance && attendanceDraft(this.call, attendance);
    await this.load();
    return done.change;
  }

  override clear(): void {
    this.there = null;
    super.clear();
  }
}

export class OneMeeting extends Read<MyMeetingView> {
  #id = "";

  load(id: string): Promise<void> {
    if (this.#id !== id) this.clear();
    this.#id = id;
    return this.read(() => this.call("my_meeting_get", { id }));
  }

  /** Each of these: the change to undo; null with `failure` set. */
  answer(due: MeetingDue, answer: MeetingAnswer): Promise<string | null> {
    return this.#write(() =>
      this.call("my_meeting_answer", { occurrence: due.occurrence, answer }),
    );
  }

  takeListed(take: boolean): Promise<string | null> {
    return this.#write(() => this.call("my_meeting_listed_update", { id: this.#id, take }));
  }

  remove(): Promise<string | null> {
    return this.#write(() => this.call("my_meeting_delete", { id: this.#id }), false);
  }

  removeAttendance(id: string): Promise<string | null> {
    return this.#write(() => this.call("attendance_delete", { id }));
  }

  putTimes(times: MeetingTime[]): Promise<string | null> {
    return this.#put({ times, reminder: null });
  }

  putReminder(reminder: ReminderSpec): Promise<string | null> {
    return this.#put({ times: null, reminder });
  }

  #put(change: { times: MeetingTime[] | null; reminder: ReminderSpec | null }) {
    const { view } = this;
    if (view === null) return Promise.resolve(null);
    const request = { ...fieldsOf(view), ...SAME, ...change, id: view.id };
    return this.#write(() => this.call("my_meeting_update", request));
  }

  async #write(write: () => Promise<{ change: string }>, isThere = true): Promise<string | null> {
    const done = await this.written(write);
    if (done !== null && isThere) await this.load(this.#id);
    return done?.change ?? null;
  }

  override clear(): void {
    this.#id = "";
    super.clear();
  }
}
