// Every address of the app. A page is loaded when it is first asked for, then stays.
import type { Component } from "svelte";
import type { Editors } from "$features/journey/index.ts";
import type { AppStatus } from "$ipc";
import type { Place } from "$shared/navigation.svelte.ts";

import { addressOf } from "./notice-place.ts";
import { session } from "./session.svelte.ts";

// Props differ by page; each route makes its own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Page = Component<any>;
type Props = Record<string, unknown>;

/** Where the bar marks the person to be; null: a step or a drill-down without the bar. */
export type Tab = "/today" | "/journey" | "/plan" | "/help";

export type Route = {
  pattern: RegExp;
  /** Shown with the bar, under this tab. */
  tab: Tab | null;
  load: () => Promise<Page>;
  props: (match: RegExpExecArray, query: URLSearchParams) => Props;
};

const step = (match: RegExpExecArray, query: URLSearchParams): Props => ({ step: match[1], query });
const nothing = (): Props => ({});

/** The sheets Journey and Search edit with; they must not know the features that own them. */
let editors: Editors | null = null;
async function loadEditors(): Promise<void> {
  const [checkIn, craving, lapse, use, diary, meeting, effect, question] = await Promise.all([
    import("$features/check-in/index.ts"),
    import("$features/craving/index.ts"),
    import("$features/lapse/index.ts"),
    import("$features/use-entry/index.ts"),
    import("$features/diary-card/index.ts"),
    import("$features/my-meeting/index.ts"),
    import("$features/side-effect/index.ts"),
    import("$features/question/index.ts"),
  ]);
  editors = {
    check_in: checkIn.CheckInEditor,
    craving: craving.CravingEditor,
    lapse: lapse.LapseEditor,
    use_entry: use.UseEntryEditor,
    diary_note: diary.DiaryNoteEditor,
    attendance: meeting.AttendanceEditor,
    side_effect: effect.SideEffectEditor,
    question: question.QuestionEditor,
  };
}
/** The meetings that are next, for Today and Plan: each may know one feature besides its own. */
const loadDueMeetings = async (): Promise<Page> =>
  (await import("$features/my-meeting/index.ts")).DueMeetings;
/** What asks for an answer on Today, from features of their own: after a journey, and of one's own reminders. */
const loadQuestions = async (): Promise<Page[]> => {
  const [zone, own] = await Promise.all([
    import("$features/zone-change/index.ts"),
    import("$features/own-reminder/index.ts"),
  ]);
  return [zone.ZoneCard, own.WaitingReminders];
};
/** The same of the backups' page. */
let asideList: Page | null = null;

/** What lies ahead now, for pages that must not know the features it comes from. */
let ahead: Page | null = null;
async function loadAhead(): Promise<void> {
  ahead = (await import("$features/ahead/index.ts")).AheadCards;
}

const today: Route = {
  pattern: /^\/today$/,
  tab: "/today",
  load: async () => {
    const [page] = await Promise.all([import("$features/today/index.ts"), loadAhead()]);
    return page.TodayPage;
  },
  // They come when they are there: Today waits for none of them.
  props: () => ({ ahead, loadDueMeetings, loadQuestions }),
};

/** All of them; the first that fits counts. */
export const ROUTES: readonly Route[] = [
  today,
  {
    pattern: /^\/journey$/,
    tab: "/journey",
    load: async () => {
      const [journey] = await Promise.all([import("$features/journey/index.ts"), loadEditors()]);
      return journey.JourneyPage;
    },
    props: () => ({ editors }),
  },
  {
    pattern: /^\/patterns$/,
    tab: "/journey",
    load: async () => (await import("$features/pattern/index.ts")).PatternsPage,
    props: nothing,
  },
  {
    pattern: /^\/charts$/,
    tab: "/journey",
    load: async () => (await import("$features/chart/index.ts")).ChartsPage,
    props: nothing,
  },
  {
    pattern: /^\/diary-card$/,
    tab: "/journey",
    load: async () => {
      const [diary] = await Promise.all([import("$features/diary-card/index.ts"), loadEditors()]);
      return diary.DiaryCardPage;
    },
    props: () => ({ editors }),
  },
  {
    pattern: /^\/year$/,
    tab: "/journey",
    load: async () => (await import("$features/chart/index.ts")).YearPage,
    props: nothing,
  },
  {
    pattern: /^\/search$/,
    tab: "/journey",
    load: async () => {
      const [search] = await Promise.all([import("$features/search/index.ts"), loadEditors()]);
      return search.SearchPage;
    },
    props: () => ({ editors }),
  },
  {
    pattern: /^\/journal\/(new|[0-9a-f-]{36})$/,
    tab: null,
    load: async () => (await import("$features/journal/index.ts")).JournalPage,
    props: (match, query) => ({
      id: match[1] === "new" ? null : match[1],
      day: query.get("day"),
    }),
  },
  {
    pattern: /^\/removed$/,
    tab: "/journey",
    load: async () => (await import("$features/history/index.ts")).RemovedPage,
    props: nothing,
  },
  {
    pattern:
      /^\/history\/(check_in|craving|lapse|journal_entry|use_entry|diary_note|attendance|side_effect|question)\/([0-9a-f-]{36})$/,
    tab: "/journey",
    load: async () => (await import("$features/history/index.ts")).HistoryPage,
    props: (match) => ({ kind: match[1], id: match[2] }),
  },
  {
    pattern: /^\/craving(?:\/([a-z-]+))?$/,
    tab: null,
    load: async () => (await import("$features/craving/index.ts")).CravingPage,
    props: step,
  },
  {
    pattern: /^\/lapse(?:\/([a-z-]+))?$/,
    tab: null,
    load: async () => (await import("$features/lapse/index.ts")).LapsePage,
    props: step,
  },
  {
    pattern: /^\/tool\/([a-z-]+)$/,
    tab: null,
    load: async () => (await import("$features/tools/index.ts")).ToolPage,
    props: (match, query) => ({ tool: match[1], query }),
  },
  {
    pattern: /^\/goals\/(new|[0-9a-f-]{36})(?:\/([a-z]+))?$/,
    tab: null,
    load: async () => (await import("$features/set-up/index.ts")).GoalPage,
    props: (match, query) => ({
      id: match[1] === "new" ? null : match[1],
      step: match[2],
      query,
    }),
  },
  {
    pattern: /^\/goal\/([0-9a-f-]{36})$/,
    tab: "/today",
    load: async () => (await import("$features/goal/index.ts")).GoalPage,
    props: (match) => ({ id: match[1] }),
  },
  {
    pattern: /^\/stays$/,
    tab: "/today",
    load: async () => (await import("$features/goal/index.ts")).StaysPage,
    props: nothing,
  },
  {
    pattern: /^\/check-in-items$/,
    tab: "/today",
    load: async () => (await import("$features/check-in-item/index.ts")).CheckInItemsPage,
    props: nothing,
  },
  {
    pattern: /^\/reminders$/,
    tab: "/plan",
    load: async () => (await import("$features/reminder/index.ts")).RemindersPage,
    props: () => ({ addressOf }),
  },
  {
    pattern: /^\/own-reminders$/,
    tab: "/plan",
    load: async () => (await import("$features/own-reminder/index.ts")).OwnRemindersPage,
    props: nothing,
  },
  {
    pattern: /^\/own-reminder\/(new|[0-9a-f-]{36})$/,
    tab: null,
    load: async () => (await import("$features/own-reminder/index.ts")).OwnReminderEditPage,
    props: (match) => ({ id: match[1] === "new" ? null : match[1] }),
  },
  {
    pattern: /^\/people$/,
    tab: "/today",
    load: async () => (await import("$features/person/index.ts")).PeoplePage,
    props: nothing,
  },
  {
    pattern: /^\/plan$/,
    tab: "/plan",
    load: async () => {
      const [plan] = await Promise.all([import("$features/plan/index.ts"), loadAhead()]);
      return plan.PlanPage;
    },
    props: () => ({ ahead, loadDueMeetings }),
  },
  {
    pattern: /^\/my-meetings$/,
    tab: "/plan",
    load: async () => (await import("$features/my-meeting/index.ts")).MyMeetingsPage,
    props: nothing,
  },
  {
    pattern: /^\/my-meeting\/([0-9a-f-]{36})$/,
    tab: "/plan",
    load: async () => (await import("$features/my-meeting/index.ts")).MyMeetingPage,
    props: (match) => ({ id: match[1] }),
  },
  {
    pattern: /^\/attendance-sheet$/,
    tab: "/plan",
    load: async () => (await import("$features/my-meeting/index.ts")).AttendanceSheetPage,
    props: nothing,
  },
  {
    pattern: /^\/appointments$/,
    tab: "/plan",
    load: async () => (await import("$features/appointment/index.ts")).AppointmentsPage,
    props: nothing,
  },
  {
    pattern: /^\/appointment\/([0-9a-f-]{36})$/,
    tab: "/plan",
    load: async () => (await import("$features/appointment/index.ts")).AppointmentPage,
    props: (match) => ({ id: match[1] }),
  },
  {
    pattern: /^\/appointment-edit\/(new|[0-9a-f-]{36})$/,
    tab: null,
    load: async () => (await import("$features/appointment/index.ts")).AppointmentEditPage,
    props: (match) => ({ id: match[1] === "new" ? null : match[1] }),
  },
  {
    pattern: /^\/programme$/,
    tab: "/plan",
    load: async () => (await import("$features/appointment/index.ts")).ProgrammePage,
    props: nothing,
  },
  {
    pattern: /^\/calendar$/,
    tab: "/plan",
    load: async () => (await import("$features/calendar/index.ts")).CalendarPage,
    props: nothing,
  },
  {
    pattern: /^\/coping-dates$/,
    tab: "/plan",
    load: async () => (await import("$features/coping-date/index.ts")).CopingDatesPage,
    props: nothing,
  },
  {
    pattern: /^\/coping\/([0-9a-f-]{36})$/,
    tab: "/plan",
    load: async () => (await import("$features/coping-date/index.ts")).CopingPage,
    props: (match) => ({ id: match[1] }),
  },
  {
    pattern: /^\/questions$/,
    tab: "/plan",
    load: async () => (await import("$features/question/index.ts")).QuestionsPage,
    props: nothing,
  },
  {
    pattern: /^\/doses\/(\d{4}-\d{2}-\d{2})$/,
    tab: "/journey",
    load: async () => (await import("$features/dose/index.ts")).DosesPage,
    props: (match) => ({ day: match[1] }),
  },
  {
    pattern: /^\/medicines$/,
    tab: "/plan",
    load: async () => (await import("$features/medicine/index.ts")).MedicinesPage,
    props: nothing,
  },
  {
    pattern: /^\/medicine\/([0-9a-f-]{36})$/,
    tab: "/plan",
    load: async () => (await import("$features/medicine/index.ts")).MedicinePage,
    props: (match) => ({ id: match[1] }),
  },
  {
    pattern: /^\/medicine\/(new|[0-9a-f-]{36})(?:\/([a-z]+))?$/,
    tab: null,
    load: async () => (await import("$features/medicine/index.ts")).MedicineEditPage,
    props: (match, query) => ({
      id: match[1] === "new" ? null : match[1],
      step: match[2],
      at: Number(query.get("schedule") ?? 0),
    }),
  },
  {
    pattern: /^\/meetings$/,
    tab: "/plan",
    load: async () => (await import("$features/meeting/index.ts")).MeetingsPage,
    props: nothing,
  },
  {
    pattern: /^\/meeting\/(\d{1,16})$/,
    tab: "/plan",
    load: async () => (await import("$features/meeting/index.ts")).MeetingPage,
    props: (match) => ({ id: match[1] }),
  },
  {
    pattern: /^\/meeting-lists$/,
    tab: "/plan",
    load: async () => (await import("$features/meeting/index.ts")).MeetingListsPage,
    props: nothing,
  },
  {
    pattern: /^\/use$/,
    tab: null,
    load: async () => (await import("$features/use-entry/index.ts")).UsePage,
    props: (_, query) => ({ query }),
  },
  {
    pattern: /^\/settings$/,
    tab: "/today",
    load: async () => (await import("$features/settings/index.ts")).SettingsPage,
    props: nothing,
  },
  {
    pattern: /^\/protection$/,
    tab: "/today",
    load: async () => (await import("$features/protection/index.ts")).ProtectionPage,
    props: nothing,
  },
  {
    pattern: /^\/backups$/,
    tab: "/today",
    load: async () => {
      const [backup, aside] = await Promise.all([
        import("$features/backup/index.ts"),
        import("$features/aside/index.ts"),
      ]);
      asideList = aside.AsideList;
      return backup.BackupsPage;
    },
    props: () => ({
      asideList,
      onstatus: (status: AppStatus) => session.restored(status),
    }),
  },
  {
    pattern: /^\/wipe(?:\/([a-z]+))?$/,
    tab: null,
    load: async () => (await import("$features/wipe/index.ts")).WipePage,
    props: (match) => ({
      step: match[1],
      onwiped: (status: AppStatus) => session.restored(status),
      onclosed: () => session.maybeClosed(),
    }),
  },
  {
    // Putting one back is drawn before the gate, in App.svelte.
    pattern: /^\/elsewhere\/(save|check)(?:\/([a-z]+))?$/,
    tab: null,
    load: async () => (await import("$features/backup/index.ts")).ElsewherePage,
    props: (match) => ({ path: match[0] }),
  },
  {
    pattern: /^\/opening\/passphrase(?:\/([a-z]+))?$/,
    tab: null,
    load: async () => (await import("$features/opening/index.ts")).PassphrasePage,
    props: step,
  },
  {
    pattern: /^\/opening\/code(?:\/([a-z]+))?$/,
    tab: null,
    load: async () => (await import("$features/opening/index.ts")).CodePage,
    props: step,
  },
  {
    pattern: /^\/opening\/protect(?:\/([a-z]+))?$/,
    tab: null,
    load: async () => (await import("$features/opening/index.ts")).ProtectPage,
    props: step,
  },
  {
    pattern: /^\/opening\/pin(?:\/([a-z]+))?$/,
    tab: null,
    load: async () => (await import("$features/opening/index.ts")).PinPage,
    props: step,
  },
  {
    pattern: /^\/opening\/pin-remove$/,
    tab: null,
    load: async () => (await import("$features/opening/index.ts")).PinRemovePage,
    props: nothing,
  },
  {
    pattern: /^\/opening\/practice$/,
    tab: null,
    load: async () => (await import("$features/opening/index.ts")).PracticePage,
    props: nothing,
  },
];

/** A page ready to be shown. */
export type Shown = { page: Page; props: Props; tab: Tab | null };

const pages = new Map<Route, Page>();

/** The page of a place; an unknown address is Today. Answers at once when it was loaded before. */
export function resolve(place: Place): Shown | Promise<Shown> {
  for (const route of ROUTES) {
    const match = route.pattern.exec(place.path);
    if (match) return shown(route, () => route.props(match, place.query));
  }
  return shown(today, nothing);
}

/** The props are made once the page is there: some come with its code. */
function shown(route: Route, props: () => Props): Shown | Promise<Shown> {
  const page = pages.get(route);
  if (page) return { page, props: props(), tab: route.tab };
  return load(route).then((loaded) => ({ page: loaded, props: props(), tab: route.tab }));
}

async function load(route: Route): Promise<Page> {
  const page = await route.load();
  pages.set(route, page);
  return page;
}

/** Loads the page that is nearly always the first one. */
export const loadToday = (): Promise<Page> => load(today);

/** Loads the rest while nothing else happens, so that no tap waits for it. */
export async function loadAll(): Promise<void> {
  for (const route of ROUTES) if (!pages.has(route)) await load(route);
}
