// Folders of a person who has never started the app; nothing of the real home is used.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { until } from "./driver.mjs";

/** Answers with the folder, the environment that leads there, and where the vault will be. */
export function newHome() {
  const home = mkdtempSync(join(tmpdir(), "mainstay-window-"));
  const bin = join(home, "bin");
  mkdirSync(bin);
  // Stands in for the system's telephone.
  writeFileSync(join(bin, "xdg-open"), `#!/bin/sh\nprintf '%s\\n' "$1" >> "${home}/opened"\n`);
  chmodSync(join(bin, "xdg-open"), 0o755);
  const env = {
    HOME: home,
    XDG_DATA_HOME: join(home, "data"),
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_CACHE_HOME: join(home, "cache"),
    MAINSTAY_DATA_DIR: join(home, "mainstay"),
    PATH: bin + delimiter + process.env.PATH,
  };
  return { home, env, data: env.MAINSTAY_DATA_DIR };
}

/** The web view's own processes may write for a moment after the program has ended. */
export const remove = (home) =>
  until("the folders to go", () => {
    try {
      rmSync(home, { recursive: true, force: true });
      return true;
    } catch {
      return false;
    }
  });

export const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
