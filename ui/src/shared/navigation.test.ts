import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  back,
  canGoBack,
  forgetHistory,
  here,
  navigate,
  navigateTab,
  openLayer,
} from "./navigation.svelte.ts";

beforeEach(async () => {
  forgetHistory();
  await vi.waitFor(() => expect(canGoBack()).toBe(false));
  await vi.waitFor(() => expect(here().path).toBe("/today"));
});

afterEach(() => vi.restoreAllMocks());

const arrive = (path: string): Promise<void> => vi.waitFor(() => expect(here().path).toBe(path));

test("a drill-down can be left by Back", async () => {
  navigate("/settings");
  await arrive("/settings");
  expect(canGoBack()).toBe(true);
  back();
  await arrive("/today");
});

test("a tab replaces, whatever was above it", async () => {
  navigate("/settings");
  navigate("/goals/new");
  navigateTab("/journey");
  await arrive("/journey");
  expect(canGoBack()).toBe(false);
});

test("Back closes the top sheet and stays on the page", async () => {
  navigate("/journey");
  const close = vi.fn();
  openLayer(close);
  await vi.waitFor(() => expect((history.state as { depth: number }).depth).toBe(2));
  back();
  await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
  expect(here().path).toBe("/journey");
});

test("Help opened from a sheet closes it, and Back leads to the page, not to the sheet", async () => {
  navigate("/journey");
  const leave: { now: () => void } = { now: () => undefined };
  leave.now = openLayer(() => leave.now());
  navigate("/help");
  await arrive("/help");
  back();
  await arrive("/journey");
  expect((history.state as { depth: number }).depth).toBe(1);
});

test("the query of a place survives", async () => {
  navigate("/journey?day=2026-03-12");
  await arrive("/journey");
  expect(here().query.get("day")).toBe("2026-03-12");
});

test("after a lock nothing is behind Back", async () => {
  navigate("/journey");
  navigate("/settings");
  await arrive("/settings");
  forgetHistory();
  await arrive("/today");
  expect(canGoBack()).toBe(false);
});

test("on a slow phone a tab still takes the place of all above it", async () => {
  navigate("/settings");
  navigate("/goals/new");
  await arrive("/goals/new");
  const go = history.go.bind(history);
  vi.spyOn(history, "go").mockImplementation((by) => void setTimeout(() => go(by), 500));
  navigateTab("/journey");
  await arrive("/journey");
  await new Promise((later) => setTimeout(later, 600));
  expect([here().path, location.hash, canGoBack()]).toEqual(["/journey", "#/journey", false]);
});

test("a press of Back while the app goes up does not count as having arrived", async () => {
  for (const path of ["/settings", "/goals/new", "/goals/new/start"]) navigate(path);
  await arrive("/goals/new/start");
  const go = history.go.bind(history);
  vi.spyOn(history, "go").mockImplementation((by = 0) => {
    go(-1);
    setTimeout(() => go(by + 1), 300);
  });
  navigateTab("/journey");
  await arrive("/journey");
  expect((history.state as { depth: number }).depth).toBe(0);
});

test("a layer hears whether its page is being left, or only itself", async () => {
  navigate("/journey");
  const closed: boolean[] = [];
  openLayer((isLeaving) => closed.push(isLeaving));
  await vi.waitFor(() => expect((history.state as { depth: number }).depth).toBe(2));
  back();
  await vi.waitFor(() => expect(closed).toEqual([false]));
  openLayer((isLeaving) => closed.push(isLeaving));
  navigate("/help");
  await arrive("/help");
  expect(closed).toEqual([false, true]);
});
