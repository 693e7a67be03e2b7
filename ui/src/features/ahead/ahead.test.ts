import { expect, test } from "vitest";
import { aCopingDate, anAppointment, NOW_MS } from "$ipc/testing/examples.ts";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { Ahead } from "./ahead.svelte.ts";
import { visitWords } from "./words.ts";

const view = (more: object = {}) => ({
  nowMs: NOW_MS,
  zone: "UTC",
  appointments: [],
  copingDates: [],
  supplies: [],
  tellsClosing: false,
  ...more,
});

test("nothing ahead takes no room", async () => {
  const ahead = new Ahead(fakeCall({ ahead_get: () => view() }).call);
  expect(ahead.isEmpty).toBe(true);
  await ahead.load();
  expect(ahead.isEmpty).toBe(true);
});

test("what is ahead is told, and forgotten by a lock", async () => {
  const full = view({ appointments: [anAppointment()], copingDates: [aCopingDate()] });
  const ahead = new Ahead(fakeCall({ ahead_get: () => full }).call);
  await ahead.load();
  expect([ahead.isEmpty, ahead.count]).toEqual([false, 2]);
  ahead.clear();
  expect(ahead.view).toBeNull();
});

test("what closing the window does is said until it was read", async () => {
  const { call, requests } = fakeCall({
    ahead_get: () => view({ tellsClosing: true }),
    closing_dismiss: () => ({}),
  });
  const ahead = new Ahead(call);
  await ahead.load();
  expect(ahead.view?.tellsClosing).toBe(true);
  await ahead.closingRead();
  expect(ahead.view?.tellsClosing).toBe(false);
  expect(requests("closing_dismiss")).toHaveLength(1);
});

test("what cannot be read says nothing", async () => {
  const ahead = new Ahead(fakeCall({ ahead_get: () => refuse("locked") }).call);
  await ahead.load();
  expect(ahead.view).toBeNull();
});

test("a visit is today or tomorrow until it begins, and is now while it goes on over midnight", () => {
  const night = Date.parse("2026-11-25T23:30Z");
  const wordsAt = (now: string): string => visitWords(night, Date.parse(now), "UTC");
  expect(wordsAt("2026-11-24T23:59Z")).toContain("Tomorrow at ");
  expect(wordsAt("2026-11-25T00:00Z")).toContain("Today at ");
  expect(wordsAt("2026-11-25T23:30Z")).toContain("It is now. It began at ");
  expect(wordsAt("2026-11-26T00:10Z")).toContain("It is now. It began at ");
});
