import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { forgetAll } from "./lifetime.ts";
import { heldTexts, type Holder, type Where } from "./held-text.svelte.ts";
import { Draft, flushAll, flushBeforeLock, waiting, type DraftWriter } from "./draft.svelte.ts";

interface Fields {
  mood: number | null;
  note: string;
}
interface Entry extends Fields {
  id: string;
}

/** A core that keeps one record and refuses what the test names. */
function aWriter(refuse: (fields: Fields, at: string | null) => string | null = () => null) {
  const sent: { act: "log" | "update"; fields: Fields; at: string | null }[] = [];
  const write = async (act: "log" | "update", fields: Fields, at: string | null) => {
    sent.push({ act, fields: { ...fields }, at });
    await Promise.resolve();
    const field = refuse(fields, at);
    if (field !== null) throw { code: "invalid", field, reference: "r" };
    return { value: { id: "one", ...fields }, change: `change-${sent.length}` };
  };
  const writer: DraftWriter<Fields, Entry> = {
    log: (fields, at) => write("log", fields, at),
    update: (_id, fields, at) => write("update", fields, at),
  };
  return { writer, sent };
}

const empty = (): Fields => ({ mood: null, note: "" });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("the first answer makes the record, later ones change it", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  await draft.set({ mood: 2 });
  await draft.set({ mood: 3 });
  expect(sent.map(({ act, fields }) => [act, fields.mood])).toEqual([
    ["log", 2],
    ["update", 3],
  ]);
  expect(draft.changes).toEqual(["change-1", "change-2"]);
});

test("answers given while a save runs are sent once, with the newest values", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  void draft.set({ mood: 1 });
  void draft.set({ mood: 2 });
  await draft.set({ mood: 3 });
  expect(sent.map(({ act, fields }) => [act, fields.mood])).toEqual([
    ["log", 1],
    ["update", 3],
  ]);
});

test("a time that is picked while the first save runs is kept, too", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  const first = draft.set({ mood: 1 });
  draft.moveTo("2026-11-01T10:00");
  await first;
  expect(sent.map(({ act, at }) => [act, at])).toEqual([
    ["log", null],
    ["update", "2026-11-01T10:00"],
  ]);
});

test("typing is saved within two seconds without a further act", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  draft.type({ note: "a long" });
  draft.type({ note: "a long day" });
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(sent.map(({ fields }) => fields.note)).toEqual(["a long day"]);
});

test("a refused field is kept on screen and does not stop the others", async () => {
  const { writer, sent } = aWriter((fields) => (fields.note.includes("\0") ? "note" : null));
  const draft = new Draft(writer, empty());
  await draft.set({ mood: 2 });
  await draft.set({ note: "bad\0" });
  await draft.set({ mood: 4 });
  expect(sent.at(-1)?.fields).toEqual({ mood: 4, note: "" });
  expect(draft.fields.note).toBe("bad\0");
  expect(draft.refusals["note"]?.code).toBe("invalid");
});

test("a mended field is sent again and its refusal goes away", async () => {
  const { writer, sent } = aWriter((fields) => (fields.note === "bad" ? "note" : null));
  const draft = new Draft(writer, empty());
  await draft.set({ mood: 2 });
  await draft.set({ note: "bad" });
  await draft.set({ note: "good" });
  expect(sent.at(-1)?.fields.note).toBe("good");
  expect(draft.refusals).toEqual({});
});

test("a refused time of a new record waits for a better one", async () => {
  const { writer, sent } = aWriter((_fields, at) => (at === "2099-01-01T00:00" ? "at" : null));
  const draft = new Draft(writer, empty(), undefined, "2099-01-01T00:00");
  await draft.set({ mood: 2 });
  expect(draft.isSaved).toBe(false);
  expect(draft.refusals["at"]?.code).toBe("invalid");
  draft.moveTo("2026-11-01T10:00");
  await draft.flush();
  expect(draft.isSaved).toBe(true);
  expect(sent.at(-1)).toMatchObject({ act: "log", at: "2026-11-01T10:00", fields: { mood: 2 } });
});

test("a refused time of a saved record leaves it where it was", async () => {
  const { writer, sent } = aWriter((_fields, at) => (at === "2099-01-01T00:00" ? "at" : null));
  const entry = { id: "one", mood: 1, note: "" };
  const draft = new Draft(writer, { mood: 1, note: "" }, entry, "2026-11-01T10:00");
  draft.moveTo("2099-01-01T00:00");
  await draft.flush();
  await draft.set({ mood: 3 });
  expect(sent.at(-1)).toMatchObject({ at: null, fields: { mood: 3 } });
  expect(draft.at).toBe("2099-01-01T00:00");
});

test("the time of an existing record is sent only when it was changed", async () => {
  const { writer, sent } = aWriter();
  const entry = { id: "one", mood: 1, note: "" };
  const draft = new Draft(writer, { mood: 1, note: "" }, entry, "2026-11-01T10:00");
  await draft.set({ mood: 2 });
  draft.moveTo("2026-11-02T10:00");
  await draft.flush();
  await draft.set({ mood: 3 });
  expect(sent.map(({ at }) => at)).toEqual([null, "2026-11-02T10:00", null]);
});

test("choosing a time alone makes no record", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  draft.moveTo("2026-11-01T10:00");
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual([]);
});

test("after a failed save everything is still there and a retry keeps it", async () => {
  let fails = true;
  const { writer, sent } = aWriter();
  const failing: DraftWriter<Fields, Entry> = {
    ...writer,
    log: (fields, at) =>
      fails
        ? Promise.reject({ code: "storage_full", field: null, reference: "r" })
        : writer.log(fields, at),
  };
  const draft = new Draft(failing, empty());
  await draft.set({ mood: 5 });
  expect(draft.failure?.code).toBe("storage_full");
  fails = false;
  await draft.flush();
  expect(draft.failure).toBeNull();
  expect(sent[0]?.fields.mood).toBe(5);
});

test("locking sends the last words and then forgets", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  await draft.set({ mood: 2 });
  draft.type({ note: "half a sentence" });
  draft.close();
  expect(sent.at(-1)?.fields.note).toBe("half a sentence");
  expect(draft.entry).toBeNull();
});

test("leaving a page saves what was still waiting", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  void draft.set({ mood: 1 });
  void draft.set({ mood: 2 });
  await draft.finish();
  expect(sent.at(-1)?.fields.mood).toBe(2);
  expect(await draft.settledChanges()).toHaveLength(2);
});

test("typing leaves at most a third of a second to lose", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  draft.type({ note: "words" });
  await vi.advanceTimersByTimeAsync(300);
  expect(sent.map(({ fields }) => fields.note)).toEqual(["words"]);
});

test("what is typed goes out before the screen is covered or out of sight", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  draft.type({ note: "one" });
  flushAll();
  await draft.flush();
  draft.type({ note: "two" });
  dispatchEvent(new Event("pagehide"));
  await draft.flush();
  expect(sent.map(({ fields }) => fields.note)).toEqual(["one", "two"]);
});

test("a lock that leaves no time loses nothing that was sent, and throws nothing", async () => {
  const refusing: DraftWriter<Fields, Entry> = {
    log: () => Promise.reject({ code: "locked", field: null, reference: "" }),
    update: () => Promise.reject({ code: "locked", field: null, reference: "" }),
  };
  const draft = new Draft(refusing, empty());
  draft.type({ note: "late" });
  draft.close();
  await draft.flush();
  flushAll();
  expect(await draft.settledChanges()).toEqual([]);
});

test("closing asks once while something refused is still on the screen", async () => {
  const { writer } = aWriter((fields) => (fields.note === "bad" ? "note" : null));
  const draft = new Draft(writer, empty());
  await draft.set({ mood: 2 });
  expect([await draft.mayClose(), draft.isHeldBack]).toEqual([true, false]);
  await draft.set({ note: "bad" });
  expect([await draft.mayClose(), draft.isHeldBack, draft.hasWarned]).toEqual([false, true, true]);
  // Whoever goes on has not said that it may go.
  draft.type({ mood: 3 });
  expect([draft.hasWarned, await draft.mayClose()]).toEqual([false, false]);
  // Nor who says another time, or types what cannot be read.
  draft.moveTo("2026-11-21T10:00");
  expect([draft.hasWarned, await draft.mayClose()]).toEqual([false, false]);
  draft.misread("mood", "a few");
  expect([draft.hasWarned, await draft.mayClose()]).toEqual([false, false]);
  draft.misread("mood", null);
  expect([await draft.warns(), await draft.warns(), draft.hasWarned]).toEqual([true, true, true]);
  // Asked again, it is told again.
  const again = draft.warns();
  expect(draft.hasWarned).toBe(false);
  expect(await again).toBe(true);
  expect(await draft.mayClose()).toBe(true);
  await draft.set({ note: "good" });
  expect([await draft.mayClose(), draft.isHeldBack]).toEqual([true, false]);
});

test("a refusal that leaving out cannot mend ends the try instead of repeating it", async () => {
  const { writer, sent } = aWriter(() => "mood");
  const draft = new Draft(writer, empty());
  await draft.set({ mood: 9, note: "more" });
  expect(sent.length).toBeLessThan(4);
  expect(draft.failure).not.toBeNull();
});

test("words typed while the first save is on its way are waited for", async () => {
  const { writer, sent } = aWriter();
  const slow: DraftWriter<Fields, Entry> = {
    ...writer,
    log: async (fields, at) => {
      await new Promise((later) => setTimeout(later, 400));
      return writer.log(fields, at);
    },
  };
  const draft = new Draft(slow, empty());
  void draft.set({ mood: 2 });
  draft.type({ note: "meanwhile" });
  const settled = flushAll();
  await vi.advanceTimersByTimeAsync(450);
  await settled;
  draft.close();
  expect(sent.map(({ act, fields }) => [act, fields.note])).toEqual([
    ["log", ""],
    ["update", "meanwhile"],
  ]);
});

test("a save that never ends is waited for a second", async () => {
  const never: DraftWriter<Fields, Entry> = {
    log: () => new Promise(() => undefined),
    update: () => new Promise(() => undefined),
  };
  const draft = new Draft(never, empty());
  void draft.set({ mood: 2 });
  const settled = vi.fn();
  void flushAll().then(settled);
  await vi.advanceTimersByTimeAsync(900);
  expect(settled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(settled).toHaveBeenCalledOnce();
  draft.close();
});

test("typing without a pause is saved about every second", async () => {
  const { writer, sent } = aWriter();
  const draft = new Draft(writer, empty());
  for (let key = 1; key <= 25; key += 1) {
    draft.type({ note: "w".repeat(key) });
    await vi.advanceTimersByTimeAsync(120);
  }
  expect(sent.map(({ fields }) => fields.note.length)).toEqual([9, 18]);
  draft.close();
});

test("what a slow save left unsent goes out before the lock", async () => {
  const { writer, sent } = aWriter();
  const slow: DraftWriter<Fields, Entry> = {
    ...writer,
    update: async (id, fields, at) => {
      const answer = await writer.update(id, fields, at);
      await new Promise((later) => setTimeout(later, 2500));
      return answer;
    },
  };
  const draft = new Draft(slow, empty(), { id: "one", ...empty() });
  void draft.set({ note: "A" });
  draft.type({ note: "A and B" });
  void draft.finish();
  const ready = flushBeforeLock();
  await vi.advanceTimersByTimeAsync(2000);
  await ready;
  expect(sent.map(({ fields }) => fields.note)).toEqual(["A", "A and B"]);
  draft.close();
});

test("a first save that hangs is not made a second time by the lock", async () => {
  const log = vi.fn(() => new Promise<never>(() => undefined));
  const draft = new Draft<Fields, Entry>({ log, update: log }, empty());
  void draft.set({ mood: 2 });
  draft.type({ note: "more" });
  const ready = flushBeforeLock();
  await vi.advanceTimersByTimeAsync(2000);
  await ready;
  expect(log).toHaveBeenCalledOnce();
  draft.close();
});

test("what was refused and let go gives way to what is on disk", async () => {
  const { writer } = aWriter((fields) => (fields.note === "bad" ? "note" : null));
  const draft = new Draft(writer, empty());
  await draft.set({ note: "good" });
  await draft.set({ note: "bad" });
  expect([await draft.mayClose(), await draft.mayClose()]).toEqual([false, true]);
  expect([draft.fields.note, draft.isHeldBack, draft.isSaved]).toEqual(["good", false, true]);
});

test("a record refused for good does not wait for another try", async () => {
  const never: DraftWriter<Fields, Entry> = {
    log: () => Promise.reject({ code: "not_found", field: null, reference: "" }),
    update: () => Promise.reject({ code: "not_found", field: null, reference: "" }),
  };
  const draft = new Draft(never, empty());
  await draft.set({ mood: 1 });
  await draft.leave();
  expect(waiting.drafts).toEqual([]);
  draft.close();
});

/** A vault that keeps what is held, over a lock. */
function aHolder(): { kept: Map<string, string>; lock: () => Promise<void> } {
  const kept = new Map<string, string>();
  const holder: Holder = {
    list: () =>
      Promise.resolve(
        [...kept].map(([where, text]) => ({ ...(JSON.parse(where) as Where), text })),
      ),
    update: ({ place, id, text }) => Promise.resolve(kept.set(JSON.stringify({ place, id }), text)),
    remove: ({ place, id }) => Promise.resolve(kept.delete(JSON.stringify({ place, id }))),
  };
  heldTexts.connect(holder);
  const lock = (): Promise<void> => {
    forgetAll();
    return heldTexts.load();
  };
  return { kept, lock };
}

const refusingLong = () => aWriter(({ note }) => (note.length > 4 ? "note" : null));

test("what was refused stands in its field again after a lock, with the reason, until it is mended", async () => {
  const { kept, lock } = aHolder();
  const { writer, sent } = refusingLong();
  const heldBack = { ...writer, place: "thing" };
  const entry = { id: "one", mood: 2, note: "" };
  const draft = new Draft(heldBack, { mood: 2, note: "" }, entry);
  draft.type({ note: "too long" });
  await vi.advanceTimersByTimeAsync(300);
  expect(kept.size).toBe(1);
  await lock();

  const again = new Draft(heldBack, { mood: 2, note: "" }, entry);
  expect([again.fields.note, again.refusals["note"]?.code]).toEqual(["too long", "invalid"]);
  const before = sent.length;
  await again.flush();
  expect(sent.length, "it is not sent as it was").toBe(before);
  await again.set({ mood: 4 });
  expect(sent.at(-1)?.fields).toEqual({ mood: 4, note: "" });
  await again.set({ note: "ok" });
  expect(sent.at(-1)?.fields).toEqual({ mood: 4, note: "ok" });
  expect([again.isHeldBack, kept.size]).toEqual([false, 0]);
});

test("a new record that could not be made is begun again with all of its words", async () => {
  const { kept, lock } = aHolder();
  const { writer, sent } = aWriter(({ note }) => (note === "" || note.length > 4 ? "note" : null));
  const making = {
    ...writer,
    place: "thing",
    about: "here",
    isNothing: (f: Fields) => f.note === "",
  };
  const draft = new Draft(making, empty());
  draft.begin({ mood: 3 });
  expect(sent).toEqual([]);
  await draft.set({ note: "too long" });
  await lock();
  expect(new Draft({ ...making, about: "there" }, empty()).fields.note).toBe("");
  const again = new Draft(making, empty());
  expect(again.fields).toEqual({ mood: 3, note: "too long" });
  await again.set({ note: "ok" });
  expect(sent.at(-1)).toMatchObject({ act: "log", fields: { mood: 3, note: "ok" } });
  expect(kept.size).toBe(0);
});

test("words that were refused on another day are of that day, and of the time they were moved to", async () => {
  const { lock } = aHolder();
  const { writer, sent } = aWriter(({ note }) => (note === "" || note.length > 4 ? "note" : null));
  const making = { ...writer, place: "thing", isNothing: (f: Fields) => f.note === "" };
  vi.setSystemTime(new Date(2026, 10, 21, 18, 30));
  await new Draft(making, empty()).set({ note: "too long" });
  await lock();
  vi.setSystemTime(new Date(2026, 10, 21, 18, 37));
  expect(new Draft(making, empty()).at, "the same day").toBeNull();
  vi.setSystemTime(new Date(2026, 10, 22, 9, 0));
  const again = new Draft(making, empty());
  expect(again.at).toBe("2026-11-21T18:30");
  await again.set({ note: "ok" });
  expect(sent.at(-1)).toMatchObject({ act: "log", at: "2026-11-21T18:30" });

  const moved = new Draft(making, empty(), undefined, "2026-11-12T12:00");
  moved.moveTo("2026-11-11T09:00");
  await moved.set({ note: "too long" });
  await lock();
  expect(new Draft(making, empty(), undefined, "2026-11-12T12:00").at).toBe("2026-11-11T09:00");
});

test("what is held in a form that nobody can read keeps no sheet from opening", async () => {
  const { kept, lock } = aHolder();
  for (const text of ["no JSON", "7", "null", "[]"]) {
    kept.set('{"place":"thing","id":null}', text);
    await lock();
    expect(new Draft({ ...aWriter().writer, place: "thing" }, empty()).fields).toEqual(empty());
  }
});

test("what its field cannot read is never saved, is warned of and held, and stands there again after a lock", async () => {
  const { kept, lock } = aHolder();
  const { writer, sent } = aWriter();
  const held = { ...writer, place: "thing" };
  const entry = { id: "one", mood: 2, note: "" };
  const draft = new Draft(held, { mood: 2, note: "" }, entry);
  draft.misread("mood", "two or so");
  await vi.advanceTimersByTimeAsync(300);
  expect([sent.length, kept.size, draft.isHeldBack]).toEqual([0, 1, true]);
  expect(await draft.mayClose()).toBe(false);
  await lock();

  const again = new Draft(held, { mood: 2, note: "" }, entry);
  expect([again.unread, again.isHeldBack]).toEqual([{ mood: "two or so" }, true]);
  again.misread("mood", null);
  await again.set({ mood: 3 });
  expect([sent.length, kept.size, again.isHeldBack]).toEqual([1, 0, false]);
});

test("a new record of which nothing can be read is not made", async () => {
  const { kept } = aHolder();
  const { writer, sent } = aWriter();
  const draft = new Draft({ ...writer, place: "thing" }, empty());
  draft.misread("mood", "two or so");
  await draft.flush();
  await draft.save();
  expect([sent.length, kept.size, draft.isSaved]).toEqual([0, 1, false]);
  expect([await draft.mayClose(), await draft.mayClose()]).toEqual([false, true]);
  expect(draft.unread).toEqual({});
});

test("an answer that is needed, or that another one contradicts, is asked for at its field", async () => {
  const { writer, sent } = aWriter();
  const log = async (fields: Fields, at: string | null) =>
    fields.mood === null
      ? Promise.reject({ code: "answer_needed", field: "mood", reference: "r" })
      : writer.log(fields, at);
  const draft = new Draft({ ...writer, log }, empty());
  await draft.set({ note: "at the station" });
  expect([draft.failure, draft.refusals["mood"]?.code]).toEqual([null, "answer_needed"]);
  await draft.set({ mood: 3 });
  expect([draft.isHeldBack, sent.at(-1)?.fields]).toEqual([
    false,
    { mood: 3, note: "at the station" },
  ]);
});

test("an answer that another one contradicted is tried again with the next answer", async () => {
  const { writer, sent } = aWriter(({ mood, note }) => (note.length < (mood ?? 0) ? "note" : null));
  const contradicting = async (id: string, fields: Fields, at: string | null) => {
    if (fields.note !== "" && fields.note.length < (fields.mood ?? 0)) {
      return Promise.reject({ code: "week_below_day", field: "note", reference: "r" });
    }
    sent.push({ act: "update", fields, at });
    return { value: { id, ...fields }, change: "c" };
  };
  const entry = { id: "one", mood: 3, note: "" };
  const draft = new Draft({ ...writer, update: contradicting }, { mood: 3, note: "" }, entry);
  await draft.set({ note: "ab" });
  expect([draft.refusals["note"]?.code, draft.fields.note]).toEqual(["week_below_day", "ab"]);
  await draft.set({ mood: 2 });
  expect([draft.isHeldBack, sent.at(-1)?.fields]).toEqual([false, { mood: 2, note: "ab" }]);
});

test("what was let go of is not held any more", async () => {
  const { kept } = aHolder();
  const draft = new Draft({ ...refusingLong().writer, place: "thing" }, empty());
  await draft.set({ mood: 1, note: "too long" });
  expect([...kept.keys()], "the record is made without it").toEqual([
    '{"place":"thing","id":"one"}',
  ]);
  expect([await draft.mayClose(), kept.size, await draft.mayClose()]).toEqual([false, 1, true]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(kept.size).toBe(0);
});

test("hiding by Escape closes the sheet on its way, and lets go of nothing", async () => {
  const { kept, lock } = aHolder();
  const writer = { ...refusingLong().writer, place: "thing" };
  const draft = new Draft(writer, empty());
  await draft.set({ note: "too long" });
  expect([await draft.mayClose(), await draft.mayClose()]).toEqual([false, true]);
  expect(new Draft(writer, empty()).fields.note, "for who closed it").toBe("");
  await lock();
  await vi.advanceTimersByTimeAsync(5000);
  expect([kept.size, new Draft(writer, empty()).fields.note]).toEqual([1, "too long"]);
});

test("a new record of which only the refused is there is refused once", async () => {
  const { writer, sent } = refusingLong();
  const draft = new Draft(writer, empty());
  await draft.set({ note: "too long" });
  await draft.flush();
  expect(sent).toHaveLength(1);
  expect([draft.failure, Object.keys(draft.refusals)]).toEqual([null, ["note"]]);
});
