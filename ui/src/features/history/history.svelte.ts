// What an entry was before, and what was removed: read from the core, and brought back by it.
import type { Call, CheckInItem, EntryKind, Goal, Removed, Trigger, Version } from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

/** What both pages share: words need the goals and triggers, and a lock ends it. */
class Reading {
  goals = $state.raw<Goal[]>([]);
  triggers = $state.raw<Trigger[]>([]);
  items = $state.raw<CheckInItem[]>([]);
  zone = $state("UTC");
  isLoaded = $state(false);
  failure = $state.raw<Refusal | null>(null);

  protected readonly call: Call;
  #isOver = false;

  constructor(call: Call) {
    this.call = call;
  }

  protected async read(more: () => Promise<void>): Promise<void> {
    await this.guard(async () => {
      const [view, triggers, items] = await Promise.all([
        this.call("today_get", {}),
        this.call("trigger_list", {}),
        this.call("check_in_item_list", {}),
        more(),
      ]);
      if (this.#isOver) return;
      this.goals = view.goals;
      this.triggers = triggers;
      this.items = items;
      this.zone = view.zone;
      this.isLoaded = true;
    });
  }

  protected async guard(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure = null;
    } catch (error) {
      if (!this.#isOver) this.failure = refusalOf(error);
    }
  }

  protected get isOver(): boolean {
    return this.#isOver;
  }

  /** The vault locks. */
  clear(): void {
    this.#isOver = true;
    this.goals = [];
    this.triggers = [];
    this.items = [];
    this.isLoaded = false;
  }
}

export class History extends Reading {
  versions = $state.raw<Version[]>([]);

  async load(kind: EntryKind, id: string): Promise<void> {
    await this.read(async () => {
      const versions = await this.call("history_get", { kind, id });
      if (!this.isOver) this.versions = versions;
    });
  }

  /** Makes the entry what it was after that write. The change to undo, or null with `failure` set. */
  async restore(kind: EntryKind, id: string, change: string): Promise<string | null> {
    let made: string | null = null;
    await this.guard(async () => {
      made = (await this.call("history_restore", { kind, id, change })).change;
    });
    return made;
  }

  override clear(): void {
    super.clear();
    this.versions = [];
  }
}

export class RemovedThings extends Reading {
  list = $state.raw<Removed[]>([]);
  /** The one that could not come back: why stands with it, in view. */
  stuck = $state<string | null>(null);

  async load(): Promise<void> {
    await this.read(async () => {
      const list = await this.call("removed_list", {});
      if (!this.isOver) this.list = list;
    });
  }

  /** Brings one back. The change to undo, or null with `failure` set. */
  async restore(id: string): Promise<string | null> {
    let made: string | null = null;
    await this.guard(async () => {
      made = (await this.call("removed_restore", { id })).change;
    });
    this.stuck = made === null ? id : null;
    return made;
  }

  override clear(): void {
    super.clear();
    this.list = [];
  }
}
