// Whether the vault is open, as the screens see it. The core decides; this follows.
import {
  call,
  CallError,
  onAnswered,
  onLockedByCore,
  onNoticeOpened,
  onReminders,
  type AppStatus,
  type ErrorCode,
  type Settings,
  type SetUpStep,
} from "$ipc";
import { flushBeforeLock, waiting } from "$shared/draft.svelte.ts";
import { heldTexts } from "$shared/held-text.svelte.ts";
import { forgetAll } from "$shared/lifetime.ts";
import {
  address,
  closeSheets,
  forgetHistory,
  here,
  navigate,
  navigateTab,
} from "$shared/navigation.svelte.ts";
import { revision } from "$shared/revision.svelte.ts";
import { addressOf } from "./notice-place.ts";

/** What the app shows, before any page is asked for. */
export type Gate = "waiting" | "unusable" | "set-up" | "locked" | "open";

const LOCKED: AppStatus = { state: "locked", problem: null, retryInSeconds: 0 };
const TOUCH_EVERY_MS = 20_000;

/** Who comes back within this goes on where they were; who opens it later begins at Today. */
const STAYS_MS = 30 * 60_000;

/** Help is the same with and without a vault: it stays as it is. */
const inHelp = (): boolean => /^\/help(\/|$)/.test(here().path);

/** Pages that need no open vault either would stand there in place of the lock. */
const NEEDS_NO_VAULT = /^\/(restore|elsewhere\/restore|forgot|protection)(\/|$)/;

class Session {
  status = $state.raw<AppStatus | null>(null);
  /** What is left of set-up inside an open vault; null while not known. */
  setUp = $state.raw<SetUpStep | null>(null);
  #touchedAt = -Infinity;
  /** When the vault locked by itself; null while it has not. */
  #lockedAt: number | null = null;

  readonly gate = $derived.by((): Gate => {
    if (this.status === null) return "waiting";
    if (this.status.state === "unusable") return "unusable";
    if (this.status.state === "absent") return "set-up";
    if (this.status.state === "locked") return "locked";
    if (this.setUp === null) return "waiting";
    return this.setUp === "done" ? "open" : "set-up";
  });

  /** The reason for an unusable vault. */
  get problem(): ErrorCode {
    return this.status?.problem ?? "internal";
  }

  /** Asks the core how things stand; also after a problem was mended. */
  async start(): Promise<void> {
    try {
      await this.opened(await call("app_status", {}));
    } catch (cause) {
      this.#unusable(cause);
    }
  }

  /** Takes a new status, and inside an open vault finds out whether set-up is finished. */
  async opened(status: AppStatus): Promise<void> {
    try {
      this.setUp = status.state === "unlocked" ? (await this.#unlocked()).setUp : null;
      if (status.state === "unlocked") this.#arrive();
      this.status = status;
    } catch (cause) {
      this.#unusable(cause);
    }
    void this.#toNotice();
  }

  /**
   * The vault has locked by itself: what was read is forgotten, sheets close, and Back leads nowhere. The place stays:
   * nobody asked to leave it, and who was interrupted goes on there.
   */
  locked(status: AppStatus | null): void {
    if (this.status?.state === "locked") return;
    forgetAll();
    if (inHelp()) closeSheets();
    else forgetHistory(NEEDS_NO_VAULT.test(here().path) ? undefined : address());
    this.#lockedAt = Date.now();
    this.setUp = null;
    this.status = status ?? LOCKED;
    // What opens it is not known yet.
    if (status === null) void this.start();
  }

  /** A backup has taken the vault's place: nothing of the one before is shown, and Back leads nowhere. */
  async restored(status: AppStatus): Promise<void> {
    forgetAll();
    forgetHistory();
    this.status = null;
    await this.opened(status);
  }

  /** A restore that failed in its last steps leaves the vault closed. Then what was read is forgotten; the place stays. */
  async maybeClosed(): Promise<void> {
    const status = await call("app_status", {}).catch(() => LOCKED);
    if (status.state === "unlocked" || status.state === "absent") return;
    forgetAll();
    this.setUp = null;
    this.status = status;
  }

  /** Locks on the person's word. Nothing is shown from here on; the last words are kept first, if they can be soon. */
  async lock(): Promise<void> {
    this.setUp = null;
    this.status = null;
    forgetHistory();
    await flushBeforeLock();
    forgetAll();
    try {
      this.status = await call("vault_lock", {});
    } catch {
      await this.start();
    }
  }

  /** Somebody is here: keeps the idle timer of an open vault from running out. */
  touch(now: number): void {
    if (this.status?.state !== "unlocked" || now - this.#touchedAt < TOUCH_EVERY_MS) return;
    this.#touchedAt = now;
    call("session_touch", {}).catch(() => undefined);
  }

  listen(): () => void {
    const stops = [
      onLockedByCore((status) => this.locked(status)),
      // The core works again: what waits is tried once more.
      onAnswered(() => void waiting.retry()),
      // What rang, or was answered on a notification, is in view.
      onReminders(() => this.gate === "open" && revision.bump()),
      onNoticeOpened(() => void this.#toNotice()),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Where the person is after an unlock. */
  #arrive(): void {
    const away = this.#lockedAt === null ? 0 : Date.now() - this.#lockedAt;
    this.#lockedAt = null;
    if (away > STAYS_MS && !inHelp()) forgetHistory();
  }

  /** Goes to what the notification was about that was touched last; one that was touched while locked waits till here. */
  async #toNotice(): Promise<void> {
    if (this.gate !== "open") return;
    const place = await call("reminder_place_get", {}).catch(() => null);
    if (place?.kind === "today") navigateTab("/today");
    else if (place) navigate(addressOf(place));
  }

  /** What was refused is there before any sheet opens. */
  async #unlocked(): Promise<Settings> {
    const [settings] = await Promise.all([call("settings_get", {}), heldTexts.load()]);
    return settings;
  }

  #unusable(cause: unknown): void {
    const problem = cause instanceof CallError ? cause.code : "internal";
    if (problem === "locked") return this.locked(null);
    this.status = { state: "unusable", problem, retryInSeconds: 0 };
  }
}

heldTexts.connect({
  list: () => call("held_text_list", {}),
  update: (held) => call("held_text_update", held),
  remove: (where) => call("held_text_delete", where),
});

export const session = new Session();
