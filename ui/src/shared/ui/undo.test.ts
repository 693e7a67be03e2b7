import { afterEach, expect, test, vi } from "vitest";
import { revision } from "../revision.svelte.ts";
import { toast } from "./toast.svelte.ts";
import { offerUndo } from "./undo.ts";

afterEach(() => toast.hide());

test("the changes of the act are taken back, then it is said", async () => {
  const undo = vi.fn(() => Promise.resolve());
  const after = vi.fn();
  offerUndo({ text: "Done", changes: ["one", "two"], undo, after });
  const before = revision.count;
  await toast.undo();
  expect(undo).toHaveBeenCalledWith(["one", "two"]);
  expect(after).toHaveBeenCalledOnce();
  expect(toast.current?.text).toBe("Undone");
  expect(revision.count).toBeGreaterThan(before);
});

test("nothing to undo is not called undone, and nothing is sent", async () => {
  const undo = vi.fn(() => Promise.resolve());
  offerUndo({ text: "Done", changes: () => Promise.resolve([]), undo });
  await toast.undo();
  expect(undo).not.toHaveBeenCalled();
  expect(toast.current?.text).toBe("There is nothing to undo here.");
});

test("an undo that is refused says why", async () => {
  const after = vi.fn();
  const undo = (): Promise<never> =>
    Promise.reject({ code: "conflict", field: null, reference: "r" });
  offerUndo({ text: "Done", changes: ["one"], undo, after });
  await toast.undo();
  expect(toast.current?.text).toContain("This was changed in the meantime.");
  expect(after).not.toHaveBeenCalled();
});
