import { afterEach, expect, test, vi } from "vitest";
import { ignoreSecondTap, ignoreStrayTap, once } from "./taps.ts";

const tap = (element: HTMLElement, detail: number): void => {
  element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail }));
};

function aButton() {
  const outer = document.createElement("div");
  const button = document.createElement("button");
  const onclick = vi.fn();
  button.addEventListener("click", onclick);
  outer.append(button);
  document.body.append(outer);
  return { outer, button, onclick };
}

afterEach(() => document.body.replaceChildren());

test("the second tap of a double tap does nothing", () => {
  const { outer, button, onclick } = aButton();
  ignoreSecondTap()(outer);
  tap(button, 1);
  tap(button, 2);
  expect(onclick).toHaveBeenCalledOnce();
});

test("on what has just appeared a second tap does nothing, a first tap and a key do", () => {
  const { outer, button, onclick } = aButton();
  ignoreStrayTap(() => 0)(outer);
  tap(button, 2);
  expect(onclick).not.toHaveBeenCalled();
  tap(button, 1);
  tap(button, 0);
  expect(onclick).toHaveBeenCalledTimes(2);
});

test("what has been there for a while takes quick taps", () => {
  let now = 0;
  const { outer, button, onclick } = aButton();
  ignoreStrayTap(() => now)(outer);
  now = 1500;
  tap(button, 2);
  expect(onclick).toHaveBeenCalledOnce();
});

test("an act runs once for two taps, also when the first is done before the second", async () => {
  let now = 0;
  let finish = (): void => undefined;
  const act = vi.fn(() => new Promise<void>((done) => (finish = done)));
  const guarded = once(act, () => now);
  const first = guarded();
  await guarded();
  finish();
  await first;
  await guarded();
  expect(act).toHaveBeenCalledOnce();
  now = 1000;
  void guarded();
  expect(act).toHaveBeenCalledTimes(2);
});

test("an act that failed may be tried again", async () => {
  let now = 0;
  const act = vi.fn(() => Promise.reject(new Error("no")));
  const guarded = once(act, () => now);
  await expect(guarded()).rejects.toThrow("no");
  now = 1000;
  await expect(guarded()).rejects.toThrow("no");
  expect(act).toHaveBeenCalledTimes(2);
});
