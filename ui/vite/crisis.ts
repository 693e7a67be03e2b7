// Reads assets/content/crisis for the build. Only what was confirmed leaves this file: an unconfirmed
// number is not in the app at all. The schema is in assets/content/crisis/README.md.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Channel = {
  kind: "voice" | "sms" | "chat";
  /** The number or address, as the provider writes it. */
  display: string;
  /** `tel:` or `sms:`; null for a chat. */
  dial: string | null;
  /** The word to send first, if any. */
  keyword: string | null;
};
export type Line = {
  id: string;
  name: string;
  /** Message id: what the line is for. */
  about: string;
  /** Message ids: when it answers, what a call costs. What is not known is not said. */
  facts: string[];
  channels: Channel[];
  /** The day somebody last checked the entry, `YYYY-MM-DD`. */
  checkedOn: string;
};
export type Country = {
  country: string;
  /** Empty when none is confirmed. */
  emergency: string[];
  emergencyCheckedOn: string;
  lines: Line[];
};

type RawChannel = Channel & { url: string | null };
type RawLine = Omit<Line, "facts" | "channels"> & {
  hours: "24/7" | { key: string };
  cost: string;
  status: string;
  channels: RawChannel[];
};
type RawCountry = {
  country: string;
  emergency: { numbers: string[]; status: string; checkedOn: string };
  lines: RawLine[];
};

const CONFIRMED = "confirmed";

/** Every country's confirmed entries, in the order of the files' names. */
export function readCrisis(folder: string): Country[] {
  return readdirSync(folder)
    .filter((name) => /^[A-Z]{2}\.json$/.test(name))
    .sort()
    .map((name) => confirmed(JSON.parse(readFileSync(join(folder, name), "utf8")) as RawCountry));
}

const confirmed = ({ country, emergency, lines }: RawCountry): Country => ({
  country,
  emergency: emergency.status === CONFIRMED ? emergency.numbers : [],
  emergencyCheckedOn: emergency.checkedOn,
  lines: lines.filter((line) => line.status === CONFIRMED).map(shownLine),
});

const shownLine = (line: RawLine): Line => ({
  id: line.id,
  name: line.name,
  about: line.about,
  facts: [
    line.hours === "24/7" ? "crisis-hours-always" : line.hours.key,
    `crisis-cost-${line.cost}`,
  ].filter((id) => !id.endsWith("-unknown")),
  channels: line.channels.map(({ kind, display, dial, keyword }) => ({
    kind,
    display,
    dial,
    keyword,
  })),
  checkedOn: line.checkedOn,
});
