// The desktop says that the device sleeps or that its screen is locked, and the vault locks. `desktop.py` is the desktop.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { Device, pause, until } from "./driver.mjs";
import { newHome, remove } from "./home.mjs";
import { ask, medicineAt } from "./medicine.mjs";
import { NotificationDesktop } from "./notifications.mjs";
import { onToday, PASSPHRASE, setUp, unlock } from "./steps.mjs";
import { t } from "./words.mjs";

/** A bus of its own in place of the system's. */
async function startBus() {
  const daemon = spawn("dbus-daemon", ["--session", "--nofork", "--print-address"]);
  const [address] = await once(createInterface({ input: daemon.stdout }), "line");
  return { address, stop: () => daemon.kill() };
}

const once = (source, event) => new Promise((done) => source.once(event, (...what) => done(what)));

/** What somebody sees of the app, and what the desktop hears and says. */
class Desktop {
  heard = [];
  #python;
  constructor(env) {
    // Debian's own Python has the two modules; another that stands before it in PATH may not.
    this.#python = spawn("/usr/bin/python3", [join(import.meta.dirname, "desktop.py")], { env, stdio: ["pipe", "pipe", "inherit"] });
    createInterface({ input: this.#python.stdout }).on("line", (line) => this.heard.push(JSON.parse(line)));
  }

  /** Has it say something; waits until it has. */
  async says(word) {
    this.heard = [];
    this.#python.stdin.write(`${word}\n`);
    await this.hears((one) => one.said === word);
  }

  hears(what) {
    return until(`the desktop to hear ${what}`, () => this.heard.find(what));
  }

  stop() {
    this.#python.kill();
  }
}

describe("a desktop that says when it sleeps and locks", { concurrency: false }, () => {
  const { home, env, data } = newHome();
  let bus, desktop, device, notices, window;
  const journalIsOpen = () => existsSync(join(data, "vault/vault.db-wal"));
  const isLocked = () => window.see("textbox", t("lock-passphrase"));
  const reopen = async () => {
    await unlock(window, PASSPHRASE);
    await onToday(window);
    assert.ok(journalIsOpen());
  };

  before(async () => {
    bus = await startBus();
    notices = await NotificationDesktop.start(home);
    const buses = { ...process.env, ...env, ...notices.env, DBUS_SYSTEM_BUS_ADDRESS: bus.address };
    desktop = new Desktop(buses);
    await desktop.hears((one) => one.ready);
    device = await Device.start(buses);
    window = await device.open();
  });
  after(async () => {
    await device?.stop();
    desktop?.stop();
    notices?.stop();
    bus?.stop();
    await remove(home);
  });

  test("before the device sleeps, the vault is locked and the window shows the lock", async () => {
    await desktop.hears((one) => one.inhibits?.join() === "sleep,delay");
    await setUp(window);
    assert.ok(journalIsOpen());
    await desktop.says("sleep");
    await desktop.hears((one) => one.released);
    assert.ok(!journalIsOpen(), "the journal was put away before the device was let go");
    await isLocked();
    assert.ok(!(await window.text()).includes(t("today-how")));
  });

  test("after the sleep it waits for the next one", async () => {
    await desktop.says("wake");
    await desktop.hears((one) => one.inhibits?.join() === "sleep,delay");
    await reopen();
    await desktop.says("sleep");
    await desktop.hears((one) => one.released);
    assert.ok(!journalIsOpen());
    await isLocked();
    await desktop.says("wake");
  });

  test("what came due during the sleep is shown once, soon after waking", async () => {
    await desktop.hears((one) => one.inhibits?.join() === "sleep,delay");
    await reopen();
    const due = Date.now() + 3_000;
    await ask(window, "medicine_create", medicineAt("Zylphorane", [due]));
    await desktop.says("sleep");
    await desktop.hears((one) => one.released);
    device.pause();
    await pause(due + 1_000 - Date.now());
    assert.equal(notices.rang().length, 0, "it sleeps");
    const woken = Date.now();
    device.wake();
    await desktop.says("wake");
    await notices.shows(1);
    await pause(1_000);
    const [rang, ...more] = notices.rang();
    console.log(`shown ${(rang - woken).toFixed(0)} ms after waking`);
    assert.ok(rang > due && more.length === 0, "once, and not early");
  });

  test("the session's lock locks, that of another session does not", async () => {
    await reopen();
    await desktop.says("lock-other");
    await pause(300);
    assert.ok(journalIsOpen(), "somebody else's screen");
    await desktop.says("lock");
    await until("the lock", () => !journalIsOpen());
    await isLocked();
  });

  test("the screen saver's lock locks, its end does not", async () => {
    await reopen();
    await desktop.says("saver-off");
    await pause(300);
    assert.ok(journalIsOpen(), "the screen was opened");
    await desktop.says("saver-on");
    await until("the lock", () => !journalIsOpen());
    await isLocked();
  });

  test("a locked app stays as it is, whatever the desktop says", async () => {
    await window.press("link", t("help-now"));
    await window.see("heading", t("help-title"));
    for (const word of ["sleep", "wake", "lock", "saver-on"]) await desktop.says(word);
    await pause(300);
    await window.see("heading", t("help-title"));
  });
});

test("without any bus the app works and says nothing of it", async () => {
  const { home, env } = newHome();
  const none = "unix:path=/nonexistent/bus";
  const device = await Device.start({ ...env, DBUS_SYSTEM_BUS_ADDRESS: none });
  const window = await device.open();
  await window.see("button", t("set-up-start"));
  await device.stop();
  assert.doesNotMatch(device.log, /mainstay: (?!no display)/);
  await remove(home);
});
