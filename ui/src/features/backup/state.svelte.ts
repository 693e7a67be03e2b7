// The backups of the running app. A restore lives while the person looks at Help in the middle of it, and no longer.
import { untrack } from "svelte";
import { call } from "$ipc";
import { onLock } from "$shared/lifetime.ts";
import { here } from "$shared/navigation.svelte.ts";
import { Backups, Restore } from "./backup.svelte.ts";

export const backups = new Backups(call);
export const restore = new Restore(call);
onLock(() => {
  backups.clear();
  restore.clear();
});

/** Forgets what was typed once the person is elsewhere. One that runs is not forgotten: its answer says what is open. */
export function forgetIfLeft(): void {
  if (/^\/(help|restore)(\/|$)/.test(here().path) || restore.work.busy) return;
  restore.clear();
}

$effect.root(() => {
  $effect(() => {
    void here().path;
    untrack(forgetIfLeft);
  });
});
