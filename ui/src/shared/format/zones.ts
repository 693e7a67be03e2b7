// Time zones by name, to be read and chosen.

/** Names that a zone once had and browsers still list, with the one that it has now. */
const RENAMED: Record<string, string> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

const renamed = (zone: string): string => RENAMED[zone] ?? zone;
const spaced = (name: string): string => name.replaceAll("_", " ");

/** A zone's name as it is read: "America/New York". */
export const zoneWords = (zone: string): string => spaced(renamed(zone));

export interface ZoneOption {
  value: string;
  label: string;
  /** The part of the world that it is listed under; none of those that lead. */
  group?: string;
}

/** Every zone to choose from; `first` lead, the others stand below their part of the world, and none is there twice. */
export function zoneOptions(...first: string[]): ZoneOption[] {
  const lead = [...new Map(first.map((zone) => [renamed(zone), zone])).values()];
  const led = new Set(lead.map(renamed));
  const rest = new Set(Intl.supportedValuesOf("timeZone").map(known));
  const listed = [...rest].filter((zone) => !led.has(renamed(zone))).map(listedOf);
  return [...lead.map((value) => ({ value, label: zoneWords(value) })), ...listed.sort(byPlace)];
}

/** The city first, so that its letters find it: "Buenos Aires, Argentina" below "America". */
function listedOf(value: string): ZoneOption {
  const [group = "", ...places] = zoneWords(value).split("/");
  return { value, label: places.reverse().join(", ") || group, group };
}

const byPlace = (one: ZoneOption, other: ZoneOption): number =>
  (one.group ?? "").localeCompare(other.group ?? "") || one.label.localeCompare(other.label);

/** By the name that it has now, where this device knows it. */
function known(zone: string): string {
  const now = renamed(zone);
  if (now === zone) return zone;
  try {
    new Intl.DateTimeFormat("en", { timeZone: now });
    return now;
  } catch {
    return zone;
  }
}
