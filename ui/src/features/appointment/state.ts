// The appointments of the running app.
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { Appointments, OneAppointment } from "./appointment.svelte.ts";

export const appointments = new Appointments(call);
export const one = new OneAppointment(call);
onLock(() => {
  appointments.clear();
  one.clear();
});
