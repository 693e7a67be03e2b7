// Time that has passed in an exercise. It compares timestamps and never counts ticks,
// so it is right again at once after the phone was locked or the page was hidden.

/** How often what is shown is brought up to date; the time itself does not depend on it. */
const TICK_MS = 200;

export class Stopwatch {
  /** Milliseconds passed, pauses left out. */
  elapsedMs = $state(0);
  isRunning = $state(false);

  readonly #now: () => number;
  #before = 0;
  #since = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get seconds(): number {
    return Math.floor(this.elapsedMs / 1000);
  }

  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    this.#since = this.#now();
    this.#timer = setInterval(() => this.read(), TICK_MS);
  }

  pause(): void {
    if (!this.isRunning) return;
    this.read();
    this.#before = this.elapsedMs;
    this.#stop();
  }

  /** Back to nothing, standing still. */
  clear(): void {
    this.#stop();
    this.#before = 0;
    this.elapsedMs = 0;
  }

  /** Brings `elapsedMs` up to date. */
  read(): number {
    if (this.isRunning) this.elapsedMs = this.#before + (this.#now() - this.#since);
    return this.elapsedMs;
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.isRunning = false;
  }
}
