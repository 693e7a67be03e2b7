// Seconds that pass, for the wait after wrong tries.
const SECOND_MS = 1000;

export class Countdown {
  /** Whole seconds that are left; 0: none. */
  left = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Begins anew with so many seconds. */
  start(seconds: number): void {
    this.stop();
    this.left = Math.max(0, Math.ceil(seconds));
    if (this.left === 0) return;
    const until = performance.now() + this.left * SECOND_MS;
    this.#timer = setInterval(() => this.#tick(until), SECOND_MS / 4);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.left = 0;
  }

  #tick(until: number): void {
    this.left = Math.max(0, Math.ceil((until - performance.now()) / SECOND_MS));
    if (this.left === 0) clearInterval(this.#timer);
  }
}
