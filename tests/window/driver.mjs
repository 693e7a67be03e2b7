// A small WebDriver client for the real window: WebKitWebDriver starts the program itself.
// Elements are found as a person or a screen reader finds them: by role and name, among what is visible.
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { find } from "./find.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE_MS = 30_000;
/** What the driver says where the page changed under its hand. */
const MOVED = /^(stale element|element not interactable|element click intercepted)/;
const repo = fileURLToPath(new URL("../..", import.meta.url));
export const binary =
  process.env.MAINSTAY_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? join(repo, "target"), "debug/mainstay");

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Asks until `question` answers with something true. */
export async function until(what, question) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await pause(50);
  }
}

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** One person's device: its folders, and the driver that starts the program there. */
export class Device {
  /** `env` names the folders; `driver.log` and the program's log come to `log`. */
  static async start(env, program = binary) {
    const device = new Device();
    device.program = program;
    device.env = { ...process.env, ...env, TAURI_WEBVIEW_AUTOMATION: "true" };
    // The renderer that the shell chooses never answers when WebKitWebDriver asks for a picture.
    if (process.env.MAINSTAY_PICTURES) device.env.WEBKIT_DISABLE_DMABUF_RENDERER = "0";
    device.log = "";
    device.base = `http://127.0.0.1:${await freePort()}`;
    const port = new URL(device.base).port;
    device.driver = spawn("WebKitWebDriver", [`--port=${port}`], { env: device.env });
    for (const stream of [device.driver.stdout, device.driver.stderr]) {
      stream.on("data", (bytes) => (device.log += bytes));
    }
    await until("the driver", () => fetch(`${device.base}/status`).then(() => true, () => false));
    return device;
  }

  async open() {
    const options = { "webkitgtk:browserOptions": { binary: this.program, args: [] } };
    const answer = await send("POST", `${this.base}/session`, { capabilities: { alwaysMatch: options } });
    this.window = new Window(`${this.base}/session/${answer.sessionId}`, () => this.#ended());
    return this.window;
  }

  /** The program, which the driver started. */
  #programs() {
    const children = readFileSync(`/proc/${this.driver.pid}/task/${this.driver.pid}/children`, "utf8");
    // One that has ended stays in the list until the driver asks for it, which it may not do at all.
    const runs = (pid) => !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return children.split(" ").filter(Boolean).map(Number).filter((pid) => {
      try {
        return runs(pid);
      } catch {
        return false;
      }
    });
  }

  #ended() {
    return until("the program to end", () => this.#programs().length === 0);
  }

  /** How often these words stand in the memory that the program itself can write to; not in that of its web processes. */
  memory(words) {
    const forms = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, "utf16le")]);
    let found = 0;
    for (const pid of this.#programs()) {
      const memory = openSync(`/proc/${pid}/mem`, "r");
      for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
        const [, start, end] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
        const size = Number.parseInt(end, 16) - Number.parseInt(start, 16);
        // JavaScript's engine reserves tens of gigabytes and uses none of them in this process.
        if (start === undefined || size > 2 ** 30) continue;
        const bytes = Buffer.alloc(size);
        try {
          readSync(memory, bytes, 0, bytes.length, Number.parseInt(start, 16));
        } catch {
          continue; // A mapping that has gone, or one that nobody can read.
        }
        for (const form of forms) for (let at = -1; (at = bytes.indexOf(form, at + 1)) >= 0; ) found += 1;
      }
      closeSync(memory);
    }
    return found;
  }

  /** Stops the program where it is, as a sleep of the device does; all its clocks go on. */
  pause() {
    for (const pid of this.#programs()) process.kill(pid, "SIGSTOP");
  }

  wake() {
    for (const pid of this.#programs()) process.kill(pid, "SIGCONT");
  }

  /** Asks the program to end, as the system does at log-out, and waits until it has. */
  async quit() {
    for (const pid of this.#programs()) process.kill(pid, "SIGTERM");
    await this.#ended();
    await this.window.close();
  }

  /** Closes what is open: a window that stayed would catch the next start. */
  async stop() {
    try {
      await this.window?.close();
    } finally {
      this.driver.kill();
    }
  }
}

/** The program's one window. */
export class Window {
  #session;
  #ended;
  #closed = false;
  constructor(session, ended) {
    this.#session = session;
    this.#ended = ended;
  }

  /** Runs a function in the page; its arguments and answer are JSON, or elements. */
  run(work, ...args) {
    const script = `return (${work}).apply(null, arguments)`;
    return send("POST", `${this.#session}/execute/sync`, { script, args });
  }

  /** Runs the text of a script in the page. */
  async load(script) {
    await send("POST", `${this.#session}/execute/sync`, { script: `${script}\n;return null`, args: [] });
  }

  /** Runs an async function in the page and waits for its answer. */
  async wait(work, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (${work})(...Array.from(arguments).slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }))`;
    const { value, error } = await send("POST", `${this.#session}/execute/async`, { script, args });
    if (error) throw new Error(error);
    return value;
  }

  /** The visible element of that role and name; waits for it. */
  async see(role, name) {
    const what = `${role} “${name}”`;
    try {
      return await until(what, () => this.run(find, role, name));
    } catch (error) {
      throw new Error(`${error.message}; on the screen: ${await this.text()}`);
    }
  }

  /** Whether it is there now. */
  has(role, name) {
    return this.run(find, role, name).then(Boolean);
  }

  press(role, name) {
    return this.#with(role, name, (element) => send("POST", `${element}/click`, {}));
  }

  /** Presses until the heading that it leads to is there: what has just been saved may move the button from under a press. */
  async pressTo(role, name, heading) {
    await until(`the heading “${heading}”`, async () => {
      if (await this.has(role, name)) await this.press(role, name);
      for (let look = 0; look < 40; look += 1) {
        if (await this.has("heading", heading)) return true;
        await pause(50);
      }
      return false;
    });
  }

  type(name, text) {
    return this.#with("textbox", name, async (element) => {
      await send("POST", `${element}/clear`, {});
      await send("POST", `${element}/value`, { text });
    });
  }

  /** Does it again where a screen drawn anew between looking and doing has a new element there, or has moved it away. */
  #with(role, name, work) {
    return until(`the ${role} “${name}”`, async () => {
      const element = await this.see(role, name);
      const done = work(`${this.#session}/element/${element[ELEMENT]}`);
      return done.then(() => true, (error) => !MOVED.test(error.message) && Promise.reject(error));
    });
  }

  /** Puts text in as a paste does: whole, with characters that no key types. */
  async paste(name, text) {
    const put = (element, value) => {
      element.value = value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
      element.dispatchEvent(new Event("change", { bubbles: true }));
    };
    await this.run(put, await this.see("textbox", name), text);
  }

  /** All words on the screen. */
  text() {
    // Without the marks that Fluent puts around what it fills in.
    return this.run(() => document.body.innerText.replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ").trim());
  }

  /** Waits until the screen says it. */
  async says(sentence) {
    let seen = "";
    const said = async () => (seen = await this.text()).includes(sentence);
    await until(`“${sentence}”`, said).catch((error) => {
      throw new Error(`${error.message}; on the screen: ${seen}`);
    });
  }

  async reload() {
    await send("POST", `${this.#session}/refresh`, {});
  }

  async resize(width, height) {
    await send("POST", `${this.#session}/window/rect`, { width, height });
  }

  /** Keeps a picture where MAINSTAY_PICTURES says, if it says. */
  async picture(name) {
    const folder = process.env.MAINSTAY_PICTURES;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    // Until what the page has done is also on the screen.
    await this.wait(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 400))));
    const png = await send("GET", `${this.#session}/screenshot`);
    writeFileSync(join(folder, `${name}.png`), Buffer.from(png, "base64"));
  }

  /** Ends the session: the driver kills the program on the spot. */
  async close() {
    if (this.#closed) return;
    this.#closed = true;
    await send("DELETE", `${this.#session}/window`).catch(() => undefined);
    await send("DELETE", this.#session).catch(() => undefined);
    await this.#ended();
  }
}

async function send(method, url, body) {
  const signal = AbortSignal.timeout(3 * PATIENCE_MS);
  const response = await fetch(url, { method, signal, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
