import { afterEach, expect, test, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { page } from "vitest/browser";
import { t } from "$shared/i18n/index.svelte.ts";
import MeetingsPage from "./MeetingsPage.svelte";
import { meetings } from "./state.ts";
import { kindName } from "./words.ts";

afterEach(() => {
  vi.restoreAllMocks();
  meetings.clear();
});

test("more kinds were asked for: the keyboard goes on at the first of them", async () => {
  const codes = ["A", "B", "C", "D", "EN", "FR", "G", "L", "M", "N", "O", "S", "SP", "ST", "T"];
  const kinds = codes.map((code) => ({ vocabulary: "meeting_guide", code }) as const);
  const answers: Record<string, unknown> = {
    meeting_feed_list: {
      available: true,
      feeds: [{ id: "feed-1" }],
      kinds: kinds.map((kind) => ({ kind, meetings: 1 })),
    },
    meeting_search: { meetings: [], more: null, nowMs: 0, today: "2026-11-21", zone: "UTC" },
  };
  vi.spyOn(window, "fetch").mockImplementation(async (address) => {
    const name = String(address).split("/").at(-1) ?? "";
    return new Response(JSON.stringify({ ok: answers[name] ?? null }));
  });
  await render(MeetingsPage, {});
  await page.getByText(t("meetings-filters"), { exact: true }).click();
  await page.getByRole("button", { name: t("meetings-kinds-more"), exact: true }).click();
  const [first] = kinds.slice(12);
  await vi.waitFor(() =>
    expect(document.activeElement?.textContent.trim()).toBe(first && kindName(first)),
  );
});
