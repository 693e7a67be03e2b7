// Adds up the tests that the logs of a run report, and prints them in one line.
// usage: count.mjs FOLDER [FAILED_CHECKS]
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, failedChecks = "0"] = process.argv.slice(2);
const totals = { passed: 0, failed: 0, skipped: 0 };

const patterns = [
  // cargo test
  [/^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm, ["passed", "failed", "skipped"]],
  // vitest
  [/^\s*Tests\s+(?:(\d+) failed \| )?(\d+) passed/gm, ["failed", "passed"]],
  // node's test runner, in its two forms
  [/^[ℹ#] pass (\d+)$/gm, ["passed"]],
  [/^[ℹ#] fail (\d+)$/gm, ["failed"]],
  [/^[ℹ#] skipped (\d+)$/gm, ["skipped"]],
];

for (const name of readdirSync(folder).filter((name) => name.endsWith(".log"))) {
  const text = readFileSync(join(folder, name), "utf8").replace(/\u001b\[[0-9;]*m/g, "");
  for (const [pattern, kinds] of patterns) {
    for (const match of text.matchAll(pattern)) {
      kinds.forEach((kind, n) => (totals[kind] += Number(match[n + 1] ?? 0)));
    }
  }
}

if (Number(failedChecks) > 0 && totals.failed === 0) totals.failed = Number(failedChecks);
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
