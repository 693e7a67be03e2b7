import { expect, test } from "vitest";
import { cameName } from "./came-words.ts";

test("what came is called as its own page calls it", () => {
  expect(cameName({ kind: "dose", name: "Evening" })).toBe("Evening");
  expect(cameName({ kind: "supply", name: "Evening" })).toContain("Evening");
  expect(cameName({ kind: "meeting", name: "Quiet Herons" })).toBe("Quiet Herons");
  expect(cameName({ kind: "appointment", title: "", appointment: "therapy" })).toBe("Therapy");
  expect(cameName({ kind: "appointment", title: "Dr Blue", appointment: "therapy" })).toBe(
    "Dr Blue",
  );
  expect(cameName({ kind: "own_reminder", words: "", reminder: "check_in" })).toBe("Check in");
  expect(cameName({ kind: "own_reminder", words: "Water", reminder: "other" })).toBe("Water");
  expect(cameName({ kind: "coping_date", name: "", date: "payday" })).toBe("Payday");
  expect(cameName({ kind: "homework", text: "Read two pages" })).toBe("Read two pages");
});
