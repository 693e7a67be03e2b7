// How long the real window takes from its process's start to a usable lock screen, beside a blank Tauri window, in
// alternating runs. Prints medians and their ratio; asserts nothing. Run by `make bench`.
import { readdirSync, readFileSync, rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Device, until } from "../window/driver.mjs";
import { setUp } from "../window/steps.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? 9);
const release = join(process.env.CARGO_TARGET_DIR, "release");
const programs = { mainstay: join(release, "mainstay"), blank: join(release, "examples/blank") };
const home = mkdtempSync(join(tmpdir(), "mainstay-bench-"));
const env = { HOME: home, XDG_DATA_HOME: join(home, "data"), MAINSTAY_DATA_DIR: join(home, "mainstay") };

/** When the process of that program began, in milliseconds since 1970: boot time plus its start in clock ticks. */
function startOf(program) {
  const boot = Number(/^btime (\d+)$/m.exec(readFileSync("/proc/stat", "utf8"))[1]) * 1000;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] !== program) continue;
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
      return boot + Number(fields[19]) * 10;
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error(`no process of ${program}`);
}

/** One start: milliseconds from the process's start to its page's mark. */
async function start(program) {
  const device = await Device.start(env, program);
  try {
    const window = await device.open();
    const marked = () => performance.getEntriesByName("ready").map((mark) => performance.timeOrigin + mark.startTime)[0];
    const ready = await until("the mark", () => window.run(marked));
    const began = startOf(program);
    await window.close();
    return ready - began;
  } finally {
    device.stop();
  }
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

const device = await Device.start(env, programs.mainstay);
const window = await device.open();
await setUp(window);
await window.close();
device.stop();

const times = { mainstay: [], blank: [] };
for (let round = 0; round < ROUNDS; round++) {
  for (const name of Object.keys(times)) times[name].push(await start(programs[name]));
}
rmSync(home, { recursive: true, force: true });

const [ours, blank] = [median(times.mainstay), median(times.blank)];
const ms = (time) => `${time.toFixed(0).padStart(9)} ms`;
console.log(`${"start to lock screen".padEnd(26)}${ms(ours)}   blank window ${ms(blank)}   ratio ${(ours / blank).toFixed(2)}`);
