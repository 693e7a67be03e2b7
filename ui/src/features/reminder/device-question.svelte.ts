// What reminders need of this device, asked once: whether it takes notifications, and whether it starts Mainstay.
import { toCallError, type Call, type DeviceQuestion } from "$ipc";
import { refusalOf } from "$shared/draft.svelte.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { refusalText } from "$shared/i18n/words.ts";
import { toast } from "$shared/ui/toast.svelte.ts";

export class DeviceQuestionState {
  /** Null while there is nothing to say. */
  question = $state.raw<DeviceQuestion | null>(null);
  readonly #call: Call;
  readonly #soon: boolean;

  /** `soon`: the first reminder is being set, and nothing can ring yet. */
  constructor(call: Call, soon: boolean) {
    this.#call = call;
    this.#soon = soon;
  }

  /** What cannot be read asks nothing: the reminders page tells all of it. */
  async load(): Promise<void> {
    const asked = this.#call("device_question_get", { soon: this.#soon });
    this.question = await asked.catch(() => null);
  }

  /** The core notes that it was answered. */
  async start(): Promise<void> {
    if (await this.#try(() => this.#call("start_at_login_update", { on: true })))
      toast.show({ text: t("rings-here-starts") });
    await this.load();
  }

  async test(): Promise<void> {
    if (await this.#try(() => this.#call("reminder_test", {})))
      toast.show({ text: t("reminder-test-shown") });
  }

  /** It goes, also where that cannot be kept now. */
  async dismiss(): Promise<void> {
    this.question = null;
    await this.#call("device_question_dismiss", {}).catch(() => undefined);
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (cause) {
      toast.show({ text: refusalText(refusalOf(toCallError(cause))) ?? "" });
      return false;
    }
  }
}
