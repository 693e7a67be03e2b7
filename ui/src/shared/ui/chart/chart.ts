// What the charts share: where things stand in the picture. The numbers come from the core; nothing is worked out here.

/** One column of a chart. `value` null is a gap. */
export interface Column {
  /** Its own name for the table: "12 March", "March 2026". */
  name: string;
  value: number | null;
  low?: number | null;
  high?: number | null;
  /** A line to be held, such as a limit. */
  limit?: number | null;
  /** How the value is said in the table; a gap is said by the table itself. */
  said: string;
}

/** A mark on the value axis. */
export interface Tick {
  at: number;
  label: string;
}

/** The room of a picture in CSS pixels. */
export interface Room {
  width: number;
  height: number;
  /** Taken by the labels of the value axis. */
  start: number;
  /** Half the height of a label, so that none is cut. */
  edge: number;
}

export interface Placed {
  x: number;
  y: number;
  at: number;
}

/**
 * Where a value stands: the axis is fixed by the caller, never by the data, and what lies beyond stands at its end.
 * By hand: d3-scale would bring its formats and colours along, a tenth of all our scripts.
 */
export function valueScale(
  [low, high]: readonly [number, number],
  { height, edge }: Room,
): (value: number) => number {
  return (value) => {
    const part = high === low ? 0 : (value - low) / (high - low);
    return height - edge - Math.min(1, Math.max(0, part)) * (height - 2 * edge);
  };
}

/** The middle of a column. */
export function columnScale(count: number, room: Room): (at: number) => number {
  const step = (room.width - room.start) / Math.max(1, count);
  return (at) => room.start + step * (at + 0.5);
}

/** The width of a bar: most of its column, and never a hair. */
export function barWidth(count: number, room: Room): number {
  const step = (room.width - room.start) / Math.max(1, count);
  return Math.max(1, Math.min(step * 0.72, 28));
}

/** The line through the columns that have a value; a gap breaks it. */
export function linePath(
  columns: readonly Column[],
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  return columns
    .map(({ value }, at) =>
      value === null
        ? ""
        : `${(columns[at - 1]?.value ?? null) === null ? "M" : "L"}${x(at)},${y(value)}`,
    )
    .join("");
}

/** The band between the lowest and the highest of each column. */
export function bandPath(
  columns: readonly Column[],
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  const point = (at: number, value: number): string => `${x(at)},${y(value)}`;
  return spreads(columns)
    .map((row) => {
      const highs = row.map(({ at, high }) => point(at, high));
      const lows = row.map(({ at, low }) => point(at, low)).reverse();
      return `M${[...highs, ...lows].join("L")}Z`;
    })
    .join("");
}

type Spread = { at: number; low: number; high: number };

/** Rows of columns with both edges; a gap begins the next row. */
function spreads(columns: readonly Column[]): Spread[][] {
  const rows: Spread[][] = [[]];
  columns.forEach(({ low, high }, at) => {
    if (low == null || high == null) rows.push([]);
    else rows.at(-1)?.push({ at, low, high });
  });
  return rows.filter((row) => row.length > 0);
}

/** Columns that a line alone would not show: those with a gap on both sides. */
export function lonely(columns: readonly Column[]): number[] {
  const has = (at: number): boolean => (columns[at]?.value ?? null) !== null;
  return columns.flatMap((_, at) => (has(at) && !has(at - 1) && !has(at + 1) ? [at] : []));
}

/** Which columns are named below the picture: as many as fit, evenly, the last one always. */
export function named(count: number, width: number, labelWidth: number): number[] {
  const fits = Math.max(2, Math.floor(width / labelWidth));
  if (count <= fits) return Array.from({ length: count }, (_, at) => at);
  const step = Math.ceil((count - 1) / (fits - 1));
  const all: number[] = [];
  for (let at = count - 1; at >= 0; at -= step) all.unshift(at);
  return all;
}
