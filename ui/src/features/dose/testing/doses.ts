// A dose for tests: it waits since five minutes.
import type { DoseView } from "$ipc";

export const NOW = Date.UTC(2026, 10, 21, 18, 35);
export const MINUTE = 60_000;

export const aDose = (more: Partial<DoseView> = {}): DoseView => ({
  occurrence: { schedule: "s1", revision: 1, civil: "2026-11-21T18:30:00" },
  id: null,
  medicineId: "m1",
  name: "Bupropion",
  strength: "150 mg",
  form: "tablet",
  amount: "1 tablet",
  units: null,
  dueMs: NOW - 5 * MINUTE,
  state: "raised",
  atMs: null,
  zone: null,
  takeHome: null,
  reason: null,
  note: "",
  site: "",
  snoozedUntilMs: null,
  isAsNeeded: false,
  isVisit: false,
  asksTakeHome: false,
  closesMs: null,
  mayGiveHome: false,
  mayPutOff: true,
  sites: [],
  nextSite: null,
  ...more,
});
