import { expect, test } from "vitest";
import { addressOf } from "./notice-place.ts";
import { ROUTES } from "./routes.ts";

test("what a notification was about has a page", () => {
  const id = "019a45b6-4500-7303-8303-030303030303";
  const places = [
    { kind: "doses", day: "2026-11-21" },
    { kind: "medicine", id },
    { kind: "meeting", id },
    { kind: "appointment", id },
    { kind: "coping_date", id },
    { kind: "own_reminders" },
  ] as const;
  for (const place of places) {
    const path = addressOf(place);
    expect(
      ROUTES.some(({ pattern }) => pattern.test(path)),
      path,
    ).toBe(true);
  }
});
