// The records around a goal that save themselves: breaks, stays, rates, limits, and the word for its unit.
import type { Amount, Call, Goal, GoalBreak, Limit, Place, Rate, Stay } from "$ipc";
import { Draft } from "$shared/draft.svelte.ts";
import { civilFromMs } from "$shared/format/civil.ts";

export type SpanFields = { fromOn: string; untilOn: string | null };
export type BreakDraft = Draft<SpanFields, GoalBreak>;
export type StayFields = SpanFields & { place: Place | null; name: string };
export type StayDraft = Draft<StayFields, Stay>;
export type UnitDraft = Draft<{ unit: string }, Goal>;

/** Numbers that hold from a day on; the day is their id. */
export type FromDay<Numbers> = Numbers & { id: string };
export type RateNumbers = Pick<Rate, "money" | "minutes" | "units">;
export type LimitNumbers = { daily: Amount | null; weekly: Amount | null };

/** A draft of days that are there; a break is made by pausing or ending. */
export function breakDraft(call: Call, entry: GoalBreak): BreakDraft {
  const { fromOn, untilOn } = entry;
  const update = (id: string, fields: SpanFields) => call("goal_break_update", { id, ...fields });
  const log = (fields: SpanFields) => update(entry.id, fields);
  return new Draft({ log, update }, { fromOn, untilOn }, entry);
}

/** A draft of a stay; a new one is made when its place is said. */
export function stayDraft(call: Call, today: string, entry?: Stay): StayDraft {
  const kept = (fields: StayFields) => ({ ...fields, place: fields.place ?? "other" });
  const writer = {
    log: (fields: StayFields) => call("stay_create", kept(fields)),
    update: (id: string, fields: StayFields) => call("stay_update", { id, ...kept(fields) }),
  };
  const empty: StayFields = { place: null, name: "", fromOn: today, untilOn: null };
  if (entry === undefined) return new Draft<StayFields, Stay>(writer, empty);
  const { place, name, fromOn, untilOn } = entry;
  return new Draft<StayFields, Stay>(writer, { place, name, fromOn, untilOn }, entry);
}

/** What a usual week took, from a day on. */
export function rateDraft(
  call: Call,
  goalId: string,
  fromOn: string,
  entry?: Rate,
): Draft<RateNumbers, FromDay<RateNumbers>> {
  const { money, minutes, units } = entry ?? { money: null, minutes: null, units: null };
  const put = async (numbers: RateNumbers) => {
    const { value, change } = await call("goal_rate_update", { goalId, fromOn, ...numbers });
    return { value: { ...value, id: fromOn }, change };
  };
  const writer = { log: put, update: (_: string, numbers: RateNumbers) => put(numbers) };
  return new Draft(writer, { money, minutes, units }, entry && { ...entry, id: fromOn });
}

/** The most to use, from a day on. */
export function limitDraft(
  call: Call,
  goalId: string,
  fromOn: string,
  entry?: Limit,
): Draft<LimitNumbers, FromDay<LimitNumbers>> {
  const { daily, weekly } = entry ?? { daily: null, weekly: null };
  const put = async (numbers: LimitNumbers) => {
    const { value, change } = await call("goal_limit_update", { goalId, fromOn, ...numbers });
    return { value: { ...value, id: fromOn }, change };
  };
  const writer = { log: put, update: (_: string, numbers: LimitNumbers) => put(numbers) };
  return new Draft(writer, { daily, weekly }, entry && { ...entry, id: fromOn });
}

/** The word for what is counted. All else about the goal stays as it is. */
export function unitDraft(call: Call, goal: Goal): UnitDraft {
  const { kind, name, direction, startedAtMs, zone } = goal;
  const startedAt = civilFromMs(startedAtMs, zone);
  const update = (id: string, { unit }: { unit: string }) =>
    call("goal_update", { id, kind, name, unit, direction, startedAt });
  const log = (fields: { unit: string }) => update(goal.id, fields);
  return new Draft({ log, update }, { unit: goal.unit }, goal);
}

/** What a sheet needs of its drafts, whatever their fields mean. */
export type AnyDraft = Pick<
  Draft<object, { id: string }>,
  | "isSaved"
  | "isSaving"
  | "isHeldBack"
  | "hasWarned"
  | "failure"
  | "changes"
  | "flush"
  | "mayClose"
  | "leave"
  | "close"
>;
