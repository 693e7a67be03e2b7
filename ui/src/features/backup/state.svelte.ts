// The backups of the running app. A restore lives while the person looks at Help in the middle of it, and no longer.
import { untrack } from "svelte";
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { here } from "$shared/navigation.svelte.ts";
import { Backups, Restore } from "./backup.svelte.ts";
import { ElsewhereFlow } from "./elsewhere.svelte.ts";

export const backups = new Backups(call);
export const restore = new Restore(call);
export const elsewhere = new ElsewhereFlow(call);
onLock(() => {
  backups.clear();
  restore.clear();
  elsewhere.clear();
});

/** Forgets what was typed once the person is elsewhere. One that runs is not forgotten: its answer says what is open. */
export function forgetIfLeft(): void {
  if (/^\/(help|restore)(\/|$)/.test(here().path) || restore.work.busy) return;
  restore.clear();
}

/** The same for a copy elsewhere. */
export function forgetElsewhereIfLeft(): void {
  if (/^\/(help|elsewhere)(\/|$)/.test(here().path) || elsewhere.work.busy) return;
  elsewhere.leave();
}

$effect.root(() => {
  $effect(() => {
    void here().path;
    untrack(forgetIfLeft);
    untrack(forgetElsewhereIfLeft);
  });
});
