import { afterEach, expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import type { DeviceQuestion } from "$ipc";
import { t } from "$shared/i18n/index.svelte.ts";
import RingsHere from "./RingsHere.svelte";

afterEach(() => {
  vi.restoreAllMocks();
  document.querySelectorAll("h1").forEach((heading) => heading.remove());
});

test.each([
  ["rings-here-not-now", "device_question_dismiss"],
  ["reminder-login-on", "start_at_login_update"],
])("after %s the card is gone, and the keyboard is at the heading of its page", async (id, act) => {
  let question: DeviceQuestion | null = { shows: true, startsAtLogin: false, isAsked: true };
  vi.spyOn(window, "fetch").mockImplementation(async (address) => {
    if (String(address).endsWith(act)) question = null;
    return new Response(JSON.stringify({ ok: question ?? null }));
  });
  const heading = document.createElement("h1");
  heading.tabIndex = -1;
  document.body.prepend(heading);
  await render(RingsHere, {});
  await page.getByRole("button", { name: t(id), exact: true }).click();
  await vi.waitFor(() => expect(document.activeElement).toBe(heading));
  await expect.element(page.getByText(t("reminder-device"))).not.toBeInTheDocument();
});
