// A journal entry while it is being written. What is typed is kept as a draft within a second, and becomes part of
// the log as one change when the page is left: so there is one thing to undo, and one version to come back to.
import type { Call, JournalDraft, JournalEntry } from "$ipc";
import { Draft, refusalOf, type Refusal } from "$shared/draft.svelte.ts";
import { civilFromMs } from "$shared/format/civil.ts";
import { seen } from "$shared/i18n/words.ts";

export type JournalFields = Pick<JournalEntry, "text" | "tags">;
export type WritingDraft = Draft<JournalFields, JournalDraft>;

/** Tags offered at once: a few lines of chips on a phone. */
const OFFERED = 12;

export class Writing {
  draft = $state.raw<WritingDraft | null>(null);
  /** Whether it was part of the log before this page was opened. */
  isKept = $state(false);
  offered = $state.raw<string[]>([]);
  failure = $state.raw<Refusal | null>(null);
  tagRefusal = $state.raw<Refusal | null>(null);

  readonly #call: Call;
  #isOver = false;

  constructor(call: Call) {
    this.#call = call;
  }

  /** The chips: what is on the entry, then what is used most. */
  get tags(): string[] {
    const chosen = this.draft?.fields.tags ?? [];
    return [...chosen, ...this.offered.filter((tag) => !chosen.includes(tag)).slice(0, OFFERED)];
  }

  /** Begins a new entry, at `at` (civil; left out: now), or goes on with one. */
  async open(id: string | null, at?: string): Promise<void> {
    void this.#loadTags();
    if (id === null) {
      this.draft = this.#draft({ text: "", tags: [] }, undefined, at);
      return;
    }
    try {
      const { entry, draft } = await this.#call("journal_entry_get", { id });
      const stands = draft ?? entry;
      if (stands === null || this.#isOver) return;
      this.isKept = entry !== null;
      const { text, tags } = stands;
      this.draft = this.#draft(
        { text, tags: [...tags] },
        stands,
        civilFromMs(stands.atMs, stands.zone),
      );
    } catch (error) {
      this.failure = refusalOf(error);
    }
  }

  /** Goes on with words that could not be kept when the page was left. */
  resume(draft: WritingDraft, isKept: boolean): void {
    this.draft = draft;
    this.isKept = isKept;
    void this.#loadTags();
  }

  toggleTag(tag: string): void {
    const { draft } = this;
    if (draft === null) return;
    const tags = draft.fields.tags;
    void draft.set({
      tags: tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag],
    });
  }

  /** Adds an own word; false when it was refused. One that is there in another case is found. */
  async addTag(words: string): Promise<boolean> {
    const tag = seen(words);
    if (tag === "" || this.draft === null) return false;
    const lower = tag.toLocaleLowerCase();
    const known = this.tags.find((other) => other.toLocaleLowerCase() === lower) ?? tag;
    if (!this.draft.fields.tags.includes(known)) {
      await this.draft.set({ tags: [...this.draft.fields.tags, known] });
    }
    this.tagRefusal = this.draft.refusals["tags"] ?? null;
    if (this.tagRefusal === null) return true;
    await this.draft.set({ tags: this.draft.fields.tags.filter((other) => other !== known) });
    return false;
  }

  /** The page is left: what was typed becomes part of the log. The change, or null when nothing is new. */
  async leave(): Promise<string | null> {
    const { draft } = this;
    if (draft === null || this.#isOver) return null;
    await draft.flush();
    const id = draft.entry?.id;
    if (id === undefined) return null;
    this.#isOver = true;
    await draft.finish();
    // Locked in between: the next unlock makes it part of the log.
    const written = await this.#call("journal_draft_confirm", { id }).catch(() => null);
    return written?.change ?? null;
  }

  /** Removes the entry with all that was typed. The change, or null when there was nothing or `failure` is set. */
  async remove(): Promise<string | null> {
    const { draft } = this;
    await draft?.flush();
    const id = draft?.entry?.id;
    if (id === undefined) return null;
    try {
      const { change } = await this.#call("journal_entry_delete", { id });
      this.#isOver = true;
      return change;
    } catch (error) {
      const refusal = refusalOf(error);
      // A draft without a word was never part of the log, and is gone.
      if (refusal.code === "not_found") this.#isOver = true;
      else this.failure = refusal;
      return null;
    }
  }

  /** The vault locks: the last words go out, and nothing is shown any more. */
  close(): void {
    this.#isOver = true;
    this.draft?.close();
    this.draft = null;
    this.offered = [];
  }

  #draft(fields: JournalFields, entry?: JournalDraft, at?: string): WritingDraft {
    const save = async (id: string | null, typed: JournalFields, at: string | null) => ({
      value: await this.#call("journal_draft_update", { id, at, ...typed }),
      change: null,
    });
    return new Draft(
      {
        place: "journal_entry",
        log: (typed, at) => save(null, typed, at),
        update: (id, typed, at) => save(id, typed, at),
      },
      fields,
      entry,
      at,
    );
  }

  async #loadTags(): Promise<void> {
    // Without them tags can still be typed.
    const tags = await this.#call("journal_tag_list", {}).catch(() => []);
    if (!this.#isOver) this.offered = tags.map(({ tag }) => tag);
  }
}
