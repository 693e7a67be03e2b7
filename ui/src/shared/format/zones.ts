// Time zones by name, to be read and chosen.

/** A zone's name as it is read: "America/New York". */
export const zoneWords = (zone: string): string => zone.replaceAll("_", " ");

/** Every zone to choose from; `first` lead, and none is there twice. */
export function zoneOptions(...first: string[]): { value: string; label: string }[] {
  const named = new Set([...first, ...Intl.supportedValuesOf("timeZone")]);
  return [...named].map((value) => ({ value, label: zoneWords(value) }));
}
