// The medicines of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Medicines, OneMedicine } from "./medicine.svelte.ts";

export const medicines = new Medicines(call);
export const one = new OneMedicine(call);
onLock(() => {
  medicines.clear();
  one.clear();
});
