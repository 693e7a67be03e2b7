import { expect, test } from "vitest";
import type { FeedReport, MeetingFeed, MeetingHit, MeetingPage, MeetingView } from "$ipc";
import { aToday } from "$ipc/testing/examples.ts";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { isOld, leftOut, Lists } from "./lists.svelte.ts";
import { Meetings } from "./search.svelte.ts";
import { farOn, kindName, placeLines, rhythmOf } from "./words.ts";

const NOW_MS = Date.parse("2026-11-21T18:30:00Z");
const plain = (text: string | null): string | null => text?.replace(/[\u2068\u2069]/g, "") ?? null;

function aHit(id: string, own: Partial<MeetingHit> = {}): MeetingHit {
  return {
    id,
    name: `Meeting ${id}`,
    atMs: NOW_MS,
    dayOn: "2026-11-21",
    way: "in_person",
    isClosed: false,
    place: "Hall",
    ...own,
  };
}

function aPage(meetings: MeetingHit[], more: string | null = null): MeetingPage {
  return { meetings, more, nowMs: NOW_MS, today: "2026-11-21", zone: "Europe/London" };
}

const FEED: MeetingFeed = {
  id: "feed-1",
  name: "My town",
  kind: "meeting_guide",
  zone: "Europe/London",
  importedOn: "2026-11-20",
  meetings: 3,
  leftOut: 0,
};
const KIND = { vocabulary: "meeting_guide", code: "O" } as const;
const LIST = { available: true, feeds: [FEED], kinds: [{ kind: KIND, meetings: 2 }] };
const REPORT = {
  meetings: 2,
  withoutZone: 1,
  refusals: [
    ["no_name", 2],
    ["over", 1],
  ],
} as unknown as FeedReport;
const CHECK = { name: "town", report: REPORT, zone: "Europe/London" };

async function searching(page: MeetingPage) {
  const core = fakeCall({ meeting_feed_list: () => LIST, meeting_search: () => page });
  const meetings = new Meetings(core.call);
  await meetings.load();
  const last = () => core.requests("meeting_search").at(-1);
  return { core, meetings, last };
}

function lists(more: Parameters<typeof fakeCall>[0] = {}) {
  const core = fakeCall({
    meeting_feed_list: () => LIST,
    today_get: () => aToday(),
    meeting_feed_choose: () => ({ name: "town.json" }),
    meeting_feed_check: () => CHECK,
    meeting_feed_import: () => ({ feed: FEED, report: REPORT }),
    work_get: () => ({ runs: false, done: 0, of: 0 }),
    ...more,
  });
  return { core, lists: new Lists(core.call) };
}

test("what is found stands by day, and what has no time behind it", async () => {
  const untimed = aHit("c", { atMs: null, dayOn: null });
  const { meetings } = await searching(
    aPage([aHit("a"), aHit("b", { dayOn: "2026-11-22" }), untimed]),
  );
  expect(meetings.days.map(({ dayOn }) => dayOn)).toEqual(["2026-11-21", "2026-11-22", null]);
  expect(meetings.week).toHaveLength(7);
  expect(meetings.week[1]).toBe("2026-11-22");
});

test("filters ask the core, and tapping one again takes it back", async () => {
  const { meetings, last } = await searching(aPage([aHit("a")]));
  await meetings.pickWhen("soon");
  expect(last()).toMatchObject({ day: null, withinHours: 2 });
  await meetings.pickWhen("2026-11-22");
  expect(last()).toMatchObject({ day: "2026-11-22", withinHours: null });
  await meetings.pickWhen("2026-11-22");
  await meetings.pickPart("night");
  await meetings.pickHow("away");
  await meetings.toggleKind(KIND);
  expect(last()).toMatchObject({
    day: null,
    fromMinute: 1320,
    untilMinute: 300,
    ways: ["online", "phone", "hybrid"],
    kinds: [KIND],
  });
  await meetings.showAll();
  expect(last()).toMatchObject({ words: "", fromMinute: null, ways: [], kinds: [] });
});

test("a kind that was chosen stays chosen when what is offered is read anew, and can be taken back", async () => {
  const { meetings, last } = await searching(aPage([aHit("a")]));
  await meetings.toggleKind(KIND);
  await meetings.load();
  const again = { ...KIND };
  expect(meetings.isChosen(again)).toBe(true);
  expect(meetings.isChosen({ ...KIND, code: "ZZ" })).toBe(false);
  await meetings.toggleKind(again);
  expect(last()).toMatchObject({ kinds: [] });
});

test("a page more goes behind what is shown", async () => {
  const { core, meetings } = await searching(aPage([aHit("a")], "w.1.2.3"));
  core.answer({ meeting_search: () => aPage([aHit("b")]) });
  await meetings.showMore();
  expect(meetings.found?.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(meetings.more).toBeNull();
});

test("of several looks in haste the last counts", async () => {
  const { core, meetings } = await searching(aPage([aHit("a")]));
  const slow = deferred<MeetingPage>();
  core.answer({ meeting_search: () => slow.promise });
  const first = meetings.look();
  core.answer({ meeting_search: () => aPage([]) });
  await meetings.look();
  slow.resolve(aPage([aHit("a")]));
  await first;
  expect(meetings.found).toEqual([]);
});

test("a file is looked through, then kept under a name and a zone", async () => {
  const { core, lists: mine } = lists();
  await mine.load();
  await mine.choose();
  expect(mine.check?.name).toBe("town");
  expect([mine.name, mine.zone, mine.replaces]).toEqual(["town", "Europe/London", ""]);
  mine.zone = "America/Chicago";
  expect(await mine.import()).toEqual(FEED);
  expect(core.requests("meeting_feed_import")).toEqual([
    { name: "town", zone: "America/Chicago", replaces: null },
  ]);
  expect(mine.check).toBeNull();
});

test("a newer file of a list, or one of its name, takes its place", async () => {
  const { core, lists: mine } = lists({
    meeting_feed_check: () => ({ ...CHECK, name: "My town" }),
  });
  await mine.load();
  await mine.choose();
  expect(mine.replaces).toBe("feed-1");
  await mine.choose(FEED);
  await mine.import();
  expect(core.requests("meeting_feed_import")[0]).toMatchObject({ replaces: "feed-1" });
});

test("who chooses nothing is told nothing, and what is no list is told", async () => {
  const { core, lists: mine } = lists({ meeting_feed_choose: () => ({ name: null }) });
  await mine.choose();
  expect([mine.check, mine.error, mine.doing]).toEqual([null, null, null]);
  core.answer({
    meeting_feed_choose: () => ({ name: "page.html" }),
    meeting_feed_check: () => refuse("feed_web_page"),
  });
  await mine.choose();
  expect([mine.error, mine.doing]).toEqual(["feed_web_page", null]);
  core.answer({ meeting_feed_check: () => refuse("place_unusable") });
  await mine.choose();
  expect(mine.error).toBe("file_unreadable");
});

test("a name that is refused is told at its field, and the file stays chosen", async () => {
  const { lists: mine } = lists({ meeting_feed_import: () => refuse("name_needed", "name") });
  await mine.choose();
  expect(await mine.import()).toBeNull();
  expect(mine.nameError?.code).toBe("name_needed");
  expect(mine.check).not.toBeNull();
});

test("nothing is left after a lock, whatever comes later", async () => {
  const slow = deferred<typeof CHECK>();
  const { lists: mine } = lists({ meeting_feed_check: () => slow.promise });
  await mine.load();
  const choosing = mine.choose();
  mine.clear();
  slow.resolve(CHECK);
  await choosing;
  expect([mine.all, mine.check, mine.doing]).toEqual([null, null, null]);
  const { meetings } = await searching(aPage([aHit("a")]));
  meetings.clear();
  expect([meetings.found, meetings.hasLists, meetings.today]).toEqual([null, null, ""]);
});

test("a list is old after half a year, and what was left out is counted", () => {
  expect(isOld(FEED, "2026-11-21")).toBe(false);
  expect(isOld(FEED, "2027-06-01")).toBe(true);
  expect(leftOut(REPORT)).toBe(3);
});

test("how far on is said while it is near", () => {
  expect(farOn(NOW_MS + 20 * 60_000, NOW_MS)).toBe("in 20 minutes");
  expect(farOn(NOW_MS + 13 * 3_600_000, NOW_MS)).toBeNull();
  expect(plain(farOn(NOW_MS - 5 * 60_000, NOW_MS))).toBe("Began 5 minutes ago");
});

test("a kind is named where its code means the same everywhere", () => {
  expect(kindName(KIND)).toBe("Open");
  expect(kindName({ vocabulary: "meeting_guide", code: "ZZ" })).toBeNull();
  expect(kindName({ vocabulary: "bmlt", code: "O" })).toBeNull();
  expect(kindName({ vocabulary: "calendar", code: "Group" })).toBe("Group");
});

test("how often it is held is said by its own clock", () => {
  const say = (repeat: MeetingView["repeat"]) =>
    plain(rhythmOf({ repeat, weekday: 2, start: "18:30", dayOn: "2026-12-01" } as MeetingView));
  expect(say({ weeks: 1, months: null, nth: null })).toMatch(/^Every Tuesday at /);
  expect(say({ weeks: 2, months: null, nth: null })).toMatch(/every 2 weeks$/);
  expect(say({ weeks: null, months: 1, nth: "last" })).toMatch(/^Last Tuesday of the month/);
  expect(say({ weeks: null, months: 3, nth: "first" })).toMatch(/Every 3 months$/);
  expect(say({ weeks: null, months: null, nth: null })).toMatch(/1 December 2026|December 1, 2026/);
  expect(say(null)).toBeNull();
});

test("a place is said once, however often its list says it", () => {
  const lines = placeLines({
    building: "Town Hall",
    address: "1 High Street, Dublin, Leinster, Ireland",
    region: "Leinster, Dublin, Old Town",
  });
  expect(lines).toEqual(["Town Hall", "1 High Street, Dublin, Leinster, Ireland", "Old Town"]);
  const twice = { building: "Online Meeting", address: "Online meeting", region: "" };
  expect(placeLines(twice)).toEqual(["Online Meeting"]);
  expect(placeLines({ building: "", address: "", region: "Dublin" })).toEqual(["Dublin"]);
});
