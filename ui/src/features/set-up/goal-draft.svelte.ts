// A goal while it is being named: what, which direction, since when. Becomes a Goal in the core.
import type { Direction, ErrorCode, Goal, GoalKind } from "$ipc";
import { addDays, civilFromMs } from "$shared/format/civil.ts";
import { seen } from "$shared/i18n/words.ts";
import { NAME_LIMIT } from "$shared/limits.ts";

export const KINDS: readonly GoalKind[] = [
  "alcohol",
  "opioids",
  "stimulants",
  "sedatives",
  "cannabis",
  "nicotine",
  "other_drug",
  "gambling",
  "behaviour",
  "other",
];
/** Why the core refuses a name, whatever else is right. */
export const ABOUT_NAME: readonly ErrorCode[] = ["too_long", "unreadable_text"];
export const DIRECTIONS: readonly Direction[] = ["abstain", "reduce", "safer_use", "undecided"];

/** A quick answer to "since when"; "other" asks for day and time. */
export type Since = "today" | "yesterday" | "other";
export const SINCE: readonly Since[] = ["today", "yesterday", "other"];

export type GoalRequest = {
  kind: GoalKind;
  name: string;
  unit: string;
  direction: Direction;
  startedAt: string;
};

export class GoalDraft {
  kind = $state<GoalKind | null>(null);
  name = $state("");
  /** What an amount of it is counted in; asked where amounts are logged. */
  unit = "";
  direction = $state<Direction | null>(null);
  since = $state<Since | null>(null);
  /** `YYYY-MM-DD` and `HH:MM`, as the inputs give them. */
  day = $state("");
  time = $state("");

  /** A draft of an existing goal, for changing it. */
  static of(goal: Goal): GoalDraft {
    const draft = new GoalDraft();
    const [day = "", time = ""] = civilFromMs(goal.startedAtMs, goal.zone).split("T");
    Object.assign(draft, { ...goal, since: "other", day, time });
    return draft;
  }

  /** True when the start is answered well enough to be sent. */
  get hasStart(): boolean {
    return this.since !== null && (this.since !== "other" || this.day !== "");
  }

  /** The core would refuse it, steps later and far from the field. */
  get isNameTooLong(): boolean {
    return Array.from(seen(this.name)).length > NAME_LIMIT;
  }

  /** From 1900 to ten years ahead. */
  isStartThinkable(thisYear: number): boolean {
    if (this.since !== "other") return true;
    const year = Number(this.day.split("-")[0]);
    return year >= 1900 && year <= thisYear + 10;
  }

  /** The request for the core. `nowMs` and `zone` are the core's, so that "today" is its today. */
  request(nowMs: number, zone: string): GoalRequest {
    return {
      kind: this.kind ?? "other",
      name: seen(this.name),
      unit: this.unit,
      direction: this.direction ?? "undecided",
      startedAt: this.#startedAt(civilFromMs(nowMs, zone)),
    };
  }

  #startedAt(now: string): string {
    const [today = "", time = ""] = now.split("T");
    if (this.since === "yesterday") return `${addDays(today, -1)}T${time}`;
    if (this.since === "other" && this.day !== "") return `${this.day}T${this.time || "00:00"}`;
    return now;
  }
}
