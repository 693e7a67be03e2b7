// Starting at login: the real program writes its entry, GLib reads and starts it as a desktop does, and it shows no
// window. The program lies in a folder whose name needs every quoting that the specification has.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { binary, Device, pause, until } from "./driver.mjs";
import { newHome, remove } from "./home.mjs";
import { ask } from "./medicine.mjs";
import { onToday, PASSPHRASE, setUp, unlock } from "./steps.mjs";
import { hasWindow } from "./x11.mjs";

/** Reads the entry and runs it, as a desktop does at login. */
const LAUNCH = "import sys; from gi.repository import Gio; assert Gio.DesktopAppInfo.new_from_filename(sys.argv[1]).launch([], None)";
/** A window that was going to show itself would have by then. */
const SETTLED_MS = 2_000;

describe("starting at login", { concurrency: false }, () => {
  const { home, env } = newHome();
  const entry = join(env.XDG_CONFIG_HOME, "autostart/Mainstay.desktop");
  const odd = join(home, 'My Apps 100% of "$HOME" `x` c\\d');
  const all = { ...process.env, ...env };
  let program = join(odd, "mainstay");
  let device, window;

  const runs = (pid) => {
    try {
      const hidden = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes("--hidden");
      return hidden && readlinkSync(`/proc/${pid}/exe`) === program;
    } catch {
      return false; // It has ended, or is somebody else's.
    }
  };
  const hiddenOne = () => readdirSync("/proc").find((name) => /^\d+$/.test(name) && runs(name));
  const end = async () => {
    const pid = hiddenOne();
    if (pid) process.kill(Number(pid), "SIGTERM");
    await until("the hidden program to end", () => !hiddenOne());
  };
  /** Starts it once more; answers when that one has ended. */
  const again = (...args) => new Promise((done) => spawn(program, args, { env: all, stdio: "ignore" }).once("exit", done));
  const isOn = async () => (await ask(window, "reminder_health_get", {})).startsAtLogin;
  const open = async () => {
    device = await Device.start(env, program);
    window = await device.open();
  };

  before(async () => {
    mkdirSync(odd);
    linkSync(binary, program);
    await open();
    await setUp(window);
  });
  after(async () => {
    await end();
    await device?.stop();
    await remove(home);
  });

  test("switched on, it is in the person's own folder of configuration", async () => {
    assert.equal(await isOn(), false);
    await ask(window, "start_at_login_update", { on: true });
    assert.equal(await isOn(), true);
    assert.ok(existsSync(entry));
    assert.ok(!existsSync(join(home, ".config/autostart")), "XDG_CONFIG_HOME is heard");
    await device.quit();
    await device.stop();
  });

  test("a desktop starts it from there, without a window", async () => {
    // It would wait for whoever inherits what it writes to, which is the program.
    execFileSync("/usr/bin/python3", ["-c", LAUNCH, entry], { env: all, stdio: "ignore" });
    await until("the program to be started", hiddenOne);
    await pause(SETTLED_MS);
    assert.ok(hiddenOne(), "it stays");
    assert.ok(!hasWindow(), "nobody asked for a window");
  });

  test("a second start for login brings no window, one by hand does", async () => {
    assert.equal(await again("--hidden"), 0);
    await pause(SETTLED_MS);
    assert.ok(!hasWindow(), "nobody asked for a window");
    assert.equal(await again(), 0);
    await until("the window", hasWindow);
    await end();
  });

  test("where the program was moved, its next start has the entry follow it", async () => {
    const moved = join(home, "moved");
    renameSync(odd, moved);
    program = join(moved, "mainstay");
    await open();
    await unlock(window, PASSPHRASE);
    await onToday(window);
    assert.equal(await isOn(), true);
    assert.ok(readFileSync(entry, "utf8").includes(`\nExec="${program}" --hidden\n`));
  });

  test("switched off, the entry is gone", async () => {
    await ask(window, "start_at_login_update", { on: false });
    assert.equal(await isOn(), false);
    assert.ok(!existsSync(entry));
  });
});
