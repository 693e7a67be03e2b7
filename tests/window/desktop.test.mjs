// The desktop says that the device sleeps or that its screen is locked, and the vault locks. `desktop.py` is the desktop.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, test } from "node:test";
import { binary, Device, pause, until } from "./driver.mjs";
import { newHome, remove } from "./home.mjs";
import { ask, medicineAt } from "./medicine.mjs";
import { NotificationDesktop } from "./notifications.mjs";
import { onToday, PASSPHRASE, setUp, unlock } from "./steps.mjs";
import { t } from "./words.mjs";

/** A bus of its own in place of the system's, at the same place each time. */
async function startBus(folder) {
  const place = `unix:path=${join(folder, "system-bus")}`;
  const daemon = spawn("dbus-daemon", ["--session", "--nofork", "--print-address", `--address=${place}`]);
  await once(createInterface({ input: daemon.stdout }), "line");
  // Without its name, which is another the next time.
  return { address: place, stop: () => (daemon.kill(), once(daemon, "exit")) };
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
    bus = await startBus(home);
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

  // Without the word that it woke, the next look were a minute after the one that the daemon did not answer.
  test("what came due and could not be shown is shown once, at the word that the device woke", async () => {
    await desktop.hears((one) => one.inhibits?.join() === "sleep,delay");
    await reopen();
    const due = Date.now() + 3_000;
    await ask(window, "medicine_create", medicineAt("Zylphorane", [due]));
    await desktop.says("sleep");
    await desktop.hears((one) => one.released);
    notices.hang();
    // It is waited for three seconds, and then left alone for ten.
    await pause(due + 16_000 - Date.now());
    notices.goOn();
    await pause(1_000);
    assert.equal(notices.rang().length, 0, "nobody looks");
    const woken = Date.now();
    await desktop.says("wake");
    await notices.shows(1);
    await pause(1_000);
    const [rang, ...more] = notices.rang();
    console.log(`shown ${(rang - woken).toFixed(0)} ms after waking`);
    assert.ok(rang > woken && more.length === 0, "once, and at that word");
    assert.ok(rang - woken < 2_000, "within two seconds");
  });

  // The program is only stopped: its clocks and timers go on. That a suspended device's do not is not shown here.
  test("a program that was stopped shows what came due, once", async () => {
    await reopen();
    const before = notices.rang().length;
    const due = Date.now() + 3_000;
    await ask(window, "medicine_create", medicineAt("Quendalin", [due]));
    await desktop.says("sleep");
    await desktop.hears((one) => one.released);
    device.pause();
    await pause(due + 1_000 - Date.now());
    assert.equal(notices.rang().length, before, "it stands still");
    device.wake();
    await desktop.says("wake");
    await until("one more", () => notices.rang().length > before);
    await pause(1_000);
    assert.equal(notices.rang().length, before + 1, "once");
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

// Without a window: WebKit's own processes end with the system's bus.
test("a bus that ended is listened to again, and the log says so", async () => {
  const { home, env } = newHome();
  let bus = await startBus(home);
  const buses = { ...process.env, ...env, DBUS_SYSTEM_BUS_ADDRESS: bus.address };
  let desktop = new Desktop(buses);
  await desktop.hears((one) => one.ready);
  const program = spawn(binary, ["--hidden"], { env: buses, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  program.stderr.on("data", (bytes) => (log += bytes));
  try {
    const inhibits = (one) => one.inhibits?.join() === "sleep,delay";
    await desktop.hears(inhibits);
    desktop.stop();
    await bus.stop();
    bus = await startBus(home);
    desktop = new Desktop(buses);
    await desktop.hears((one) => one.ready);
    // Who hears that the device woke takes an inhibitor, where it has none.
    await until("it to hear the new bus", async () => {
      await desktop.says("wake");
      await pause(100);
      return desktop.heard.some(inhibits);
    });
    assert.equal(log.split("the system-bus ended, and is asked for again").length, 2, log);
  } finally {
    program.kill();
    await once(program, "exit");
    desktop.stop();
    await bus.stop();
    await remove(home);
  }
});
