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

test("what is pressed between two Escapes begins the count anew, a key struck beside them does not", () => {
  const key = (name: string): KeyboardEvent => new KeyboardEvent("keydown", { key: name });
  whenHiding(() => undefined);
  for (const between of [new PointerEvent("pointerdown"), key("Enter"), key(" ")]) {
    for (const at of [20_000, 20_100]) countEscape(escapeAt(at));
    countEscape(between);
    countEscape(escapeAt(20_200));
    expect(isHidden()).toBe(false);
    countEscape(key("Enter"));
  }
  for (const at of [30_000, 30_100, 30_200]) {
    countEscape(escapeAt(at));
    countEscape(key("F1"));
  }
  expect(isHidden()).toBe(true);
});
