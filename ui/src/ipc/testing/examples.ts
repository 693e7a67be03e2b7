// Small, valid values of the contract for tests. Each takes what the test cares about.
import type {
  CheckIn,
  CheckInItemView,
  Craving,
  Goal,
  GoalView,
  JourneyDay,
  Lapse,
  Milestone,
  PersonView,
  SoberTime,
  TodayView,
  UseEntry,
} from "../index.ts";

/** 21 November 2026, 18:30 UTC. */
export const NOW_MS = Date.UTC(2026, 10, 21, 18, 30);

export function aCheckIn(own: Partial<CheckIn> = {}): CheckIn {
  return {
    id: "check-in-1",
    atMs: NOW_MS,
    zone: "UTC",
    dayOn: "2026-11-21",
    mood: null,
    craving: null,
    confidence: null,
    sleepMinutes: null,
    halt: { hungry: null, angry: null, lonely: null, tired: null },
    used: null,
    items: [],
    note: "",
    ...own,
  };
}

export function anItem(own: Partial<CheckInItemView> = {}): CheckInItemView {
  return {
    id: "item-1",
    name: "Water",
    kind: "number",
    unit: "",
    low: "",
    high: "",
    position: 0,
    endedOn: null,
    answers: 0,
    ...own,
  };
}

export function aPerson(own: Partial<PersonView> = {}): PersonView {
  return {
    id: "person-1",
    name: "Ana",
    role: "sponsor",
    phone: "555 0101",
    message: "",
    position: 0,
    dialled: "5550101",
    extension: null,
    ...own,
  };
}

export function aCraving(own: Partial<Craving> = {}): Craving {
  return {
    id: "craving-1",
    atMs: NOW_MS,
    zone: "UTC",
    dayOn: "2026-11-21",
    goalId: null,
    strengthBefore: null,
    strengthAfter: null,
    triggers: [],
    tool: null,
    toolSeconds: null,
    acted: null,
    note: "",
    ...own,
  };
}

export function aLapse(own: Partial<Lapse> = {}): Lapse {
  return {
    id: "lapse-1",
    atMs: NOW_MS,
    zone: "UTC",
    dayOn: "2026-11-21",
    goalId: null,
    amount: null,
    triggers: [],
    nextSteps: [],
    note: "",
    ...own,
  };
}

export function aGoal(own: Partial<Goal> = {}): Goal {
  return {
    id: "goal-1",
    kind: "alcohol",
    name: "",
    unit: "",
    direction: "abstain",
    startedAtMs: NOW_MS - 30 * 86_400_000,
    zone: "UTC",
    startedOn: "2026-10-22",
    ...own,
  };
}

export function aSoberTime(own: Partial<SoberTime> = {}): SoberTime {
  return {
    goalId: "goal-1",
    phase: "running",
    daysUntilStart: 0,
    currentRunDays: 9,
    runBeganOn: "2026-11-13",
    currentRunStayDays: 0,
    longestRunDays: 64,
    totalDays: 212,
    last30: { soberDays: 27, ofDays: 30, days: [] },
    last90: { soberDays: 87, ofDays: 90 },
    last365: { soberDays: 212, ofDays: 220 },
    lapseToday: false,
    overToday: false,
    daysSinceLapse: 9,
    ...own,
  };
}

export function aToday(own: Partial<TodayView> = {}): TodayView {
  return {
    dayOn: "2026-11-21",
    nowMs: NOW_MS,
    zone: "UTC",
    settings: {
      headline: "last30",
      firstDayCounts: true,
      dayStartHour: 0,
      lockAfterMinutes: 5,
      outlook: false,
      outlookWeights: {
        usedLately: 2,
        cravingUp: 2,
        confidenceDown: 2,
        halt: 1,
        sleptBadly: 1,
        missedMedicine: 1,
        nearPattern: 1,
      },
      milestones: true,
      currency: null,
      quietHours: { on: false, from: 1320, until: 420 },
      ringsWhenClosed: true,
      setUp: "done",
    },
    goals: [aGoal()],
    soberTimes: [aSoberTime()],
    milestones: [],
    checkIns: [],
    cravingsToday: 0,
    lostWrites: 0,
    practiceDue: false,
    quickEntries: null,
    elsewhereDue: false,
    protection: "done",
    ...own,
  };
}

export function aGoalView(own: Partial<GoalView> = {}): GoalView {
  return {
    goal: aGoal(),
    today: "2026-11-21",
    settings: aToday().settings,
    soberTime: aSoberTime(),
    runs: [],
    breaks: [],
    stays: [],
    milestones: [],
    rates: [],
    saved: { money: null, minutes: null, units: null },
    limits: [],
    weeks: [],
    ...own,
  };
}

export function aMilestone(own: Partial<Milestone> = {}): Milestone {
  return {
    measure: "run",
    unit: "days",
    count: 7,
    custom: null,
    name: "",
    reachedOn: null,
    left: 2,
    ...own,
  };
}

export function aUse(own: Partial<UseEntry> = {}): UseEntry {
  return {
    id: "use-1",
    goalId: "goal-1",
    amount: 2000,
    note: "",
    atMs: NOW_MS,
    zone: "UTC",
    dayOn: "2026-11-21",
    ...own,
  };
}

export function aDay(dayOn: string): JourneyDay {
  return {
    dayOn,
    stays: [],
    entries: [{ type: "check_in", entry: aCheckIn({ id: dayOn, dayOn }) }],
  };
}
