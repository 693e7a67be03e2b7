// How something rings, while it is being answered: the choices, and the one that was kept beside them.
import type { Refusal } from "$shared/draft.svelte.ts";
import { formatNumber } from "$shared/format/index.ts";
import { t } from "$shared/i18n/index.svelte.ts";
import { refusalText } from "$shared/i18n/words.ts";
import { AGAIN_ALWAYS, spanWords } from "./schedule-words.ts";
import type { GraceSpec, NagSpec, ReminderSpec } from "$ipc";

const HOUR = 60;
const DAY = 24 * HOUR;

const LEADS = [10, 30, HOUR, 2 * HOUR, DAY, 2 * DAY, 7 * DAY];
const AGAIN_AFTER = [5, 10, 15, 30, HOUR];
/** For something that stays open for days. */
const AGAIN_EACH_DAY = DAY;
const AGAIN_USUAL = 3;
const AGAIN_TIMES = [1, 2, 3, 5, 10, AGAIN_ALWAYS];
const GRACES: readonly GraceSpec[] = [
  { kind: "half_way", minutes: 4 * HOUR },
  { kind: "minutes", minutes: 30 },
  { kind: "minutes", minutes: HOUR },
  { kind: "minutes", minutes: 2 * HOUR },
  { kind: "minutes", minutes: 4 * HOUR },
  { kind: "minutes", minutes: DAY },
  { kind: "until_answered" },
];
/** As many are read by the core. */
const MOST_LEADS = 5;

/** Of a dose: open half way to the next one, four hours at most. */
export const DOSE_REMINDER: ReminderSpec = {
  preAlerts: [],
  nag: null,
  ringsInQuietHours: false,
  grace: { kind: "half_way", minutes: 4 * HOUR },
};

/** Of a long-acting injection: told of ahead, and each day until it is answered. */
export const INJECTION_REMINDER: ReminderSpec = {
  preAlerts: [7 * DAY, 2 * DAY],
  nag: { minutes: AGAIN_EACH_DAY, times: AGAIN_ALWAYS },
  ringsInQuietHours: false,
  grace: { kind: "until_answered" },
};

/** Of a meeting or an appointment: half an hour before, and open for an hour. */
export const MEETING_REMINDER: ReminderSpec = {
  preAlerts: [30],
  nag: null,
  ringsInQuietHours: false,
  grace: { kind: "minutes", minutes: HOUR },
};

type Option<V> = { value: V; label: string };

const graceKey = (grace: GraceSpec): string =>
  grace.kind === "until_answered" ? grace.kind : `${grace.kind} ${grace.minutes}`;

const isSame = (one: ReminderSpec, other: ReminderSpec): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const withKept = (usual: readonly number[], ...kept: (number | undefined)[]): number[] =>
  [...new Set([...usual, ...kept.filter((one) => one !== undefined)])].sort(
    (one, other) => one - other,
  );

export class ReminderForm {
  spec = $state.raw<ReminderSpec>(DOSE_REMINDER);
  refusal = $state.raw<Refusal | null>(null);
  /** What was there at first stays among the choices. */
  readonly #first: ReminderSpec;

  constructor(spec: ReminderSpec = DOSE_REMINDER) {
    this.spec = spec;
    this.#first = spec;
  }

  /** Called when it is known whether it is an injection: what nobody touched becomes what is usual of it. */
  suit(isInjection: boolean): void {
    const [from, to] = isInjection
      ? [DOSE_REMINDER, INJECTION_REMINDER]
      : [INJECTION_REMINDER, DOSE_REMINDER];
    if (isSame(this.spec, from)) this.#set(to);
    else if (isInjection) this.#set({ grace: INJECTION_REMINDER.grace });
  }

  get leads(): { id: string; label: string }[] {
    const all = [...new Set([...LEADS, ...this.#first.preAlerts])].sort(
      (one, other) => one - other,
    );
    return all.map((lead) => ({ id: String(lead), label: spanWords(lead) }));
  }

  get chosenLeads(): string[] {
    return this.spec.preAlerts.map(String);
  }

  /** One more than fit leaves out the first that was chosen. */
  toggleLead(id: string): void {
    const lead = Number(id);
    const { preAlerts } = this.spec;
    const others = preAlerts.filter((one) => one !== lead);
    const chosen = preAlerts.includes(lead) ? others : [...others, lead].slice(-MOST_LEADS);
    this.#set({ preAlerts: chosen.sort((one, other) => other - one) });
  }

  /** 0: it does not ask again. */
  get againOptions(): Option<number>[] {
    const isLong = this.spec.grace.kind === "until_answered";
    const usual = isLong ? [...AGAIN_AFTER, AGAIN_EACH_DAY] : AGAIN_AFTER;
    const spans = withKept(usual, this.#first.nag?.minutes, this.spec.nag?.minutes);
    const words = (minutes: number): string =>
      minutes === DAY
        ? t("schedule-again-daily")
        : t("schedule-again-every", { span: spanWords(minutes) });
    return [
      { value: 0, label: t("schedule-again-off") },
      ...spans.map((value) => ({ value, label: words(value) })),
    ];
  }

  get againAfter(): number {
    return this.spec.nag?.minutes ?? 0;
  }

  set againAfter(minutes: number) {
    if (minutes === this.againAfter) return;
    const usual = this.againTimes ?? AGAIN_USUAL;
    const times = minutes === AGAIN_EACH_DAY ? AGAIN_ALWAYS : usual;
    this.#set({ nag: minutes === 0 ? null : { minutes, times } });
  }

  /** How often at most; null: it does not ask again, or asks each day until it is answered. */
  get againTimes(): number | null {
    const { nag } = this.spec;
    const isDaily = nag?.minutes === AGAIN_EACH_DAY && nag.times >= AGAIN_ALWAYS;
    return nag === null || isDaily ? null : nag.times;
  }

  get timesOptions(): Option<number>[] {
    const { nag, grace } = this.spec;
    const counts = withKept(AGAIN_TIMES, this.#first.nag?.times, nag?.times);
    // What stays open for days can outlast them.
    const ends = grace.kind === "until_answered" ? "most" : "open";
    const words = (count: number): string =>
      t(count < AGAIN_ALWAYS ? "schedule-again-times" : `schedule-again-until-${ends}`, {
        count,
        shown: formatNumber(count),
      });
    return counts.map((value) => ({ value, label: words(value) }));
  }

  set againTimes(times: number | null) {
    const nag: NagSpec | null = this.spec.nag;
    if (nag !== null && times !== null) this.#set({ nag: { ...nag, times } });
  }

  get quietOptions(): Option<boolean>[] {
    return [
      { value: false, label: t("schedule-quiet-waits") },
      { value: true, label: t("schedule-quiet-rings") },
    ];
  }

  /** What waiting for the end of quiet hours means for it; null where there is nothing to add. */
  get quietHint(): string | null {
    const { ringsInQuietHours, grace } = this.spec;
    if (ringsInQuietHours || grace.kind === "until_answered") return null;
    return t(`schedule-quiet-${grace.kind}`);
  }

  set ringsInQuietHours(ringsInQuietHours: boolean) {
    this.#set({ ringsInQuietHours });
  }

  get graceOptions(): Option<string>[] {
    return this.#graces.map((grace) => ({ value: graceKey(grace), label: graceWords(grace) }));
  }

  get grace(): string {
    return graceKey(this.spec.grace);
  }

  set grace(key: string) {
    const grace = this.#graces.find((one) => graceKey(one) === key);
    if (grace !== undefined) this.#set({ grace });
  }

  /** Takes what the core refused, however deep in a request the reminder stands. */
  refuse(refusal: Refusal): void {
    this.refusal = { ...refusal, field: refusal.field?.replace(/^.*\breminder\./, "") ?? null };
  }

  complaint(name: string): string | null {
    const field = this.refusal?.field ?? null;
    const isHere = field === name || field?.startsWith(`${name}.`);
    return isHere ? refusalText(this.refusal) : null;
  }

  get #graces(): GraceSpec[] {
    const first = this.#first.grace;
    const isKnown = GRACES.some((one) => graceKey(one) === graceKey(first));
    return isKnown ? [...GRACES] : [...GRACES, first];
  }

  #set(change: Partial<ReminderSpec>): void {
    this.refusal = null;
    this.spec = { ...this.spec, ...change };
  }
}

function graceWords(grace: GraceSpec): string {
  if (grace.kind === "until_answered") return t("schedule-open-until_answered");
  return t(`schedule-open-${grace.kind}`, { span: spanWords(grace.minutes) });
}
