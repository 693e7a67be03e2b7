// Screens over lives of other lengths: ten years and three days, written by the program `life`.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startPreview } from "./support.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
export const PASSPHRASE = "copper lantern quiet harbour";

/** The pages that a long log could break, over `length`: ten-years or three-days. */
export async function walkLife(phone, see, length) {
  const data = mkdtempSync(join(tmpdir(), "mainstay-life-"));
  cpSync(written(length), data, { recursive: true });
  const preview = await startPreview({ data });
  try {
    await preview.core("vault_unlock", { passphrase: PASSPHRASE });
    await walkPages(phone, preview, (name) => see(`${length} ${name}`));
  } finally {
    await preview.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Written once: ten years take minutes. */
export function written(length) {
  const folder = join(target, "lives", length);
  if (!existsSync(join(folder, "vault"))) execFileSync(join(target, "debug/life"), [folder, length], { stdio: "inherit" });
  return folder;
}

async function walkPages(phone, preview, see) {
  const [goal] = await preview.core("goal_list");
  await preview.core("settings_update", { outlook: true });
  await phone.open(preview);
  await phone.today();
  await see("today");
  await phone.go(`/goal/${goal.id}`);
  await phone.heading("goal-numbers").waitFor();
  await see("goal");
  await phone.go("/journey");
  await phone.page.locator("section.day").first().waitFor();
  await see("journey");
  await phone.page.locator("section.day").nth(1).scrollIntoViewIfNeeded();
  await see("journey list");
  await phone.go("/charts");
  await phone.heading("chart-mood").waitFor();
  await phone.tap("charts-all");
  await phone.settled();
  await see("charts all");
  await phone.go("/year");
  await phone.heading("year-title").waitFor();
  await see("year");
  await phone.go("/diary-card");
  await phone.heading("diary-title").waitFor();
  await see("diary card");
  await phone.go("/patterns");
  await phone.page.locator("main h2").nth(1).waitFor();
  await see("patterns");
  await phone.go("/search");
  await phone.field("search-field").fill("garden");
  await phone.page.locator("mark").first().waitFor();
  await see("search");
  await phone.go("/removed");
  await phone.heading("removed-title").waitFor();
  await see("removed");
}
