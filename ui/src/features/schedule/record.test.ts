import { expect, test } from "vitest";
import { toast } from "$shared/ui/toast.svelte.ts";
import { end } from "./record.ts";
import { ScheduleForm } from "./schedule.svelte.ts";

const schedule = (): ScheduleForm =>
  new ScheduleForm({
    here: { today: "2026-11-21", zone: "Europe/London", now: "2026-11-21T18:30" },
  });
const said = ({ name }: { name: string }): string => `Added: ${name}`;

test("a record with something that would be lost stays, and what is missing is asked for", async () => {
  const open = { draft: { changes: ["c1"], entry: { name: "Therapy" } }, schedule: schedule() };
  expect(await end(open, () => Promise.resolve(false), said)).toBe(false);
  expect(open.schedule.refusal?.code).toBe("answer_needed");
  expect(toast.current).toBeNull();
});

test("one that ends is told with its name and can be taken back; where nothing was kept, nothing is told", async () => {
  const gone = {
    draft: { changes: [], entry: null as { name: string } | null },
    schedule: schedule(),
  };
  expect(await end(gone, () => Promise.resolve(true), said)).toBe(true);
  expect([toast.current, gone.schedule.refusal]).toEqual([null, null]);
  const kept = { ...gone, draft: { changes: ["c1"], entry: { name: "Therapy" } } };
  expect(await end(kept, () => Promise.resolve(true), said)).toBe(true);
  expect(toast.current?.text).toBe("Added: Therapy");
  toast.hide();
});
