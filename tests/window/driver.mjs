// A small WebDriver client for the real window: WebKitWebDriver starts the program itself.
// Elements are found as a person or a screen reader finds them: by role and name, among what is visible.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { find } from "./find.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE_MS = 30_000;
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
    return children.split(" ").filter(Boolean).map(Number);
  }

  #ended() {
    return until("the program to end", () => this.#programs().length === 0);
  }

  /** Asks the program to end, as the system does at log-out, and waits until it has. */
  async quit() {
    for (const pid of this.#programs()) process.kill(pid, "SIGTERM");
    await this.#ended();
    await this.window.close();
  }

  /** Closes what is open: a window that stayed would catch the next start. */
  async stop() {
    await this.window?.close();
    this.driver.kill();
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

  async press(role, name) {
    // A screen that is drawn anew between looking and pressing has a new element in the same place.
    await until(`a press on ${role} “${name}”`, async () => {
      const element = await this.see(role, name);
      const pressed = send("POST", `${this.#session}/element/${element[ELEMENT]}/click`, {});
      return pressed.then(() => true, (error) => !error.message.startsWith("stale element") && Promise.reject(error));
    });
  }

  async type(name, text) {
    const element = await this.see("textbox", name);
    await send("POST", `${this.#session}/element/${element[ELEMENT]}/clear`, {});
    await send("POST", `${this.#session}/element/${element[ELEMENT]}/value`, { text });
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
