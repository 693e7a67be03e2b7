import { expect, test } from "vitest";
import { zoneOptions, zoneWords } from "./zones.ts";

test("zones lead with one's own, none is there twice, and each can be read", () => {
  const all = zoneOptions("Europe/London", "America/New_York");
  expect(all.slice(0, 2).map(({ label }) => label)).toEqual(["Europe/London", "America/New York"]);
  expect(new Set(all.map(({ value }) => value)).size).toBe(all.length);
  expect(zoneOptions("Not/Known", "Not/Known")[0]?.value).toBe("Not/Known");
  expect(all.length).toBeGreaterThan(100);
});

test("zones stand below their part of the world by the city, each under the name that it has now", () => {
  const all = zoneOptions("Europe/London");
  const of = (value: string) => all.find((option) => option.value === value);
  expect(all[0]?.group).toBeUndefined();
  expect(of("Asia/Kolkata")).toEqual({ value: "Asia/Kolkata", label: "Kolkata", group: "Asia" });
  expect(of("America/Argentina/Buenos_Aires")?.label).toBe("Buenos Aires, Argentina");
  expect([of("Asia/Calcutta"), of("Europe/Kiev"), of("America/Indianapolis")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const labels = all.filter(({ group }) => group === "Europe").map(({ label }) => label);
  expect(labels).toEqual([...labels].sort((one, other) => one.localeCompare(other)));
  expect(labels).not.toContain("London");
  // A device may have the old name: it is kept, read by the new one, and not there twice.
  const old = zoneOptions("Asia/Calcutta");
  expect(old[0]).toEqual({ value: "Asia/Calcutta", label: "Asia/Kolkata" });
  expect(old.filter(({ label }) => label.endsWith("Kolkata"))).toHaveLength(1);
  expect(zoneWords("Europe/Kiev")).toBe("Europe/Kyiv");
});
