// Taking back what was written: what every named undo does.
import type { Undone } from "./bindings.ts";
import { call } from "./call.ts";

/** Takes these changes back, oldest first in the list: one write, which can be taken back as well. */
export const undoChanges = (changes: string[]): Promise<Undone> => call("change_undo", { changes });
