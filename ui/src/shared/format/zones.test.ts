import { expect, test } from "vitest";
import { zoneOptions } from "./zones.ts";

test("zones lead with one's own, none is there twice, and each can be read", () => {
  const all = zoneOptions("Europe/London", "America/New_York");
  expect(all.slice(0, 2).map(({ label }) => label)).toEqual(["Europe/London", "America/New York"]);
  expect(new Set(all.map(({ value }) => value)).size).toBe(all.length);
  expect(zoneOptions("Not/Known", "Not/Known")[0]?.value).toBe("Not/Known");
  expect(all.length).toBeGreaterThan(100);
});
