// A form that a button sends: what is answered in it is held in the vault until it is sent or left out, so that a
// lock, a kill, Back or a closed sheet takes no word of it. The next form of the same thing finds it.
// Deliberately not here: records that save themselves (`draft.svelte.ts`).
import { heldTexts, type Where } from "./held-text.svelte.ts";

export class HeldForm<Said> {
  readonly #where: Where;
  readonly #said: () => Said;
  readonly #take: (said: Said) => void;
  /** As it is without what was answered. */
  #first: string;

  /** `said`: all that is answered, as plain values; `take`: shows it. What is held of it stands there at once. */
  constructor(where: Where, said: () => Said, take: (said: Said) => void) {
    this.#where = where;
    this.#said = said;
    this.#take = take;
    this.#first = JSON.stringify(said());
    this.#takeHeld(heldTexts.at(where));
  }

  /** Whether there is something to send, or to leave out. */
  get isChanged(): boolean {
    return JSON.stringify(this.#said()) !== this.#first;
  }

  /** Called in an effect: whenever an answer changes. */
  hold(): void {
    const text = JSON.stringify(this.#said());
    heldTexts.holdSoon(this.#where, text === this.#first ? null : text);
  }

  /** It was sent: from here on, only what is answered otherwise is held. */
  async sent(): Promise<void> {
    this.#first = JSON.stringify(this.#said());
    await heldTexts.letGo(this.#where);
  }

  /** It is left out for good. */
  async leaveOut(): Promise<void> {
    this.#take(JSON.parse(this.#first) as Said);
    await heldTexts.letGo(this.#where);
  }

  /** What is held in another form, as another version may have written it, keeps nobody from going on. */
  #takeHeld(text: string | null): void {
    if (text === null) return;
    try {
      this.#take(JSON.parse(text) as Said);
    } catch {
      this.#take(JSON.parse(this.#first) as Said);
    }
  }
}
