import { expect, test } from "vitest";
import {
  bandPath,
  barWidth,
  columnScale,
  linePath,
  lonely,
  named,
  valueScale,
  type Column,
} from "./chart.ts";

const ROOM = { width: 300, height: 100, start: 20, edge: 10 };
const of = (value: number | null): Column => ({ name: "", value, said: "" });

test("the axis is fixed: the lowest stands at the bottom, and nothing leaves the picture", () => {
  const y = valueScale([1, 5], ROOM);
  expect([y(1), y(5), y(3), y(9)]).toEqual([90, 10, 50, 10]);
});

test("columns stand beside each other behind the labels", () => {
  const x = columnScale(4, ROOM);
  expect([x(0), x(3)]).toEqual([55, 265]);
  expect(barWidth(400, ROOM)).toBe(1);
});

test("a gap breaks the line and is not bridged", () => {
  const path = linePath(
    [of(1), of(2), of(null), of(3), of(4)],
    columnScale(5, ROOM),
    valueScale([1, 5], ROOM),
  );
  expect(path.match(/M/g)).toHaveLength(2);
});

test("a day alone between gaps is still shown", () => {
  expect(lonely([of(1), of(null), of(3), of(null), of(4), of(5)])).toEqual([0, 2]);
});

test("the band needs both its edges", () => {
  const columns = [{ ...of(2), low: 1, high: 3 }, of(2)];
  expect(bandPath(columns, columnScale(2, ROOM), valueScale([1, 5], ROOM))).not.toBe("");
  expect(bandPath([of(1)], columnScale(1, ROOM), valueScale([1, 5], ROOM))).toBe("");
});

test("names below are few, even, and end with the last", () => {
  expect(named(7, 700, 60)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  const few = named(30, 200, 60);
  expect(few.length).toBeLessThanOrEqual(3);
  expect(few.at(-1)).toBe(29);
});
