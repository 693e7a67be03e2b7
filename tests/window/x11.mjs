// What a window manager sees of the display.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** `list`: the names of the windows that are shown; `close NAME`: its cross. */
export const x11 = (...args) =>
  execFileSync("/usr/bin/python3", [join(import.meta.dirname, "x11.py"), ...args], { encoding: "utf8" });

export const hasWindow = () => x11("list").split("\n").includes("Mainstay");
