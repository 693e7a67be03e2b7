// Logging from the lock screen: a face or a craving in a tap or two, kept for the next unlock.
// What was tapped is shown only until something else is tapped, and is gone with the screen.
import { toCallError, type Call, type ErrorCode, type QuickAnswer } from "$ipc";

/** What was kept last. */
export type Kept =
  | { kind: "check_in"; id: string; mood: number }
  | { kind: "craving"; id: string; strength: number | null };

export class QuickEntry {
  kept = $state.raw<Kept | null>(null);
  error = $state<ErrorCode | null>(null);
  busy = $state(false);
  #isSkipped = $state(false);
  #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  /** A craving that was kept and whose strength was not said: the one question that is left. */
  readonly asksStrength = $derived(
    this.kept?.kind === "craving" && this.kept.strength === null && !this.#isSkipped,
  );

  /** One tap is a whole check-in; another face right after it corrects that one. */
  async pick(mood: number): Promise<void> {
    const id = this.kept?.kind === "check_in" ? this.kept.id : null;
    const kept = await this.#keep(id, { kind: "check_in", mood });
    if (kept) this.kept = { kind: "check_in", id: kept, mood };
  }

  /** Kept at once: how strong it is may follow. */
  async craving(): Promise<void> {
    const kept = await this.#keep(null, { kind: "craving", strength: null });
    if (kept) this.kept = { kind: "craving", id: kept, strength: null };
    this.#isSkipped = false;
  }

  /** The craving stays as it is. */
  skip(): void {
    this.#isSkipped = true;
  }

  /** How strong, 0 to 10. */
  async say(strength: number): Promise<void> {
    if (this.kept?.kind !== "craving") return;
    const kept = await this.#keep(this.kept.id, { kind: "craving", strength });
    if (kept) this.kept = { kind: "craving", id: kept, strength };
  }

  async takeBack(): Promise<void> {
    const kept = this.kept;
    if (kept === null || this.busy) return;
    await this.#try(async () => {
      await this.#call("quick_entry_delete", { id: kept.id });
      this.kept = null;
    });
  }

  clear(): void {
    this.kept = this.error = null;
  }

  async #keep(id: string | null, answer: QuickAnswer): Promise<string | null> {
    if (this.busy) return null;
    return this.#try(async () => (await this.#call("quick_entry_log", { id, answer })).id);
  }

  async #try<T>(ask: () => Promise<T>): Promise<T | null> {
    this.busy = true;
    try {
      const answer = await ask();
      this.error = null;
      return answer;
    } catch (cause) {
      this.error = toCallError(cause).code;
      return null;
    } finally {
      this.busy = false;
    }
  }
}
