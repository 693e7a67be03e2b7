// What the program and its web processes send, as the kernel sees it: nothing to any host.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { binary, Device, until } from "./driver.mjs";
import { newHome, remove } from "./home.mjs";
import { logCraving, onToday, PASSPHRASE, setUp, unlock } from "./steps.mjs";
import { t } from "./words.mjs";

const traced = join(import.meta.dirname, "traced.sh");
const INTERNET = /sa_family=AF_INET6?\b/;
const LOOPBACK = /inet_addr\("127\.[\d.]+"\)|"::1"/;

/** Runs the flow under strace. Answers with the lines of the trace. */
async function trace(more, flow) {
  const { home, env } = newHome();
  const file = join(home, "trace");
  const device = await Device.start({ ...env, ...more, MAINSTAY_TRACE: file, MAINSTAY_TRACED: binary }, traced);
  try {
    await flow(await device.open(), device);
    await device.quit();
  } finally {
    await device.stop();
  }
  // strace writes until the last web process has ended.
  let size = -1;
  await until("the end of the trace", () => size === (size = readFileSync(file).length));
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  await remove(home);
  return lines;
}

const toHosts = (lines) => lines.filter((line) => INTERNET.test(line) && !LOOPBACK.test(line));

test("a day with the app sends nothing to any host", async (context) => {
  const lines = await trace({}, async (window) => {
    await setUp(window);
    await logCraving(window);
    await window.press("link", t("tab-journey"));
    await window.see("heading", t("journey-title"));
    await window.press("link", t("help"));
    await window.see("heading", t("help-title"));
    await window.press("link", t("tab-today"));
    await onToday(window);
    await window.press("button", t("hide-now"));
    await window.press("button", t("neutral-open"));
    await unlock(window, PASSPHRASE);
    await onToday(window);
  });
  assert.ok(lines.some((line) => line.includes("AF_UNIX")), "the trace sees what the program says to the desktop");
  const processes = new Set(lines.map((line) => line.split(" ")[0]));
  assert.ok(processes.size > 3, "the web processes too");
  assert.deepEqual(toHosts(lines), []);
  context.diagnostic(`${lines.length} connects and sends of ${processes.size} threads, 0 to a host`);
});

test("a connection that was planted is found", async () => {
  const lines = await trace({ MAINSTAY_PLANT: "1" }, (window) => window.see("button", t("set-up-start")));
  const [found, ...others] = toHosts(lines);
  assert.match(found ?? "nothing", /connect\(.*192\.0\.2\.1/);
  assert.deepEqual(others, []);
});
