// A desktop that shows notifications: a session bus of its own, dunst on it, and all that is said on the bus.
// dunst's menu of actions is a program that presses what a file names.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { until } from "./driver.mjs";

const NAME = "org.freedesktop.Notifications";

export class NotificationDesktop {
  static async start(folder) {
    const desktop = new NotificationDesktop();
    desktop.#daemon = spawn("dbus-daemon", ["--session", "--nofork", "--print-address"]);
    const line = createInterface({ input: desktop.#daemon.stdout });
    const address = await new Promise((done) => line.once("line", done));
    desktop.env = { DBUS_SESSION_BUS_ADDRESS: address };
    desktop.#all = { ...process.env, ...desktop.env };
    desktop.#pressed = join(folder, "pressed");
    const menu = join(folder, "menu");
    // Lines are "#label (name) [id,key]"; the one with the label that was asked for is the choice.
    writeFileSync(menu, `#!/bin/sh\ngrep -F "#$(cat "${desktop.#pressed}")" | head -n 1\n`);
    chmodSync(menu, 0o755);
    const config = join(folder, "dunstrc");
    writeFileSync(config, `[global]\n  dmenu = ${menu}\n  history_length = 0\n`);
    desktop.#heard = join(folder, "heard");
    // Before the daemon: all that is ever said.
    desktop.#monitor = spawn("sh", ["-c", `exec dbus-monitor --session >"${desktop.#heard}" 2>&1`], { env: desktop.#all });
    desktop.#dunst = spawn("dunst", ["-conf", config], { env: desktop.#all, stdio: "ignore" });
    await until("the notification daemon", () => desktop.#isThere());
    return desktop;
  }

  #daemon;
  #dunst;
  #monitor;
  #all;
  #pressed;
  #heard;

  #isThere() {
    try {
      const owned = `org.freedesktop.DBus.NameHasOwner`;
      const to = ["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus", owned];
      return execFileSync("dbus-send", [...to, `string:${NAME}`], { env: this.#all, encoding: "utf8" }).includes("true");
    } catch {
      return false;
    }
  }

  #ctl(...args) {
    return execFileSync("dunstctl", args, { env: this.#all, encoding: "utf8" }).trim();
  }

  /** Waits until so many stand on the screen. */
  shows(count) {
    return until(`${count} notifications on the screen`, () => this.#ctl("count", "displayed") === String(count));
  }

  /** Presses the button with this label of the newest notification. */
  press(label) {
    writeFileSync(this.#pressed, label);
    this.#ctl("context");
  }

  /** Touches the newest notification itself. */
  touch() {
    this.#ctl("action", "0");
  }

  /** All that went over the bus. */
  heard() {
    return readFileSync(this.#heard, "utf8");
  }

  /** The words of each notification that was asked for: its title, its detail and its buttons. */
  asked() {
    const calls = this.heard().split(/^(?=method call|signal|method return|error)/m);
    const notify = calls.filter((call) => call.startsWith("method call") && call.includes("member=Notify\n"));
    return notify.map((call) => [...call.matchAll(/string "(.*)"/g)].map(([, text]) => text));
  }

  /** When each notification was asked for, in milliseconds since 1970, in order. */
  rang() {
    return [...this.heard().matchAll(/^method call time=([\d.]+) .*member=Notify$/gm)].map(([, time]) => 1_000 * Number(time));
  }

  /** The daemon stays and answers nothing, until `goOn`. */
  hang() {
    this.#dunst.kill("SIGSTOP");
  }

  goOn() {
    this.#dunst.kill("SIGCONT");
  }

  stop() {
    this.goOn();
    for (const one of [this.#dunst, this.#monitor, this.#daemon]) one?.kill();
  }
}
