// Whether reminders can be relied on here, and what is chosen about them. Each choice is saved as it is made.
import {
  toCallError,
  type Call,
  type ErrorCode,
  type ReminderHealth,
  type Settings,
  type SettingsUpdate,
} from "$ipc";
import { flushBeforeLock, refusalOf } from "$shared/draft.svelte.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { refusalText } from "$shared/i18n/words.ts";
import { toast } from "$shared/ui/toast.svelte.ts";

/** What is to be said about this device; the first that holds matters most. */
export type Trouble = "shows-none" | "refused" | "holds" | "shows-unknown" | "buttons-none";

export class ReminderState {
  health = $state.raw<ReminderHealth | null>(null);
  settings = $state.raw<Settings | null>(null);
  /** Why nothing could be read. */
  error = $state<ErrorCode | null>(null);
  #call: Call;

  readonly trouble = $derived.by((): Trouble | null => {
    if (this.health === null) return null;
    const { notices, refused } = this.health;
    if (notices.shows === false) return "shows-none";
    if (refused) return "refused";
    if (notices.holds) return "holds";
    if (notices.shows === null) return "shows-unknown";
    return notices.buttons ? null : "buttons-none";
  });

  /** Whether nobody may see what rings. */
  readonly mayBeMissed = $derived(
    (["shows-none", "refused", "holds"] as (Trouble | null)[]).includes(this.trouble),
  );

  constructor(call: Call) {
    this.#call = call;
  }

  async load(): Promise<void> {
    this.error = null;
    try {
      this.settings = await this.#call("settings_get", {});
      this.health = await this.#call("reminder_health_get", {});
    } catch (cause) {
      this.error = toCallError(cause).code;
    }
  }

  async update(change: SettingsUpdate): Promise<void> {
    await this.#try(async () => {
      this.settings = await this.#call("settings_update", change);
    });
    await this.load();
  }

  async startAtLogin(on: boolean): Promise<void> {
    await this.#try(() => this.#call("start_at_login_update", { on }));
    await this.load();
  }

  async test(): Promise<void> {
    await this.#try(async () => {
      await this.#call("reminder_test", {});
      toast.show({ text: t("reminder-test-shown") });
    });
    await this.load();
  }

  /** The last words are kept first. Where it works, the window is gone with it. */
  async quit(): Promise<void> {
    await flushBeforeLock();
    await this.#try(() => this.#call("app_quit", {}));
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      toast.show({ text: refusalText(refusalOf(cause)) ?? "" });
    }
  }
}
