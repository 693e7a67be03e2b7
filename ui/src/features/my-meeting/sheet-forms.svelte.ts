// A time and the reminder of a meeting while they are answered: sent by a button, and held until then.
import type { MyMeetingView, ReminderSpec } from "$ipc";
import {
  DATED_WAYS,
  OTHER_DATED_WAYS,
  ReminderForm,
  ScheduleForm,
  scheduleSentence,
} from "$features/schedule/index.ts";
import { HeldForm } from "$shared/held-form.ts";
import { reminderWhere, type OpenTime } from "./held.ts";

type Rule = MyMeetingView["times"][number]["rule"];

/** Where the count of one begins that leaves weeks or months out: those of another one can lie between. */
const beginOf = (rule: Rule): string[] =>
  rule.kind !== "civil"
    ? []
    : rule.phases
        .filter(({ days }) => "every" in days && days.every > 1)
        .map(({ fromOn }) => fromOn);

/** Whether two times of a meeting are the same days and hours by one clock. */
export function isSameTime(...rules: [Rule, Rule]): boolean {
  const [one, other] = rules.map((rule) =>
    [scheduleSentence(rule, { namesClock: true }), ...beginOf(rule)].join(" "),
  );
  return one === other;
}

/** How often, when, and by whose clock. */
export class TimeForm {
  readonly schedule: ScheduleForm;
  readonly held: HeldForm<ScheduleForm["held"]>;

  constructor(view: MyMeetingView, { at, where }: OpenTime) {
    const kept = view.times[at];
    const like = (kept ?? view.times[0])?.rule;
    const own = like?.kind === "civil" ? like.zone : null;
    const form = new ScheduleForm({
      here: { today: view.today, zone: view.here },
      ...(kept ? { rule: kept.rule } : {}),
      usual: ["weekdays", ...DATED_WAYS.filter((way) => way !== "weekdays")],
      others: OTHER_DATED_WAYS,
      zone: own ?? view.source?.zone ?? view.here,
    });
    if (!kept) form.pickUsual("weekdays");
    this.schedule = form;
    this.held = new HeldForm(
      where,
      () => form.held,
      (said) => form.take(said),
    );
  }

  /** By whose clock; a meeting always has one. */
  get zone(): string {
    return this.schedule.fields.zone ?? this.schedule.here.zone;
  }
}

/** How a meeting rings, or that it does not. */
export class MeetingReminderForm {
  reminder: ReminderForm = $state.raw(new ReminderForm());
  isSilent = $state(false);
  readonly held: HeldForm<ReminderSpec>;

  constructor(meeting: string, kept: ReminderSpec) {
    this.#take(kept);
    this.held = new HeldForm(
      reminderWhere(meeting),
      () => this.spec,
      (said) => this.#take(said),
    );
  }

  get spec(): ReminderSpec {
    return { ...this.reminder.spec, silent: this.isSilent };
  }

  #take({ silent = false, ...spec }: ReminderSpec): void {
    // Its choices are worked out from it: what another version held must not break them.
    if (!Array.isArray(spec.preAlerts) || !("grace" in spec)) throw new TypeError("no reminder");
    this.reminder = new ReminderForm(spec);
    this.isSilent = silent;
  }
}
