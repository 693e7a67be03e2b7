// A record that saves itself while it is being filled in.
//
// The first answer creates it, every later one updates it; saves never overlap and the
// newest answers always win. A value the core refuses (say, a date in the future) is
// shown as refused and held back, so that it never stops the other answers from being kept.
// What is held back is held in the vault too, apart from the log: it stands in its field again after a lock or a kill.
// Deliberately not here: what the fields mean, and how a record is removed.
import { civilFromMs } from "./format/civil.ts";
import { heldTexts, type Where } from "./held-text.svelte.ts";
import { onLock } from "./lifetime.ts";
import { revision } from "./revision.svelte.ts";

/** Why the core said no. The same shape as the error that `call` throws. */
export interface Refusal {
  code: string;
  /** The field that was refused; null when the whole act failed. */
  field: string | null;
  reference: string;
}

export interface Saved<Entry> {
  value: Entry;
  /** Null for what is not part of the log yet: it becomes one change later. */
  change: string | null;
  /** The fields that are on disk instead of those that were sent: somebody had answered elsewhere. */
  stands?: object;
}

/** How one kind of record reaches the core. `at` is a civil date-time; null means "now" or "leave as it is". */
export interface DraftWriter<Fields, Entry> {
  log(fields: Fields, at: string | null): Promise<Saved<Entry>>;
  update(id: string, fields: Fields, at: string | null): Promise<Saved<Entry>>;
  /** What is filled in, in a word: by it and the record's id, what was refused is found again. Without it, it is not held. */
  place?: string;
  /** Which new record it is, where that is not its time. */
  about?: string;
  /** In place of both: where it is held, kept or not, for what is found by a day and has no id of its own. */
  heldAt?: Where;
  /** Whether a new record is said by its time alone: moving it keeps it. */
  isSaidByTime?: boolean;
  /** Whether there is nothing to keep in a new record; left out: when it is as it began. */
  isNothing?(fields: Fields): boolean;
}

/** Typing is saved this long after the last key: a lock by the core leaves no time to ask for the words. */
const TYPING_PAUSE_MS = 300;

/** Somebody who types without a pause is saved all the same: at the latest so long after the first key. */
const TYPING_CEILING_MS = 1000;

/** How long a lock waits for words on their way: longer than any save, shorter than anybody minds. */
const PATIENCE_MS = 1000;

/** Refusals that another try cannot mend. */
const FINAL = new Set([
  "not_found",
  "invalid",
  "conflict",
  "too_long",
  "unreadable_text",
  "date_out_of_range",
  "date_too_far",
  "ends_before_start",
  "before_goal",
  "answer_needed",
  "day_taken",
  "name_needed",
  "name_taken",
  "phone_number",
  "too_many",
  "week_below_day",
  "steps_overlap",
]);

/** Said at their field though leaving it out would mend nothing: an answer elsewhere, or one that is missing. */
const AT_FIELD = new Set(["answer_needed", "week_below_day"]);

/** Whether the same would be refused again. */
export const isFinal = ({ code }: Refusal): boolean => FINAL.has(code);

interface Unsettled {
  flush(): Promise<void>;
  sendLast(): Promise<void>;
  close(): void;
}

/** Drafts with words that are not kept yet: not sent, on their way, or sent in vain. */
const unsettled = new Set<Unsettled>();

/** Records that were left while they could not be saved. They wait here, in memory only, for a better moment. */
class Waiting {
  drafts = $state.raw<readonly Unsettled[]>([]);

  add(draft: Unsettled): void {
    if (!this.drafts.includes(draft)) this.drafts = [...this.drafts, draft];
  }

  remove(draft: Unsettled): void {
    if (this.drafts.includes(draft)) this.drafts = this.drafts.filter((other) => other !== draft);
  }

  /** Tries each again. Screens in view hear of it when one was kept. */
  async retry(): Promise<void> {
    const tried = this.drafts;
    await Promise.all(tried.map((draft) => draft.flush()));
    if (tried.some((draft) => !this.drafts.includes(draft))) revision.bump();
  }
}

export const waiting = new Waiting();

onLock(() => {
  for (const draft of [...unsettled]) draft.close();
  waiting.drafts = [];
});

/**
 * Sends all that is typed and not sent yet: before a lock, or when the app goes out of sight. Resolves once all of it
 * is kept, or refused, or a second is over.
 */
export function flushAll(): Promise<void> {
  return patiently([heldTexts.flush(), ...[...unsettled].map((draft) => draft.flush())]);
}

/** Before a lock: what a slow save has left unsent by then goes out too, and is waited for once more. */
export async function flushBeforeLock(): Promise<void> {
  await flushAll();
  await patiently([...unsettled].map((draft) => draft.sendLast()));
}

async function patiently(work: Promise<void>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((over) => (timer = setTimeout(over, PATIENCE_MS)));
  await Promise.race([Promise.all(work), patience]);
  clearTimeout(timer);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") void flushAll();
});
addEventListener("pagehide", () => void flushAll());

/** Reads whatever was thrown as a refusal; an unknown error counts as internal. */
export function refusalOf(error: unknown): Refusal {
  if (typeof error === "object" && error !== null && "code" in error) {
    const { code, field, reference } = error as Partial<Refusal>;
    return { code: String(code), field: field ?? null, reference: reference ?? "" };
  }
  return { code: "internal", field: null, reference: "" };
}

/** What an entry's sheet needs of its draft, whatever its fields mean. */
export type EntryDraft = Pick<
  Draft<{ note: string }, LoggedEntry>,
  keyof Draft<{ note: string }, LoggedEntry>
>;
/** What a sheet needs of its drafts, whatever their fields mean. */
export type AnyDraft = Pick<
  Draft<object, { id: string }>,
  | "isSaved"
  | "isSaving"
  | "isHeldBack"
  | "hasWarned"
  | "failure"
  | "changes"
  | "flush"
  | "mayClose"
  | "leave"
  | "close"
  | "unread"
  | "misread"
>;

type LoggedEntry = { id: string; atMs: number; zone: string; dayOn: string };

export class Draft<Fields extends object, Entry extends { id: string }> {
  fields: Fields;
  /** The civil date-time shown in the date field; null is "now". */
  at = $state<string | null>(null);
  entry = $state.raw<Entry | null>(null);
  /** Every change made through this draft, oldest first: undoing all of them undoes the draft. */
  changes = $state.raw<string[]>([]);
  refusals = $state.raw<Record<string, Refusal>>({});
  /** Texts that their field cannot read, or that wait for a button: as typed, by field. Held, and never sent. */
  unread = $state.raw<Record<string, string>>({});
  /** A failure that concerns no single field. */
  failure = $state.raw<Refusal | null>(null);
  isSaving = $state(false);
  /** Closing was asked for once while something was held back. */
  hasWarned = $state(false);

  readonly #writer: DraftWriter<Fields, Entry>;
  readonly #newPlace: string;
  #held: Where | null = null;
  /** When a new record was first held back: words of yesterday do not belong to today. */
  #heldSince: string | null = null;
  #kept: Fields;
  #keptAt: string | null = null;
  #refused = new Map<string, unknown>();
  #dirty = false;
  #isToHold = false;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ceiling: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(writer: DraftWriter<Fields, Entry>, fields: Fields, entry?: Entry, at?: string) {
    this.#writer = writer;
    this.fields = $state(fields);
    this.#kept = { ...fields };
    this.entry = entry ?? null;
    this.at = at ?? null;
    // An entry's own time is known to the core already; only a new record must send it.
    this.#keptAt = entry ? this.at : null;
    this.#newPlace = [writer.place ?? "", writer.about ?? at ?? ""].join(" ").trim();
    this.#findHeld();
  }

  get isSaved(): boolean {
    return this.entry !== null;
  }

  /** Takes an answer and saves at once. */
  set(patch: Partial<Fields>): Promise<void> {
    this.#take(patch);
    return this.save();
  }

  /** Takes typed text; it is saved when the typing pauses, and every second while it does not. */
  type(patch: Partial<Fields>): void {
    this.#take(patch);
    this.#saveSoon();
  }

  /** Takes text that its field cannot read; null: it can again. It is held and warned of, like what the core refused. */
  misread(field: string, text: string | null): void {
    if ((this.unread[field] ?? null) === text || this.#closed) return;
    this.hasWarned = false;
    const others = Object.entries(this.unread).filter(([name]) => name !== field);
    this.unread = Object.fromEntries(text === null ? others : [...others, [field, text]]);
    this.#isToHold = true;
    this.#soon();
  }

  /** Takes an answer that means nothing alone: it is saved with the next one, and may go without a word. */
  begin(patch: Partial<Fields>): void {
    this.#take(patch);
  }

  /** Whoever goes on typing has not said that it may go: that is asked again. */
  #take(patch: Partial<Fields>): void {
    Object.assign(this.fields, patch);
    this.hasWarned = false;
  }

  /** Moves the record to another time. A new one is only created once something is answered, unless its time says it. */
  moveTo(at: string): void {
    this.at = at;
    this.hasWarned = false;
    if (this.entry !== null || this.#dirty || this.#writer.isSaidByTime) this.#saveSoon();
  }

  /** Saves even if nothing was answered: "I just want to log it". */
  save(): Promise<void> {
    this.#dirty = true;
    return this.flush();
  }

  /** Saves what is not saved yet, if anything. Never rejects: see `failure` and `refusals`. */
  flush(): Promise<void> {
    this.#stopTimers();
    if (!(this.#dirty || this.#isToHold) || this.#closed) {
      return this.#running ?? Promise.resolve();
    }
    this.isSaving = true;
    unsettled.add(this);
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
      this.isSaving = false;
      if (!this.#dirty) this.#settled();
    });
    return this.#running;
  }

  /** The lock waits no longer: what a slow save left unsent goes out beside it. Never rejects. */
  async sendLast(): Promise<void> {
    if (!this.#dirty || this.#closed) return;
    // A second "log" would make a second record: the words wait for the id of the first.
    if (this.entry === null && this.#running !== null) return this.#running;
    this.#dirty = false;
    await this.#write(this.#sendable(), this.#sendableAt()).catch(() => undefined);
  }

  /** The person went on. What could not be saved waits for the next try, unless it never can be. */
  async leave(): Promise<void> {
    await this.flush();
    this.wait();
  }

  /** What could not be saved is tried again from time to time, unless it never can be. */
  wait(): void {
    if (this.#dirty && !this.#closed && this.failure && !isFinal(this.failure)) {
      waiting.add(this);
    }
  }

  /** Saves what is left, then ends. `changes` stay, for an undo offered on the way out; `close` is for locking. */
  async finish(): Promise<void> {
    await this.leave();
    if (this.#closed || waiting.drafts.includes(this)) return;
    this.#end();
    this.entry = null;
  }

  /** Every change made through this draft once nothing is on its way any more; empty after a lock. */
  async settledChanges(): Promise<string[]> {
    await this.flush();
    return this.changes;
  }

  /** Whether something that was entered is not on disk because it was refused or could not be saved. */
  get isHeldBack(): boolean {
    if (this.#closed) return false;
    return this.failure !== null || this.#holdsBackWords;
  }

  get #holdsBackWords(): boolean {
    return Object.keys({ ...this.refusals, ...this.unread }).length > 0;
  }

  /** Saves, and says whether the words may go. Held back words are pointed out once; asked again, they may. */
  async mayClose(): Promise<boolean> {
    await this.flush();
    const mayClose = this.#closed || !this.isHeldBack || this.hasWarned;
    if (mayClose && this.isHeldBack) this.letGo();
    this.hasWarned = !mayClose;
    return mayClose;
  }

  /** Saves, and says whether something is still held back; if so, it is pointed out, each time that it is asked. */
  async warns(): Promise<boolean> {
    this.hasWarned = false;
    await this.flush();
    if (this.isHeldBack) this.hasWarned = true;
    return this.isHeldBack;
  }

  /** Forgets everything at once, and whatever a save in flight may still answer. */
  close(): void {
    if (this.#dirty && !this.#closed && (this.entry !== null || this.#running === null)) {
      // The last words go out before the lock does; nobody is left to hear the answer.
      this.#write(this.#sendable(), this.#sendableAt()).catch(() => undefined);
    }
    this.#end();
    this.entry = null;
    this.changes = [];
  }

  #end(): void {
    this.#closed = true;
    this.#stopTimers();
    this.#dirty = false;
    this.#settled();
  }

  /** The person let go of what could not be kept: what is on disk is shown again. */
  letGo(): void {
    Object.assign(this.fields, this.#kept);
    if (this.entry !== null) this.at = this.#keptAt;
    this.#refused.clear();
    this.refusals = {};
    this.unread = {};
    this.failure = null;
    this.#dirty = this.#isToHold = false;
    this.#settled();
    if (this.#held !== null) heldTexts.letGoSoon(this.#held);
    this.#held = null;
  }

  #settled(): void {
    unsettled.delete(this);
    waiting.remove(this);
  }

  #saveSoon(): void {
    this.#dirty = true;
    this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    unsettled.add(this);
    const save = (): void => void this.flush();
    this.#timer = setTimeout(save, TYPING_PAUSE_MS);
    this.#ceiling ??= setTimeout(save, TYPING_CEILING_MS);
  }

  #stopTimers(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#ceiling);
    this.#ceiling = undefined;
  }

  async #drain(): Promise<void> {
    do {
      this.#isToHold = false;
      await this.#sendAll();
      await this.#hold();
    } while (this.#isToHold);
  }

  async #sendAll(): Promise<void> {
    // What another answer contradicted may fit by now.
    for (const [field, { code }] of Object.entries(this.refusals)) {
      if (AT_FIELD.has(code)) this.#refused.delete(field);
    }
    while (this.#dirty && !this.#closed) {
      this.#dirty = false;
      const fields = this.#sendable();
      const at = this.#sendableAt();
      if (this.#isOnlyRefused(fields)) return;
      try {
        this.#accept(await this.#write(fields, at), fields, at);
      } catch (error) {
        if (!this.#refuse(refusalOf(error), fields, at)) return;
      }
    }
  }

  /** A new record of which nothing is left without what was refused: sending it would only be refused again. */
  #isOnlyRefused(fields: Fields): boolean {
    const stays = ([field, value]: [string, unknown]): boolean =>
      same(valueOf(this.fields, field), value);
    const isHeld = [...this.#refused].some(stays) || Object.keys(this.unread).length > 0;
    if (this.entry !== null || !isHeld) return false;
    return this.#writer.isNothing?.(fields) ?? same(fields, this.#kept);
  }

  get #isHolding(): boolean {
    return (this.#writer.place ?? this.#writer.heldAt) !== undefined;
  }

  get #where(): Where {
    if (this.#writer.heldAt) return this.#writer.heldAt;
    return this.entry === null
      ? { place: this.#newPlace, id: null }
      : { place: this.#writer.place ?? "", id: this.entry.id };
  }

  /** What is on the screen and cannot be on disk as it is, is held apart. What was held and is not needed any more goes. */
  async #hold(): Promise<void> {
    if (this.#closed || !this.#isHolding) return;
    const before = this.#held;
    const isRefused = this.failure !== null && isFinal(this.failure);
    const isHeld = isRefused || this.#holdsBackWords;
    const where = this.#where;
    this.#held = isHeld ? where : null;
    if (isHeld) await heldTexts.hold(where, this.#heldWords());
    if (before !== null && !(isHeld && same(before, where))) await heldTexts.letGo(before);
  }

  /** The answers that are not on disk, and why which of them were refused. */
  #heldWords(): string {
    const all = Object.entries($state.snapshot(this.fields) as object);
    const open = all.filter(([field, value]) => !same(value, valueOf(this.#kept, field)));
    const codes = Object.values(this.refusals).map(({ field, code }) => [field, code]);
    const fields = Object.fromEntries(open) as unknown;
    if (this.entry === null) this.#heldSince ??= clockNow();
    const [at, since] = [this.at === this.#keptAt ? null : this.at, this.#heldSince];
    const held = { fields, codes: Object.fromEntries(codes) as unknown, unread: this.unread };
    return JSON.stringify({ ...held, at, since });
  }

  #findHeld(): void {
    const text = this.#isHolding ? heldTexts.at(this.#where) : null;
    if (text === null) return;
    this.#held = this.#where;
    const { fields = {}, codes = {}, unread = {}, at = null, since = null } = read<Fields>(text);
    this.unread = unread;
    Object.assign(this.fields, fields);
    this.#heldSince = since;
    const isOfAnEarlierDay = since !== null && since.slice(0, 10) < clockNow().slice(0, 10);
    this.at = at ?? this.at ?? (this.entry === null && isOfAnEarlierDay ? since : null);
    // Only not sent yet: the next save takes it along.
    this.#dirty = Object.keys(fields).some((field) => codes[field] === undefined);
    for (const [field, code] of Object.entries(codes)) {
      // A new record never goes out without its time.
      if (field !== "at") this.#refused.set(field, valueOf(this.fields, field));
      this.refusals = { ...this.refusals, [field]: { code, field, reference: "" } };
    }
  }

  #write(fields: Fields, at: string | null): Promise<Saved<Entry>> {
    return this.entry === null
      ? this.#writer.log(fields, at)
      : this.#writer.update(this.entry.id, fields, at);
  }

  #accept(saved: Saved<Entry>, fields: Fields, at: string | null): void {
    if (this.#closed) return;
    this.entry = saved.value;
    if (saved.change !== null) this.changes = [...this.changes, saved.change];
    this.#kept = { ...fields, ...saved.stands };
    this.#keptAt = at ?? this.#keptAt;
    if (saved.stands) this.#follow(fields, at);
    // Moved while its first save was on its way: what that made is to move, too.
    if (this.#sendableAt() !== null) this.#dirty = true;
    this.failure = null;
    this.#forgiveChanged();
  }

  /** Shows what is on disk, but for what was changed since it was sent. */
  #follow(sent: Fields, at: string | null): void {
    for (const [field, value] of Object.entries(this.#kept)) {
      if (same(valueOf(this.fields, field), valueOf(sent, field)))
        Object.assign(this.fields, { [field]: value as unknown });
    }
    if (this.at === at) this.at = this.#keptAt = null;
  }

  /** Notes a refusal; true when the rest is worth sending without the refused value. */
  #refuse(refusal: Refusal, fields: Fields, at: string | null): boolean {
    if (this.#closed) return false;
    this.#dirty = true;
    const field = refusal.field;
    const isMended = field !== null && this.#holdsBack(field, fields, at);
    // What is needed is asked for at its field, though nothing is left to send without it.
    const isAsked = AT_FIELD.has(refusal.code);
    if (
      field === null ||
      !(isMended || isAsked || typeof valueOf(this.fields, field) === "string")
    ) {
      this.failure = refusal;
      return false;
    }
    this.#refused.set(field, field === "at" ? at : valueOf(fields, field));
    this.refusals = { ...this.refusals, [field]: refusal };
    // A new record without its time would land on the wrong day: wait for a better one.
    if (field === "at" && this.entry === null) {
      this.#refused.delete("at");
      return this.at !== at;
    }
    return isMended;
  }

  /** Whether leaving this field out would change what is sent; if not, sending again is pointless. */
  #holdsBack(field: string, fields: Fields, at: string | null): boolean {
    if (field === "at") return at !== null;
    return field in this.fields && !same(valueOf(fields, field), valueOf(this.#kept, field));
  }

  /** The answers, with each refused one replaced by what was last kept. */
  #sendable(): Fields {
    const fields = $state.snapshot(this.fields) as Fields;
    for (const [field, value] of this.#refused) {
      if (field !== "at" && same(valueOf(fields, field), value)) {
        Object.assign(fields, { [field]: valueOf(this.#kept, field) });
      }
    }
    return fields;
  }

  #sendableAt(): string | null {
    if (this.at === this.#keptAt) return null;
    return this.#refused.has("at") && this.#refused.get("at") === this.at ? null : this.at;
  }

  /** Drops the refusals of fields that hold another value by now, or one that is on disk after all. */
  #forgiveChanged(): void {
    for (const [field, value] of this.#refused) {
      const [now, kept] =
        field === "at"
          ? [this.at, this.#keptAt]
          : [valueOf(this.fields, field), valueOf(this.#kept, field)];
      if (!same(now, value) || same(now, kept)) this.#refused.delete(field);
    }
    const still = Object.entries(this.refusals).filter(([field]) => this.#refused.has(field));
    this.refusals = Object.fromEntries(still);
  }
}

type Held<Fields> = {
  fields: Partial<Fields>;
  codes: Record<string, string>;
  unread: Record<string, string>;
  /** Where the person moved it. */
  at: string | null;
  since: string | null;
};

/** What is held in another form, as another version may have written it, keeps no sheet from opening. */
function read<Fields>(text: string): Partial<Held<Fields>> {
  try {
    const held: unknown = JSON.parse(text);
    return typeof held === "object" && held !== null ? held : {};
  } catch {
    return {};
  }
}

/** What the clock on the wall shows here. */
const clockNow = (): string =>
  civilFromMs(Date.now(), new Intl.DateTimeFormat().resolvedOptions().timeZone);

function valueOf(record: object, field: string): unknown {
  return (record as Record<string, unknown>)[field];
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
