import { expect, test } from "vitest";
import { forgetAll } from "../lifetime.ts";
import { hold, takeHeld } from "./held.ts";

const draft = (isHeldBack: boolean) => ({ warns: () => Promise.resolve(isHeldBack) });

test("a sheet with words held back opens again where it was, once", async () => {
  hold("/journey", draft(true), "the sheet");
  expect(await takeHeld("/today")).toBeNull();
  expect(await takeHeld("/journey")).toBe("the sheet");
  expect(await takeHeld("/journey")).toBeNull();
});

test("a sheet whose words were kept stays closed", async () => {
  hold("/journey", draft(false), "the sheet");
  expect(await takeHeld("/journey")).toBeNull();
});

test("nothing is held over a lock", async () => {
  hold("/journey", draft(true), "the sheet");
  forgetAll();
  expect(await takeHeld("/journey")).toBeNull();
});
