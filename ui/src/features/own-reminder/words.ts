// What an own reminder is called on the screens.
import type { OwnReminder } from "$ipc";
import { t } from "$shared/i18n/index.svelte.ts";

export const ownReminderName = ({ kind, words }: Pick<OwnReminder, "kind" | "words">): string =>
  kind === "other" ? words : t("own-reminder-check_in");
