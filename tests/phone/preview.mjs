// The preview binary over a fresh folder: the real core, with a clock that stands until a test moves it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "debug", "preview");

export const NOW = "2026-11-21T18:30:00Z";
export const TODAY = "2026-11-21";
export const ZONE = "Europe/London";
export const PASSPHRASE = "seven quiet herons over water";

/** A check-in in which nothing was said. */
export const NOTHING_SAID = {
  mood: null,
  craving: null,
  confidence: null,
  sleepMinutes: null,
  halt: { hungry: null, angry: null, lonely: null, tired: null },
  used: null,
  note: "",
  at: null,
};

/** A craving in which nothing was said. */
export const NOTHING_FELT = {
  goalId: null,
  strengthBefore: null,
  strengthAfter: null,
  triggers: [],
  tool: null,
  toolSeconds: null,
  acted: null,
  note: "",
  at: null,
};

/** The day `by` days after `day`. */
export const dayAfter = (day, by) =>
  new Date(Date.parse(`${day}T00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** A test that ends in a hurry must not leave its previews behind. */
const running = new Set();
process.once("exit", () => running.forEach((child) => child.kill()));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

/**
 * Starts a preview. `data`: a folder made beforehand (it is left in place); otherwise a fresh one that goes with it.
 * `keystore`: absent, working, locked or refusing. `device`: phone, or desktop.
 */
export async function startPreview({ now = NOW, zone = ZONE, data, keystore = "absent", device = "phone" } = {}) {
  const folder = data ?? mkdtempSync(join(tmpdir(), "mainstay-phone-"));
  const options = { "--data": folder, "--ui": process.env.MAINSTAY_UI ?? join(root, "ui/dist-preview"), "--now": now, "--zone": zone, "--keystore": keystore, "--device": device };
  const child = spawn(binary, Object.entries(options).flat(), { stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  child.stderr.on("data", (chunk) => (told += chunk));
  running.add(child);
  child.once("exit", () => running.delete(child));
  const preview = new Preview(child, folder, data === undefined, now);
  const first = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the preview ended with ${code}: ${told}`)));
  });
  return Object.assign(preview, JSON.parse(first), { told: () => told });
}

class Preview {
  #child;
  #isOurs;
  #now;

  constructor(child, folder, isOurs, now) {
    this.#now = Date.parse(now);
    this.#child = child;
    this.folder = folder;
    this.#isOurs = isOurs;
  }

  /** What the core answers; a refusal throws an Error with `code`, `field` and `reference`. */
  async core(name, request = {}) {
    const answer = await this.#post(`/ipc/${name}`, request);
    if ("ok" in answer) return answer.ok;
    throw Object.assign(new Error(`${name}: ${answer.error.code}`), answer.error);
  }

  /** Moves the clock to an RFC 3339 instant (`now`), or to another `zone`. */
  moveClock(to) {
    if (to.now) this.#now = Date.parse(to.now);
    return this.#post("/test/clock", to);
  }

  /** What the person picks in the system's dialogs from now on; null: nothing. */
  place(file) {
    return this.#post("/test/place", { file });
  }

  /** Moves the clock on by so many seconds. */
  forward(seconds) {
    return this.moveClock({ now: new Date(this.#now + seconds * 1000).toISOString() });
  }

  /** Rings what is due, as the running program would. */
  ring() {
    return this.#post("/test/ring", {});
  }

  /** Every notification that was shown, oldest first. */
  async shown() {
    const response = await fetch(`${this.url}/test/notifications`, { headers: { "x-mainstay-token": this.token } });
    return response.json();
  }

  /** Touches the notification that was shown last. */
  touch() {
    return this.#post("/test/touch", {});
  }

  /** Changes the device's secret store: `mood`, or `forget: true`. */
  keystore(to) {
    return this.#post("/test/keystore", to);
  }

  async #post(path, body) {
    const response = await fetch(this.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-mainstay-token": this.token },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  /** Set-up without its screens. `goals` are { kind, name, direction, startedAt }; answers with them as they are kept. */
  async setUp({ goals = [goalSince(TODAY)], settings = {} } = {}) {
    const { groups, ask } = await this.core("vault_create", { passphrase: PASSPHRASE });
    await this.core("recovery_code_confirm", {
      groups: ask.map((position) => ({ position, text: groups[position] })),
    });
    const kept = [];
    for (const goal of goals) kept.push((await this.core("goal_create", goal)).value);
    await this.core("settings_update", { setUp: "done", ...settings });
    return { goals: kept, code: groups.join("-") };
  }

  /** All that was logged, newest first, as { type, entry }. */
  async journal() {
    const { days } = await this.core("journey_list", { before: null, days: 31 });
    return days.flatMap((day) => day.entries);
  }

  /** Ends it as a power cut would: nothing is closed in order. */
  kill() {
    return this.#end("SIGKILL");
  }

  async #end(signal) {
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#child.kill(signal)) await ended;
  }

  async stop() {
    await this.#end("SIGTERM");
    if (this.#isOurs) rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A goal to stop drinking, since the morning of a day. */
export const goalSince = (day, more = {}) => ({
  kind: "alcohol",
  name: "",
  direction: "abstain",
  startedAt: `${day}T08:00`,
  ...more,
});
