import { afterEach, expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page, userEvent } from "vitest/browser";
import { aCheckIn } from "$ipc/testing/examples.ts";
import { forgetAll } from "$shared/lifetime.ts";
import CheckInEditor from "./CheckInEditor.svelte";

afterEach(() => vi.restoreAllMocks());

/** A core that refuses every note with "no" in it. Answers with the notes it was sent. */
function aStrictCore(): string[] {
  const notes: string[] = [];
  vi.spyOn(window, "fetch").mockImplementation(async (_address, options) => {
    const { note } = JSON.parse(String(options?.body)) as { note?: string };
    // It also asks for the questions of the person's own.
    if (note === undefined) return new Response(JSON.stringify({ ok: [] }));
    notes.push(note);
    const refused = { code: "too_long", field: "note", reference: "r" };
    const answer = note.includes("no")
      ? { error: refused }
      : { ok: { value: aCheckIn({ note }), change: `c${notes.length}` } };
    return new Response(JSON.stringify(answer));
  });
  return notes;
}

async function opened() {
  const notes = aStrictCore();
  const [onclose, onremove] = [vi.fn<(changes: string[]) => void>(), vi.fn()];
  const { unmount } = await render(CheckInEditor, { entry: aCheckIn(), onclose, onremove });
  return { notes, onclose, onremove, unmount, note: page.getByRole("textbox", { name: "Note" }) };
}

test("the sheet of an entry saves as it is filled in, and says what was written when it closes", async () => {
  const { notes, onclose, note } = await opened();
  await note.fill("walked home");
  await expect.element(page.getByText("Saved", { exact: true })).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledWith(["c1"], "2026-11-21"));
  expect(notes).toEqual(["walked home"]);
});

test("refused words are pointed out once before they may go", async () => {
  const { onclose, note } = await opened();
  await note.fill("no");
  await expect.element(page.getByRole("alert").getByText(/too long/)).toBeVisible();
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByText(/leave again without it/)).toBeVisible();
  expect(onclose).not.toHaveBeenCalled();
  await userEvent.keyboard("{Escape}");
  await vi.waitFor(() => expect(onclose).toHaveBeenCalledOnce());
});

test("a lock in the middle of the note loses no word, and the field can be left after it", async () => {
  const { notes, note, unmount } = await opened();
  await note.fill("half");
  forgetAll();
  await unmount();
  expect(notes).toEqual(["half"]);
});
