// How late reminders of the real program are, in real time: one a second, on a real notification daemon; and how often
// the program wakes while nothing is due. Prints a histogram; asserts nothing but that none is lost, doubled or early.
// usage: ringing.mjs [COUNT] [IDLE_SECONDS]     within a display and a session bus; part of `make soak`
import { readdirSync, readFileSync } from "node:fs";
import { Device, pause } from "../window/driver.mjs";
import { newHome, remove } from "../window/home.mjs";
import { ask, medicineAt } from "../window/medicine.mjs";
import { NotificationDesktop } from "../window/notifications.mjs";
import { setUp } from "../window/steps.mjs";

const COUNT = Number(process.argv[2] ?? 500);
const IDLE_SECONDS = Number(process.argv[3] ?? 300);
const OF_A_MEDICINE = 8;
const MOST_DOSES = 480;
const LEAD_MS = 60_000;

const { home, env } = newHome();
const desktop = await NotificationDesktop.start(home);
const device = await Device.start({ ...env, ...desktop.env });
let failed = false;
try {
  const window = await device.open();
  await setUp(window);
  await idle("idle, unlocked, nothing planned");
  const due = await plan(window);
  console.log(`${due.length} reminders, one a second`);
  // Nobody touches it for so long that it would lock, and a locked vault rings from a list of 48.
  for (const last = due.at(-1); Date.now() < last + 10_000; ) {
    await ask(window, "session_touch", {});
    await pause(30_000);
  }
  tell(due, desktop.rang());
  await idle("idle, unlocked, much planned");
} finally {
  await device.stop();
  desktop.stop();
  await remove(home);
}
process.exitCode = failed ? 1 : 0;

/**
 * Makes medicines with eight doses each; answers with all moments. A vault has at most 60 medicines, so those above 480
 * are heads-ups, eight minutes before the last doses.
 */
async function plan(window) {
  const begin = Date.now() + LEAD_MS;
  const rings = Array.from({ length: COUNT }, (_, n) => begin + n * 1_000);
  const [heads, due] = [rings.slice(0, Math.max(0, COUNT - MOST_DOSES)), rings.slice(Math.max(0, COUNT - MOST_DOSES))];
  const ahead = (at) => (heads.includes(at - MOST_DOSES * 1_000) ? [MOST_DOSES / 60] : []);
  for (let n = 0; n < due.length; n += OF_A_MEDICINE) {
    await ask(window, "medicine_create", medicineAt(`Soak ${n}`, due.slice(n, n + OF_A_MEDICINE), ahead));
  }
  if (Date.now() > begin) throw new Error("planning took longer than the lead");
  return rings;
}

function tell(due, rang) {
  const late = rang.map((at, n) => at - due[n]);
  const sorted = [...late].sort((a, b) => a - b);
  const at = (share) => `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0)} ms`;
  console.log(`${rang.length} of ${due.length} rang, each once; lateness: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}`);
  for (const [from, to] of [[-Infinity, 0], [0, 20], [20, 50], [50, 100], [100, 250], [250, 500], [500, 1_000], [1_000, Infinity]]) {
    const count = late.filter((ms) => ms >= from && ms < to).length;
    if (count > 0) console.log(`  ${String(from).padStart(9)} to ${String(to).padEnd(8)} ms ${String(count).padStart(5)} ${"#".repeat(Math.ceil((60 * count) / due.length))}`);
  }
  failed = rang.length !== due.length || sorted[0] < 0;
}

/** How often the program's own threads and its web processes wake, and what processor time they take. */
async function idle(what) {
  await pause(5_000);
  const before = spent();
  await pause(IDLE_SECONDS * 1_000);
  const after = spent();
  const hours = IDLE_SECONDS / 3_600;
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(name) ?? zero(), after.get(name) ?? zero()];
    const wakes = (to.wakes - from.wakes) / hours;
    const cpu = (to.ticks - from.ticks) / 100 / IDLE_SECONDS;
    if (wakes > 0) console.log(`${what}: ${name.padEnd(24)} ${wakes.toFixed(0).padStart(7)} wakes an hour, ${(100 * cpu).toFixed(2)} % of a core`);
  }
}

function zero() {
  return { wakes: 0, ticks: 0 };
}

/** Voluntary switches and clock ticks of all threads, by the name of the process and, for ours, of the thread. */
function spent() {
  const all = new Map();
  for (const pid of family()) {
    const process = comm(`/proc/${pid}`);
    for (const task of list(`/proc/${pid}/task`)) {
      const folder = `/proc/${pid}/task/${task}`;
      const name = process === "mainstay" ? `mainstay/${comm(folder)}` : process;
      const one = all.get(name) ?? zero();
      try {
        one.wakes += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`${folder}/status`, "utf8"))[1]);
        const fields = readFileSync(`${folder}/stat`, "utf8").split(") ")[1].split(" ");
        one.ticks += Number(fields[11]) + Number(fields[12]);
      } catch {
        continue; // It has ended.
      }
      all.set(name, one);
    }
  }
  return all;
}

/** The program and its children. */
function family() {
  const parents = new Map(list("/proc").filter((name) => /^\d+$/.test(name)).map((pid) => [pid, parentOf(pid)]));
  const ours = [...parents.keys()].filter((pid) => comm(`/proc/${pid}`) === "mainstay");
  const found = new Set(ours);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return found;
}

function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ")[1];
  } catch {
    return "0";
  }
}

function comm(folder) {
  try {
    return readFileSync(`${folder}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
