// How late reminders of the real program are, in real time: one a second, on a real notification daemon; and how often
// the program wakes while nothing is due, with its window and hidden and locked. Prints a histogram, and what is over
// its goal. Fails when one is lost, doubled or early; over a goal only in `make soak`, on a machine that does nothing else.
// usage: ringing.mjs [COUNT] [IDLE_SECONDS]     within a display and a session bus; part of `make soak`
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { binary, Device, pause } from "../window/driver.mjs";
import { newHome, remove } from "../window/home.mjs";
import { ask, medicineAt } from "../window/medicine.mjs";
import { NotificationDesktop } from "../window/notifications.mjs";
import { setUp } from "../window/steps.mjs";

const COUNT = Number(process.argv[2] ?? 500);
const IDLE_SECONDS = Number(process.argv[3] ?? 300);
const OF_A_MEDICINE = 8;
const MOST_DOSES = 480;
const LEAD_MS = 60_000;
/** A late one in a hundred may be as late as this. */
const LATE_MS = 1_000;
/** As `quality.md` has it for what wakes by itself, unlocked and locked. */
const LOOKS_AN_HOUR = 60;
/** What the threads are called that look at the reminders. */
const LOOKERS = "mainstay/tokio-rt-worker";

const { home, env } = newHome();
const desktop = await NotificationDesktop.start(home);
const device = await Device.start({ ...env, ...desktop.env });
let failed = false;
let hidden;
try {
  const window = await device.open();
  await setUp(window);
  await idle("idle, unlocked, nothing planned");
  const due = await plan(window);
  console.log(`${due.length} reminders, one a second`);
  // Nobody touches it for so long that it would lock, and a locked vault rings from a list of 500.
  for (const last = due.at(-1); Date.now() < last + 10_000; ) {
    await ask(window, "session_touch", {});
    await pause(30_000);
  }
  tell(due, desktop.rang());
  await idle("idle, unlocked, much planned");
  await device.quit();
  hidden = spawn(binary, ["--hidden"], { env: { ...process.env, ...env, ...desktop.env }, stdio: "ignore" });
  await idle("idle, hidden and locked, much planned");
} finally {
  hidden?.kill();
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
  goal("p99 of the lateness in ms", sorted[Math.floor(sorted.length * 0.99)] ?? Infinity, LATE_MS);
}

function goal(what, is, most) {
  if (is <= most) return;
  console.log(`OVER ITS GOAL: ${what} is ${is.toFixed(0)}, and is to be at most ${most}`);
  failed ||= process.env.MAINSTAY_SOAK === "1";
}

/**
 * How often the program's own threads and its web processes wake, and what processor time they take; the looks an hour
 * beside their goal.
 */
async function idle(what) {
  // Also until the threads of the last look have ended.
  await pause(15_000);
  const before = spent();
  const { looks, awake } = await countLooks(IDLE_SECONDS);
  const after = spent();
  const hours = IDLE_SECONDS / 3_600;
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(name) ?? zero(), after.get(name) ?? zero()];
    const wakes = (to.wakes - from.wakes) / hours;
    const cpu = (to.ticks - from.ticks) / 100 / IDLE_SECONDS;
    if (wakes > 0) console.log(`${what}: ${name.padEnd(24)} ${wakes.toFixed(0).padStart(7)} wakes an hour, ${(100 * cpu).toFixed(2)} % of a core`);
  }
  // A look may stand at either end of the time.
  const anHour = Math.max(0, looks - 1) / hours;
  const against = `${anHour.toFixed(0)} an hour, and is to be at most ${LOOKS_AN_HOUR}`;
  console.log(`${what}: ${looks} looks (${against}), and awake in ${awake} of ${IDLE_SECONDS} seconds`);
  goal(`${what}: looks an hour`, anHour, LOOKS_AN_HOUR);
}

/**
 * How often something was looked at in so many seconds, and in how many of them its threads woke at all. A look is on a
 * thread of its own, which ends after ten idle seconds, so a new one is a look. tokio's wheel of timers wakes its thread
 * once or twice more on the way to a time that is a minute away; those are no looks.
 */
async function countLooks(seconds) {
  let [looks, awake, last] = [0, 0, lookers()];
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; ) {
    await pause(1_000);
    const now = lookers();
    const tasks = [...now.keys()];
    if (tasks.some((task) => !last.has(task))) looks += 1;
    if (tasks.some((task) => now.get(task) !== last.get(task))) awake += 1;
    last = now;
  }
  return { looks, awake };
}

/** How often each of them woke, by its thread. */
function lookers() {
  return new Map(threads().flatMap(({ name, task, wakes }) => (name === LOOKERS ? [[task, wakes]] : [])));
}

function zero() {
  return { wakes: 0, ticks: 0 };
}

/** Voluntary switches and clock ticks of all threads, by the name of the process and, for ours, of the thread. */
function spent() {
  const all = new Map();
  for (const { name, wakes, ticks } of threads()) {
    const one = all.get(name) ?? zero();
    all.set(name, { wakes: one.wakes + wakes, ticks: one.ticks + ticks });
  }
  return all;
}

function threads() {
  const all = [];
  for (const pid of family()) {
    const process = comm(`/proc/${pid}`);
    for (const task of list(`/proc/${pid}/task`)) {
      const folder = `/proc/${pid}/task/${task}`;
      const name = process === "mainstay" ? `mainstay/${comm(folder)}` : process;
      try {
        const wakes = Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(readFileSync(`${folder}/status`, "utf8"))[1]);
        const fields = readFileSync(`${folder}/stat`, "utf8").split(") ")[1].split(" ");
        all.push({ name, task, wakes, ticks: Number(fields[11]) + Number(fields[12]) });
      } catch {
        continue; // It has ended.
      }
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
