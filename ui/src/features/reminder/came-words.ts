// What came while nothing could ring, as its own pages call it.
import type { CameOf } from "$ipc";
import { t } from "$shared/i18n/index.svelte.ts";
import { appointmentName, copingName } from "$shared/i18n/words.ts";

export function cameName(of: CameOf): string {
  switch (of.kind) {
    case "dose":
    case "meeting":
      return of.name;
    case "supply":
      return t("notice-supply", { name: of.name });
    case "appointment":
      return appointmentName({ title: of.title, kind: of.appointment });
    case "own_reminder":
      return of.reminder === "other" ? of.words : t("own-reminder-check_in");
    case "coping_date":
      return copingName({ name: of.name, kind: of.date });
    case "homework":
      return of.text;
  }
}
