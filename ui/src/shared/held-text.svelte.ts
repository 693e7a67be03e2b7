// Words that the core refused, held in the vault until they are mended: so a lock, a kill or a reload does not take
// them. They are read once after each unlock; a draft of the same thing finds them again when its sheet opens.
// Deliberately not here: what is in them; drafts know (`draft.svelte.ts`).
import { onLock } from "./lifetime.ts";

/** What they were typed for: a place on the screens, and the entry there; null: one that is not kept yet. */
export interface Where {
  place: string;
  id: string | null;
}

interface HeldText extends Where {
  text: string;
}

/** How they reach the vault. */
export interface Holder {
  list(): Promise<HeldText[]>;
  update(held: HeldText): Promise<unknown>;
  remove(where: Where): Promise<unknown>;
}

/** Longer than hiding takes, with the lock behind it. */
const HIDING_MS = 4000;

/** As long as a record that saves itself waits for the next key. */
const TYPING_PAUSE_MS = 300;

/** Somebody who types without a pause: at the latest so long after the first key. */
const TYPING_CEILING_MS = 1000;

const keyOf = ({ place, id }: Where): string => `${place} ${id ?? ""}`;

class HeldTexts {
  #holder: Holder | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** What waits for the pause, and since when there was one to wait for. */
  #later: { where: Where; text: string | null; since: number } | null = null;
  /** How many writes are on their way. */
  #writing = 0;
  /** What could not be written: it is in memory alone. */
  readonly #unkept = new Set<string>();
  /** Counts what was read and forgotten. */
  #turn = 0;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #all = new Map<string, { where: Where; text: string }>();

  /** What is held for which things, for the pages that say so. */
  waiting = $state.raw<readonly Where[]>([]);

  /** The app says how they are kept; without that they are held as long as it is open. */
  connect(holder: Holder): void {
    this.#holder = holder;
  }

  /** After an unlock, before any sheet opens. Without them the app works as well. */
  async load(): Promise<void> {
    const all = (await this.#holder?.list().catch(() => [])) ?? [];
    for (const { text, ...where } of all) this.#all.set(keyOf(where), { where, text });
    this.#tell();
  }

  /** Reads again what waits: it goes and comes with what it was typed for. Not while something is on its way. */
  async reload(): Promise<void> {
    const turn = this.#turn;
    const isQuiet = (): boolean =>
      turn === this.#turn && this.#later === null && this.#writing === 0 && this.#timers.size === 0;
    if (!isQuiet()) return;
    const all = await this.#holder?.list().catch(() => null);
    if (!all || !isQuiet()) return;
    for (const key of this.#all.keys()) if (!this.#unkept.has(key)) this.#all.delete(key);
    for (const { text, ...where } of all) this.#all.set(keyOf(where), { where, text });
    this.#tell();
  }

  at(where: Where): string | null {
    return this.#all.get(keyOf(where))?.text ?? null;
  }

  /** Never rejects: what cannot be written is held in memory. */
  async hold(where: Where, text: string): Promise<void> {
    if (this.at(where) === text) return;
    this.#all.set(keyOf(where), { where, text });
    this.#tell();
    await this.#write(where, (holder) => holder.update({ ...where, text }));
  }

  /** What is typed into a form that a button sends: held when the typing pauses. Null: nothing is to be held. */
  holdSoon(where: Where, text: string | null): void {
    const last = this.#later;
    if (last !== null && keyOf(last.where) !== keyOf(where)) void this.flush();
    clearTimeout(this.#typing);
    const since = this.#later?.since ?? Date.now();
    this.#later = { where, text, since };
    const pause = Math.min(TYPING_PAUSE_MS, since + TYPING_CEILING_MS - Date.now());
    this.#typing = setTimeout(() => void this.flush(), Math.max(0, pause));
  }

  /** Holds what waits for a pause: before a lock, or when the app goes out of sight. */
  async flush(): Promise<void> {
    const later = this.#later;
    this.#dropLater();
    if (later === null) return;
    await (later.text === null ? this.letGo(later.where) : this.hold(later.where, later.text));
  }

  /** What was mended, or sent; also when the typing has not paused yet. */
  async letGo(where: Where): Promise<void> {
    if (this.#later !== null && keyOf(this.#later.where) === keyOf(where)) this.#dropLater();
    if (!this.#all.delete(keyOf(where))) return;
    this.#tell();
    await this.#write(where, (holder) => holder.remove(where));
  }

  /** What the person closed for good; unless they are hiding: three presses of Escape close a sheet on their way. */
  letGoSoon(where: Where): void {
    this.#dropLater();
    const text = this.at(where);
    if (text === null) return;
    this.#all.delete(keyOf(where));
    this.#tell();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.at(where) === null) void this.#holder?.remove(where).catch(() => undefined);
    }, HIDING_MS);
    this.#timers.add(timer);
  }

  clear(): void {
    this.#dropLater();
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
    this.#all.clear();
    this.#unkept.clear();
    this.#turn += 1;
    this.#tell();
  }

  async #write(where: Where, write: (holder: Holder) => Promise<unknown>): Promise<void> {
    if (this.#holder === null) return;
    this.#writing += 1;
    await write(this.#holder).then(
      () => this.#unkept.delete(keyOf(where)),
      () => this.#unkept.add(keyOf(where)),
    );
    this.#writing -= 1;
  }

  #dropLater(): void {
    clearTimeout(this.#typing);
    this.#later = null;
  }

  #tell(): void {
    this.waiting = [...this.#all.values()].map(({ where }) => where);
  }
}

export const heldTexts = new HeldTexts();
onLock(() => heldTexts.clear());
