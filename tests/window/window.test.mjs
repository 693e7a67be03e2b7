// The real program in a real window, from nothing to a second start. Run by `run.sh`.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { binary, Device, until } from "./driver.mjs";
import { filesBelow, newHome, remove } from "./home.mjs";
import { narrow, pauseGoal, readWhatItSays, search, writeJournalEntry } from "./log-steps.mjs";
import { logCraving, onToday, PASSPHRASE, recordLapse, setUp, unlock } from "./steps.mjs";
import { axe, start, t } from "./words.mjs";

const HOSTILE = `zinnia <img src=x onerror="window.hacked=1"><script>window.hacked=1</script> {{7*7}} '; DROP TABLE check_ins;--`;

const WRITTEN = "A zinnia by the quiet harbour.";

/** Words that were typed, as files and memory may hold them. The groups of the recovery code join them at set-up. */
const SECRETS = ["zinnia", "onerror", "copper lantern", "quiet harbour"];
const secretsIn = (bytes) => SECRETS.filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, "utf16le")));

const digest = (folder) => {
  const hash = createHash("sha256");
  for (const file of filesBelow(folder).sort()) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
};

/** Opens the app for one test with a changed environment. */
async function withWindow(env, work) {
  const device = await Device.start(env);
  try {
    await work(await device.open());
  } finally {
    await device.stop();
  }
}

describe("one person's first day", { concurrency: false }, () => {
  const { home, env, data } = newHome();
  let device;
  let window;
  let failed = null;
  /** A test that stands on those before it. */
  const step = (name, work) =>
    test(name, async (context) => {
      if (failed !== null) return context.skip(`after “${failed}”`);
      try {
        await work();
      } catch (error) {
        failed = name;
        throw error;
      }
    });
  before(async () => {
    device = await Device.start(env);
    window = await device.open();
  });
  after(async () => {
    await device.stop();
    if (process.env.MAINSTAY_DRIVER_LOG) process.stderr.write(device.log);
    await remove(home);
  });

  step("set-up leads from the welcome to Today", async () => {
    await window.see("button", t("set-up-start"));
    await window.run(() => {
      window.violations = [];
      addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    await window.picture("welcome");
    const groups = await setUp(window);
    SECRETS.push(groups.join("-"), groups.join(" "), groups.join(""), groups.slice(0, 3).join("-"));
    await window.picture("today");
  });

  step("one tap saves a check-in", async () => {
    await window.press("button", t("mood-4"));
    await window.says(start("today-kept"));
  });

  step("a craving goes through all its steps", () => logCraving(window));

  step("a lapse is recorded and Today stays whole", () => recordLapse(window));

  step("Journey shows what was logged", async () => {
    await window.press("link", t("tab-journey"));
    await window.says(t("entry-mood", { mood: t("mood-4") }));
    await window.says(t("entry-part-not-acted"));
    await window.says(t("tool-paced_breathing"));
    await window.see("text", t("entry-lapse"));
    await window.picture("journey");
  });

  step("hostile text is shown as text", async () => {
    await window.press("button", t("entry-mood", { mood: t("mood-4") }));
    await window.paste(t("check-in-note"), HOSTILE);
    await window.says(t("check-in-saved"));
    await window.press("button", t("close"));
    await window.says(HOSTILE);
    const made = await window.run(() => [window.hacked ?? null, document.querySelectorAll("img[src=x]").length]);
    assert.deepEqual(made, [null, 0], "nothing of it became markup or ran");
  });

  step("a journal entry is written and stands in Journey", () => writeJournalEntry(window, WRITTEN));

  step("a search finds it by the beginnings of words, with marks", () =>
    search(window, "harb zinn", async () => {
      assert.deepEqual(await window.run(() => Array.from(document.querySelectorAll("mark"), (mark) => mark.textContent)), ["zinnia", "harbour"]);
      await checkAxe(window);
    }));

  step("Journey narrowed to cravings says what it hides", () => narrow(window, 3));

  step("charts, the year and patterns open, and axe finds nothing", () => readWhatItSays(window, () => checkAxe(window)));

  step("a goal is paused and goes on", () => pauseGoal(window, t("goal-alcohol"), () => checkAxe(window)));

  step("no screen so far broke the content security policy", async () => {
    assert.deepEqual(await window.run(() => window.violations), []);
  });

  step("an inline script that gets into the page does not run", async () => {
    const ran = await window.run(() => {
      const script = document.createElement("script");
      script.textContent = "window.inline = 1";
      document.head.append(script);
      const button = document.createElement("button");
      button.setAttribute("onclick", "window.inline = 1");
      document.body.append(button);
      button.click();
      button.remove();
      return window.inline ?? null;
    });
    assert.equal(ran, null);
    const refused = () => window.run(() => window.violations.length > 0);
    await until("the refusal to be reported", refused);
  });

  step("the page reaches no host and no other page", async () => {
    const reached = await window.wait(async () => {
      const tries = ["http://127.0.0.1:9/", "https://example.org/", "file:///etc/hostname"];
      const results = await Promise.allSettled(tries.map((address) => fetch(address)));
      return results.filter((result) => result.status === "fulfilled").length;
    });
    assert.equal(reached, 0);
    await window.run(() => void (location.href = "https://example.org/"));
    await window.see("link", t("tab-journey"));
    assert.match(await window.run(() => location.href), /^tauri:\/\/localhost(\/|#)/);
  });

  step("the window may ask the core and hear it, and nothing else of the system", async () => {
    const ask = (name) =>
      window.wait((command) => window.__TAURI_INTERNALS__.invoke(command, {}).then(() => "done", String), name);
    for (const name of ["plugin:opener|open_url", "plugin:window|set_title", "plugin:event|emit", "plugin:path|resolve_directory", "plugin:webview|create_webview_window"]) {
      assert.match(await ask(name), /not allowed|missing required key|Permissions/i, name);
      assert.notEqual(await ask(name), "done", name);
    }
  });

  step("a second start ends by itself and the first goes on", async () => {
    const second = spawn(binary, { env: { ...env, ...display(), PATH: env.PATH } });
    const code = await new Promise((done) => second.on("exit", done));
    assert.equal(code, 0);
    await window.press("link", t("tab-today"));
    await onToday(window);
  });

  for (const [name, tab, heading] of [
    ["Today", "tab-today", "today-how"],
    ["Journey", "tab-journey", "journey-title"],
    ["Help", "help", "help-title"],
  ]) {
    step(`axe finds nothing on ${name}`, async () => {
      await window.press("link", t(tab));
      await window.see("heading", t(heading));
      await window.picture(`axe-${name.toLowerCase()}`);
      await checkAxe(window);
    });
  }

  step("a telephone number goes to the system and the page stays", async () => {
    const dial = () => Array.from(document.querySelectorAll("a[href^='tel:']")).find((link) => link.checkVisibility()) ?? null;
    if (!(await window.run(dial))) {
      await window.press("button", t("crisis-country-US")).catch(() => undefined);
    }
    const number = await until("a number", () => window.run(dial).then((link) => link && window.run((a) => (a.click(), a.getAttribute("href")), link)));
    await until("the telephone", () => existsSync(join(home, "opened")));
    assert.equal(readFileSync(join(home, "opened"), "utf8").trim(), number);
    await window.see("link", t("tab-today"));
  });

  step("no window's name holds a word", async () => {
    const names = spawnSync("xwininfo", ["-root", "-tree"], { env: { ...process.env, ...display() }, encoding: "utf8" }).stdout;
    assert.match(names, /"Mainstay"/, "the window is among them");
    assert.deepEqual(secretsIn(Buffer.from(names)), []);
    assert.deepEqual(secretsIn(Buffer.from(await window.run(() => document.title))), []);
  });

  step("Hide now covers the app and locks it", async () => {
    const before = device.memory(SECRETS);
    await window.press("link", t("tab-today"));
    await onToday(window);
    await window.press("button", t("hide-now"));
    await window.see("heading", t("neutral-title"));
    assert.ok(!(await window.text()).includes(t("app-name")), "nothing names the app");
    await window.press("button", t("neutral-open"));
    await window.see("textbox", t("lock-passphrase"));
    await window.picture("lock");
    const refused = await window.wait(() => window.__TAURI_INTERNALS__.invoke("call", { name: "today_get", request: {} }).then(() => "open", (failure) => failure.code));
    assert.equal(refused, "locked");
    // Ours is zeroed when it is freed; what GTK and WebKit copied on the way is not ours to wipe, and is told here.
    const after = device.memory(SECRETS);
    console.log(`secret words in the program's memory: ${before} while open, ${after} after the lock`);
    assert.ok(before > 0, "the look finds what is there");
  });

  step("a wrong passphrase gets a kind sentence and changes no file", async () => {
    const was = digest(data);
    await unlock(window, "not the right words at all");
    await window.says(t("err-wrong-passphrase"));
    await window.says(t("rec-wrong-passphrase"));
    assert.equal(digest(data), was);
    await window.picture("lock-wrong");
  });

  step("Help opens from the lock screen", async () => {
    await window.press("link", t("help-now"));
    await window.see("heading", t("help-title"));
    await window.run(() => history.back());
    await window.see("textbox", t("lock-passphrase"));
  });

  step("the right passphrase opens it again", async () => {
    await unlock(window, PASSPHRASE);
    await onToday(window);
  });

  const journalLeftOpen = () => existsSync(join(data, "vault/vault.db-wal"));

  step("a kill loses nothing: the next start is behind the lock with everything there", async () => {
    await window.close();
    assert.ok(journalLeftOpen(), "it had no time to put the journal away");
    window = await device.open();
    await unlock(window, PASSPHRASE);
    await onToday(window);
    await window.press("link", t("tab-journey"));
    await window.says(t("entry-mood", { mood: t("mood-4") }));
    await window.see("text", t("entry-lapse"));
    await window.says(HOSTILE);
  });

  step("quitting locks: the journal is put away in one file", async () => {
    await device.quit();
    assert.ok(!journalLeftOpen());
    window = await device.open();
    await unlock(window, PASSPHRASE);
    await window.press("link", t("tab-journey"));
    await window.says(HOSTILE);
    await device.quit();
  });

  step("no file and no log holds a word that was typed", () => {
    const files = filesBelow(home);
    assert.ok(files.some((file) => file.startsWith(env.XDG_DATA_HOME)), "the web view's own files are among them");
    for (const file of files) assert.deepEqual(secretsIn(readFileSync(file)), [], file);
    assert.deepEqual(secretsIn(Buffer.from(device.log)), [], "the log");
    assert.deepEqual(secretsIn(Buffer.from(`the ${SECRETS[0]}`)), [SECRETS[0]], "the look finds what is there");
  });
});

async function checkAxe(window) {
  await window.load(axe);
  const violations = await window.wait(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const report = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return report.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
  });
  assert.deepEqual(violations, []);
}

const display = () => {
  const { DISPLAY, XAUTHORITY, DBUS_SESSION_BUS_ADDRESS } = process.env;
  return { DISPLAY, XAUTHORITY, DBUS_SESSION_BUS_ADDRESS };
};

describe("when the folder cannot be used", () => {
  const plain = (name, code, prepare, folder = (data) => data) =>
    test(name, async () => {
      const { home, env, data } = newHome();
      const undo = prepare(data);
      await withWindow({ ...env, MAINSTAY_DATA_DIR: folder(data) }, async (window) => {
        await window.says(t(`err-${code}`));
        await window.says(t(`rec-${code}`));
        await window.picture(`trouble-${code}`);
        await window.press("link", t("help-now"));
        await window.see("heading", t("help-title"));
      });
      undo?.();
      await remove(home);
    });

  plain("a file in its place", "folder-unusable", (data) => writeFileSync(data, "a file"));
  // Where even root may make no folder.
  plain("a folder that cannot be made", "folder-unusable", () => undefined, () => "/proc/mainstay");
  plain("a file where the vault should be", "folder-unusable", (data) => {
    mkdirSync(data);
    writeFileSync(join(data, "vault"), "a file");
  });
  plain("a vault whose files are not one", "header-damaged", (data) => {
    mkdirSync(join(data, "vault"), { recursive: true });
    for (const name of ["vault.hdr.a", "vault.hdr.b", "vault.db"]) writeFileSync(join(data, "vault", name), "not a vault");
  });
  plain("another program has it open", "in-use", (data) => {
    mkdirSync(data);
    const holder = spawn("flock", [join(data, "vault.lock"), "sleep", "60"], { detached: true });
    // The whole group: `flock` waits for its `sleep`.
    return () => process.kill(-holder.pid);
  });
});

test("without a display it says so and ends", async () => {
  const { home, env } = newHome();
  const { status, stderr } = spawnSync(binary, { env: { ...env, PATH: process.env.PATH }, encoding: "utf8", timeout: 20_000 });
  assert.equal(status, 3);
  assert.match(stderr, /no display/);
  assert.deepEqual(filesBelow(home).filter((file) => !file.endsWith("xdg-open")), [], "it touched nothing");
  await remove(home);
});
