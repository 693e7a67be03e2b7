// Words for data that may be the app's own or the person's: built-in things have a key, own ones a name.
import { t } from "./index.svelte.ts";

/** A goal's own name, else the word of its kind. */
export const goalName = (goal: { name: string; kind: string }): string =>
  goal.name || t(`goal-${goal.kind}`);

/** A trigger's own words, else those of its key. */
export const triggerName = (trigger: { name: string; key: string | null }): string =>
  trigger.key === null || trigger.name !== "" ? trigger.name : t(`trigger-${trigger.key}`);

/** What happened and what to do now, in one line beside a field; null when nothing was refused. */
export function refusalText(refusal: { code: string } | null | undefined): string | null {
  if (!refusal) return null;
  const id = refusal.code.replaceAll("_", "-");
  return `${t(`err-${id}`)} ${t(`rec-${id}`)}`;
}
