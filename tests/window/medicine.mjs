// A medicine with doses at exact moments, made as the screens make one: by the core's own command.

/** Asks the core from the page, as the screens do. */
export const ask = (window, name, request) =>
  window.wait((name, request) => window.__TAURI_INTERNALS__.invoke("call", { name, request }), name, request);

const REMINDER = { preAlerts: [], nag: null, ringsInQuietHours: true, grace: { kind: "minutes", minutes: 240 } };

/** Due at each of these moments, and not again for a month. At most eight; each may ring before, too (in minutes). */
export function medicineAt(name, moments, preAlertsOf = () => []) {
  return {
    name,
    discreetName: "",
    strength: "8 mg",
    form: "tablet",
    class: null,
    note: "",
    prescriberId: null,
    clinicPhone: "",
    pharmacyPhone: "",
    onTimeMinutes: 60,
    sites: [],
    expiresOn: null,
    kit: { place: "", people: "", trainedOn: null },
    schedules: moments.map((firstMs) => ({
      id: null,
      rule: { kind: "every", minutes: 44_640, firstMs, from: "planned" },
      reminder: { ...REMINDER, preAlerts: preAlertsOf(firstMs) },
      amounts: [],
      units: null,
    })),
  };
}
