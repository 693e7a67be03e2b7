import { expect, test } from "vitest";
import { patternsOf } from "./catalogue.ts";

test("a catalogue becomes its patterns, and comments go", () => {
  const text =
    "# Why\nopen = Open\ndays = { $days ->\n    [one] 1 day\n   *[other] { $days } days\n}\n";
  const { open, days } = patternsOf(text);
  expect(open).toBe("Open");
  expect(days).toMatchObject([{ type: "select", star: 1 }]);
  expect(JSON.parse(JSON.stringify(days))).toEqual(days);
});

test("what Fluent would leave out without a word, and attributes, stop the build", () => {
  expect(() => patternsOf("open = Open\nhalf = { $days\nclose = Close\n")).toThrow("not all");
  expect(() => patternsOf("open = Open\n  .title = Title\n")).toThrow("open");
});
