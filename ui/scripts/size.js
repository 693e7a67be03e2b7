// Weighs dist/ as a phone would load it: gzip, against the budget of decision 0036.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const DIST = process.argv[2] ?? "dist";
const BUDGET_KB = {
  "first screen JS": 60,
  "one file of JS": 45,
  "all JS": 300,
  "all CSS": 15,
  "one locale": 48,
  "cards of one locale": 15,
};

const kb = (file) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length / 1000;
const assets = readdirSync(join(DIST, "assets")).map((name) => `assets/${name}`);
const isMessages = (file) => file.includes("/messages-");
/** The cards of medicine safety: words, which load with their page. */
const isCards = (file) => file.includes("/cards-");

/** The scripts that the page itself names: its entry, and all that this imports at once. */
const page = readFileSync(join(DIST, "index.html"), "utf8");
const first = assets.filter((file) => file.endsWith(".js") && page.includes(`"/${file}"`));

const sum = (files) => files.reduce((total, file) => total + kb(file), 0);
const scripts = assets.filter(
  (file) => file.endsWith(".js") && !isMessages(file) && !isCards(file),
);
const weights = {
  "first screen JS": sum(first.filter((file) => !isMessages(file))),
  "one file of JS": Math.max(...scripts.map(kb)),
  "all JS": sum(scripts),
  "all CSS": sum(assets.filter((file) => file.endsWith(".css"))),
  "one locale": Math.max(...assets.filter(isMessages).map(kb)),
  "cards of one locale": Math.max(0, ...assets.filter(isCards).map(kb)),
};

let over = false;
for (const [what, weight] of Object.entries(weights)) {
  const fits = weight <= BUDGET_KB[what];
  over ||= !fits;
  console.log(
    `${fits ? "ok  " : "OVER"} ${what}: ${weight.toFixed(1)} of ${BUDGET_KB[what]} kB gz`,
  );
}
process.exitCode = over ? 1 : 0;
