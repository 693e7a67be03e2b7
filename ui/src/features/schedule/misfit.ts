// What does not fit together in a schedule while it is typed in, told at its own question before anything is sent.
// The core checks every rule again; this is to say it on the same screen, in words of what would fit.
import type { OpeningFields, PhaseFields, ScheduleFields } from "./fields.ts";

/** Where something does not fit, named as the core names it, and the code whose words say why. */
export interface Misfit {
  code: string;
  field: string;
}

/** The first of some times that is there before it too; -1 when each is there once. */
export const twiceAt = (times: readonly string[]): number =>
  times.findIndex((time, at) => time !== "" && times.indexOf(time) < at);

/** What does not fit; null when nothing contradicts. What is missing is no misfit. */
export function misfitOf({ way, phases, clinic, longActing }: ScheduleFields): Misfit | null {
  switch (way) {
    case null:
    case "needed":
    case "hours":
    case "after":
      return null;
    case "clinic":
      return firstOf(clinic.openings, hoursMisfit);
    case "long_acting":
      return windowMisfit(longActing);
    case "steps":
      return firstOf(phases, phaseMisfit) ?? firstOf(phases, stepMisfit);
    default:
      return firstOf(phases.slice(0, 1), phaseMisfit);
  }
}

type Look<Part> = (part: Part, at: number, all: readonly Part[]) => Misfit | null;

function firstOf<Part>(parts: readonly Part[], look: Look<Part>): Misfit | null {
  for (const [at, part] of parts.entries()) {
    const found = look(part, at, parts);
    if (found !== null) return found;
  }
  return null;
}

function phaseMisfit(phase: PhaseFields, at: number): Misfit | null {
  const twice = phase.isSpread ? -1 : twiceAt(phase.times);
  if (twice >= 0) return { code: "time_twice", field: `phases.${at}.times.${twice}` };
  const isBackward = phase.days !== "once" && isBefore(phase.untilOn, phase.fromOn);
  return isBackward ? { code: "ends_before_start", field: `phases.${at}.untilOn` } : null;
}

function stepMisfit(step: PhaseFields, at: number, all: readonly PhaseFields[]): Misfit | null {
  const before = all[at - 1]?.untilOn ?? "";
  const overlaps = before !== "" && step.fromOn !== "" && step.fromOn <= before;
  return overlaps ? { code: "step_overlaps", field: `phases.${at}.fromOn` } : null;
}

function hoursMisfit({ opens, closes }: OpeningFields, at: number): Misfit | null {
  const isBackward = opens !== "" && closes !== "" && closes <= opens;
  return isBackward ? { code: "closes_first", field: `openings.${at}.closes` } : null;
}

function windowMisfit({ earliest, target, latest }: ScheduleFields["longActing"]): Misfit | null {
  if (target === null) return null;
  if (earliest !== null && earliest > target) return { code: "earliest_late", field: "earliest" };
  if (latest !== null && latest < target) return { code: "latest_early", field: "latest" };
  return null;
}

/** Of two days or times, both said. */
const isBefore = (one: string, other: string): boolean => one !== "" && other !== "" && one < other;
