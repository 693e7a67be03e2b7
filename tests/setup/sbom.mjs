// Whether the lists of target/sbom name everything that is shipped, and nothing that is not. usage: sbom.mjs FOLDER
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const components = (file) => {
  const { bomFormat, components } = JSON.parse(readFileSync(join(folder, file), "utf8"));
  assert.equal(bomFormat, "CycloneDX", file);
  return new Set(components.map(({ group, name, version }) => `${group ? `${group}/` : ""}${name} ${version}`));
};

/** What cargo links into the program for a target: the truth that the list must meet. */
const linked = (target) => {
  const tree = ["tree", "--locked", "--package", "mainstay", "--target", target, "--edges", "normal", "--prefix", "none", "--format", "{lib}\t{p}"];
  const lines = execFileSync("cargo", tree, { encoding: "utf8" }).split("\n").filter(Boolean);
  return new Set(lines.map((line) => line.split("\t")[1].replace(/ \(.*/, "").replace(/ v(\d)/, " $1")));
};

/** The packages that the built screens come from. */
const bundled = () => {
  const maps = readdirSync(join(folder, "ui"), { recursive: true }).filter((path) => path.endsWith(".map"));
  const sources = maps.flatMap((path) => JSON.parse(readFileSync(join(folder, "ui", path), "utf8")).sources);
  const names = sources.map((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1]);
  return new Set(names.filter(Boolean));
};

const missing = (wanted, list) => [...wanted].filter((one) => !list.has(one));

for (const file of readdirSync(folder).filter((name) => /^mainstay-.*-.*\.cdx\.json$/.test(name))) {
  const target = file.slice("mainstay-".length, -".cdx.json".length);
  const list = components(file);
  const wanted = linked(target);
  wanted.delete([...wanted].find((one) => one.startsWith("mainstay "))); // the subject of the list itself
  assert.ok(wanted.size > 100, `${target}: cargo links ${wanted.size} crates`);
  assert.deepEqual(missing(wanted, list), [], `${target}: linked and not listed`);
  for (const one of list) assert.doesNotMatch(one, /^(mainstay-tests|mainstay-bench|mainstay-meetings-bench|mainstay-faults|mainstay-fuzz|axum|proptest) /, `${target}: never shipped`);
  // The tool sees the features of the whole workspace: ts-rs, which only the tests turn on, is listed too.
  const more = missing(list, wanted).map((one) => one.replace(/ \S+$/, ""));
  console.log(`${target}: ${list.size} components, all ${wanted.size} linked crates among them; beyond those: ${more.join(", ") || "none"}`);
}

const list = components("mainstay-ui.cdx.json");
const names = new Set([...list].map((one) => one.replace(/ \S+$/, "")));
const screens = bundled();
assert.ok(screens.has("svelte") && screens.has("@tauri-apps/api"), "the maps name packages");
assert.deepEqual(missing(screens, names), [], "in the screens and not listed");
assert.ok(!names.has("vitest") && !names.has("playwright"), "tools are not shipped");
console.log(`screens: ${list.size} components, all ${screens.size} bundled packages among them (${[...screens].sort().join(", ")})`);
