// One message at a time: what was done, and a named way to undo it.
// It stays until the next action is announced or 30 s are over.
import { onLock } from "../lifetime.ts";

export type Toast = {
  /** What happened, in words. */
  text: string;
  /** Takes it back; without it there is only the message. */
  undo?: () => void | Promise<void>;
  /** The button's words: "Undo check-in". */
  undoLabel?: string;
};

const STAYS_MS = 30_000;

class ToastState {
  current = $state.raw<Toast | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Shows it in place of the one before. */
  show(toast: Toast): void {
    clearTimeout(this.#timer);
    this.current = toast;
    this.#timer = setTimeout(() => this.hide(), STAYS_MS);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.current = null;
  }

  async undo(): Promise<void> {
    const undo = this.current?.undo;
    this.hide();
    await undo?.();
  }
}

export const toast = new ToastState();
onLock(() => toast.hide());
