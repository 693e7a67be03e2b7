// Reminders of the real program on a real notification daemon: what rings while the vault is open, while it is locked
// and while there is no window; an answer on the notification is in the ledger; nothing on the bus names anything.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { binary, Device, pause, until } from "./driver.mjs";
import { newHome, remove } from "./home.mjs";
import { ask, medicineAt } from "./medicine.mjs";
import { NotificationDesktop } from "./notifications.mjs";
import { onToday, PASSPHRASE, setUp, unlock } from "./steps.mjs";
import { t } from "./words.mjs";
import { hasWindow, x11 } from "./x11.mjs";

const MEDICINE = "Zylphorane";
/** Long enough to get from one state of the app to the next on a busy machine. */
const SOON_MS = 4_000;
const LATER_MS = 40_000;

/** How often each thread of a process has gone to sleep by itself. */
function wakes(pid) {
  const folder = `/proc/${pid}/task`;
  const of = (task) => {
    const name = readFileSync(`${folder}/${task}/comm`, "utf8").trim();
    const [, count] = /^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`${folder}/${task}/status`, "utf8"));
    return [`${name} ${task}`, Number(count)];
  };
  return new Map(readdirSync(folder).map(of));
}

describe("reminders on a desktop", { concurrency: false }, () => {
  const { home, env } = newHome();
  let desktop, device, window, hidden;
  /** When the doses of the test are due: while it is open, locked, without a window, and after that was closed. */
  let begin;
  const due = [];

  const all = () => ({ ...process.env, ...env, ...desktop.env });
  const states = async () => {
    const day = new Date(begin).toLocaleDateString("sv");
    const until = new Date(begin + 24 * 3_600_000).toLocaleDateString("sv");
    const list = await ask(window, "occurrence_list", { fromOn: day, untilOn: until, schedule: null });
    return list.filter((one) => due.includes(one.dueMs)).map((one) => one.state);
  };
  const waitUntil = (ms) => pause(Math.max(0, ms - Date.now()));

  before(async () => {
    desktop = await NotificationDesktop.start(home);
    device = await Device.start({ ...env, ...desktop.env });
    window = await device.open();
    await setUp(window);
  });
  after(async () => {
    hidden?.kill();
    await device?.stop();
    desktop?.stop();
    await remove(home);
  });

  test("a dose rings at its time, and Done on the notification is in the ledger", async () => {
    begin = Date.now();
    due.push(begin + SOON_MS);
    await ask(window, "medicine_create", medicineAt(MEDICINE, due.slice(0, 1)));
    await desktop.shows(1);
    assert.ok(Date.now() >= due[0], "not early");
    desktop.press(t("notice-done"));
    await desktop.shows(0);
    await until("the answer in the ledger", async () => (await states()).join() === "taken");
  });

  test("while the vault is locked it rings as well, and the answer is there after the unlock", async () => {
    due.push(Date.now() + SOON_MS);
    await ask(window, "medicine_create", medicineAt(`${MEDICINE} two`, due.slice(1, 2)));
    await ask(window, "vault_lock", {});
    await desktop.shows(1);
    assert.ok(Date.now() >= due[1], "not early");
    desktop.press(t("notice-skip"));
    await desktop.shows(0);
    await window.reload();
    await unlock(window, PASSPHRASE);
    await onToday(window);
    assert.deepEqual(await states(), ["taken", "skipped"]);
  });

  test("started hidden it has no window and rings; closing the window stays while something can ring", async () => {
    due.push(Date.now() + LATER_MS, Date.now() + 2 * LATER_MS);
    await ask(window, "medicine_create", medicineAt(`${MEDICINE} three`, due.slice(2)));
    await device.quit();
    hidden = spawn(binary, ["--hidden"], { env: all(), stdio: "ignore" });
    const ended = new Promise((done) => hidden.once("exit", done));
    await waitUntil(due[2]);
    await desktop.shows(1);
    assert.ok(!hasWindow(), "nobody asked for a window");
    desktop.press(t("notice-done"));
    await desktop.shows(0);
    await pause(3_000);
    const before = wakes(hidden.pid);
    await pause(10_000);
    const woken = [...wakes(hidden.pid)].filter(([thread, count]) => count > (before.get(thread) ?? 0));
    assert.ok(woken.length <= 2, `while nothing is due nobody wakes: ${woken.map(([thread]) => thread)}`);
    // A second start brings the window; its cross takes only the window away.
    spawn(binary, [], { env: all(), stdio: "ignore" });
    await until("the window", hasWindow);
    x11("close", "Mainstay");
    await until("the window to go", () => !hasWindow());
    await waitUntil(due[3]);
    await desktop.shows(1);
    assert.equal(hidden.exitCode, null, "it stays for what is to come");
    desktop.press(t("notice-later"));
    await desktop.shows(0);
    hidden.kill("SIGTERM");
    await ended;
  });

  test("what was answered without a window is in the ledger, and nothing on the bus names what it was about", async () => {
    window = await device.open();
    await unlock(window, PASSPHRASE);
    await onToday(window);
    assert.deepEqual(await states(), ["taken", "skipped", "taken", "raised"]);
    const asked = desktop.asked();
    assert.ok(asked.length >= 4, "the bus was heard");
    for (const words of asked) {
      const said = words.filter((text) => text.includes(t("notice-reminder")));
      assert.equal(said.length, 1, words.join(" | "));
    }
    assert.ok(!desktop.heard().includes(MEDICINE));
    assert.ok(!device.log.includes(MEDICINE));
  });

  test("touching a notification leads to what it is about, as soon as the vault is open", async () => {
    const name = `${MEDICINE} four`;
    const soon = Date.now() + SOON_MS + 30 * 60_000;
    await ask(window, "medicine_create", medicineAt(name, [soon], () => [30]));
    await ask(window, "vault_lock", {});
    await desktop.shows(1);
    desktop.touch();
    await desktop.shows(0);
    await window.reload();
    await unlock(window, PASSPHRASE);
    await window.see("heading", `${name} 8 mg`);
  });
});
