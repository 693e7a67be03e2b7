// Having been at a meeting, while it is filled in.
import type { Attendance, AttendanceLogRequest, Call } from "$ipc";
import { Draft } from "$shared/draft.svelte.ts";
import { civilFromMs } from "$shared/format/civil.ts";
import { seen } from "$shared/i18n/words.ts";

export type AttendanceFields = Omit<AttendanceLogRequest, "at" | "meetingId">;
export type AttendanceDraft = Draft<AttendanceFields, Attendance>;

const NEW: AttendanceFields = {
  name: "",
  way: "in_person",
  place: "",
  minutes: null,
  moodBefore: null,
  moodAfter: null,
  role: "",
  note: "",
};

/** A draft of an attendance, or of a new one at `at` (civil; left out: now). It is kept once it has a name. */
export function attendanceDraft(
  call: Call,
  entry?: Attendance,
  at?: string,
  meeting?: { id: string; name: string },
): AttendanceDraft {
  const meetingId = meeting?.id ?? null;
  const writer = {
    place: "attendance",
    // Of a known meeting, when it was is all there is to say.
    isSaidByTime: meeting !== undefined,
    isNothing: ({ name }: AttendanceFields) => seen(name) === "",
    log: (fields: AttendanceFields, at: string | null) =>
      call("attendance_log", { ...fields, at, meetingId }),
    update: (id: string, fields: AttendanceFields, at: string | null) =>
      call("attendance_update", { ...fields, id, at }),
  };
  if (entry === undefined) {
    const fields = { ...NEW, name: meeting?.name ?? "" };
    return new Draft<AttendanceFields, Attendance>(writer, fields, undefined, at);
  }
  const { name, way, place, minutes, moodBefore, moodAfter, role, note } = entry;
  return new Draft<AttendanceFields, Attendance>(
    writer,
    { name, way, place, minutes, moodBefore, moodAfter, role, note },
    entry,
    civilFromMs(entry.atMs, entry.zone),
  );
}
