import { expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import { here, navigate } from "$shared/navigation.svelte.ts";
import App from "./App.svelte";
import { session } from "./session.svelte.ts";

test("Help is offered once in each of its own screens, and its numbers are one tap away", async () => {
  vi.spyOn(session, "start").mockResolvedValue();
  session.status = { state: "unlocked", problem: null, retryInSeconds: 0 };
  session.setUp = "done";
  await render(App);
  for (const step of ["", "/country", "/breathe", "/ground"]) {
    navigate(`/help${step}`);
    await vi.waitFor(() => expect(here().path).toBe(`/help${step}`));
    await vi.waitFor(() =>
      expect(page.getByRole("link", { name: "Help", exact: true }).elements()).toHaveLength(1),
    );
  }
  await page.getByRole("link", { name: "Help", exact: true }).click();
  await expect.element(page.getByRole("heading", { name: "Help now" })).toBeVisible();
});
