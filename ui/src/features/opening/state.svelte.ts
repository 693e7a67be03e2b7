// The flows of the running app. They live while the person looks at Help in the middle of one, and no longer.
import { call } from "$ipc";
import { t } from "$shared/i18n/index.svelte.ts";
import { onLock } from "$shared/lifetime.ts";
import { here } from "$shared/navigation.svelte.ts";
import { toast } from "$shared/ui/toast.svelte.ts";
import { untrack } from "svelte";
import { CodeRenewal, PassphraseChange, Practice, type Left } from "./opening.svelte.ts";
import { PinChange } from "./pin.svelte.ts";
import { Protection } from "./protection.svelte.ts";

export const change = new PassphraseChange(call);
export const renewal = new CodeRenewal(call);
export const practice = new Practice(call);
export const protection = new Protection(call);
export const pin = new PinChange(call);
export const pinRemoval = new PinChange(call);
onLock(() => {
  change.lock();
  renewal.lock();
  practice.clear();
  protection.lock();
  pin.lock();
  pinRemoval.lock();
});

function say(left: Left | null): void {
  if (left !== null) toast.show({ text: t(`opening-left-${left}`) });
}

/** Whichever way the person went: a bar, Back, an address. */
function follow(path: string): void {
  if (/^\/help(\/|$)/.test(path)) return;
  const [, area, flow, step] = path.split("/");
  const isIn = (name: string): boolean => area === "opening" && flow === name;
  if (!isIn("passphrase") || step !== "again") void change.giveUp().then(say);
  if (!isIn("passphrase")) change.clear();
  if (!isIn("code")) {
    void renewal.giveUp().then(say);
    renewal.clear();
  }
  if (!isIn("practice")) practice.clear();
  if (!isIn("pin")) pin.clear();
  if (!isIn("pin-remove")) pinRemoval.lock();
  if (!isIn("protect")) void protection.giveUp().then(say);
  // Back from the second typing to the first: another one may be chosen.
  else if (step === undefined) void protection.change.giveUp();
}

$effect.root(() => {
  $effect(() => {
    const { path } = here();
    untrack(() => follow(path));
  });
});
