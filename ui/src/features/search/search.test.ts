import { expect, test } from "vitest";
import type { SearchHit, SearchPage } from "$ipc";
import { aCheckIn, aToday } from "$ipc/testing/examples.ts";
import { deferred, fakeCall } from "$ipc/testing/fake-call.ts";
import { pieces, Search } from "./search.svelte.ts";

function aHit(id: string, dayOn: string): SearchHit {
  const entry = aCheckIn({ id, dayOn, note: "rain" });
  return {
    entry: { type: "check_in", entry },
    excerpt: { text: "rain", marks: [{ from: 0, to: 4 }] },
    tags: [],
  };
}

function aPage(hits: SearchHit[], own: Partial<SearchPage> = {}): SearchPage {
  const days = hits.map((hit) => ({ dayOn: hit.entry.entry.dayOn, hits: [hit] }));
  return { days, found: hits.length, hidden: 0, olderBefore: null, ...own };
}

async function searching(text: string, page: SearchPage) {
  const core = fakeCall({
    today_get: () => aToday(),
    trigger_list: () => [],
    search_list: () => page,
  });
  const search = new Search(core.call);
  search.text = text;
  await search.load();
  return { core, search };
}

test("an empty field asks nothing and shows nothing", async () => {
  const { core, search } = await searching("  ", aPage([]));
  expect(core.requests("search_list")).toEqual([]);
  expect(search.found).toBeNull();
});

test("a span is counted from the person's day", async () => {
  const { core, search } = await searching("rain", aPage([aHit("a", "2026-11-20")]));
  await search.within(30);
  expect(core.requests("search_list").at(-1)?.from).toBe("2026-10-22");
  await search.showAll();
  expect(core.requests("search_list").at(-1)?.from).toBeNull();
});

test("a day that two pages share stands once", async () => {
  const first = aPage([aHit("a", "2026-11-20")], { found: 2, olderBefore: "7" });
  const { core, search } = await searching("rain", first);
  core.answer({ search_list: () => aPage([aHit("b", "2026-11-20")], { found: 2 }) });
  await search.older();
  expect(search.days.map((day) => day.hits.length)).toEqual([2]);
  expect(search.olderBefore).toBeNull();
});

test("of several looks in haste the last counts", async () => {
  const { core, search } = await searching("rain", aPage([aHit("a", "2026-11-20")]));
  const slow = deferred<SearchPage>();
  core.answer({ search_list: () => slow.promise });
  const first = search.look();
  search.text = "wind";
  core.answer({ search_list: () => aPage([]) });
  await search.look();
  slow.resolve(aPage([aHit("a", "2026-11-20")]));
  await first;
  expect(search.found).toBe(0);
});

test("nothing is left after a lock", async () => {
  const { search } = await searching("rain", aPage([aHit("a", "2026-11-20")]));
  search.clear();
  expect([search.text, search.days, search.found, search.goals]).toEqual(["", [], null, []]);
});

test("a text falls into pieces where its marks are", () => {
  const marked = { text: "🙂 rain <b>", marks: [{ from: 3, to: 7 }] };
  expect(pieces(marked)).toEqual([
    { text: "🙂 ", isFound: false },
    { text: "rain", isFound: true },
    { text: " <b>", isFound: false },
  ]);
});
