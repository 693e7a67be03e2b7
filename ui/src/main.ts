import { mount } from "svelte";
import App from "$app/App.svelte";
import { followVisibleHeight } from "$app/viewport.ts";
import { device } from "$shared/device.svelte.ts";
import { useLocale } from "$shared/i18n/index.svelte.ts";

/** Words first, then the app: no screen is ever drawn without its language. */
async function start(): Promise<void> {
  device.apply();
  followVisibleHeight();
  await useLocale(device.locale);
  const target = document.getElementById("app");
  if (target === null) return;
  target.replaceChildren();
  mount(App, { target });
}

void start();
