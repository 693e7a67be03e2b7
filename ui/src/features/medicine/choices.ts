// What can be chosen about a medicine, in the order in which it is asked.
import type { MedicineClass, MedicineForm } from "$ipc";

export const FORMS: readonly MedicineForm[] = [
  "tablet",
  "film",
  "liquid",
  "patch",
  "nasal",
  "injection",
  "implant",
  "other",
];

/** Whether missing a dose of it can mean something of its own, so that there is somebody to call about it. */
export const hasOwnCard = (kind: MedicineClass | null): boolean =>
  kind !== null && kind !== "other" && kind !== "naloxone";

/** Whether it goes to a place on the body, which moves from one to the next. */
export const hasSites = (form: MedicineForm): boolean => form === "patch" || form === "injection";

export const CLASSES: readonly MedicineClass[] = [
  "buprenorphine_daily",
  "buprenorphine_injection",
  "methadone",
  "naltrexone_daily",
  "naltrexone_injection",
  "disulfiram",
  "acamprosate",
  "nicotine_replacement",
  "varenicline",
  "bupropion",
  "naloxone",
  "sedative",
  "opioid_pain",
  "antidepressant",
  "mood_or_psychosis",
  "other",
];
