import { afterEach, expect, test, vi } from "vitest";
import { countEscape, hideNow, isHidden, uncover, whenHiding } from "./hide.svelte.ts";

afterEach(() => uncover());

const escapeAt = (timeStamp: number): KeyboardEvent => {
  const event = new KeyboardEvent("keydown", { key: "Escape" });
  Object.defineProperty(event, "timeStamp", { value: timeStamp });
  return event;
};

test("the screen is covered before anything else is done", async () => {
  const lock = vi.fn();
  whenHiding(lock);
  hideNow();
  expect(isHidden()).toBe(true);
  expect(document.title).toBe("Notes");
  expect(lock).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(lock).toHaveBeenCalledOnce());
});

test("three Escapes within 1.5 s hide, slower ones do not", () => {
  whenHiding(() => undefined);
  for (const at of [0, 1000, 2000]) countEscape(escapeAt(at));
  expect(isHidden()).toBe(false);
  for (const at of [10_000, 10_400, 10_900]) countEscape(escapeAt(at));
  expect(isHidden()).toBe(true);
});
