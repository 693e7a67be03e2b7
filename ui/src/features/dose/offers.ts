// What is said after an answer, with its Undo.
import { answering, once } from "$shared/a11y/taps.ts";
import { undoChanges, type DoseAsNeeded, type DoseView } from "$ipc";
import { t } from "$shared/i18n/index.svelte.ts";
import { offerUndo } from "$shared/ui/undo.ts";
import type { DueState } from "./due.svelte.ts";
import { doseName, standLines } from "./dose-words.ts";

const offer = (text: string, change: string): void =>
  offerUndo({ text, changes: [change], undo: undoChanges });

export const take = (due: DueState, dose: DoseView): Promise<void> =>
  answering(async () => {
    const change = await due.take(dose);
    if (change !== null) offer(t("dose-said-taken", { name: doseName(dose) }), change);
  });

/** One tap on one that waits; a visit asks how many doses went home, in a sheet that keeps first that it was taken. */
export const takeOrAsk = async (
  due: DueState,
  dose: DoseView,
  ask: (dose: DoseView) => void,
): Promise<void> => {
  if (!dose.asksTakeHome) return take(due, dose);
  await answering(() => Promise.resolve(ask(dose)));
};

/** All at once, but for a visit that asks how many doses went home: it waits for that, and is named. */
export const takeAll = (due: DueState, doses: readonly DoseView[]): Promise<void> =>
  answering(async () => {
    const taken = doses.filter(({ asksTakeHome }) => !asksTakeHome);
    const change = await due.takeAll(taken);
    if (change === null) return;
    const said = [t("dose-said-all", { count: taken.length })];
    for (const one of doses)
      if (one.asksTakeHome) said.push(t("dose-said-visit", { name: doseName(one) }));
    offer(said.join(" · "), change);
  });

/** What is taken as needed stays where it is: each one has its own rest, so that another one can be taken at once. */
const taps = new Map<
  string,
  (...said: Parameters<typeof noteNeeded>) => Promise<boolean | undefined>
>();

/**
 * At a civil date-time, or now. Whether it was kept; nothing for the second of two taps, also where the first one answered
 * what stood in its place. What was refused rests not.
 */
export async function takeNeeded(
  due: DueState,
  one: DoseAsNeeded,
  at: string | null = null,
): Promise<boolean | undefined> {
  if (answering.isResting()) return undefined;
  const act = taps.get(one.schedule) ?? once(noteNeeded);
  taps.set(one.schedule, act);
  const isKept = await act(due, one, at);
  if (isKept === false) taps.delete(one.schedule);
  return isKept;
}

/** It is kept, whatever the limits say; they are said beside it. */
async function noteNeeded(
  due: DueState,
  needed: DoseAsNeeded,
  at: string | null,
): Promise<boolean> {
  const nowMs = due.due?.nowMs ?? Date.now();
  const taken = await due.takeNeeded(needed.schedule, at);
  if (taken === null) return false;
  const said = t("dose-said-taken", { name: doseName(needed) });
  // One is enough here: all of them stand at the medicine, where it was tapped.
  const [warning] = taken.warning === null ? [] : standLines(taken.warning, nowMs);
  offer([said, ...(warning ? [warning.text] : [])].join(" · "), taken.change);
  return true;
}
