// Small, valid values of the contract for tests. Each takes what the test cares about.
import type {
  AppointmentView,
  CheckIn,
  CheckInItemView,
  CopingDateView,
  Craving,
  Goal,
  GoalView,
  JourneyDay,
  Lapse,
  Milestone,
  OccurrenceView,
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
      discreetNotifications: true,
      setUp: "done",
    },
    goals: [aGoal()],
    soberTimes: [aSoberTime()],
    milestones: [],
    checkIns: [],
    cravingsToday: 0,
    lostWrites: 0,
    reminderTrouble: null,
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
    toleranceCard: null,
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
    doses: null,
  };
}

export function anAppointment(own: Partial<AppointmentView> = {}): AppointmentView {
  const days = { kind: "weeks" as const, every: 1, weekdays: [2] };
  const times = { kind: "at" as const, minutes: [960] };
  return {
    id: "appointment-1",
    kind: "therapy",
    title: "",
    personId: null,
    withWhom: "Dr Blue",
    place: "",
    link: "",
    phone: "",
    note: "",
    minutes: 50,
    with: "Dr Blue",
    dialled: null,
    extension: null,
    rule: {
      kind: "civil",
      phases: [{ days, fromOn: "2026-11-24", untilOn: null, times }],
      zone: "Europe/London",
    },
    reminder: {
      preAlerts: [1440, 60],
      nag: null,
      ringsInQuietHours: false,
      grace: { kind: "minutes", minutes: 60 },
    },
    next: null,
    open: null,
    waiting: 0,
    ...own,
  };
}

/** One time of the appointment: Tuesday 24 November 2026, 16:00 in London. */
export function anOccurrence(own: Partial<OccurrenceView> = {}): OccurrenceView {
  return {
    occurrence: { schedule: "schedule-1", revision: 1, civil: "2026-11-24T16:00:00" },
    owner: { kind: "appointment", id: "appointment-1" },
    dueMs: Date.UTC(2026, 10, 24, 16),
    state: "planned",
    answer: null,
    snoozedUntilMs: null,
    ...own,
  };
}

export function aCopingDate(own: Partial<CopingDateView> = {}): CopingDateView {
  return {
    id: "coping-1",
    kind: "payday",
    name: "",
    dayOn: "2026-11-30",
    untilOn: null,
    repeat: "once",
    hard: "",
    plan: "",
    exitLine: "",
    personId: null,
    alertDays: 1,
    alertAt: 540,
    checkAt: 1200,
    person: null,
    nextOn: "2026-11-30",
    near: null,
    reviews: [],
    ...own,
  };
}
