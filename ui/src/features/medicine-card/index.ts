export { default as ClinicCall } from "./ClinicCall.svelte";
export { default as LostToleranceCard } from "./LostToleranceCard.svelte";
export { default as MissedDoseCard } from "./MissedDoseCard.svelte";
export { default as SafetyCards } from "./SafetyCards.svelte";
export { clinicOf } from "./cards.ts";
export type { CardClass, ClinicPhone } from "./cards.ts";
