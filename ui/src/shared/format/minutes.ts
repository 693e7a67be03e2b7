// Minutes of a day, as the core counts them, and what a native time field shows.

const HOUR = 60;

/** `HH:MM`; empty for none. */
export function civilTime(minute: number | null): string {
  if (minute === null) return "";
  const parts = [Math.floor(minute / HOUR), minute % HOUR];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** The minute of an `HH:MM`; null for none. */
export function minuteOfTime(time: string): number | null {
  if (time === "") return null;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * HOUR + minutes;
}
