// The lists of meetings: which there are, and a file on its way to become one.
import { LongWork } from "$features/backup/index.ts";
import {
  toCallError,
  type Call,
  type FeedReport,
  type MeetingFeed,
  type MeetingFeedCheck,
} from "$ipc";
import { refusalOf, type Refusal } from "$shared/draft.svelte.ts";

/** As many are kept; the core refuses more. */
const MOST_LISTS = 50;
const OLD_DAYS = 180;
const DAY_MS = 86_400_000;

/** The chosen file cannot be read: that is not about a place. */
const reasonOf = (code: string): string => (code === "place_unusable" ? "file_unreadable" : code);

/** How many records were left out. */
export const leftOut = ({ refusals }: FeedReport): number =>
  refusals.reduce((sum, [, count]) => sum + count, 0);

/** Whether it was added so long ago that meetings will have moved. */
export const isOld = ({ importedOn }: MeetingFeed, today: string): boolean =>
  today !== "" && Date.parse(today) - Date.parse(importedOn) > OLD_DAYS * DAY_MS;

export class Lists {
  all = $state.raw<MeetingFeed[] | null>(null);
  isAvailable = $state(true);
  today = $state("");
  failure = $state.raw<Refusal | null>(null);
  /** What is in the chosen file, before anything is kept. */
  check = $state.raw<MeetingFeedCheck | null>(null);
  name = $state("");
  zone = $state("");
  /** The list whose meetings go; empty for a new one. */
  replaces = $state("");
  /** Why a file was not taken. */
  error = $state<string | null>(null);
  /** Why the name of the list was refused. */
  nameError = $state.raw<Refusal | null>(null);
  doing = $state<"choosing" | "reading" | "importing" | null>(null);
  readonly long: LongWork;
  readonly #call: Call;
  #generation = 0;

  constructor(call: Call) {
    this.#call = call;
    this.long = new LongWork(call);
  }

  get isFull(): boolean {
    return (this.all ?? []).length >= MOST_LISTS;
  }

  async load(): Promise<void> {
    const generation = this.#generation;
    try {
      const [{ feeds, available }, { dayOn }] = await Promise.all([
        this.#call("meeting_feed_list", {}),
        this.#call("today_get", {}),
      ]);
      if (generation !== this.#generation) return;
      this.all = feeds;
      this.isAvailable = available;
      this.today = dayOn;
      this.failure = null;
    } catch (error) {
      if (generation === this.#generation) this.failure = refusalOf(error);
    }
  }

  /** Has the person choose a file, and looks it through. `feed`: the list that it is a newer file of. */
  async choose(feed?: MeetingFeed): Promise<void> {
    if (this.doing !== null) return;
    this.check = this.error = this.nameError = null;
    await this.#do("choosing", async (isHere) => {
      const { name } = await this.#call("meeting_feed_choose", {});
      if (name === null || !isHere()) return;
      this.doing = "reading";
      const check = await this.long.during(() => this.#call("meeting_feed_check", {}));
      if (!isHere()) return;
      this.check = check;
      const same = feed ?? this.all?.find((other) => other.name === check.name);
      this.replaces = same?.id ?? "";
      this.name = same?.name ?? check.name;
      this.zone = feed?.zone ?? check.zone;
    });
  }

  /** Keeps the meetings of the file. The new list; null with `error` set. */
  async import(): Promise<MeetingFeed | null> {
    if (this.doing !== null || this.check === null) return null;
    this.error = this.nameError = null;
    let kept: MeetingFeed | null = null;
    await this.#do("importing", async (isHere) => {
      const { name, zone } = this;
      const replaces = this.replaces === "" ? null : this.replaces;
      const order = { name, zone, replaces };
      const { feed } = await this.long.during(() => this.#call("meeting_feed_import", order));
      if (!isHere()) return;
      this.check = null;
      kept = feed;
    });
    if (kept !== null) await this.load();
    return kept;
  }

  /** Removes a list. False with `failure` set. */
  async remove({ id }: MeetingFeed): Promise<boolean> {
    try {
      await this.#call("meeting_feed_delete", { id });
      await this.load();
      return true;
    } catch (error) {
      this.failure = refusalOf(error);
      return false;
    }
  }

  /** Lets go of the chosen file. */
  leave(): void {
    this.check = this.error = this.nameError = null;
  }

  clear(): void {
    this.#generation += 1;
    this.long.clear();
    this.leave();
    this.all = this.failure = this.doing = null;
    this.name = this.zone = this.replaces = "";
  }

  async #do(what: "choosing" | "importing", work: (isHere: () => boolean) => Promise<void>) {
    const generation = this.#generation;
    const isHere = (): boolean => generation === this.#generation;
    this.doing = what;
    try {
      await work(isHere);
    } catch (cause) {
      const { code, field } = toCallError(cause);
      if (!isHere()) return;
      if (field === "name") this.nameError = refusalOf(cause);
      else this.error = reasonOf(code);
    }
    if (isHere()) this.doing = null;
  }
}
