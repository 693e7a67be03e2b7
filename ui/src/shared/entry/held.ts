// Sheets whose page was left, for Help, while something in them could not be saved. Coming back opens them again,
// with the words and the reason. In memory only, and forgotten at a lock.
import { onLock } from "../lifetime.ts";

const held = new Map<string, Promise<unknown>>();
onLock(() => held.clear());

/** Keeps what opens a sheet of a page (by its address) again, if its draft is still held back after a last try. */
export function hold(page: string, draft: { warns(): Promise<boolean> }, sheet: unknown): void {
  held.set(
    page,
    draft.warns().then((isHeldBack) => (isHeldBack ? sheet : null)),
  );
}

/** What opens the sheet again, once; null when there is none. */
export async function takeHeld<Sheet>(page: string): Promise<Sheet | null> {
  const sheet = held.get(page);
  held.delete(page);
  return ((await sheet) ?? null) as Sheet | null;
}
