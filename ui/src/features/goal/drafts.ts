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
  const heldAt = { place: `break ${entry.id}`, id: entry.goalId };
  const update = (id: string, fields: SpanFields) => call("goal_break_update", { id, ...fields });
  const log = (fields: SpanFields) => update(entry.id, fields);
  return new Draft({ heldAt, log, update }, { fromOn, untilOn }, entry);
}

/** A draft of a stay; a new one is made when its place is said. */
export function stayDraft(call: Call, today: string, entry?: Stay): StayDraft {
  const kept = (fields: StayFields) => ({ ...fields, place: fields.place ?? "other" });
  const writer = {
    place: "stay",
    log: (fields: StayFields) => call("stay_create", kept(fields)),
    update: (id: string, fields: StayFields) => call("stay_update", { id, ...kept(fields) }),
  };
  const empty: StayFields = { place: null, name: "", fromOn: today, untilOn: null };
  if (entry === undefined) return new Draft<StayFields, Stay>(writer, empty);
  const { place, name, fromOn, untilOn } = entry;
  return new Draft<StayFields, Stay>(writer, { place, name, fromOn, untilOn }, entry);
}

/** What holds on a day, and the record of that very day if there is one. `all` is in the order of days. */
function onDay<Kept extends { fromOn: string }>(
  all: readonly Kept[],
  day: string,
): { holds?: Kept; kept?: Kept } {
  const holds = all.filter(({ fromOn }) => fromOn <= day).at(-1);
  return { holds, kept: holds?.fromOn === day ? holds : undefined };
}

/** What a usual week took, from a day on. It begins as what holds there: who changes one number keeps the others. */
export function rateDraft(
  call: Call,
  goalId: string,
  fromOn: string,
  all: readonly Rate[],
): Draft<RateNumbers, FromDay<RateNumbers>> {
  const { holds, kept } = onDay(all, fromOn);
  const { money, minutes, units } = holds ?? { money: null, minutes: null, units: null };
  const put = async (numbers: RateNumbers) => {
    const { value, change } = await call("goal_rate_update", { goalId, fromOn, ...numbers });
    return { value: { ...value, id: fromOn }, change };
  };
  const heldAt = { place: `rate ${fromOn}`, id: goalId };
  const writer = { heldAt, log: put, update: (_: string, numbers: RateNumbers) => put(numbers) };
  return new Draft(writer, { money, minutes, units }, kept && { ...kept, id: fromOn });
}

/** The most to use, from a day on; it begins as what holds there. */
export function limitDraft(
  call: Call,
  goalId: string,
  fromOn: string,
  all: readonly Limit[],
): Draft<LimitNumbers, FromDay<LimitNumbers>> {
  const { holds, kept } = onDay(all, fromOn);
  const { daily, weekly } = holds ?? { daily: null, weekly: null };
  const put = async (numbers: LimitNumbers) => {
    const { value, change } = await call("goal_limit_update", { goalId, fromOn, ...numbers });
    return { value: { ...value, id: fromOn }, change };
  };
  const heldAt = { place: `limit ${fromOn}`, id: goalId };
  const writer = { heldAt, log: put, update: (_: string, numbers: LimitNumbers) => put(numbers) };
  return new Draft(writer, { daily, weekly }, kept && { ...kept, id: fromOn });
}

/** The word for what is counted. All else about the goal stays as it is. */
export function unitDraft(call: Call, goal: Goal): UnitDraft {
  const { kind, name, direction, startedAtMs, zone } = goal;
  const startedAt = civilFromMs(startedAtMs, zone);
  const update = (id: string, { unit }: { unit: string }) =>
    call("goal_update", { id, kind, name, unit, direction, startedAt });
  const log = (fields: { unit: string }) => update(goal.id, fields);
  return new Draft({ place: "unit", log, update }, { unit: goal.unit }, goal);
}
